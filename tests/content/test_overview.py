"""The page of what is covered: it is today's, and nothing that must be answered lacks an entry."""

from pathlib import Path

import pytest

from bot.cli.coverage import LABELS, wanted_of
from bot.cli.telling import Told
from bot.content.build import sound
from bot.content.contents import Contents
from bot.content.overview import Wanted, lacking, overview
from bot.content.sources import Sources, read
from tests.content.base import BASE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def real() -> Contents:
    return sound(read(ROOT))


@pytest.fixture
def small() -> Contents:
    return sound(Sources(BASE))


def test_the_page_is_todays(real: Contents) -> None:
    """Else: python -m bot coverage --write docs/coverage.md."""
    assert (ROOT / "docs/coverage.md").read_text(encoding="utf-8") == overview(real, wanted_of(ROOT / LABELS))


def test_every_subject_and_every_fact_has_an_entry(real: Contents) -> None:
    """Of all 99 subjects and of the twelve groups of facts."""
    wanted = wanted_of(ROOT / LABELS)
    assert (len(wanted.labels), len(wanted.facts)) == (99, 12)
    assert lacking(real, wanted) == ()


def test_a_subject_without_an_entry_is_told(small: Contents) -> None:
    """By its name; and a fact by the entry that it should have."""
    wanted = Wanted(
        {"place": "어디", "way": "어떻게"}, {"where_to": "place"}, {"언제": {"몇 시?": "what_time", "왜?": "why"}}
    )
    assert lacking(small, wanted) == ("way", "why")
    rows = overview(small, wanted).splitlines()
    assert "| place | 어디 | `where_to` |" in rows
    assert "| 언제 | 몇 시? | `what_time` |" in rows


def test_articles_and_local_facts_name_who_says_them(small: Contents) -> None:
    """Entries by their id, steps with their procedure before it."""
    rows = overview(small, Wanted()).splitlines()
    assert "| 소풍 규칙 제2조 | `picnic.ready`, `what_time` |" in rows
    assert "| hill | 뒷산 | `picnic.invite`, `where_to` |" in rows


def test_a_draft_covers_nothing() -> None:
    """Nobody is told what is in it."""
    draft = BASE["flows/picnic.yaml"].replace("status: published", "status: draft")
    kinds = BASE["flows/tables/kinds.yaml"].replace(", intake: picnic", "")
    faq = BASE["faq/picnic.yaml"].replace("    then: {flow: picnic}\n", "")
    contents = sound(
        Sources({**BASE, "flows/picnic.yaml": draft, "flows/tables/kinds.yaml": kinds, "faq/picnic.yaml": faq})
    )
    assert "| 소풍 규칙 제2조 | `what_time` |" in overview(contents, Wanted()).splitlines()


def test_labels_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A folder that keeps none is no slip."""
    assert wanted_of(tmp_path) == Wanted()
    (tmp_path / "coverage.json").write_text("[]", encoding="utf-8")
    with pytest.raises(Told):
        wanted_of(tmp_path)
