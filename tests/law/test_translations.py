"""What is said in English has no number that is not in the Korean it stands for, which is checked against the law."""

import re
from functools import cache

import pytest

from bot.core.translation import Translation
from tests.law.numbers import numbers
from tests.support import served

CONTENTS = served.contents()


@cache
def english() -> Translation:
    return CONTENTS.translations["en"]


def figures(text: str) -> set[float]:
    """The numbers in figures; 2 million won is one."""
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)( million)?", text)
    return {float(number.replace(",", "")) * (1_000_000 if million else 1) for number, million in found}


def said(text: str) -> set[float]:
    """The numbers of a Korean text, in figures or with their unit."""
    return figures(text) | {number.value for number in numbers(text)}


@pytest.mark.parametrize("id", sorted(english().entries))
def test_an_english_answer_has_the_numbers_of_the_korean_one(id: str) -> None:
    """No period, amount or share of its own."""
    assert figures(english().entries[id].answer) <= said(CONTENTS.entries[id].entry.answer)


@pytest.mark.parametrize("flow", sorted(english().flows))
def test_english_steps_have_the_numbers_of_the_korean_ones(flow: str) -> None:
    """Questions, steps and outcomes; an article that is named by its number is one of its sources."""
    for id, words in english().flows[flow].nodes.items():
        node = CONTENTS.flows[flow].flow.nodes[id]
        assert figures(repr(words)) <= said(repr(node)), f"{flow}.{id}"


def test_a_number_of_its_own_is_seen() -> None:
    """Also one in millions."""
    assert figures("within 21 days, up to 2 million won, 30%") == {21, 2_000_000, 30}
    assert not figures("2 million won") <= said("100만원까지예요.")
    assert figures("2 million won, 20%") <= said("200만원, 5분의 1, 20%예요.")
