"""Rules of a cooperative that is founded: its yearly meeting, changes, disclosure, and the tax office."""

from bot.core import calendar
from bot.core.answers import Fact
from bot.core.korean_laws import Law, cited
from bot.core.rules.registry import Arguments, rule

MEETING_NOTICE_DAYS, AUDIT_DAYS = 7, 7
CHANGE_DAYS, TAX_CHANGE_DAYS = 21, 15
YEARLY_MONTHS, DISCLOSURE_MONTHS, COMPANY_REPORT_MONTHS = 3, 4, 2
MEMBERS_THAT_DISCLOSE = 200
LONGEST_AGO_MONTHS = 6
YEAR_ENDS = {"march_end": 3, "june_end": 6, "september_end": 9, "december_end": 12}
"""Answers that name the month at whose end the year ends, with that month."""


@rule("meeting_notice_last_day", {"meeting": "date"}, "date", cited(Law.COOPERATIVES, 28, paragraph=5))
def meeting_notice_last_day(given: Arguments) -> Fact:
    """The last day to call a general meeting: seven clear days before it, counted backwards."""
    return calendar.clear_days_before(given.date("meeting"), MEETING_NOTICE_DAYS)


@rule("audit_papers_last_day", {"meeting": "date"}, "date", cited(Law.COOPERATIVES, 52, paragraph=1))
def audit_papers_last_day(given: Arguments) -> Fact:
    """The last day to hand the accounts to the auditor: seven clear days before the yearly meeting."""
    return calendar.clear_days_before(given.date("meeting"), AUDIT_DAYS)


@rule(
    "change_registration_due", {"changed": "date"}, "date", cited(Law.COOPERATIVES, 63, 64), cited(Law.CIVIL, 157, 161)
)
def change_registration_due(given: Arguments) -> Fact:
    """The last day to register a change or a move: twenty-one days after it."""
    return calendar.civil_period_end(given.date("changed"), given.calendar, days=CHANGE_DAYS)


@rule(
    "tax_change_due",
    {"changed": "date"},
    "date",
    cited(Law.CORPORATE_TAX, 109, paragraph=3),
    cited(Law.CIVIL, 157, 161),
)
def tax_change_due(given: Arguments) -> Fact:
    """The last day to tell the tax office of a change of what it was told: fifteen days after it."""
    return calendar.civil_period_end(given.date("changed"), given.calendar, days=TAX_CHANGE_DAYS)


@rule("year_end_near", {"month": "word"}, "date")
def year_end_near(given: Arguments) -> Fact:
    """The end of that month within the last six months, else the coming one; None for an answer that names none."""
    month = YEAR_ENDS.get(given.word("month"))
    if month is None:
        return None
    ends = (calendar.month_end(given.today.year + shift, month) for shift in (-1, 0, 1))
    return next(end for end in ends if end >= calendar.months_later(given.today, -LONGEST_AGO_MONTHS))


@rule(
    "yearly_registration_due",
    {"year_end": "date"},
    "date",
    cited(Law.COOPERATIVES, 64, paragraph=2),
    cited(Law.CIVIL, 157, 160, 161),
)
def yearly_registration_due(given: Arguments) -> Fact:
    """The last day to register the contributions of a year: three months after it ended."""
    return calendar.civil_period_end(given.date("year_end"), given.calendar, months=YEARLY_MONTHS)


@rule(
    "yearly_report_due",
    {"year_end": "date"},
    "date",
    cited(Law.COOPERATIVES_DECREE, 7, paragraph=3),
    cited(Law.CIVIL, 157, 160, 161),
)
def yearly_report_due(given: Arguments) -> Fact:
    """The last day to report the contributions and members of a year: three months after it ended."""
    return calendar.civil_period_end(given.date("year_end"), given.calendar, months=YEARLY_MONTHS)


@rule(
    "disclosure_due",
    {"year_end": "date"},
    "date",
    cited(Law.COOPERATIVES_DECREE, 12, paragraph=3),
    cited(Law.COOPERATIVES_DECREE, 27),
    cited(Law.CIVIL, 157, 160, 161),
)
def disclosure_due(given: Arguments) -> Fact:
    """The last day to disclose the year's business: four months after the accounts were closed."""
    return calendar.civil_period_end(given.date("year_end"), given.calendar, months=DISCLOSURE_MONTHS)


@rule("members_to_disclosure", {"members": "number"}, "number", cited(Law.COOPERATIVES_DECREE, 12, paragraph=1, item=1))
def members_to_disclosure(given: Arguments) -> Fact:
    """How many members are missing to the 200 from which an ordinary cooperative must disclose, 0 from there on."""
    return max(0, MEMBERS_THAT_DISCLOSE - given.number("members"))


@rule(
    "company_report_due",
    {"registered": "date"},
    "date",
    cited(Law.CORPORATE_TAX, 109, paragraph=1),
    cited(Law.CIVIL, 157, 160, 161),
)
def company_report_due(given: Arguments) -> Fact:
    """The last day to tell the tax office of a new body: two months after it was registered."""
    return calendar.civil_period_end(given.date("registered"), given.calendar, months=COMPANY_REPORT_MONTHS)
