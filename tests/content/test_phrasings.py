"""Phrasings are what people write: no frame filled in, and none of the questions that we are measured by."""

import re
from collections import defaultdict
from pathlib import Path

from bot.content.build import lessons
from bot.content.sources import read
from bot.core.library import Entry
from bot.matching.fold import fold
from tests.eval.scoring import sets

CONTENT = Path(__file__).parents[2]
MOST_ENTRIES_OF_A_FRAME = 5
FRAME_WORDS = 2


def entries() -> dict[str, Entry]:
    return dict(lessons(read(CONTENT)).entries)


def frame(sentence: str) -> str | None:
    """What is left of a sentence when its subject is taken away: its last two words; None where there are no more."""
    words = re.findall(r"[^\s.,!?~]+", sentence)
    return " ".join(words[-FRAME_WORDS:]) if len(words) > FRAME_WORDS else None


def test_no_sentence_frame_stands_in_more_than_five_entries() -> None:
    """'… 어떻게 하나요' filled in for every entry teaches nothing."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries().values():
        for ask in entry.asks:
            if (each := frame(ask)) is not None:
                found[each].add(entry.id)
    worn = {each: sorted(ids) for each, ids in found.items() if len(ids) > MOST_ENTRIES_OF_A_FRAME}
    assert worn == {}


def test_no_question_that_we_are_measured_by_is_known_beforehand() -> None:
    """Folded, no sentence of the given set stands among asks, tests or what is not ours.

    Our own set was written without a look at the entries; where both say the same, it is what people say.
    """
    asked = sets()["dev"]
    measured = {bare(row["q"]) for row in (*asked.questions, *asked.outside)}
    known = {bare(text) for entry in entries().values() for text in (*entry.asks, *entry.tests)}
    known |= {bare(text) for row in lessons(read(CONTENT)).not_ours.values() for text in row.sentences}
    assert len(measured) > 100
    assert measured & known <= {""}


def bare(text: str) -> str:
    """As the ranking compares it, without spaces and marks."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def test_a_filled_in_frame_would_be_found() -> None:
    """The frame is the same whatever stands before it."""
    assert frame("정관은 어떻게 쓰나요?") == frame("사업계획서 같은 것은 어떻게 쓰나요") == "어떻게 쓰나요"
    assert frame("출자금 한도") is None
