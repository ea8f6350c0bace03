"""Whatever is written, however badly: the short forms of `python -m tests.eval anything` and `noise`."""

from pathlib import Path

import pytest

from bot.core.library import Library
from tests.eval import noise
from tests.eval.anything import walk
from tests.eval.reading import library

INPUTS = 240
EVERY = 12
"""One question of so many is asked here; the long form asks all."""
LEAST = {"as they are": noise.CLEAN, "one typo": 0.80}


@pytest.fixture(scope="module")
def present(models: Path) -> Library:
    return library(models)


def test_nobody_is_left_without_a_way_on(present: Library) -> None:
    """Inputs of any kind at any place: none fails, and three turns bring an answer, a choice or a person."""
    assert walk(present, INPUTS).stranded == []


def test_badly_written_questions_get_their_answers(present: Library) -> None:
    """The mean of every noise is held, and no single one falls far behind."""
    found = list(noise.shares(present, noise.questions(present)[::EVERY]))
    noisy = [right for name, right, _, _ in found if name != "as they are"]
    assert sum(noisy) / len(noisy) >= noise.NOISY
    assert [name for name, right, _, _ in found if right < LEAST.get(name, 0.85)] == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("spaces dropped", "정관은어디에내나요"),
        ("particles dropped", "정관 어디 내나요"),
        ("wrong layout", "wjdrhksdms djeldp soskdy"),
        ("jamo split", "ㅈㅓㅇㄱㅗㅏㄴㅇㅡㄴ ㅇㅓㄷㅣㅇㅔ ㄴㅐㄴㅏㅇㅛ"),
    ],
)
def test_each_noise_does_what_its_name_says(name: str, written: str) -> None:
    """By rule, the same every time."""
    assert noise.NOISES[name]("정관은 어디에 내나요") == written


def test_a_typo_is_one_sign() -> None:
    """Of the same length, and always the same one."""
    text = "정관은 어디에 내나요"
    wrong = noise.one_typo(text)
    assert sum(one != other for one, other in zip(text, wrong, strict=True)) == 1
    assert noise.one_typo(text) == wrong
