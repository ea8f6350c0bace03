"""A message taken apart: what it says besides its values."""

from datetime import date

import pytest

from bot.matching.message import only_values, taken_apart

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("text", ["500만원씩", "다섯명이요", "아니 다다음주 금요일이요", "한 7명쯤", "12월 5일", "5"])
def test_a_value_alone_says_nothing_of_what_it_is_about(text: str) -> None:
    """Politeness around it, and a no before it, say nothing either."""
    assert only_values(text, TODAY)


@pytest.mark.parametrize("text", ["총회 3일", "공증", "", "출자금 500만원", "다섯 명이면 되나요", "한 명 더"])
def test_what_says_more_is_no_value_alone(text: str) -> None:
    """And neither is a question."""
    assert not only_values(text, TODAY)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("한 명 더 구할 수 있을 것 같아요", [None]),
        ("두 명이 빠졌어요", [None]),
        ("추가로 두 명이요", [None]),
        ("두 명 더 와서 일곱 명이에요", [7]),
        ("여섯 명으로 늘었어요", [6]),
        ("다섯 명이 더 좋아요", [5]),
        ("다달이 이백만 원 나가요", [2_000_000]),
    ],
)
def test_who_joins_or_leaves_is_not_how_many_there_are(text: str, values: list[int | None]) -> None:
    """The number that was given before is not made one or two by it."""
    assert [number.value for number in taken_apart(text, TODAY).numbers] == values
