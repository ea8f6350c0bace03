"""Case numbers: two digits of the year and a running number, handed out by the process, never twice."""

from datetime import datetime

YEAR = 1_000_000
"""A number as one whole number: the year's two digits times this, plus the running number."""


def place_of(number: str) -> int:
    """26-0137 → 26000137: what numbers are ordered by."""
    year, _, running = number.partition("-")
    return int(year) * YEAR + int(running)


def number_at(place: int) -> str:
    """26000137 → 26-0137."""
    year, running = divmod(place, YEAR)
    return f"{year:02}-{running:04}"


def year_of(now: datetime) -> tuple[int, int]:
    """The first and the last place of a year."""
    first = now.year % 100 * YEAR
    return first, first + YEAR - 1


class CaseNumbers:
    """Numbers that are out with a turn. A turn that opens no case gives its number back."""

    def __init__(self) -> None:
        self._out: dict[str, int] = {}
        self._taken = 0

    def reserve(self, event: str, now: datetime, highest: int) -> str:
        """The number a case of this event would get; `highest` is the highest place stored in the year of `now`."""
        self._out.pop(event, None)
        first, end = year_of(now)
        taken = self._taken if first <= self._taken <= end else first
        place = max(highest, taken) + 1
        while place in self._out.values():
            place += 1
        self._out[event] = place
        return number_at(place)

    def settle(self, event: str, opened: bool) -> None:
        """The turn of an event is over."""
        place = self._out.pop(event, None)
        if opened and place is not None:
            self._taken = max(self._taken, place)
