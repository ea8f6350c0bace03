"""Reminders of the citizen: of a procedure that was left, once, and of the days of the plan if they asked for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.core import hours
from bot.core.conversation import Wake
from bot.core.event import Woke
from bot.core.flow import Flow, Node, OutcomeNode
from bot.core.reply import Button, Do
from bot.core.texts import Key
from bot.talk import plan
from bot.talk.turn import Turn

NAMES = ("left", "due")
_LEFT_FOR = timedelta(hours=48)
_KEPT = 100  # of what was reminded of


def wakes(turn: Turn) -> Iterator[Wake]:
    """The reminders that are set: none of them by night, and none of what was reminded of before."""
    now = turn.situation.now
    for name, at in _waiting(turn):
        at = hours.by_day(max(at, hours.morning(now.date(), now)))  # of a day before: this morning
        yield Wake(name, hours.by_day(now) if at <= now and _night(now) else at)


def wake(turn: Turn, event: Woke) -> Turn:
    """What a reminder says, unless the person has gone on since it was set."""
    now = turn.situation.now
    due = [name for name, at in _waiting(turn) if at <= now]
    if event.name not in due or _night(now):
        return turn
    turn = turn.having(reminded=(*turn.conversation.reminded, event.name)[-_KEPT:])
    return _say_left(turn) if event.name.startswith("left:") else _say_due(turn, event.name)


def remind(turn: Turn) -> Turn:
    """From now on the days of the plan are told before they come."""
    since = turn.conversation.remind or turn.situation.now
    return turn.having(remind=since).say(turn.text(Key.REMIND_ON), (_plan_button(turn), _hush_button(turn)))


def hush(turn: Turn) -> Turn:
    """The days of the plan are told no more."""
    return turn.having(remind=None).say(turn.text(Key.REMIND_OFF), (_plan_button(turn),))


def _waiting(turn: Turn) -> Iterator[tuple[str, datetime]]:
    said = turn.conversation.reminded
    return ((name, at) for name, at in (*_left(turn), *_dues(turn)) if name not in said)


def _night(now: datetime) -> bool:
    return hours.by_day(now) != now


def _left(turn: Turn) -> Iterator[tuple[str, datetime]]:
    """Where a procedure was left; nothing at its end, after it was stopped, or while a consultant has the person."""
    found, active = _left_at(turn), turn.conversation.active
    if found and active:
        yield f"left:{found[0].id}:{found[1].id}", active + _LEFT_FOR


def _left_at(turn: Turn) -> tuple[Flow, Node] | None:
    flow, intakes = turn.flow, {row.intake for row in turn.library.kinds.values()}
    if flow is None or flow.id in intakes or turn.owner:
        return None
    node = flow.nodes[turn.standing(flow).at]
    return None if isinstance(node, OutcomeNode) else (flow, node)


def _dues(turn: Turn) -> Iterator[tuple[str, datetime]]:
    """The mornings on which days of the plan are told; those before the person asked are over."""
    since = turn.conversation.remind
    found = plan.in_hand(turn) if since else None
    for node, _, day in found.dated if found else ():
        if node.remind is not None and day >= turn.today:
            at = hours.morning(day - timedelta(days=node.remind), turn.situation.now)
            if since and at >= since:
                yield f"due:{node.id}:{day.isoformat()}", at


def _say_left(turn: Turn) -> Turn:
    found = _left_at(turn)
    if found is None:
        return turn
    buttons = (Button(turn.text(Key.BUTTON_GO_ON), Do("go_on")), Button(turn.text(Key.BUTTON_STOP), Do("stop")))
    return turn.say(turn.text(Key.REMIND_LEFT, title=found[0].title, name=found[1].name), buttons)


def _say_due(turn: Turn, name: str) -> Turn:
    """Under a consultant too, as a notice without buttons: it was asked for."""
    found = plan.in_hand(turn)
    for node, due, day in found.dated if found else ():
        if name == f"due:{node.id}:{day.isoformat()}":
            words = {"name": node.name, "day": turn.library.tongue.day(day), "days": str((day - turn.today).days)}
            key, law = (Key.REMIND_DUE, {"law": due.law}) if due.law else (Key.REMIND_DAY, {})
            buttons = () if turn.owner else (_plan_button(turn), _hush_button(turn))
            return turn.notice(key, buttons, **words, **law)
    return turn


def _plan_button(turn: Turn) -> Button:
    return Button(turn.text(Key.BUTTON_PLAN), Do("plan"))


def _hush_button(turn: Turn) -> Button:
    return Button(turn.text(Key.BUTTON_HUSH), Do("hush"))
