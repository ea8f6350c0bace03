"""Events to tell of: those that staff entered, and the day of cooperatives, which the law sets for every year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.calendar import SATURDAY

JULY, DAYS_OF_A_WEEK = 7, 7


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, from its first to its last day; `about` says where it is, and whom to ask."""

    name: str
    first: date
    last: date
    about: str = ""


@dataclass(frozen=True, slots=True)
class Happenings:
    """tables/events.yaml. `beside` are the FAQ entries that tell of every coming event; elsewhere one is told of when
    it begins within `soon` days. `day` and `week` are what each year's day of cooperatives and its week are called.
    """

    rows: tuple[Happening, ...] = ()
    beside: tuple[str, ...] = ()
    day: str = ""
    week: str = ""
    soon: int = 0

    def coming(self, today: date) -> tuple[Happening, ...]:
        """What is not over, the earliest first: a past one is gone without anybody's doing."""
        known = (*self.rows, *self._of_law(today))
        return tuple(sorted((it for it in known if it.last >= today), key=lambda it: (it.first, it.last, it.name)))

    def near(self, today: date) -> tuple[Happening, ...]:
        """What goes on, or begins within `soon` days."""
        return tuple(it for it in self.coming(today) if it.first <= today + timedelta(days=self.soon))

    def _of_law(self, today: date) -> Iterator[Happening]:
        """The next day of cooperatives with its week, as far as they have names."""
        day = cooperatives_day(today.year)
        day = day if day >= today else cooperatives_day(today.year + 1)
        first, last = cooperatives_week(day)
        if self.week:
            yield Happening(self.week, first, last)
        if self.day:
            yield Happening(self.day, day, day)


def cooperatives_day(year: int) -> date:
    """The first Saturday of July (협동조합 기본법 제12조제1항)."""
    july = date(year, JULY, 1)
    return july + timedelta(days=(SATURDAY - july.weekday()) % DAYS_OF_A_WEEK)


def cooperatives_week(day: date) -> tuple[date, date]:
    """The first and last day of the week before the day of cooperatives (협동조합 기본법 제12조제1항).

    A reading: the seven days before that day, without it.
    """
    return day - timedelta(days=DAYS_OF_A_WEEK), day - timedelta(days=1)
