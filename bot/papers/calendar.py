"""The days of a plan as a calendar file (RFC 5545) that phones and computers take over."""

from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.core.flow import StepNode
from bot.core.library import Library
from bot.core.plan import Plan
from bot.core.replay import Due
from bot.core.texts import Key

NAME, MIME = "plan.ics", "text/calendar; charset=utf-8"
_MORNING = timedelta(hours=9)


def calendar_file(plan: Plan, owner: str, library: Library, now: datetime) -> bytes:
    """One all-day event for each step still to be done by a known day.

    `owner` is the conversation: with the step it names the event for good, so that a file taken over again after a
    day was corrected moves the event instead of doubling it (RFC 5545, 3.8.4.7 and 3.8.7.4).
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{library.text(Key.PRODUCT_NAME)}//KO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.flow.title)
    for node, due, day in plan.dated:
        calendar.add_component(_event(node, due, day, owner, library, now))
    return bytes(calendar.to_ical())


def _event(node: StepNode, due: Due, day: date, owner: str, library: Library, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{owner}-{node.id}")
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("summary", library.text(Key.CALENDAR_EVENT, name=node.name))
    event.add("description", library.text(Key.CALENDAR_LAW, law=due.law) if due.law else node.what.strip())
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if node.remind is not None:
        event.add_component(_alarm(node, node.remind, library))
    return event


def _alarm(node: StepNode, days: int, library: Library) -> Alarm:
    """Rings at nine in the morning so many days before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", library.text(Key.CALENDAR_EVENT, name=node.name))
    alarm.add("trigger", _MORNING - timedelta(days=days))
    return alarm
