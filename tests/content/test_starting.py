"""New entries, topics and procedures pass `check` as drafts, and take nobody's place."""

from collections.abc import Callable
from datetime import date

import pytest
from jsonschema import Draft7Validator

from bot.content.schema import SCHEMAS, schema_of
from bot.content.sources import Sources
from bot.content.starting import CannotStart, Start, new_entry, new_flow, new_topic
from tests.content.base import BASE, check
from tests.content.test_schema import loaded

TODAY = date(2026, 11, 27)
SMALL = Sources(BASE)
FAQ = "faq/picnic.yaml"

Make = Callable[[Sources], Start]
topic: Make = lambda sources: new_topic(sources, "boats", "배", TODAY)  # noqa: E731
entry: Make = lambda sources: new_entry(sources, "picnic", "how_far", TODAY)  # noqa: E731
flow: Make = lambda sources: new_flow(sources, "boat_trip", TODAY)  # noqa: E731


def begun(sources: Sources, make: Make) -> tuple[Start, Sources]:
    """The content once it is written."""
    start = make(sources)
    before = "" if start.whole else sources.files[start.path]
    return start, sources.having(start.path, before + start.text)


@pytest.mark.parametrize(
    ("make", "path"),
    [(topic, "faq/boats.yaml"), (entry, FAQ), (flow, "flows/boat_trip.yaml")],
    ids=["topic", "entry", "flow"],
)
def test_what_is_begun_passes_as_a_draft(make: Make, path: str) -> None:
    """Nothing is wrong but that it is a draft, and an editor sees no line under it."""
    start, sources = begun(SMALL, make)
    assert start.path == path
    assert [it.level for it in check(sources)] in ([], ["warning"])
    schema = schema_of(path)
    assert schema is not None
    assert list(Draft7Validator(SCHEMAS[schema]()).iter_errors(loaded(sources.files[path]))) == []


def test_all_three_stand_beside_each_other_and_what_was_there() -> None:
    """Also a second entry of the same file, and one after another."""
    sources = SMALL
    for make in (topic, entry, flow, lambda them: new_entry(them, "boats", "oars", TODAY)):
        sources = begun(sources, make)[1]
    assert {it.level for it in check(sources)} == {"warning"}
    assert all(text in sources.files[path] for path, text in BASE.items())


@pytest.mark.parametrize("old", [BASE[FAQ], BASE[FAQ].rstrip("\n"), BASE[FAQ].replace("\n", "\r\n")])
def test_an_entry_is_added_however_the_file_ends(old: str) -> None:
    """Without a last line break, and as another system writes lines; what was there stays as it was."""
    start, sources = begun(SMALL.having(FAQ, old), entry)
    assert [it.level for it in check(sources)] == ["warning"]
    assert sources.files[FAQ].splitlines()[start.line - 1].startswith("  how_far:")
    assert ("\n" in start.text.replace("\r\n", "")) == ("\r\n" not in old)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda them: new_entry(them, "picnic", "where_to", TODAY), "taken"),
        (lambda them: new_entry(them, "picnic", "Where", TODAY), "bad_name"),
        (lambda them: new_entry(them, "picnik", "how_far", TODAY), "no_topic"),
        (lambda them: new_entry(them, "not_ours", "how_far", TODAY), "no_topic"),
        (lambda them: new_topic(them, "picnic", "소풍", TODAY), "taken"),
        (lambda them: new_topic(them, "소풍", "소풍", TODAY), "bad_name"),
        (lambda them: new_flow(them, "picnic", TODAY), "taken"),
        (lambda them: new_flow(them, "../picnic", TODAY), "bad_name"),
    ],
)
def test_nothing_is_begun_in_another_s_place(make: Make, fault: str) -> None:
    """A name that is taken, no name, and a file that holds no questions."""
    with pytest.raises(CannotStart) as refused:
        make(SMALL)
    assert refused.value.fault == fault


def test_a_file_that_cannot_take_more_is_left_alone() -> None:
    """Its entries stand in brackets: what is added would make it unreadable. One that is wrong elsewhere takes more."""
    flat = "topic: 소풍\nowner: 팀\nentries: {}\n"
    with pytest.raises(CannotStart) as refused:
        entry(SMALL.having(FAQ, flat))
    assert refused.value.fault == "unfit"
    broken = SMALL.having("flows/words.yaml", "commands: [")
    assert entry(broken).path == FAQ
