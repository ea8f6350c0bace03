"""Timers: which are set after a turn, and what is done when one comes due."""

from datetime import datetime, timedelta

from bot.core import hours
from bot.core.case import Case, Close
from bot.core.conversation import Wake
from bot.core.event import Woke
from bot.core.texts import Key
from bot.talk.turn import Turn

_QUIET = timedelta(days=14)
SERVICE = "service"


def wakes(turn: Turn) -> tuple[Wake, ...]:
    """The whole set of this conversation's timers: every open case has its next one."""
    return tuple(_wake(turn, case) for case in turn.cases if case.open)


def wake(turn: Turn, event: Woke) -> Turn:
    """What a timer that came due does."""
    name, _, number = event.name.partition(":")
    case = next((case for case in turn.cases if case.number == number and case.open), None)
    if case is None:
        return turn
    to = case.owner or "desk"
    if name == "promise" and case.answered is None:
        return turn.tell(to, turn.text(Key.DESK_PROMISE_BROKEN, case=case.number))
    if case.state == "returned":
        closed = turn.moved(Close(case.number, SERVICE)).notice(Key.NOTICE_CLOSED, case=case.number)
        return closed.tell("desk", turn.text(Key.DESK_CLOSED_QUIET, case=case.number))
    return turn.tell(to, turn.text(Key.DESK_QUIET, case=case.number))


def _wake(turn: Turn, case: Case) -> Wake:
    now = turn.situation.now
    if case.state != "returned" and case.answered is None:
        return Wake(f"promise:{case.number}", _next_promise(turn, case, now))
    at = case.answered or case.opened
    while at <= now:
        at += _QUIET
    return Wake(f"quiet:{case.number}", at)


def _next_promise(turn: Turn, case: Case, now: datetime) -> datetime:
    """The promise itself, or after it was broken each further stretch of as many office hours."""
    at = case.promise
    while at <= now:
        at = hours.promise(at, turn.library.hours, turn.library.calendar)
    return at
