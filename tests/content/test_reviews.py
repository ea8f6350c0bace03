"""Reviews grow old by the kind of fact: a warning at the line of the day, and nothing that stops anybody."""

from datetime import date, timedelta

import pytest

from bot.content.contents import read_contents
from bot.content.reviews import Reviews
from bot.content.sources import Sources
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
