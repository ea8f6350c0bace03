"""Drafts and phrasings that are written into files: they come out as they went in, and nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.build import lessons
from bot.content.contents import read_contents
from bot.content.drafting import drafted, phrased
from bot.content.sources import Sources, read
from tests.content.base import BASE, check
from tests.content.conftest import ROOT

FILE = "faq/picnic.yaml"
LISTED = BASE[FILE].replace(
    "    asks: [몇 시에 가요, ",
    "    asks:\n      - 몇 시에 가요\n      - >\n        늦게\n        가도 돼요\n    tests: [",
    1,
)
ODD = st.text(min_size=1, max_size=40).filter(lambda text: any(sign.isalnum() for sign in text))


def written(path: str, text: str) -> Sources:
    return Sources({**BASE, path: text})


def errors(sources: Sources) -> list[str]:
    return [each.text for each in read_contents(sources).desk.problems if each.level == "error"]


def test_a_draft_stands_in_the_topic_of_its_neighbour_and_passes_as_a_draft() -> None:
    """Nothing of it is in force, and everything else is as it was."""
    made = drafted(BASE, "what_time", ["비가 오면 어떡해요"], ["비가 오면 쉬어요.\n연락드릴게요."])
    assert made is not None and made.path == FILE
    assert made.text == BASE[FILE] + made.snippet + "\n"
    assert made.text.splitlines()[made.line - 1] == made.snippet.splitlines()[0]
    assert "비가 오면 쉬어요." in made.snippet
    problems = check(written(FILE, made.text))
    assert {each.level for each in problems} == {"warning"}
    assert lessons(written(FILE, made.text)).entries == lessons(Sources(BASE)).entries


def test_it_cannot_be_published_as_it_is() -> None:
    """Somebody has to write it: sources and a review are lacking."""
    made = drafted(BASE, "", ["비가 오면 어떡해요"], [])
    assert made is not None
    assert len(errors(written(FILE, made.text.replace("    status: draft\n", "")))) > 2


def test_every_draft_has_a_name_of_its_own() -> None:
    """Also the second of a topic; without a topic there is none."""
    first = drafted(BASE, "where_to", ["하나"], [])
    assert first is not None
    second = drafted({**BASE, FILE: first.text}, "where_to", ["둘"], [])
    assert second is not None and errors(written(FILE, second.text)) == []
    assert drafted({}, "where_to", ["하나"], []) is None


def test_a_file_may_go_on_after_its_entries() -> None:
    """The draft is the last of them all the same."""
    text = "entries:\n" + BASE[FILE].split("entries:\n")[1] + "topic: 소풍\nowner: 소풍팀\n"
    made = drafted({**BASE, FILE: text}, "where_to", ["비가 오면?"], [])
    assert made is not None and made.text.endswith("topic: 소풍\nowner: 소풍팀\n")
    assert errors(written(FILE, made.text)) == []


@settings(max_examples=40)
@given(st.lists(ODD, min_size=1, max_size=4), st.lists(st.text(max_size=80), max_size=3))
def test_whatever_people_write_can_be_put_into_a_draft(asks: list[str], answers: list[str]) -> None:
    """Quotes, colons, brackets, signs of any script: the file stays sound."""
    made = drafted(BASE, "where_to", asks, answers)
    assert made is not None
    assert errors(written(FILE, made.text)) == []


@settings(max_examples=40)
@given(st.lists(ODD, min_size=1, max_size=4), st.sampled_from([BASE[FILE], LISTED]))
def test_phrasings_are_added_after_the_others(asks: list[str], text: str) -> None:
    """In a list of lines as in one of brackets."""
    made = phrased({**BASE, FILE: text}, "what_time", asks)
    assert made is not None
    before, after = (lessons(written(FILE, each)).entries["what_time"].asks for each in (text, made.text))
    assert after[: len(before)] == before and len(after) == len(before) + len(asks)
    assert made.snippet.splitlines()[0] in made.text.splitlines()[made.line - 1]


@pytest.mark.parametrize("entry", ["nobody", ""])
def test_what_is_not_there_gets_no_phrasing(entry: str) -> None:
    """Nor does an entry without a list of them, or one in a file that cannot be read."""
    assert phrased(BASE, entry, ["하나"]) is None
    broken = {**BASE, FILE: BASE[FILE].replace("asks: [몇", "asks: 몇", 1) + "'\n"}
    assert phrased(broken, "what_time", ["하나"]) is None


def test_every_topic_that_is_served_can_be_added_to() -> None:
    """In the files as staff really wrote them."""
    files = read(ROOT).files
    topics = {entry.topic: id for id, entry in lessons(Sources(files)).entries.items()}
    assert len(topics) > 5
    assert [id for id in topics.values() if phrased(files, id, ["처음 듣는 말"]) is None] == []
