"""What a change does to the content itself: entries that come close, and ids that were probably changed."""

from collections.abc import Mapping
from dataclasses import replace

from bot.content import build
from bot.content.closer import closer
from bot.content.renamed import proposed
from bot.core.library import Entry
from bot.core.moving import renamed
from tests.content.base import BASE, PlainMatcher, changed, line_of
from tests.talk.small import ENTRIES

NOTICE, LOAN = ENTRIES["notice_days"], ENTRIES["loan"]


def having(*asks: str) -> Mapping[str, Entry]:
    return {"notice_days": NOTICE, "loan": replace(LOAN, asks=(*LOAN.asks, *asks))}


def test_entries_come_close_by_a_new_phrasing() -> None:
    """Told with the two nearest phrasings, once for the pair; one's own phrasings are no pair."""
    old, new = having(), having("공고 몇일", "공고는 며칠", "대출은")
    (found,) = closer(old, new)
    assert (found.entry, found.ask, found.other, found.other_ask) == ("loan", "공고는 며칠", "notice_days", "공고 며칠")
    assert found.before < found.now < 1


def test_entries_that_were_as_close_before_are_not_told() -> None:
    """Only what the change does."""
    assert not closer(having("공고는 며칠"), having("공고는 며칠", "공고를 며칠"))
    assert not closer(having("공고는 며칠"), having("공고는 며칠"))


def test_an_entry_that_is_new_may_be_a_twin() -> None:
    """However far apart others are."""
    twin = replace(LOAN, id="credit", asks=("대출요",))
    (found,) = closer(having(), {**having(), "credit": twin})
    assert ({found.entry, found.other}, found.before) == ({"credit", "loan"}, 0.0)


def test_formerly_is_proposed_at_the_line_of_the_node() -> None:
    """As a warning in words for staff."""
    flows = "flows/picnic.yaml"
    text = BASE[flows].replace("  guests:\n", "  people:\n").replace("next: guests", "next: people")
    new = changed(flows, BASE[flows], text.replace("<guests>", "<people>"))
    old = build.build(changed("faq/picnic.yaml", "topic", "topic"), PlainMatcher(None))  # type: ignore[arg-type]
    contents = build.read_contents(new)
    (problem,) = proposed(renamed(old.flows, {"picnic": contents.flows["picnic"].flow}), contents)
    assert (problem.file, problem.line, problem.level) == (flows, line_of(new, flows, "  people:"), "warning")
    assert "formerly: [guests]" in problem.text
