"""Codes: how they are read from what people write, and how they are made."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import linking
from bot.core.linking import Given, Tries

BOTH = Given("ACDE3467", "26-0137")


@pytest.mark.parametrize(
    "text",
    [
        "26-0137 ACDE-3467",
        "acde3467 260137",
        "26-0137\nACDE 3467",
        "접수 번호는 26-0137이고 코드는 acde-3467이에요",
        "코드 A C D E 3 4 6 7, 번호 26-0137",
        "260137ACDE3467",
        "ＡＣＤＥ３４６７ / 26-0137",
        "26 0137 AC DE 34 67",
    ],
)
def test_a_number_and_a_code_in_any_order_and_spacing(text: str) -> None:
    assert linking.read(text) == BOTH


@pytest.mark.parametrize("text", ["ACDE-3467", "acde 3467", "코드는 ACDE3467이에요"])
def test_a_code_alone(text: str) -> None:
    assert linking.read(text) == Given("ACDE3467")


@pytest.mark.parametrize("text", ["ACDO-3410", "26-0137 acdo3410"])
def test_a_code_with_a_sign_that_none_has_is_still_meant_as_one(text: str) -> None:
    """Whoever misread one is told that it is wrong, not that it was not understood."""
    assert linking.read(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26-0137",
        "010-1234-5678",
        "2026-12-05",
        "12월 5일 3시",
        "1q2w3e4r",
        "from 0 to 1",
        "meeting",
        "COOPERATIVE 2026",
        "ACDE-3467 ACDE-3467",
        "정관 예시가 궁금해서요, 파일 이름이 ACDE3467이던데 혹시 어디에서 받을 수 있을까요",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert linking.read(text) is None


@given(st.text())
def test_any_text_is_read_without_harm(text: str) -> None:
    found = linking.read(text)
    assert found is None or linking.is_code(found.code)


@given(st.integers(0, 2**32))
def test_a_new_code_is_read_back_and_found_in_its_sentence(seed: int) -> None:
    """As it is shown, with and without a case; and it is hidden from others."""
    code = linking.fresh(random.Random(seed).choice)
    shown = linking.spaced(code)
    sentence = f"이 코드를 보내 주세요.\n26-0137\n{shown}\n15분 안에요."
    assert linking.read(shown) == Given(code)
    assert linking.read(linking.to_give(sentence) or "") == Given(code, "26-0137")
    assert linking.to_give(f"코드\n{shown}") == shown
    assert shown not in linking.hidden(sentence)
    assert linking.hidden("아무 코드도 없어요") == "아무 코드도 없어요"


def test_tries_are_too_many_from_one_place_or_at_one_case() -> None:
    assert not Tries(linking.MOST_TRIES - 1, linking.MOST_TRIES_OF_CASE - 1).too_many
    assert Tries(linking.MOST_TRIES).too_many
    assert Tries(0, linking.MOST_TRIES_OF_CASE).too_many
