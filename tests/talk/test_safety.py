"""Numbers of a person are masked before anything is kept; what is no such number stays as it was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.texts import Key
from bot.talk.safety import Masked, mask
from tests.talk.small import small_library

LIBRARY = small_library()
GAPS = st.sampled_from(("", "-", ".", " ", " - ", "–", "·", "  ", "\u200b-", "/"))
AROUND = st.sampled_from(("{}", "제 번호는 {}이에요", "({})", "번호:{}.", "앞 {} 뒤", "- {}\n", "가.{}"))


def wide(text: str) -> str:
    """The same in full-width signs."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def spelled(text: str) -> str:
    """The same with its digits said aloud."""
    return "".join("공일이삼사오육칠팔구"[int(sign)] if sign.isdigit() else sign for sign in text)


WAYS = st.sampled_from((str, wide))


@st.composite
def resident_numbers(draw: st.DrawFn) -> str:
    """Of citizens and foreigners born on any day."""
    born = draw(st.dates(date(1930, 1, 1), date(2025, 12, 31)))
    rest = draw(st.integers(1, 8)), draw(st.integers(0, 999999))
    return f"{born:%y%m%d}{draw(GAPS)}{rest[0]}{rest[1]:06}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    """With the check digit that makes it one (Luhn)."""
    body = draw(st.sampled_from("34569")) + draw(st.text("0123456789", min_size=14, max_size=14))
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(body)))
    whole = body + str(-sum(figure // 10 + figure % 10 for figure in doubled) % 10)
    return draw(GAPS).join(whole[at : at + 4] for at in range(0, 16, 4))


@st.composite
def phones(draw: st.DrawFn) -> str:
    """Mobile ones, of the country and with its code, and those of a place."""
    first = draw(st.sampled_from(("010", "011", "+82 10", "82-10", "(010)", "+82(0)10", "02", "042", "070", "0507")))
    gap = draw(GAPS.filter(bool)) if first == "02" else draw(GAPS)
    middle, last = draw(st.integers(200, 9999)), draw(st.integers(0, 9999))
    return f"{first}{gap}{middle}{gap}{last:04}"


@given(st.one_of(resident_numbers(), cards(), phones()), AROUND, WAYS)
def test_a_number_of_a_person_is_masked_however_it_is_written(number: str, around: str, way: object) -> None:
    """With any gap, in full-width signs, within any words: no four of its digits stay together."""
    written = around.format(way(number))  # type: ignore[operator]  # str or wide
    masked = mask(written, LIBRARY)
    assert len(masked.kinds) == 1
    assert not any(sign.isdecimal() for sign in masked.text)


@pytest.mark.parametrize(
    "written",
    [
        "공일공 일이삼사 오육칠팔",
        "공일공일이삼사오육칠팔로 전화 주세요",
        "공일공-1234-5678",
        "공일공에 일이삼사에 오육칠팔이에요",
        "공일공 다시 일이삼사 다시 오육칠팔",
        "kim골뱅이naver점com",
        "O1O-1234-5678",
        "0 1 0 1 2 3 4 5 6 7 8",
        "①⓪ ⓪①⓪-①②③④-⑤⑥⑦⑧",
        "0️⃣1️⃣0️⃣-1️⃣2️⃣3️⃣4️⃣-5️⃣6️⃣7️⃣8️⃣",
        "9 0 0 1 0 1 - 1 2 3 4 5 6 7",
        "이메일은kim@naver.com이에요",
        "kim골뱅이naver.com",
        "kim (at) naver.com",
        "Kim@Naver.com",
    ],
)
def test_a_number_is_masked_in_the_ways_people_hide_or_say_it(written: str) -> None:
    """Said aloud, spaced out, framed, or with the sign of an address in words."""
    masked = mask(written, LIBRARY)
    assert len(masked.kinds) == 1
    assert not {"1234", "5678", "일이삼사", "오육칠팔", "kim", "naver"} & set(masked.text.casefold().split())


@st.composite
def harmless(draw: st.DrawFn) -> str:
    """Dates, times, amounts, business registration numbers, articles, years, counts."""
    day = draw(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
    count = draw(st.integers(0, 10**12))
    three, two, five = draw(st.integers(100, 999)), draw(st.integers(0, 99)), draw(st.integers(0, 99999))
    return draw(
        st.sampled_from(
            (
                f"{day:%Y-%m-%d}",
                f"{day:%Y.%m.%d.} 14:00",
                f"{day:%y%m%d}",
                f"{day:%Y%m%d}",
                f"{day:%Y}년 {day.month}월 {day.day}일 오후 2시",
                f"{count:,}원",
                f"{count % 10**9}원",
                f"{three}-{two:02}-{five:05}",
                f"법 제{three}조제{two}항",
                f"사업자등록번호 {three}-{two:02}-{five:05}, {day:%Y-%m-%d}",
                f"법인등록번호 160171-00{five:05}",
                f"{day.year} {day.year + 1} {day.year + 2} {day.year + 3}",
                f"26-{five % 10000:04}",
                f"{two}명이 {three}만원씩",
            )
        )
    )


@given(harmless(), AROUND)
def test_what_is_no_number_of_a_person_is_not_masked(written: str, around: str) -> None:
    """The text stays as it was written, sign for sign."""
    whole = around.format(written)
    assert mask(whole, LIBRARY) == Masked(whole, ())


def test_a_card_is_told_from_other_long_numbers_by_its_check_sum() -> None:
    """One digit more or less is no card, unless it is written as only cards are."""
    assert mask("4111 1111 1111 1111", LIBRARY).kinds == (Key.MASK_CARD,)
    assert mask("4111 1111 1111 1112", LIBRARY).kinds == ()
    assert mask("1234-5678-1234-5678", LIBRARY).kinds == (Key.MASK_CARD,)
