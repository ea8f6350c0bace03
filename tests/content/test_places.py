"""Local facts: each stands once, is said by its name everywhere, and is never surer than its source."""

import pytest

from bot.content.build import build
from bot.content.contents import Contents, read_contents
from bot.content.sources import Sources
from bot.core.flow import StepNode
from tests.content.base import BASE, PlainMatcher, changed, check, line_of

PLACES, FAQ, FLOW = "flows/tables/places.yaml", "faq/picnic.yaml", "flows/picnic.yaml"


def test_one_changed_line_is_live_in_answers_and_steps() -> None:
    """With the particle that fits the new word."""
    sources = changed(PLACES, "뒷산", "앞바다")
    library = build(sources, PlainMatcher(read_contents(sources).lessons))
    step = library.flows["picnic"].nodes["invite"]
    assert isinstance(step, StepNode)
    assert "앞바다로" in library.entries["where_to"].answer
    assert "앞바다로" in step.what


@pytest.mark.parametrize("path", [FAQ, FLOW])
def test_an_unknown_name_is_refused_with_the_one_that_was_meant(path: str) -> None:
    """At its line, once."""
    sources = changed(path, "<place.hill>", "<place.hil>")
    (problem,) = check(sources)
    assert (problem.file, problem.line, problem.level) == (path, line_of(sources, path, "<place.hil>"), "error")
    assert "'hill'" in problem.text


def test_a_value_that_is_no_local_fact_is_refused_in_an_answer() -> None:
    """An answer has no other values: it would be said with its brackets."""
    (problem,) = check(changed(FAQ, "<place.hill>", "<hill>"))
    assert (problem.file, problem.level) == (FAQ, "error")


@pytest.mark.parametrize(
    "written",
    ["042-270-0000", "1800-2012", "010-9876-5432", "비래서로62번길 47", "정림동 74번길 36", "중앙로15", "djse.or.kr"],
)
def test_a_number_or_address_in_a_sentence_is_a_warning(written: str) -> None:
    """It belongs into the table, with its source."""
    sources = changed(FAQ, "아홉 시에 가요.", f"아홉 시에 {written} 앞에서 가요.")
    (problem,) = check(sources)
    assert (problem.level, problem.line) == ("warning", line_of(sources, FAQ, written))


@pytest.mark.parametrize("written", ["010-1234-5678", "앞으로 3개월", "2026-11-24", "30%", "앞으로3개월"])
def test_other_numbers_are_no_address(written: str) -> None:
    """The sample that shows how to write a number, a period, a day."""
    assert not check(changed(FAQ, "아홉 시에 가요.", f"아홉 시에 {written} 가요."))


def test_what_the_table_holds_is_not_written_beside_it() -> None:
    """Else one changed line would not be live everywhere; what people write may say it."""
    longer = {**BASE, PLACES: BASE[PLACES].replace("뒷산", "우리 동네 뒷산")}
    sources = Sources({**longer, FAQ: BASE[FAQ].replace("아홉 시에", "우리 동네 뒷산에 아홉 시에", 1)})
    (problem,) = check(sources)
    assert (problem.level, "<place.hill>" in problem.text) == ("warning", True)
    asked = BASE[FAQ].replace("asks: [어디로 가요", "asks: [우리 동네 뒷산으로 가요", 1)
    assert not check(Sources({**longer, FAQ: asked}))


def test_an_answer_is_not_surer_than_its_local_facts() -> None:
    """A confirmed entry that says something unchecked is a warning at that line."""
    sources = changed(PLACES, "certainty: confirmed", "certainty: check")
    (problem,) = check(sources)
    assert (problem.level, problem.file, problem.line) == ("warning", FAQ, line_of(sources, FAQ, "<place.hill>"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 뒷산, ", ""),
        ("source: 동네 지도, ", ""),
        ("date: 2026-06-24, ", ""),
        ("certainty: confirmed", "certainty: sure"),
        ("value: 뒷산", "value: <day>"),
    ],
)
def test_a_local_fact_needs_value_source_day_and_certainty(old: str, new: str) -> None:
    """Told at its line, and nothing follows from it."""
    (problem,) = [each for each in check(changed(PLACES, old, new)) if each.level == "error"]
    assert problem.file == PLACES


def test_another_language_has_its_own_words_for_it() -> None:
    """Else those of the table; the side file is read against the same names."""
    en = "entries:\n  where_to:\n    asks: [Where to]\n    answer: To <place.hill>.\n"
    sources = Sources({**BASE, "faq/picnic.en.yaml": en})
    contents = read_contents(sources)
    assert _said(contents) == "To 뒷산."
    worded = BASE[PLACES].replace("value: 뒷산,", "value: 뒷산, en: the hill behind,")
    contents = read_contents(Sources({**sources.files, PLACES: worded}))
    assert _said(contents) == "To the hill behind."
    assert "뒷산으로" in contents.entries["where_to"].entry.answer


def _said(contents: Contents) -> str:
    entries = contents.sides["faq/picnic.en.yaml"].part("entries")
    entry = entries.part("where_to") if entries else None
    return entry.text("answer") if entry else ""


def test_where_a_local_fact_is_said_is_known() -> None:
    """By file and line."""
    uses = read_contents(Sources(BASE)).uses
    assert [(use.place, use.file) for use in uses] == [("hill", FAQ), ("hill", FLOW)]
    assert uses[0].line == line_of(Sources(BASE), FAQ, "<place.hill>")
