"""Many messages ranked together get what each gets alone, whatever they are."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.build import lessons
from bot.content.contents import Lessons
from bot.content.sources import read
from bot.content.trained import learn
from bot.core.impact import Gets, ranked
from bot.matching import parts
from bot.matching.batch import BLOCK, rank_all
from bot.matching.lexical import Lexical
from bot.matching.matcher import WholeMatcher
from bot.matching.sentences import questions
from bot.matching.training import train
from bot.matching.untrained import Untrained
from tests.matching.test_ranking import ASKS, OUT, examples

ROOT = Path(__file__).parents[2]
ENDS = ("", "? ", "요. 그리고 ", " 그런데 ", "\n", "인지, ")


@pytest.fixture(scope="module")
def taught() -> Lessons:
    return lessons(read(ROOT))


@pytest.fixture(scope="module")
def matcher(taught: Lessons, models: Path) -> WholeMatcher:
    return learn(taught, models)


@pytest.fixture(scope="module")
def known(taught: Lessons) -> tuple[str, ...]:
    """What is asked of ours and of what is not, in both languages."""
    rows = (taught, *taught.tongues.values())
    asked = [text for row in rows for entry in row.entries.values() for text in (*entry.asks, *entry.tests)]
    return (*asked, *(text for row in rows for kind in row.not_ours.values() for text in kind.sentences))


def alone(matcher: WholeMatcher, texts: Sequence[str]) -> list[Gets]:
    return [ranked(matcher.rank(text)) for text in texts]


def together(matcher: WholeMatcher, texts: Sequence[str]) -> list[Gets]:
    return [gets for _, block in rank_all([(matcher, texts)]) for gets in block]


def mixed(known: Sequence[str], count: int) -> Iterator[str]:
    """Messages of one to four sentences, some cut short: two questions, a question in a story, halves of words."""
    chance = random.Random(11)
    for _ in range(count):
        said = "".join(f"{each}{chance.choice(ENDS)}" for each in chance.sample(known, chance.randint(1, 4)))
        yield said if chance.random() < 0.7 else said[chance.randrange(len(said)) :]


def test_messages_get_together_what_each_gets_alone(matcher: WholeMatcher, known: tuple[str, ...]) -> None:
    """Over more than one block, each band, two questions at once, and both languages among them."""
    texts = [*mixed(known, 6 * BLOCK), "", "ㅋㅋ", "How many people does a cooperative need?"]
    found = together(matcher, texts)
    assert found == alone(matcher, texts)
    assert {gets.band for gets in found} == {"answer", "offer", "none"}
    assert any(gets.also for gets in found) and len({gets.kind for gets in found}) > 5


@settings(max_examples=60)
@given(texts=st.lists(st.text(max_size=60), max_size=12), seed=st.integers(0, 10_000))
def test_odd_messages_as_well(matcher: WholeMatcher, known: tuple[str, ...], texts: list[str], seed: int) -> None:
    """Any signs at all, by themselves and in the middle of a question."""
    chance = random.Random(seed)
    for text in tuple(texts):
        asked = chance.choice(known)
        place = chance.randrange(len(asked) + 1)
        texts.append(asked[:place] + text + asked[place:])
    assert together(matcher, texts) == alone(matcher, texts)


def test_what_stands_at_a_limit_falls_on_the_same_side(matcher: WholeMatcher, known: tuple[str, ...]) -> None:
    """The limits are put where some messages stand, as near as a number can be."""
    ranker = cast(Lexical, matcher.ranker)
    for text in [text for text in mixed(known, 40) if not questions(text) and ranker.rank(text).entries]:
        why = ranker.explain(text, {}).whole
        bands = np.array([why.right, why.ours], dtype=np.float32)
        limited = WholeMatcher(Lexical(replace(ranker.model, bands=bands), ranker.synonyms), ())
        assert together(limited, [text]) == alone(limited, [text])


@pytest.mark.parametrize("most", [0, 6000])
def test_small_and_very_large_contents(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """The weights place by place, and as a table."""
    monkeypatch.setattr(parts, "MOST_FOR_RIDGE", most)
    asks = [each for group in (*ASKS.values(), *OUT.values()) for each in group]
    texts = [f"{one} {other}" for one in asks[::3] for other in ("", *asks[::5])]
    matcher = WholeMatcher(Lexical(train(examples(), {}), {}), ())
    assert together(matcher, texts) == alone(matcher, texts)


def test_what_has_learnt_nothing_ranks_one_by_one() -> None:
    """The stand-in of the first minutes."""
    matcher = WholeMatcher(Untrained(ASKS, OUT), ())
    texts = ["총회 공고 기간", "안녕"]
    assert together(matcher, texts) == alone(matcher, texts)
