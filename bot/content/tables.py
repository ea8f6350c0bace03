"""flows/tables/*.yaml: kinds of cases, what they come to, how long things are kept, office hours, days off."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time

from bot.content.parts import Part, not_a_day, read_day
from bot.content.sentences import Sentence, tell
from bot.core.case import URGENT
from bot.core.happenings import Happening, Happenings
from bot.core.hours import Hours
from bot.core.library import KEPT, CaseKind, Menu, Retention
from bot.core.outcomes import FieldRow, Goal, OutcomeRow, Outcomes

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def read_kinds(part: Part) -> Mapping[str, CaseKind]:
    """Kinds of cases: who gets them, and which flow is asked after one is opened."""
    kinds = part.only(("kinds",)).part("kinds", must=True)
    found = {}
    for kind, row in kinds.parts() if kinds else ():
        row = row.only(("queue", "intake", "urgent"))
        flags = (URGENT,) if row.flag("urgent") else ()
        found[kind] = CaseKind(kind, row.text("queue"), row.text("intake", must=False) or None, flags)
    return found


def read_retention(part: Part) -> Mapping[str, Retention]:
    """How many days things are kept, and that in words."""
    rows = part.only(("retention",)).part("retention", must=True)
    found: dict[str, Retention] = {}
    if rows is None:
        return found
    for name in KEPT:
        rows.part(name, must=True)
    for name, row in rows.parts():
        row.name(None, name)
        row = row.only(("days", "words"))
        days = row.number("days", must=True)
        if days is not None and days < 1:
            row.add("days", tell(Sentence.LESS_THAN_ONE, key="days"))
        found[name] = Retention(name, days or 0, row.text("words"))
    return found


def read_menu(part: Part) -> Menu:
    """The flows of the menu, in their order."""
    part = part.only(("first", "more"))
    return Menu(part.words("first", must=True), part.words("more"))


def read_outcomes(part: Part) -> Outcomes:
    """What a case may come to, the fields that are counted, where members are told, and the goal of the plan."""
    part = part.only(("outcomes", "fields", "members", "goal"))
    rows: dict[str, OutcomeRow] = {}
    for id, row in _named_rows(part, "outcomes", ("name", "founded")):
        rows[id] = OutcomeRow(id, row.text("name"), row.flag("founded"))
    fields: dict[str, FieldRow] = {}
    for id, row in _named_rows(part, "fields", ("name", "words")):
        fields[id] = FieldRow(id, row.text("name"), row.words("words"))
    goal = part.part("goal")
    return Outcomes(rows, fields, part.words("members"), _goal(goal) if goal else None)


def _named_rows(part: Part, key: str, keys: tuple[str, ...]) -> Iterator[tuple[str, Part]]:
    rows = part.part(key, must=True)
    for id, row in rows.parts() if rows else ():
        row.name(None, id)
        yield id, row.only(keys)


def _goal(part: Part) -> Goal:
    part = part.only(("plan", "cooperatives", "jobs"))
    numbers = {key: part.number(key, must=True) for key in ("cooperatives", "jobs")}
    for key, number in numbers.items():
        if number is not None and number < 1:
            part.add(key, tell(Sentence.LESS_THAN_ONE, key=key))
    return Goal(part.text("plan"), numbers["cooperatives"] or 1, numbers["jobs"] or 1)


def read_hours(part: Part) -> Hours:
    """Office hours of a working day, and how many of them an answer may take."""
    part = part.only(("opens", "closes", "lunch", "promised_hours"))
    opens, closes = _clock(part, "opens"), _clock(part, "closes")
    lunch = part.part("lunch", must=True)
    if lunch is not None:
        lunch = lunch.only(("from", "to"))
    start, end = (_clock(lunch, "from"), _clock(lunch, "to")) if lunch else (None, None)
    times = [each for each in (opens, start, end, closes) if each is not None]
    if times != sorted(times) or opens == closes is not None:
        part.add("opens", tell(Sentence.HOURS_DISORDERED))
    hours = part.number("promised_hours", must=True)
    if hours is not None and hours < 1:
        part.add("promised_hours", tell(Sentence.LESS_THAN_ONE, key="promised_hours"))
    return Hours(opens or time(9), closes or time(18), start or time(12), end or time(13), hours or 1)


def read_holidays(part: Part) -> Mapping[date, str]:
    """Local additions: the names of days off by day."""
    rows = part.only(("holidays",)).part("holidays", must=True)
    found: dict[date, str] = {}
    for written in rows.values if rows else ():
        day = read_day(written)
        if rows is None or day is None:
            part.page.at(("holidays", written), not_a_day(written))
        else:
            found[day] = rows.text(written)
    return found


def read_happenings(part: Part) -> Happenings:
    """Events: those that are entered, what the yearly ones are called, and where they are told."""
    part = part.only(("yearly", "beside", "soon_days", "events"))
    yearly = part.part("yearly")
    yearly = yearly.only(("day", "week")) if yearly else None
    day, week = (yearly.text(key, must=False) if yearly else "" for key in ("day", "week"))
    rows = tuple(_happening(row) for row in part.each("events", must=True))
    return Happenings(rows, part.words("beside"), day, week, part.number("soon_days", must=True) or 0)


def _happening(row: Part) -> Happening:
    row = row.only(("name", "from", "until", "about"))
    first = row.day("from", must=True) or date.min
    last = row.day("until") or first
    if last < first:
        row.add("until", tell(Sentence.UNTIL_BEFORE_FROM))
    return Happening(row.text("name"), first, last, row.text("about"))


def _clock(part: Part, key: str) -> time | None:
    text = part.text(key)
    found = CLOCK.fullmatch(text)
    if found is None and text:
        part.add(key, tell(Sentence.NOT_A_TIME, text=text))
    return time(int(found[1]), int(found[2])) if found else None
