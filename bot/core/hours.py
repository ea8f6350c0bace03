"""Office hours: when somebody can answer, and by when an answer is promised."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.calendar import ONE_DAY, Calendar

REMINDS_FROM, REMINDS_TO = time(9), time(20)
"""Between those nobody is woken by a reminder."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of a working day with its lunch, and how many of those hours an answer may take."""

    opens: time
    closes: time
    lunch_from: time
    lunch_to: time
    promised_hours: int


def promise(opened: datetime, hours: Hours, calendar: Calendar) -> datetime:
    """The end of `hours.promised_hours` office hours after `opened`, lunch and days off left out."""
    left = timedelta(hours=hours.promised_hours)
    moment = opened.replace(second=0, microsecond=0)
    while True:
        for start, end in _stretches(moment, hours, calendar):
            start = max(start, moment)
            if end - start >= left:
                return start + left
            left -= max(end - start, timedelta())
        moment = datetime.combine(moment.date() + ONE_DAY, time(), moment.tzinfo)


def before(moment: datetime, time_left: timedelta, hours: Hours, calendar: Calendar) -> datetime:
    """When so much office time is left until a moment, lunch and days off left out."""
    left, until = time_left, moment
    while True:
        for start, end in reversed(_stretches(until, hours, calendar)):
            end = min(end, until)
            if end - start >= left:
                return end - left
            left -= max(end - start, timedelta())
        until = datetime.combine(until.date() - ONE_DAY, time.max, until.tzinfo)


def by_day(moment: datetime) -> datetime:
    """The moment itself by day, else the next morning: when somebody may be reminded of something."""
    if REMINDS_FROM <= moment.time() < REMINDS_TO:
        return moment
    return morning(moment.date() if moment.time() < REMINDS_FROM else moment.date() + ONE_DAY, moment)


def morning(day: date, now: datetime) -> datetime:
    """When reminders of that day are said, where it is `now`."""
    return datetime.combine(day, REMINDS_FROM, now.tzinfo)


def is_open(moment: datetime, hours: Hours, calendar: Calendar) -> bool:
    """Whether somebody is at the desk at that moment."""
    return any(start <= moment < end for start, end in _stretches(moment, hours, calendar))


def next_opening(moment: datetime, hours: Hours, calendar: Calendar) -> datetime:
    """The moment itself when the office is open, else the start of the next stretch of office hours."""
    while True:
        for start, end in _stretches(moment, hours, calendar):
            if moment < end:
                return max(start, moment)
        moment = datetime.combine(moment.date() + ONE_DAY, time(), moment.tzinfo)


def _stretches(moment: datetime, hours: Hours, calendar: Calendar) -> list[tuple[datetime, datetime]]:
    day = moment.date()
    if calendar.is_off(day):
        return []
    pairs = ((hours.opens, hours.lunch_from), (hours.lunch_to, hours.closes))
    return [(datetime.combine(day, a, moment.tzinfo), datetime.combine(day, b, moment.tzinfo)) for a, b in pairs]
