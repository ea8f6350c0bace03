"""Rules beyond ordinary founding: licences, conversion, federations and the years after, each at its edges."""

from datetime import date

import pytest

from bot.core.rules import RULES, Arguments
from tests.core.days import CALENDAR

TODAY = date(2026, 11, 24)


def gives(rule: str, **given: date | int | str) -> object:
    """What a rule gives for those arguments; nothing was asked for where the rule wants to know."""
    if "supplement" in RULES[rule].takes:
        given = {"supplement": "none", **given}
    return RULES[rule].run(Arguments(given, TODAY, CALENDAR))


@pytest.mark.parametrize("rule", ["licence_due", "conversion_licence_due", "federation_licence_due"])
@pytest.mark.parametrize(
    ("filed", "last"),
    [
        (date(2026, 3, 3), date(2026, 5, 28)),  # over 노동절, 어린이날 and a 대체공휴일
        (date(2026, 5, 1), date(2026, 7, 30)),  # filed on 노동절: it does not count, nor does 제헌절
    ],
)
def test_a_licence_is_decided_within_sixty_days_of_the_office(rule: str, filed: date, last: date) -> None:
    """제85조제4항, 제105조의2제9항, 제115조제3항 with 민원 처리에 관한 법률 제19조제2항."""
    assert gives(rule, filed=filed) == last


def test_silence_is_a_licence_on_the_day_after_the_period() -> None:
    """제85조제5항: the next calendar day, here a holiday's neighbour all the same."""
    assert gives("deemed_licensed_on", filed=date(2026, 8, 17)) == date(2026, 11, 14)


@pytest.mark.parametrize("rule", ["conversion_acceptance_due", "federation_acceptance_due"])
def test_a_report_is_decided_within_twenty_days_of_the_office(rule: str) -> None:
    """제60조의2제7항, 제71조제2항: over 추석, 개천절 and 한글날."""
    assert gives(rule, filed=date(2026, 9, 21)) == date(2026, 10, 22)


@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if "supplement" in rule.takes])
def test_papers_that_are_asked_for_leave_no_day(rule: str) -> None:
    """Until they are in nobody can say when the office will answer."""
    assert gives(rule, filed=date(2026, 11, 2), supplement="asked") is None
    assert gives(rule, filed=date(2026, 3, 3), supplement="none") is not None


def test_silence_is_acceptance_of_a_conversion_on_the_day_after() -> None:
    """제60조의2제8항, 제105조의2제10항: a Saturday all the same."""
    assert gives("conversion_deemed_licensed_on", filed=date(2026, 8, 17)) == date(2026, 11, 14)
    assert gives("conversion_deemed_on", filed=date(2026, 10, 31)) == date(2026, 11, 28)


@pytest.mark.parametrize("rule", ["licensed_registration_due", "licensed_federation_registration_due"])
@pytest.mark.parametrize(
    ("arrived", "last"),
    [
        (date(2026, 7, 27), date(2026, 9, 28)),
        (date(2026, 8, 4), date(2026, 10, 6)),
        (date(2026, 8, 7), date(2026, 10, 6)),
    ],
)
def test_what_is_licensed_is_registered_sixty_days_after_the_papers_came(rule: str, arrived: date, last: date) -> None:
    """제106조제1항 and 제109조; a last day within 추석 or on 대체공휴일 moves, an ordinary one does not."""
    assert gives(rule, arrived=arrived) == last


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("conversion_registration_due", "accepted"),
        ("licensed_conversion_registration_due", "arrived"),
        ("federation_registration_due", "paid"),
    ],
)
def test_fourteen_days_to_register(rule: str, name: str) -> None:
    """제68조의2, 제108조의3, 제84조: the first day does not count, and a last day in 추석 moves."""
    assert gives(rule, **{name: date(2026, 11, 10)}) == date(2026, 11, 24)
    assert gives(rule, **{name: date(2026, 9, 10)}) == date(2026, 9, 28)


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("social_notice_last_day", date(2026, 12, 12)),
        ("federation_notice_last_day", date(2026, 12, 12)),
        ("meeting_notice_last_day", date(2026, 12, 12)),
        ("audit_papers_last_day", date(2026, 12, 12)),
    ],
)
def test_seven_clear_days_before_a_meeting(rule: str, last: date) -> None:
    """시행령 제17조제1항, 법 제28조제5항, 제52조제1항: neither end counts, and a Saturday does not move it."""
    assert gives(rule, meeting=date(2026, 12, 20)) == last


def test_the_earliest_meeting_after_a_notice() -> None:
    assert gives("earliest_social_meeting", notice=date(2026, 12, 12)) == date(2026, 12, 20)


def test_changes_are_registered_within_twenty_one_days() -> None:
    """제63·64조: over 추석."""
    assert gives("change_registration_due", changed=date(2026, 9, 3)) == date(2026, 9, 28)
    assert gives("change_registration_due", changed=date(2026, 11, 2)) == date(2026, 11, 23)


def test_the_tax_office_hears_of_changes_within_fifteen_days() -> None:
    """법인세법 제109조제3항."""
    assert gives("tax_change_due", changed=date(2026, 9, 10)) == date(2026, 9, 28)
    assert gives("tax_change_due", changed=date(2026, 11, 2)) == date(2026, 11, 17)


@pytest.mark.parametrize("rule", ["yearly_registration_due", "yearly_report_due"])
@pytest.mark.parametrize(
    ("year_end", "last"),
    [
        (date(2025, 12, 31), date(2026, 3, 31)),
        (date(2026, 2, 28), date(2026, 6, 1)),  # 31 May is a Sunday
        (date(2026, 6, 30), date(2026, 9, 30)),
    ],
)
def test_three_months_after_the_year(rule: str, year_end: date, last: date) -> None:
    """제64조제2항, 시행령 제7조제3항."""
    assert gives(rule, year_end=year_end) == last


def test_four_months_to_disclose() -> None:
    """시행령 제12조제3항, 제27조; 31 October is a Saturday."""
    assert gives("disclosure_due", year_end=date(2025, 12, 31)) == date(2026, 4, 30)
    assert gives("disclosure_due", year_end=date(2026, 6, 30)) == date(2026, 11, 2)


def test_two_months_to_tell_the_tax_office_of_a_new_body() -> None:
    """법인세법 제109조제1항; 3 October is a Saturday, and 5 October stands for 개천절."""
    assert gives("company_report_due", registered=date(2026, 3, 4)) == date(2026, 5, 4)
    assert gives("company_report_due", registered=date(2026, 8, 3)) == date(2026, 10, 6)


def test_a_change_of_licensed_bylaws_is_decided_within_ten_days_of_the_office() -> None:
    """제86조제4항, over 추석, 개천절 and 한글날."""
    assert gives("bylaws_licence_due", filed=date(2026, 9, 23)) == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("rule", "name", "given", "missing"),
    [
        ("main_business_missing", "percent", 39, 1),
        ("main_business_missing", "percent", 40, 0),
        ("main_business_missing", "percent", 41, 0),
        ("clinic_consenters_missing", "people", 499, 1),
        ("clinic_consenters_missing", "people", 500, 0),
        ("clinic_consenters_missing", "people", 501, 0),
        ("homes_to_report", "homes", 29, 1),
        ("homes_to_report", "homes", 30, 0),
        ("homes_to_report", "homes", 31, 0),
        ("members_to_disclosure", "members", 199, 1),
        ("members_to_disclosure", "members", 200, 0),
        ("federation_coops_missing", "coops", 2, 1),
        ("federation_coops_missing", "coops", 3, 0),
        ("mixed_federation_coops_missing", "coops", 4, 1),
        ("mixed_federation_coops_missing", "coops", 5, 0),
        ("mixed_federation_coops_missing", "coops", 6, 0),
    ],
)
def test_thresholds_at_their_edges(rule: str, name: str, given: int, missing: int) -> None:
    """One below, at, and one above."""
    assert gives(rule, **{name: given}) == missing


@pytest.mark.parametrize(("members", "needed"), [(199, 199), (200, 200), (201, 134), (300, 200), (301, 201)])
def test_two_thirds_are_enough_above_two_hundred(members: int, needed: int) -> None:
    """제105조의2제2항: more than 200; a part of a person is a person."""
    assert gives("conversion_consents_needed", members=members) == needed


@pytest.mark.parametrize(
    ("month", "today", "end"),
    [
        ("december_end", date(2026, 11, 26), date(2026, 12, 31)),
        ("december_end", date(2027, 6, 30), date(2026, 12, 31)),  # six months ago to the day
        ("december_end", date(2027, 7, 1), date(2027, 12, 31)),
        ("june_end", date(2026, 11, 26), date(2026, 6, 30)),
        ("june_end", date(2026, 12, 31), date(2026, 6, 30)),
        ("june_end", date(2027, 1, 1), date(2027, 6, 30)),
        ("other_end", date(2026, 11, 26), None),
    ],
)
def test_the_year_that_ended_lately_counts_for_six_months(month: str, today: date, end: date | None) -> None:
    """Its deadlines run until then; afterwards the coming year is meant."""
    assert RULES["year_end_near"].run(Arguments({"month": month}, today, CALENDAR)) == end


@pytest.mark.parametrize(
    ("sales", "left", "shortage"),
    [(99, 0, 5_000), (100, 0, 0), (101, 5_000, 0)],
)
def test_a_month_pays_or_lacks(sales: int, left: int, shortage: int) -> None:
    """One sale below, at, and one above what the costs ask for."""
    given = {"price": 5_000, "sales": sales, "costs": 500_000}
    assert (gives("monthly_left", **given), gives("monthly_shortage", **given)) == (left, shortage)
    assert gives("monthly_income", price=5_000, sales=sales) == 5_000 * sales


def test_a_part_of_a_sale_is_a_sale() -> None:
    """And nothing covers the costs where nothing is charged."""
    assert [gives("sales_to_cover", price=price, costs=100) for price in (50, 51, 49, 0)] == [2, 2, 3, None]


def test_money_to_begin_with() -> None:
    """What is gathered above the need is not missing."""
    assert [gives("money_missing", needed=100, gathered=gathered) for gathered in (99, 100, 101)] == [1, 0, 0]
