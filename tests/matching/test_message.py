"""A message taken apart: what it says besides its values."""

from datetime import date

import pytest

from bot.matching.message import only_values

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("text", ["500만원씩", "다섯명이요", "아니 다다음주 금요일이요", "한 7명쯤", "12월 5일", "5"])
def test_a_value_alone_says_nothing_of_what_it_is_about(text: str) -> None:
    """Politeness around it, and a no before it, say nothing either."""
    assert only_values(text, TODAY)


@pytest.mark.parametrize("text", ["총회 3일", "공증", "", "출자금 500만원", "다섯 명이면 되나요", "한 명 더"])
def test_what_says_more_is_no_value_alone(text: str) -> None:
    """And neither is a question."""
    assert not only_values(text, TODAY)
