"""Particles, days and times as Korean says them."""

from datetime import date, datetime

import pytest

from bot.core import korean


@pytest.mark.parametrize(
    ("word", "pair", "form"),
    [
        ("정관", "을(를)", "을"),
        ("총회", "을(를)", "를"),
        ("서울", "으로(로)", "로"),
        ("대전", "으로(로)", "으로"),
        ("7명", "이(가)", "이"),
        ("26-0137", "이(가)", "이"),
        ("26-0132", "이(가)", "가"),
        ("26-0131", "으로(로)", "로"),
        ("2026년 12월 5일(토)", "은(는)", "은"),
        ("'공고'", "과(와)", "와"),
        ("email", "을(를)", "을"),
    ],
)
def test_the_particle_fits_the_last_sound(word: str, pair: str, form: str) -> None:
    """Brackets and quotes at the end are passed over; digits and letters are read as they sound."""
    assert form == korean.particle(word, pair)


def test_values_are_filled_in_with_their_particles() -> None:
    """A text holds the pair as writers write it, and the right form is chosen."""
    filled = korean.fill("<a>을(를) <b>으로(로)", {"a": "구", "b": "유성구"})
    assert filled == "구를 유성구로"
    assert korean.names("<a>을(를) <b> <a>") == ("a", "b", "a")


def test_a_closing_quote_does_not_part_a_value_from_its_particle() -> None:
    """A quoted word is spoken as it is; what no particle follows keeps its quote alone."""
    assert korean.fill("'<a>'을(를) ’<b>’(이)라는 '<a>' <b>", {"a": "구", "b": "동"}) == "'구'를 ’동’이라는 '구' 동"


def test_a_missing_value_is_an_error() -> None:
    """A hole in a sentence is never sent."""
    with pytest.raises(KeyError):
        korean.fill("<a>", {})


def test_days_and_moments_are_said_as_one_says_them() -> None:
    """A day carries its weekday; a time near at hand is today or tomorrow."""
    now = datetime(2026, 11, 24, 10)  # noqa: DTZ001  # words do not depend on the zone
    assert korean.day(date(2026, 11, 20)) == "2026년 11월 20일(금)"
    assert korean.moment(now.replace(hour=14), now) == "오늘 14시"
    assert korean.moment(now.replace(day=25, minute=30), now) == "내일(수) 10시 30분"
    assert korean.moment(now.replace(day=27), now) == "11월 27일(금) 10시"


@pytest.mark.parametrize(("text", "folded"), [(" 유성구 요! ", "유성구요"), ("ＣＯＯＰ", "coop"), ("...", "")])
def test_folding_leaves_letters_and_digits(text: str, folded: str) -> None:
    """Spaces, marks and width make no difference."""
    assert folded == korean.fold(text)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("다 모았어요", True),
        ("네 이제 다 썼습니다.", True),
        ("모두 받았네요", True),
        ("다 붙였슈", True),
        ("다 못 모았어요", False),
        ("다 모았나요", False),
        ("다 모았어요?", False),
        ("아직 다 안 모았어요", False),
        ("다음 주에 모여요", False),
        ("다섯 명이 모였어요", False),
        ("다 모을게요", False),
    ],
)
def test_what_is_told_as_done(text: str, done: bool) -> None:
    """In the past tense and whole; not what is left, asked, or to come."""
    assert korean.says_done(text) is done


@pytest.mark.parametrize(
    ("word", "sentence", "ends"),
    [
        ("아니고", "열 명이요 연합회는 아니고요", True),
        ("아니고", "다섯 명 아니고 여섯 명이요", False),
        ("바꿀게요", "여섯 명으로 바꿀게요", False),
    ],
)
def test_a_word_that_leads_on_to_nothing_is_told(word: str, sentence: str, ends: bool) -> None:
    """At the end of a sentence it denies in passing, and corrects nothing."""
    assert korean.leads_nowhere(word, korean.fold(sentence)) is ends
