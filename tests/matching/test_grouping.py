"""Which sentences ask the same: every sentence in one group, the same each time, and what is asked alike together."""

import json
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.features import DIMENSIONS
from bot.matching.grouping import Groups, by_words, grouped
from bot.matching.untrained import Untrained
from tests.eval.reading import library

SENTENCES = ("주차 되나요?", "주차할 데 있어요", "주차장이 있나요", "강아지 동반 되나요", "강아지 데려가도 되나요?")
QUESTIONS = Path(__file__).parents[1] / "eval" / "own_questions.jsonl"
IDF = np.ones(DIMENSIONS, dtype=np.float32)
Meanings = Callable[[Sequence[str]], Groups]


def words(texts: Sequence[str]) -> Groups:
    return grouped(texts, lambda each: by_words(each, IDF, {}))


@pytest.fixture(scope="module")
def learnt(models: Path) -> Meanings:
    """By the content that is served."""
    return library(models).matcher.group


@given(st.lists(st.text(max_size=20) | st.sampled_from(SENTENCES), max_size=40))
def test_every_sentence_is_in_one_group(texts: list[str]) -> None:
    """Also an empty one, and one that stands there twice, which is with its like."""
    found = words(texts)
    assert sorted(place for group in found for place in group) == [*range(len(texts))]
    assert found == words(texts) == tuple(sorted(found))
    of = {place: at for at, group in enumerate(found) for place in group}
    assert all(of[place] == of[texts.index(text)] for place, text in enumerate(texts))


@given(st.permutations(SENTENCES), st.integers(0, len(SENTENCES)))
def test_later_sentences_change_no_group_of_earlier_ones(texts: list[str], count: int) -> None:
    """So that a group that somebody looked at is still there tomorrow."""
    earlier = {frozenset(it for it in group if it < count) for group in words(texts)} - {frozenset()}
    assert earlier == {frozenset(group) for group in words(texts[:count])}


def test_what_is_asked_alike_is_together(learnt: Meanings) -> None:
    """Of the pairs that labelled questions make most are found, and most that are found are right, in any order."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    for some in (rows, rows[::-1]):
        label = [row["intent"] for row in some]
        together = {pair for group in learnt([row["q"] for row in some]) for pair in combinations(group, 2)}
        alike = {(one, other) for one, other in combinations(range(len(some)), 2) if label[one] == label[other]}
        assert len(together & alike) > 0.7 * len(together)
        assert len(together & alike) > 0.65 * len(alike)


def test_while_nothing_is_learnt_words_do() -> None:
    """What is the same but for its spaces and signs is together."""
    assert Untrained({}, {}).group(["주차 되나요", "강아지 동반?", "주차되나요??"]) == ((0, 2), (1,))


def test_sentences_without_a_word_belong_to_nobody(learnt: Meanings) -> None:
    """They are like no other."""
    assert learnt(["???", "주차 되나요", "!!", "ㅠㅠ"]) == ((0,), (1,), (2,), (3,))


def test_many_sentences_are_compared_in_parts() -> None:
    """More than are compared at once: each still finds its own."""
    texts = [f"{word} 어디예요" for word in ("주차장", "사무실") for _ in range(2)] + [
        f"{n}번째 말" for n in range(600)
    ]
    found = words([*texts, "주차장이 어디예요"])
    assert next(group for group in found if 0 in group)[-1] == len(texts)
