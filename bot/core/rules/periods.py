"""Rules that give a day. Each says which of the three ways of counting it uses (see core.calendar)."""

from datetime import timedelta

from bot.core import calendar
from bot.core.answers import Fact
from bot.core.korean_laws import Law, cited
from bot.core.rules.registry import Arguments, rule

NOTICE_DAYS = 7
ACCEPTANCE_DAYS, CERTIFICATE_DAYS = 20, 14
REGISTRATION_DAYS, BUSINESS_REGISTRATION_DAYS = 14, 20


@rule("founding_notice_last_day", {"meeting": "date"}, "date", cited(Law.COOPERATIVES_DECREE, 6, paragraph=1))
def founding_notice_last_day(given: Arguments) -> Fact:
    """The last day to give notice of the founding meeting: seven clear days before it, counted backwards."""
    return calendar.clear_days_before(given.date("meeting"), NOTICE_DAYS)


@rule("earliest_founding_meeting", {"notice": "date"}, "date", cited(Law.COOPERATIVES_DECREE, 6, paragraph=1))
def earliest_founding_meeting(given: Arguments) -> Fact:
    """The first day on which the founding meeting may be held when notice is given on that day."""
    return given.date("notice") + timedelta(days=NOTICE_DAYS + 1)


@rule("petition_end", {"filed": "date", "days": "number"}, "date", cited(Law.PETITIONS, 19))
def petition_end(given: Arguments) -> Fact:
    """The end of an office's period, counted as petitions are."""
    return calendar.petition_days_end(given.date("filed"), given.number("days"), given.calendar)


@rule("civil_days_end", {"from": "date", "days": "number"}, "date", cited(Law.CIVIL, 157, 161))
def civil_days_end(given: Arguments) -> Fact:
    """The last day of what must be done within so many days, counted forward as the Civil Act does."""
    return calendar.civil_period_end(given.date("from"), given.calendar, days=given.number("days"))


@rule("civil_months_end", {"from": "date", "months": "number"}, "date", cited(Law.CIVIL, 157, 160, 161))
def civil_months_end(given: Arguments) -> Fact:
    """The last day of what must be done within so many months, counted forward as the Civil Act does."""
    return calendar.civil_period_end(given.date("from"), given.calendar, months=given.number("months"))


@rule("days_until", {"date": "date"}, "number")
def days_until(given: Arguments) -> Fact:
    """Days from today to that day, negative when it has passed."""
    return (given.date("date") - given.today).days


@rule("acceptance_due", {"filed": "date"}, "date", cited(Law.COOPERATIVES, 15, paragraph=2), cited(Law.PETITIONS, 19))
def acceptance_due(given: Arguments) -> Fact:
    """The last day for the city to answer a founding report: twenty days, counted as petitions are (a reading)."""
    return calendar.petition_days_end(given.date("filed"), ACCEPTANCE_DAYS, given.calendar)


@rule("deemed_accepted_on", {"filed": "date"}, "date", cited(Law.COOPERATIVES, 15, paragraph=3))
def deemed_accepted_on(given: Arguments) -> Fact:
    """The day after the period, on which silence is acceptance; not so when the period was extended."""
    last = calendar.petition_days_end(given.date("filed"), ACCEPTANCE_DAYS, given.calendar)
    return last + timedelta(days=1)


@rule("certificate_due", {"supplemented": "date"}, "date", cited(Law.COOPERATIVES_DECREE, 8, paragraph=2))
def certificate_due(given: Arguments) -> Fact:
    """The last day for the certificate after papers were supplemented: fourteen days as petitions (a reading)."""
    return calendar.petition_days_end(given.date("supplemented"), CERTIFICATE_DAYS, given.calendar)


@rule(
    "registration_due", {"paid": "date"}, "date", cited(Law.COOPERATIVES, 61, paragraph=1), cited(Law.CIVIL, 157, 161)
)
def registration_due(given: Arguments) -> Fact:
    """The last day to register the founding: fourteen days after the contributions were paid in."""
    return calendar.civil_period_end(given.date("paid"), given.calendar, days=REGISTRATION_DAYS)


@rule(
    "business_registration_due",
    {"began": "date"},
    "date",
    cited(Law.VALUE_ADDED_TAX, 8, paragraph=1),
    cited(Law.CIVIL, 157, 161),
)
def business_registration_due(given: Arguments) -> Fact:
    """The last day to register the business: twenty days after it began."""
    return calendar.civil_period_end(given.date("began"), given.calendar, days=BUSINESS_REGISTRATION_DAYS)


@rule("days_between", {"from": "date", "to": "date"}, "number")
def days_between(given: Arguments) -> Fact:
    """Days from the first day to the second, negative when the second is earlier."""
    return (given.date("to") - given.date("from")).days
