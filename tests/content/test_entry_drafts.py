"""An entry that is still being written: looked through, never learnt, never answered."""

import pytest

from bot.content.build import build, check_and_build, lessons
from bot.content.sources import Sources
from tests.content.base import BASE, PlainMatcher, check, line_of

FILE = "faq/picnic.yaml"
DRAFT = """\
  what_to_wear:
    status: draft
    asks: [뭐 입고 가요]
    answer: 여기에 답을 적어 주세요.
"""


def drafted(draft: str = DRAFT, **files: str) -> Sources:
    """The small content with one entry more."""
    return Sources({**BASE, FILE: BASE[FILE] + draft, **files})


def test_a_draft_is_a_warning_that_names_it() -> None:
    """Nothing else is held against it: no sources, no review, no tests yet."""
    sources = drafted()
    (told,) = check(sources)
    assert (told.level, told.file, told.line) == ("warning", FILE, line_of(sources, FILE, "status: draft"))
    assert "what_to_wear" in told.text


def test_a_draft_is_neither_learnt_nor_answered() -> None:
    """It comes into force with everything else, and only when its line is gone."""
    sources = drafted()
    assert "what_to_wear" not in lessons(sources).entries
    assert "what_to_wear" not in build(sources, PlainMatcher(lessons(sources))).entries
    problems, library = check_and_build(sources, PlainMatcher)
    assert library is not None and [each.level for each in problems] == ["warning"]


def test_without_the_line_it_needs_everything_an_entry_needs() -> None:
    """And the line may also say that it is published."""
    for line in ("", "    status: published\n"):
        found = check(drafted(DRAFT.replace("    status: draft\n", line)))
        assert len([each for each in found if each.level == "error"]) == 4  # asks, sources, reviewed, certainty


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    answer: 여기에 답을 적어 주세요.\n", ""),
        ("asks: [뭐 입고 가요]", "asks: []"),
        ("answer: 여기에", "answer: <guests>"),
        ("status: draft", "status: drafted"),
        ("status: draft", "status: draft\n    then: {flow: nowhere}"),
        ("status: draft", "status: draft\n    then: {handoff: 산책}"),
        ("what_to_wear", "where_to"),
    ],
)
def test_the_structure_of_a_draft_is_looked_through(old: str, new: str) -> None:
    """What is wrong in it stops it as it stops an entry."""
    assert old in DRAFT
    assert "error" in [each.level for each in check(drafted(DRAFT.replace(old, new, 1)))]


def test_a_phrasing_that_an_entry_already_has_is_told() -> None:
    """At its line, as a warning: a draft may be thrown away."""
    sources = drafted(DRAFT.replace("뭐 입고 가요", "어디로 가요?"))
    told = check(sources)
    assert [(each.level, each.line - line_of(sources, FILE, "status: draft")) for each in told] == [
        ("warning", 0),
        ("warning", 1),
    ]


def test_its_english_words_may_stay() -> None:
    """An entry that is taken back to be written anew does not break its translation."""
    english = "entries:\n  what_to_wear:\n    asks: [what to wear]\n    answer: Boots.\n"
    assert [each.level for each in check(drafted(**{"faq/entries.en.yaml": english}))] == ["warning"]
