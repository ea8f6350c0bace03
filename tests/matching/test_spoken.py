"""Dialect and hurried spelling are written as in books; words that only look alike stay."""

import pytest

from bot.matching.fold import fold
from bot.matching.spoken import as_in_books


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("조합 맹글라믄 뭐부텀 혀야 되는겨?", "조합 만들려면 뭐부터 해야 되는 거야?"),
        ("신고는 워디다 허면 된대유", "신고는 어디다 하면 된대요"),
        ("식구덜끼리만 혀도 되남유", "식구들끼리만 해도 되나요"),
        ("장사허는 사람헌티 을매나 받는디유", "장사하는 사람한테 얼마나 받는데요"),
        ("은제까정 내믄 되나여", "언제까지 내면 되나요"),
        ("열일곱인대 가입 할수잇나욤", "열일곱인데 가입 할수있나요"),
        ("몇일이나 걸리는지 머가 필요한가용", "며칠이나 걸리는지 뭐가 필요한가요"),
        ("신고확인증언제나와요", "신고확인증 언제나와요"),
    ],
)
def test_spoken_spelling_is_written_as_in_books(spoken: str, written: str) -> None:
    """What follows a verb and what ends a word tell them."""
    assert as_in_books(spoken) == written
    assert fold(spoken) == written


@pytest.mark.parametrize(
    "text",
    [
        "인허가는 어디서 받나요",
        "면허면 되나요",
        "특허는 누구 것인가요",
        "탈퇴 사유와 이유",
        "지분 공유",
        "누구든 어디든지",
    ],
)
def test_words_that_only_look_alike_stay(text: str) -> None:
    """A permit, a reason, something shared."""
    assert as_in_books(text) == text


@pytest.mark.parametrize("text", ["social coop benefit", "foreign auditor city document", "with them today"])
def test_english_words_that_compose_into_syllables_stay(text: str) -> None:
    """As they stand in sentences, while what is typed in the wrong layout is undone."""
    assert fold(text) == text
    assert fold("wjdrhks") == "정관"
