"""Rules of conversion (조직변경) and of federations (연합회): the office's days, registration, and their thresholds."""

from datetime import date, timedelta

from bot.core import calendar
from bot.core.answers import Fact
from bot.core.korean_laws import Law, cited
from bot.core.rules.licence import LICENCE_DAYS, LICENSED_REGISTRATION_DAYS
from bot.core.rules.periods import ACCEPTANCE_DAYS, NOTICE_DAYS, REGISTRATION_DAYS
from bot.core.rules.registry import Arguments, rule

CONVERSION_REGISTRATION_DAYS = 14
MEMBERS_WHO_MUST_ALL_AGREE = 200
FEWEST_COOPS, FEWEST_COOPS_OF_SEVERAL_KINDS = 3, 5
NOTHING_TO_SUPPLEMENT = "none"
"""The answer that no papers were asked for; with any other there is no day until they are in."""


@rule(
    "conversion_acceptance_due",
    {"filed": "date", "supplement": "word"},
    "date",
    cited(Law.COOPERATIVES, (60, 2), paragraph=7),
    cited(Law.PETITIONS, 19),
)
def conversion_acceptance_due(given: Arguments) -> Fact:
    """The last day for the city to answer a report of conversion: twenty days as petitions (a reading)."""
    return _office_day(given, ACCEPTANCE_DAYS)


@rule(
    "conversion_deemed_on",
    {"filed": "date", "supplement": "word"},
    "date",
    cited(Law.COOPERATIVES, (60, 2), paragraph=8),
)
def conversion_deemed_on(given: Arguments) -> Fact:
    """The day after that period, on which silence is acceptance; not so when the period was extended."""
    last = _office_day(given, ACCEPTANCE_DAYS)
    return last + timedelta(days=1) if last else None


@rule(
    "conversion_licence_due",
    {"filed": "date", "supplement": "word"},
    "date",
    cited(Law.COOPERATIVES, (105, 2), paragraph=9),
    cited(Law.PETITIONS, 19),
)
def conversion_licence_due(given: Arguments) -> Fact:
    """The last day to answer an application for a licensed conversion: sixty days as petitions (a reading)."""
    return _office_day(given, LICENCE_DAYS)


@rule(
    "conversion_deemed_licensed_on",
    {"filed": "date", "supplement": "word"},
    "date",
    cited(Law.COOPERATIVES, (105, 2), paragraph=10),
)
def conversion_deemed_licensed_on(given: Arguments) -> Fact:
    """The day after that period, on which silence is a licence; not so when the period was extended."""
    last = _office_day(given, LICENCE_DAYS)
    return last + timedelta(days=1) if last else None


@rule(
    "conversion_registration_due",
    {"accepted": "date"},
    "date",
    cited(Law.COOPERATIVES, (68, 2)),
    cited(Law.CIVIL, 157, 161),
)
def conversion_registration_due(given: Arguments) -> Fact:
    """The last day to register a conversion: fourteen days after its report was accepted."""
    return calendar.civil_period_end(given.date("accepted"), given.calendar, days=CONVERSION_REGISTRATION_DAYS)


@rule(
    "licensed_conversion_registration_due",
    {"arrived": "date"},
    "date",
    cited(Law.COOPERATIVES, (108, 3)),
    cited(Law.COOPERATIVES, 109),
    cited(Law.CIVIL, 157, 161),
)
def licensed_conversion_registration_due(given: Arguments) -> Fact:
    """The last day to register a licensed conversion: fourteen days after the papers of the licence came."""
    return calendar.civil_period_end(given.date("arrived"), given.calendar, days=CONVERSION_REGISTRATION_DAYS)


@rule(
    "conversion_consents_needed",
    {"members": "number"},
    "number",
    cited(Law.COOPERATIVES, (105, 2), paragraph=1),
    cited(Law.COOPERATIVES, (105, 2), paragraph=2),
)
def conversion_consents_needed(given: Arguments) -> Fact:
    """How many members of an association must agree: all up to 200, two thirds above."""
    members = given.number("members")
    return members if members <= MEMBERS_WHO_MUST_ALL_AGREE else -(-2 * members // 3)


@rule(
    "federation_coops_missing",
    {"coops": "number"},
    "number",
    cited(Law.COOPERATIVES, 71, paragraph=1),
    cited(Law.COOPERATIVES, 114, paragraph=1),
)
def federation_coops_missing(given: Arguments) -> Fact:
    """How many cooperatives are missing to a federation of one kind, 0 when there are enough."""
    return max(0, FEWEST_COOPS - given.number("coops"))


@rule("mixed_federation_coops_missing", {"coops": "number"}, "number", cited(Law.COOPERATIVES, (115, 2), paragraph=1))
def mixed_federation_coops_missing(given: Arguments) -> Fact:
    """How many cooperatives are missing to a federation of several kinds, 0 when there are enough."""
    return max(0, FEWEST_COOPS_OF_SEVERAL_KINDS - given.number("coops"))


@rule(
    "federation_notice_last_day",
    {"meeting": "date"},
    "date",
    cited(Law.COOPERATIVES_DECREE, 6, paragraph=5),
    cited(Law.COOPERATIVES_DECREE, 17, paragraph=5),
    cited(Law.COOPERATIVES_DECREE, (31, 3)),
)
def federation_notice_last_day(given: Arguments) -> Fact:
    """The last day to give notice of a federation's founding meeting: seven clear days before it."""
    return calendar.clear_days_before(given.date("meeting"), NOTICE_DAYS)


@rule(
    "federation_acceptance_due",
    {"filed": "date", "supplement": "word"},
    "date",
    cited(Law.COOPERATIVES, 71, paragraph=2),
    cited(Law.PETITIONS, 19),
)
def federation_acceptance_due(given: Arguments) -> Fact:
    """The last day to answer the founding report of a federation: twenty days as petitions (a reading)."""
    return _office_day(given, ACCEPTANCE_DAYS)


@rule(
    "federation_licence_due",
    {"filed": "date", "supplement": "word"},
    "date",
    cited(Law.COOPERATIVES, 85, paragraph=4),
    cited(Law.COOPERATIVES, 115, paragraph=3),
    cited(Law.COOPERATIVES, (115, 3), paragraph=2),
    cited(Law.PETITIONS, 19),
)
def federation_licence_due(given: Arguments) -> Fact:
    """The last day to answer a federation's application for a licence: sixty days as petitions (a reading)."""
    return _office_day(given, LICENCE_DAYS)


@rule(
    "federation_registration_due",
    {"paid": "date"},
    "date",
    cited(Law.COOPERATIVES, 61, paragraph=1),
    cited(Law.COOPERATIVES, 84),
    cited(Law.CIVIL, 157, 161),
)
def federation_registration_due(given: Arguments) -> Fact:
    """The last day to register a federation that is reported: fourteen days after the contributions were paid in."""
    return calendar.civil_period_end(given.date("paid"), given.calendar, days=REGISTRATION_DAYS)


@rule(
    "licensed_federation_registration_due",
    {"arrived": "date"},
    "date",
    cited(Law.COOPERATIVES, 106, paragraph=1),
    cited(Law.COOPERATIVES, 109),
    cited(Law.COOPERATIVES, 115, paragraph=3),
    cited(Law.COOPERATIVES, (115, 10), paragraph=1),
    cited(Law.CIVIL, 157, 161),
)
def licensed_federation_registration_due(given: Arguments) -> Fact:
    """The last day to register a federation that is licensed: sixty days after the papers of the licence came."""
    return calendar.civil_period_end(given.date("arrived"), given.calendar, days=LICENSED_REGISTRATION_DAYS)


def _office_day(given: Arguments, days: int) -> date | None:
    """The last day of the office's period, None when papers must be supplemented: nobody can say it then."""
    if given.word("supplement") != NOTHING_TO_SUPPLEMENT:
        return None
    return calendar.petition_days_end(given.date("filed"), days, given.calendar)
