"""Timers: which are set after a turn, and what is done when one comes due."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from bot.core import hours, korean
from bot.core.case import Case, Close, Lapse
from bot.core.conversation import Wake
from bot.core.desk_texts import DeskKey
from bot.core.event import Woke
from bot.core.texts import Key
from bot.talk import linking, reminding
from bot.talk.turn import Turn

_QUIET = timedelta(days=14)
_SWEPT_WITHIN = timedelta(hours=1)  # a timer that is due is heard well within this
_REMINDED_BEFORE = timedelta(hours=1)  # of office time left until the promise
SERVICE = "service"


def wakes(turn: Turn) -> tuple[Wake, ...]:
    """The whole set of this conversation's timers: every open case has its next one, and reminders are beside them."""
    heard = Wake(turn.event.name, turn.event.at) if isinstance(turn.event, Woke) else None
    of_cases = (wake for case in turn.cases if case.open for wake in _wakes(turn, case))
    return tuple(wake for wake in (*of_cases, *reminding.wakes(turn), *linking.wakes(turn)) if wake != heard)


def wake(turn: Turn, event: Woke) -> Turn:
    """What a timer that came due does."""
    name, number, *_ = event.name.split(":")
    if name in reminding.NAMES:
        return reminding.wake(turn, event)
    if name == linking.NAME:
        return linking.expired(turn, number)
    case = next((case for case in turn.cases if case.number == number and case.open), None)
    if case is None:
        return turn
    if name == "lapse" and Wake(event.name, event.at) not in _wakes(turn, case):
        return turn  # of an owner before this one
    if name in ("soon", "promise", "again", "lapse"):
        return _UNANSWERED[name](turn, case) if case.unanswered else turn
    return _quiet(turn, case)


def _quiet(turn: Turn, case: Case) -> Turn:
    """Two weeks without a word: a case of the bot is closed, of any other its owner is reminded."""
    if case.state == "returned":
        closed = turn.moved(Close(case.number, SERVICE)).notice(Key.NOTICE_CLOSED, case=case.number)
        return closed.tell("desk", turn.text(DeskKey.DESK_CLOSED_QUIET, case=case.number))
    return turn.tell(case.owner or "desk", turn.text(DeskKey.DESK_QUIET, case=case.number))


def _soon(turn: Turn, case: Case) -> Turn:
    """Before a promise is broken its owner is reminded, or the whole desk where nobody has taken the case."""
    now = turn.situation.now
    if case.promise <= now:
        return turn
    key = DeskKey.DESK_PROMISE_SOON if case.owner else DeskKey.DESK_PROMISE_SOON_FREE
    return turn.tell(case.owner or "desk", turn.text(key, case=case.number, by=korean.moment(case.promise, now)))


def _broken(turn: Turn, case: Case) -> Turn:
    """When a promise is broken the whole desk hears of it, and whose it is."""
    if case.owner:
        return turn.tell("desk", turn.text(DeskKey.DESK_PROMISE_BROKEN_BY, case=case.number, who=case.owner))
    return turn.tell("desk", turn.text(DeskKey.DESK_PROMISE_BROKEN, case=case.number))


def _late(turn: Turn, case: Case) -> Turn:
    """The citizen hears of it once, before they have to ask; of further stretches only the desk does."""
    words = turn.library.tongue.moment(case.promise, turn.situation.now)
    return _broken(turn.notice(Key.NOTICE_LATE, case=case.number, by=words), case)


def _lapse(turn: Turn, case: Case) -> Turn:
    """A claim that stayed silent goes back to the queue. The citizen hears nothing: they wait as before."""
    owner = case.owner
    if owner is None:
        return turn
    lapsed = turn.moved(Lapse(case.number, owner)).tell(owner, turn.text(DeskKey.DESK_LAPSED_YOURS, case=case.number))
    return lapsed.tell("desk", turn.text(DeskKey.DESK_LAPSED, case=case.number, who=owner))


_UNANSWERED: Mapping[str, Callable[[Turn, Case], Turn]] = {
    "soon": _soon,
    "promise": _late,
    "again": _broken,
    "lapse": _lapse,
}


def _wakes(turn: Turn, case: Case) -> Iterator[Wake]:
    """The next of a case. A promise just broken stays set until its own timer is heard, whatever comes between."""
    now = turn.situation.now
    if case.unanswered:
        yield from _before(turn, case)
        if case.owned:
            yield _lapses(turn, case)
        elif case.promise <= now:
            yield _again(turn, case)
        return
    at = case.answered or case.opened
    while at <= now:
        at += _QUIET
    yield Wake(f"quiet:{case.number}", at)


def _before(turn: Turn, case: Case) -> Iterator[Wake]:
    """What waits for the promise. Who took the case late is not reminded before it."""
    swept = turn.situation.now - _SWEPT_WITHIN
    soon = hours.before(case.promise, _REMINDED_BEFORE, turn.library.hours, turn.library.calendar)
    if soon >= (case.since or case.opened) and soon > swept:
        yield Wake(f"soon:{case.number}", soon)
    if case.promise > swept:
        yield Wake(f"promise:{case.number}", case.promise)


def _lapses(turn: Turn, case: Case) -> Wake:
    """When a silent claim ends. Who took the case late has a whole stretch too."""
    held = max(case.promise, case.since or case.opened)
    return Wake(f"lapse:{case.number}", hours.promise(held, turn.library.hours, turn.library.calendar))


def _again(turn: Turn, case: Case) -> Wake:
    """After a promise was broken: each further stretch of as many office hours."""
    at, round_ = case.promise, 0
    while at <= turn.situation.now:
        at, round_ = hours.promise(at, turn.library.hours, turn.library.calendar), round_ + 1
    return Wake(f"again:{case.number}:{round_}", at)
