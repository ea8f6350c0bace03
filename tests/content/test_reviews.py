"""Reviews grow old by the kind of fact: a warning at the line of the day, and nothing that stops anybody."""

from datetime import date, timedelta

import pytest

from bot.content.cites import cites
from bot.content.contents import read_contents
from bot.content.reviews import CHANGED_LAWS, Reviews
from bot.content.sources import Sources
from bot.content.staleness import kept
from tests.content.base import BASE, changed, check, line_of

FAQ, FLOW, LIMITS = "faq/picnic.yaml", "flows/picnic.yaml", "flows/tables/reviews.yaml"
REVIEWED = date(2026, 11, 24)
PLAIN = {**BASE, FLOW: BASE[FLOW].replace("<place.hill>으로(로) ", "")}
"""The small content whose flow says no local fact; its first entry does, its second does not."""


def after(sources: Sources, days: int) -> list[tuple[str, int]]:
    """Where it warns so many days after the review."""
    found = check(sources, REVIEWED + timedelta(days=days))
    assert {each.level for each in found} <= {"warning"}
    return [(each.file, each.line) for each in found]


@pytest.mark.parametrize(
    ("days", "old"),
    [(100, []), (101, ["where_to"]), (200, ["where_to"]), (201, ["where_to", "what_time"])],
)
def test_an_entry_grows_old_by_its_certainty_and_its_local_facts(days: int, old: list[str]) -> None:
    """The shorter limit holds; on its last day it is not old yet."""
    entries = Sources(PLAIN).files[FAQ].split("\n")
    starts = {name: entries.index(f"  {name}:") + 1 for name in ("where_to", "what_time")}
    found = [line for file, line in after(Sources(PLAIN), days) if file == FAQ]
    assert [_entry(starts, line) for line in found] == old


def _entry(starts: dict[str, int], line: int) -> str:
    return max((start, name) for name, start in starts.items() if start <= line)[1]


@pytest.mark.parametrize(("files", "limit"), [(PLAIN, 300), (BASE, 100)])
def test_a_procedure_counts_as_confirmed_unless_it_says_a_local_fact(files: dict[str, str], limit: int) -> None:
    """At the line of its review."""
    assert FLOW not in [file for file, _ in after(Sources(files), limit)]
    assert (FLOW, line_of(Sources(files), FLOW, "reviewed:")) in after(Sources(files), limit + 1)


def test_what_the_office_must_confirm_is_read_again_soonest() -> None:
    """Its own limit."""
    sources = Sources({**PLAIN, FAQ: BASE[FAQ].replace("certainty: general", "certainty: check")})
    assert len(after(sources, 21)) == 1
    assert not after(sources, 20)


def test_without_a_day_nothing_is_old() -> None:
    """A start, a publication and an example are not held up by the calendar."""
    assert check(Sources(BASE)) == []


def test_limits_that_are_not_written_keep_their_default() -> None:
    """Also where there is no table at all."""
    few = read_contents(changed(LIMITS, "general: 200, check: 20, ", ""))
    assert few.reviews == Reviews(confirmed=300, local=100)
    none = read_contents(Sources({path: text for path, text in BASE.items() if path != LIMITS}))
    assert none.reviews == Reviews()


@pytest.mark.parametrize(
    ("old", "new"), [("check: 20", "check: 0"), ("check: 20", "chek: 20"), ("check: 20", "check: x")]
)
def test_a_limit_that_cannot_be_is_told(old: str, new: str) -> None:
    """At its line."""
    assert {each.file for each in check(changed(LIMITS, old, new))} == {LIMITS}


LAWS = "changed:\n  - {article: 소풍 규칙 제2조, date: 2026-12-01, note: 시각이 바뀜}\n"
CHANGED = {**BASE, CHANGED_LAWS: LAWS}


@pytest.mark.parametrize(("days", "told"), [(6, False), (7, True)])
def test_what_cites_a_changed_law_is_warned_of_from_that_day(days: int, told: bool) -> None:
    """At the line of the source, of entries and of steps alike, and nowhere else."""
    sources = Sources(CHANGED)
    lines = [(file, line_of(sources, file, "[소풍 규칙 제2조]")) for file in (FAQ, FLOW)]
    assert after(sources, days) == (lines if told else [])


def test_what_was_read_again_is_marked_no_more() -> None:
    """Only what was read again: each has its own day."""
    again = CHANGED[FAQ].replace("reviewed: 2026-11-24", "reviewed: 2026-12-01")
    assert [file for file, _ in after(Sources({**CHANGED, FAQ: again}), 7)] == [FLOW]


def test_who_cites_is_told_with_what_changed_since() -> None:
    """With its day; the other articles, and before that day, without."""
    contents = read_contents(Sources(CHANGED))
    found = cites(contents, "", date(2026, 12, 1))
    assert {(it.by, it.changed) for it in found if it.changed} == {("what_time", "2026-12-01"), ("ready", "2026-12-01")}
    assert not [it for it in cites(contents, "", date(2026, 11, 30)) if it.changed]


@pytest.mark.parametrize(
    ("old", "new"), [("2026-12-01", "soon"), ("article", "artikel"), ("- {", "- ["), ("changed", "chan")]
)
def test_a_changed_law_that_cannot_be_read_is_told(old: str, new: str) -> None:
    """In its file."""
    assert {it.file for it in check(Sources({**BASE, CHANGED_LAWS: LAWS.replace(old, new)}))} == {CHANGED_LAWS}


def test_everything_that_is_kept_has_an_owner() -> None:
    """Entries from their topic, procedures by their own word; where each says when it was reviewed."""
    owned = changed(FLOW, "status: published", "owner: 나들이팀\nstatus: published")
    found = {it.id: it for it in kept(read_contents(owned))}
    assert {id: it.owner for id, it in found.items()} == {
        "where_to": "소풍팀",
        "what_time": "소풍팀",
        "picnic": "나들이팀",
    }
    for it in found.values():
        assert "reviewed: " in owned.files[it.file].splitlines()[it.line - 1]
