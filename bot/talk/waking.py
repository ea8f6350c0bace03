"""Timers: which are set after a turn, and what is done when one comes due."""

from collections.abc import Iterator
from datetime import timedelta

from bot.core import hours
from bot.core.case import Case, Close
from bot.core.conversation import Wake
from bot.core.event import Woke
from bot.core.texts import Key
from bot.talk.turn import Turn

_QUIET = timedelta(days=14)
_SWEPT_WITHIN = timedelta(hours=1)  # a timer that is due is heard well within this
SERVICE = "service"


def wakes(turn: Turn) -> tuple[Wake, ...]:
    """The whole set of this conversation's timers: every open case has its next one."""
    heard = Wake(turn.event.name, turn.event.at) if isinstance(turn.event, Woke) else None
    return tuple(wake for case in turn.cases if case.open for wake in _wakes(turn, case) if wake != heard)


def wake(turn: Turn, event: Woke) -> Turn:
    """What a timer that came due does."""
    name, number, *_ = event.name.split(":")
    case = next((case for case in turn.cases if case.number == number and case.open), None)
    if case is None:
        return turn
    to = case.owner or "desk"
    if name in ("promise", "again") and case.answered is None:
        return turn.tell(to, turn.text(Key.DESK_PROMISE_BROKEN, case=case.number))
    if case.state == "returned":
        closed = turn.moved(Close(case.number, SERVICE)).notice(Key.NOTICE_CLOSED, case=case.number)
        return closed.tell("desk", turn.text(Key.DESK_CLOSED_QUIET, case=case.number))
    return turn.tell(to, turn.text(Key.DESK_QUIET, case=case.number))


def _wakes(turn: Turn, case: Case) -> Iterator[Wake]:
    """The next of a case. A promise just broken stays set until its own timer is heard, whatever comes between."""
    now = turn.situation.now
    if case.state != "returned" and case.answered is None:
        if case.promise > now - _SWEPT_WITHIN:
            yield Wake(f"promise:{case.number}", case.promise)
        if case.promise <= now:
            yield _again(turn, case)
        return
    at = case.answered or case.opened
    while at <= now:
        at += _QUIET
    yield Wake(f"quiet:{case.number}", at)


def _again(turn: Turn, case: Case) -> Wake:
    """After a promise was broken: each further stretch of as many office hours."""
    at, round_ = case.promise, 0
    while at <= turn.situation.now:
        at, round_ = hours.promise(at, turn.library.hours, turn.library.calendar), round_ + 1
    return Wake(f"again:{case.number}:{round_}", at)
