"""Rules of the procedure: each deadline of founding at an ordinary day and at its edges."""

from datetime import date

import pytest

from bot.core.korean_laws import Law, cited
from bot.core.rules import RULES, Arguments
from tests.core.days import CALENDAR

TODAY = date(2026, 11, 24)


def day(rule: str, **given: date) -> object:
    """What a rule gives for those arguments."""
    return RULES[rule].run(Arguments(given, TODAY, CALENDAR))


@pytest.mark.parametrize(
    ("filed", "last", "deemed"),
    [
        (
            date(2026, 11, 2),
            date(2026, 11, 27),
            date(2026, 11, 28),
        ),  # twenty working days, then a Saturday all the same
        (date(2026, 9, 21), date(2026, 10, 22), date(2026, 10, 23)),  # over 추석, 개천절 and 한글날
        (date(2026, 10, 31), date(2026, 11, 27), date(2026, 11, 28)),  # filed on a Saturday: it does not count
    ],
)
def test_silence_is_acceptance_on_the_day_after_the_period(filed: date, last: date, deemed: date) -> None:
    """협동조합 기본법 제15조제2·3항 with 민원 처리에 관한 법률 제19조제2항; the day after is a calendar day."""
    assert (day("acceptance_due", filed=filed), day("deemed_accepted_on", filed=filed)) == (last, deemed)


@pytest.mark.parametrize(
    ("supplemented", "last"),
    [(date(2026, 11, 2), date(2026, 11, 19)), (date(2026, 9, 23), date(2026, 10, 16))],
)
def test_the_certificate_comes_fourteen_days_after_the_papers(supplemented: date, last: date) -> None:
    """시행령 제8조제2항, counted as petitions are."""
    assert day("certificate_due", supplemented=supplemented) == last


@pytest.mark.parametrize(
    ("paid", "last"),
    [(date(2026, 11, 10), date(2026, 11, 24)), (date(2026, 9, 10), date(2026, 9, 28))],
)
def test_registration_is_due_fourteen_days_after_the_payment(paid: date, last: date) -> None:
    """제61조제1항: the day of the payment does not count, and a last day on a holiday moves."""
    assert day("registration_due", paid=paid) == last


def test_business_is_registered_twenty_days_after_it_began() -> None:
    """부가가치세법 제8조제1항; a last day on a Sunday moves to Monday."""
    assert day("business_registration_due", began=date(2026, 11, 2)) == date(2026, 11, 23)


def test_days_between_are_counted_one_way() -> None:
    """From the first to the second, below nothing when the second is earlier."""
    assert day("days_between", **{"from": date(2026, 12, 4), "to": date(2026, 12, 10)}) == 6
    assert day("days_between", **{"from": date(2026, 12, 10), "to": date(2026, 12, 4)}) == -6


def test_articles_are_cited_as_laws_cite_themselves() -> None:
    """With the paragraph, and several of one law together; a rule that stands on two names both."""
    assert cited(Law.COOPERATIVES, 15, paragraph=2) == "협동조합 기본법 제15조제2항"
    assert cited(Law.COOPERATIVES, (105, 2), paragraph=9) == "협동조합 기본법 제105조의2제9항"
    assert cited(Law.COOPERATIVES_DECREE, 19, paragraph=2, item=1) == "협동조합 기본법 시행령 제19조제2항제1호"
    assert cited(Law.CIVIL, 157, 161) == "민법 제157·161조"
    assert RULES["acceptance_due"].law == "협동조합 기본법 제15조제2항, 민원 처리에 관한 법률 제19조"
