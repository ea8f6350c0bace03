"""Days: which are off, and the three ways in which Korean law counts them.

A wrong day costs a founder money, so each way stands here once, with its article.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Public holidays by day, with their names; sundays need no entry. Complete from `first` to `last` year."""

    holidays: Mapping[date, str]
    first: int
    last: int

    def is_off(self, day: date) -> bool:
        """Saturday, Sunday or a public holiday.

        Raises ValueError outside the years it knows: a deadline is never computed from a calendar that guesses.
        """
        if not self.first <= day.year <= self.last:
            raise ValueError(f"the calendar knows {self.first} to {self.last}, not {day.year}")
        return day.weekday() in (SATURDAY, SUNDAY) or day in self.holidays

    def working_day_from(self, day: date) -> date:
        """`day` itself when it is a working day, else the next one."""
        while self.is_off(day):
            day += ONE_DAY
        return day


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def month_end(year: int, month: int) -> date:
    """The last day of that month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def clear_days_before(event: date, days: int) -> date:
    """The last day on which a notice can go up that must stand `days` clear days before `event`.

    Neither the day of the notice nor the day of the event counts, and the day never moves for a holiday: the safe
    reading of 협동조합 기본법 시행령 제6조제1항 (a notice of seven days or more) and 법 제28조제5항.
    """
    return event - timedelta(days=days + 1)


def petition_days_end(filed: date, days: int, calendar: Calendar) -> date:
    """The last day of an office's period of `days` days (six or more), counted from the day it was filed.

    The first day counts, Saturdays and public holidays do not, not even as the first
    (민원 처리에 관한 법률 제19조제2항).
    """
    day, left = filed, days
    while True:
        if not calendar.is_off(day):
            left -= 1
        if left <= 0:
            return day
        day += ONE_DAY


def civil_period_end(start: date, calendar: Calendar, *, days: int = 0, months: int = 0) -> date:
    """The last day of a period of days or months that begins with what happened on `start`.

    The first day does not count (민법 제157조); months run by the calendar and end the day before the one that
    corresponds to the first counted day, or on the month's last day where there is none (제160조); a last day on a
    Saturday or a public holiday moves to the next working day (제161조).
    """
    first = start + ONE_DAY
    last = _before_corresponding(first, months) if months else start + timedelta(days=days)
    return calendar.working_day_from(last)


def _before_corresponding(first: date, months: int) -> date:
    same = months_later(first, months)
    return same - ONE_DAY if same.day == first.day else same
