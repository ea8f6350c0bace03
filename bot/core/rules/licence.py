"""Rules of a cooperative that needs a licence (인가): the office's sixty days, registration, and its thresholds."""

from datetime import timedelta

from bot.core import calendar
from bot.core.answers import Fact
from bot.core.korean_laws import Law, cited
from bot.core.rules.periods import NOTICE_DAYS
from bot.core.rules.registry import Arguments, rule

LICENCE_DAYS, BYLAWS_LICENCE_DAYS, LICENSED_REGISTRATION_DAYS = 60, 10, 60
LEAST_MAIN_BUSINESS = 40  # per cent
FEWEST_CLINIC_CONSENTERS = 500


@rule("social_notice_last_day", {"meeting": "date"}, "date", cited(Law.COOPERATIVES_DECREE, 17, paragraph=1))
def social_notice_last_day(given: Arguments) -> Fact:
    """The last day to give notice of a social cooperative's founding meeting: seven clear days before it."""
    return calendar.clear_days_before(given.date("meeting"), NOTICE_DAYS)


@rule("earliest_social_meeting", {"notice": "date"}, "date", cited(Law.COOPERATIVES_DECREE, 17, paragraph=1))
def earliest_social_meeting(given: Arguments) -> Fact:
    """The first day on which that meeting may be held when notice is given on that day."""
    return given.date("notice") + timedelta(days=NOTICE_DAYS + 1)


@rule("licence_due", {"filed": "date"}, "date", cited(Law.COOPERATIVES, 85, paragraph=4), cited(Law.PETITIONS, 19))
def licence_due(given: Arguments) -> Fact:
    """The last day to answer an application for a licence: sixty days, counted as petitions are (a reading)."""
    return calendar.petition_days_end(given.date("filed"), LICENCE_DAYS, given.calendar)


@rule("deemed_licensed_on", {"filed": "date"}, "date", cited(Law.COOPERATIVES, 85, paragraph=5))
def deemed_licensed_on(given: Arguments) -> Fact:
    """The day after the period, on which silence is a licence; not so when the period was extended."""
    last = calendar.petition_days_end(given.date("filed"), LICENCE_DAYS, given.calendar)
    return last + timedelta(days=1)


@rule(
    "licensed_registration_due",
    {"arrived": "date"},
    "date",
    cited(Law.COOPERATIVES, 106, paragraph=1),
    cited(Law.COOPERATIVES, 109),
    cited(Law.CIVIL, 157, 161),
)
def licensed_registration_due(given: Arguments) -> Fact:
    """The last day to register what is licensed: sixty days after the papers of the licence came."""
    return calendar.civil_period_end(given.date("arrived"), given.calendar, days=LICENSED_REGISTRATION_DAYS)


@rule(
    "bylaws_licence_due", {"filed": "date"}, "date", cited(Law.COOPERATIVES, 86, paragraph=4), cited(Law.PETITIONS, 19)
)
def bylaws_licence_due(given: Arguments) -> Fact:
    """The last day to answer an application for changed bylaws: ten days, counted as petitions are (a reading)."""
    return calendar.petition_days_end(given.date("filed"), BYLAWS_LICENCE_DAYS, given.calendar)


@rule("main_business_missing", {"percent": "number"}, "number", cited(Law.COOPERATIVES, 93, paragraph=2))
def main_business_missing(given: Arguments) -> Fact:
    """How many per cent are missing until the main business is 40% of the whole, 0 when it is."""
    return max(0, LEAST_MAIN_BUSINESS - given.number("percent"))


@rule(
    "clinic_consenters_missing", {"people": "number"}, "number", cited(Law.COOPERATIVES_DECREE, 19, paragraph=2, item=1)
)
def clinic_consenters_missing(given: Arguments) -> Fact:
    """How many consenters are missing to the 500 of one clinic in Daejeon, 0 when there are enough."""
    return max(0, FEWEST_CLINIC_CONSENTERS - given.number("people"))
