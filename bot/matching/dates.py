"""Which days a text holds, seen from today. What is vague or does not exist has no day, and is never guessed."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bot.core.calendar import months_later
from bot.matching.day_words import (
    DAYS,
    END_OF_MONTH,
    FEASTS,
    FIRST_TEN,
    MONTHS,
    NEAR,
    NTH,
    PATTERNS,
    SINO,
    WEEK,
    WEEKS,
    YEARS,
)
from bot.matching.endings import TAIL

_COMPILED = tuple((name, re.compile(pattern.replace("<TAIL>", TAIL))) for name, pattern in PATTERNS)
_FROM_NOW = re.compile(
    r"(?:[은는이가]|에서|[.,!?~]|\d)\s*$|^\s*$"
    r"|(?:^|\s)(?:네|넵|예|음|어|아|저희|우리|아마|일단|한|지금부터|지금|오늘부터|딱|약|그냥|총|날짜|날)\s*$"
)
_FRACTION = re.compile(r"\s?(?:이상|찬성|동의|출석|초과|미만|넘|의 |가 |정도|로 의결|로 통과)")
_PLANNED = re.compile(r"기로|[자다라]고 ?했|정했|정해졌|잡았|잡혔|예약|예정|바꿨|바뀌었|미뤘|미뤄졌|옮겼|연기")
_MOST = 20  # days of one kind in one message
_EARLIEST_YEAR, _LATEST_YEAR, _CENTURY, _NEARBY_YEARS = 1900, 2200, 2000, 10


@dataclass(frozen=True, slots=True)
class Day:
    """A day found. Without a year it is `month` and `month_day`; with neither a day was meant but none is clear.

    `rough`: it is only about that day ("20일쯤"), and must be asked back.
    """

    start: int
    end: int
    day: date | None = None
    month: int = 0
    month_day: int = 0
    past: bool = False
    near: bool = False  # "오늘", "내일": said also when no day is meant
    rough: bool = False


_Reader = Callable[[re.Match[str], date, str], Day | None]


def find_days(text: str, today: date) -> tuple[list[Day], list[tuple[int, int]]]:
    """The days in a comparable text in reading order, and every span that looks like a day, those that are none too."""
    days: list[Day] = []
    taken: list[tuple[int, int]] = []
    for name, pattern in _COMPILED:
        for match in islice(pattern.finditer(text), _MOST):
            start, end = match.start(), _end(match)
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            if name == "slash" and _FRACTION.match(text, end):
                continue
            taken.append((start, end))
            found = _READERS[name](match, today, text)
            if found is not None:
                days.append(found)
    return sorted(days, key=lambda day: day.start), taken


def on_calendar(day: Day, today: date, *, past: bool) -> date | None:
    """The day meant: with a year that day, else the next such day from today, or the last one (`past`)."""
    if day.day is not None or not day.month:
        return day.day
    for year in (today.year, today.year - 1 if past else today.year + 1):
        found = _date(year, day.month, day.month_day)
        if found is not None and (found <= today if past else found >= today):
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    known = _EARLIEST_YEAR <= year <= _LATEST_YEAR and 1 <= month <= 12
    return date(year, month, day) if known and 1 <= day <= monthrange(year, month)[1] else None


def _end(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip())


def _exact(match: re.Match[str], day: date | None, *, near: bool = False) -> Day:
    """The day, unless something vague stands after it or the weekday beside it is another."""
    return Day(match.start(), _end(match), None if _doubtful(match, day) else day, near=near, rough=_rough(match))


def _doubtful(match: re.Match[str], day: date | None) -> bool:
    named = match.groupdict()
    said = re.search(f"[{WEEK}]", named.get("weekday") or "")
    vague = bool(named.get("about")) and not _rough(match)
    return vague or (day is not None and said is not None and WEEK[day.weekday()] != said[0])


def _rough(match: re.Match[str]) -> bool:
    return bool(match.groupdict().get("rough"))


def _none(match: re.Match[str], today: date, text: str) -> Day | None:
    return None


def _vague(match: re.Match[str], today: date, text: str) -> Day:
    return Day(match.start(), _end(match))


def _figures(match: re.Match[str], today: date, text: str) -> Day:
    year = int(match["year"])
    if year < _CENTURY // 20:
        year += _CENTURY
        if abs(year - today.year) > _NEARBY_YEARS:  # "12/5/26" could be either way round
            return _vague(match, today, text)
    return _exact(match, _date(year, int(match["month"]), int(match["day"])))


def _month_and_day(match: re.Match[str], today: date, text: str) -> Day:
    named = match.groupdict()
    year, month = _month(named, today)
    if named["day"] in END_OF_MONTH and 1 <= month <= 12:
        return _exact(match, _last(year, month, today))
    day = _figure(named["day"])
    return _exact(match, _date(year, month, day)) if year else _yearless(match, month, day, today, text)


def _month(named: dict[str, str | None], today: date) -> tuple[int, int]:
    """The year, 0 where none was said, and the month."""
    if named["named_month"]:
        first = months_later(today.replace(day=1), MONTHS[named["named_month"]])
        return first.year, first.month
    return _year(named, today), _figure(named["month"])


def _last(year: int, month: int, today: date) -> date:
    """The last day of a month, of the next such month where no year was said."""
    year = year or (today.year if month >= today.month else today.year + 1)
    return date(year, month, monthrange(year, month)[1])


def _month_end(match: re.Match[str], today: date, text: str) -> Day:
    year, month = _month(match.groupdict(), today)
    known = 1 <= month <= 12 and (year == 0 or _EARLIEST_YEAR <= year <= _LATEST_YEAR)
    return (
        Day(match.start(), _end(match), _last(year, month, today), rough=True) if known else _vague(match, today, text)
    )


def _nth(match: re.Match[str], today: date, text: str) -> Day:
    """The second Saturday of a month; weeks are counted in more than one way, so it is only about that day."""
    year, month = _month(match.groupdict(), today)
    if not (1 <= month <= 12 and (year == 0 or _EARLIEST_YEAR <= year <= _LATEST_YEAR)):
        return _vague(match, today, text)
    end = _last(year, month, today)
    first = end.replace(day=1)
    if match["nth"] == "마지막":
        back = (end.weekday() - WEEK.index(match["on"][0])) % len(WEEK)
        return Day(match.start(), _end(match), end - timedelta(days=back), rough=True)
    ahead = (WEEK.index(match["on"][0]) - first.weekday()) % len(WEEK) + len(WEEK) * (NTH[match["nth"][0]] - 1)
    day = first + timedelta(days=ahead)
    return Day(match.start(), _end(match), day if day.month == month else None, rough=day.month == month)


def _feast(match: re.Match[str], today: date, text: str) -> Day:
    year, (month, day) = _year(match.groupdict(), today), FEASTS[match["feast"]]
    return _exact(match, _date(year, month, day)) if year else _yearless(match, month, day, today, text)


def _yearless(match: re.Match[str], month: int, day: int, today: date, text: str) -> Day:
    past = bool(match.groupdict().get("past")) or _told_as_past(text, match.end())
    found = Day(match.start(), _end(match), None, month, day, past, rough=_rough(match))
    exact = on_calendar(found, today, past=past)
    return _vague(match, today, text) if exact is None or _doubtful(match, exact) else found


def _year(named: dict[str, str | None], today: date) -> int:
    """The year that was said, 0 for none."""
    if named["named_year"]:
        return today.year + YEARS[named["named_year"]]
    digits = (named["year"] or "").lstrip("'")
    return int(digits) + (_CENTURY if len(digits) == 2 else 0) if digits else 0


def _figure(word: str | None) -> int:
    """Digits, or a Chinese number below a hundred spelt out."""
    word = word or ""
    if word.isdigit():
        return int(word)
    if "십" not in word:
        return FIRST_TEN.get(word) or SINO.get(word, 0)
    tens, _, unit = word.partition("십")
    return SINO.get(tens, 1) * 10 + SINO.get(unit, 0)


def _slash(match: re.Match[str], today: date, text: str) -> Day:
    return _yearless(match, int(match["month"]), int(match["day"]), today, text)


def _bare(match: re.Match[str], today: date, text: str) -> Day | None:
    """ "12.5" is a day only where it can be one."""
    found = _slash(match, today, text)
    return found if found.month else None


def _week(match: re.Match[str], today: date, text: str) -> Day:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=WEEKS[match["week"]])
    return _exact(match, monday + timedelta(days=WEEK.index(match["on"][0])))


def _weekday(match: re.Match[str], today: date, text: str) -> Day:
    """A weekday alone is the next one; today's own name and "다음 화요일" could mean two days."""
    ahead = (WEEK.index(match["on"][0]) - today.weekday()) % len(WEEK)
    if match["which"] == "지난" and WEEK.index(match["on"][0]) > today.weekday():
        return _exact(match, today + timedelta(days=ahead - len(WEEK)))  # not yet come this week
    if ahead == 0 or match["which"] in ("다음", "지난"):
        return _vague(match, today, text)
    return _exact(match, today + timedelta(days=ahead))


def _near(match: re.Match[str], today: date, text: str) -> Day:
    return _exact(match, today + timedelta(days=NEAR[match["near"]]), near=True)


def _away(match: re.Match[str], today: date, text: str) -> Day | None:
    """So many days or weeks from now; "총회 7일 전" counts from something else, and months are only rough."""
    if _FROM_NOW.search(text[: match.start()]) is None:
        return None
    figures = re.match(r"(\d+)\s?(일|주)", match["away"])
    days = int(figures[1]) * (len(WEEK) if figures[2] == "주" else 1) if figures else DAYS.get(match["away"])
    if days is None or match["roughly"] or match["way"] in ("안에", "이내", "내로", "안으로"):
        return _vague(match, today, text)
    return _exact(match, today + timedelta(days=-days if match["way"] == "전" else days))


def _month_day(match: re.Match[str], today: date, text: str) -> Day:
    """A day without its month is clear only as "지난 3일"."""
    for months in (0, -1) if match["past"] else ():
        first = months_later(today.replace(day=1), months)
        found = _date(first.year, first.month, int(match["day"]))
        if found is not None and found <= today:
            return _exact(match, found)
    return _vague(match, today, text)


def _told_as_past(text: str, at: int) -> bool:
    """Whether the clause goes on in the past, "12월 5일에 했어요", and not by a plan: "12월 5일에 하기로 했어요"."""
    clause = re.split(r"[.,!?\n]", text[at : at + 24])[0]
    return not _PLANNED.search(clause) and any(
        "가" <= sign <= "힣" and (ord(sign) - ord("가")) % 28 == 20 and sign not in "있겠" for sign in clause
    )


_READERS: dict[str, _Reader] = {
    "none": _none,
    "vague": _vague,
    "month_end": _month_end,
    "nth": _nth,
    "feast": _feast,
    "figures": _figures,
    "day": _month_and_day,
    "slash": _slash,
    "bare": _bare,
    "week": _week,
    "weekday": _weekday,
    "near": _near,
    "away": _away,
    "month_day": _month_day,
}
