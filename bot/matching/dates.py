"""Days as people say them: 12월 5일, 12/5, 다음 주 화요일, 내달 3일, 사흘 뒤. What is vague stays vague."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.calendar import months_later

_WEEKDAYS = "월화수목금토일"
_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15,
}  # fmt: skip
_NEAR = {
    "그저께": -2,
    "그제": -2,
    "엊그제": -2,
    "어제": -1,
    "오늘": 0,
    "금일": 0,
    "내일": 1,
    "명일": 1,
    "모레": 2,
    "글피": 3,
}
_MONTHS = {
    "지난달": -1, "저번달": -1, "전달": -1, "이번달": 0, "이달": 0, "금월": 0, "다음달": 1, "담달": 1, "내달": 1,
    "다다음달": 2,
}  # fmt: skip
_WEEKS = {"지난주": -1, "저번주": -1, "이번주": 0, "금주": 0, "다음주": 1, "담주": 1, "내주": 1, "다다음주": 2}


def _words(known: dict[str, int]) -> str:
    spaced = (word.replace("달", " ?달").replace("주", " ?주") for word in sorted(known, key=len, reverse=True))
    return "|".join(spaced)


_EDGE = r"(?<![가-힣\d])"
_NUMBER = r"\d{1,3}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day found, or None where one was meant that is vague or does not exist."""

    start: int
    end: int
    value: date | None


Make = Callable[[re.Match[str], date], date | None]


def find_days(text: str, today: date) -> list[Day]:
    """Every day in a comparable text, in reading order; of two at one place the longer one."""
    found = [Day(*match.span(), value) for match, value in _matches(text, today)]
    kept: list[Day] = []
    for day in sorted(found, key=lambda day: (day.start - day.end, day.start)):
        if all(day.end <= other.start or other.end <= day.start for other in kept):
            kept.append(day)
    return sorted(kept, key=lambda day: day.start)


def _matches(text: str, today: date) -> Iterator[tuple[re.Match[str], date | None]]:
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            yield match, make(match, today)


def _exactly(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(match: re.Match[str], today: date) -> date | None:
    year = int(match[1])
    return _exactly(year if year > 99 else 2000 + year, int(match[2]), int(match[3]))


def _month_and_day(match: re.Match[str], today: date) -> date | None:
    """The next such day from today; of a past one only when it says so."""
    month, day = int(match["month"]), int(match["day"])
    year = today.year + {"작년": -1, "지난해": -1, "내년": 1}.get((match["year"] or "").strip(), 0)
    if match["year"]:
        return _exactly(year, month, day)
    past = match["past"] is not None
    this = _exactly(today.year, month, day)
    if this is None:
        return _exactly(today.year + 1, month, day)
    if past:
        return this if this <= today else _exactly(today.year - 1, month, day)
    near = timedelta(days=60)
    if this >= today - near:
        return this
    return _exactly(today.year + 1, month, day)


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    month = months_later(today.replace(day=1), _MONTHS[match[1].replace(" ", "")])
    return _exactly(month.year, month.month, int(match[2]))


def _bare_day(match: re.Match[str], today: date) -> date | None:
    day = int(match["day"])
    if match["past"]:
        first = today.replace(day=1) if day <= today.day else months_later(today.replace(day=1), -1)
    else:
        first = today.replace(day=1) if day >= today.day else months_later(today.replace(day=1), 1)
    return _exactly(first.year, first.month, day)


def _weekday(match: re.Match[str], today: date) -> date | None:
    weekday = _WEEKDAYS.index(match["weekday"])
    monday = today - timedelta(days=today.weekday())
    if match["week"]:
        return monday + timedelta(weeks=_WEEKS[match["week"].replace(" ", "")], days=weekday)
    ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=ahead)


def _near(match: re.Match[str], today: date) -> date | None:
    return today + timedelta(days=_NEAR[match[1]])


def _from_now(match: re.Match[str], today: date) -> date | None:
    sign = -1 if match["way"] == "전" else 1
    if match["name"]:
        return today + timedelta(days=sign * _DAYS[match["name"]])
    amount = int(match["amount"]) * sign
    if match["unit"] in ("달", "개월"):
        return months_later(today, amount)
    days = 7 if match["unit"].startswith("주") else 1
    return today + timedelta(days=amount * days)


def _vague(match: re.Match[str], today: date) -> date | None:
    return None


_PARTS = "(?:쯤|경|정도|께|초순|중순|하순|초|말|중|안에?|내로?)"
_MONTH_NAME = rf"(?:{_words(_MONTHS)}|\d{{1,2}} ?월|올해|내년|연말|연초|상반기|하반기)"
_PATTERNS: tuple[tuple[re.Pattern[str], Make], ...] = (
    (re.compile(r"(?<!\d)(\d{4}|\d{2})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})\s?일?(?!\d)"), _full),
    (re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"), _full),
    (
        re.compile(
            r"(?P<past>지난 ?)?(?P<year>(?:작년|지난해|올해|금년|내년) ?)?"
            r"(?<![\d/])(?P<month>\d{1,2}) ?월 ?(?P<day>\d{1,2}) ?일(?![가-힣]*치)"
        ),
        _month_and_day,
    ),
    (
        re.compile(r"(?P<past>지난 ?)?(?P<year>내년 ?)?(?<![\d/.-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/]|분의)"),
        _month_and_day,
    ),
    (re.compile(rf"{_EDGE}({_words(_MONTHS)}) ?(\d{{1,2}}) ?일"), _day_of_month),
    (re.compile(rf"{_EDGE}(?P<week>{_words(_WEEKS)}) ?(?P<weekday>[{_WEEKDAYS}])요일"), _weekday),
    (re.compile(rf"{_EDGE}(?P<week>)(?P<weekday>[{_WEEKDAYS}])요일"), _weekday),
    (re.compile(rf"{_EDGE}(?P<past>지난 ?)(?P<day>\d{{1,2}}) ?일(?!간|치|동안)"), _bare_day),
    (
        re.compile(rf"{_EDGE}(?P<past>)?(?P<day>\d{{1,2}}) ?일(?=에|날|이|요|로|입|$)(?!이?내|이? ?(?:전|뒤|후))"),
        _bare_day,
    ),
    (re.compile(rf"{_EDGE}({'|'.join(sorted(_NEAR, key=len, reverse=True))})(?! ?(?:쯤|경))"), _near),
    (
        re.compile(
            rf"{_EDGE}(?:(?P<name>{'|'.join(_DAYS)})|(?P<amount>{_NUMBER}) ?(?P<unit>일|주일|주|개월|달))"
            r" ?(?P<way>전|뒤|후|있다가)"
            r"(?!에? ?(?:까지|부터|공고|알|통지))"
        ),
        _from_now,
    ),
    (re.compile(rf"{_EDGE}{_MONTH_NAME} ?{_PARTS}(?![가-힣]*일)"), _vague),
    (re.compile(rf"{_EDGE}(?:{_words(_MONTHS)}|\d{{1,2}} ?월)(?= ?(?:에|이요|요|로|중에|안에)|$)"), _vague),
    (re.compile(rf"{_EDGE}(?:{_words(_WEEKS)})(?! ?[{_WEEKDAYS}]요일)(?:쯤|중|초|말|안에)?"), _vague),
    (
        re.compile(
            rf"{_EDGE}(?:조만간|곧|연말|연초|나중에|며칠 ?(?:뒤|후)|얼마 ?전|봄|여름|가을|겨울|추석|설) ?(?:쯤|에|전|지나서|때)"
        ),
        _vague,
    ),
)
