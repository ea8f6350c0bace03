"""내 진행표 in words: what comes next and by when, then every step with what is done, due and left."""

from collections.abc import Sequence

from bot.core.plan import Plan, Planned, plan_of
from bot.core.replay import Due
from bot.core.reply import Button, Do, Go
from bot.core.texts import Key
from bot.talk import asking
from bot.talk.turn import Turn

_LINES = {"now": Key.PLAN_NOW, "later": Key.PLAN_LATER_LINE, "ahead": Key.PLAN_OPEN}


def plan(turn: Turn) -> Turn:
    """Lists the steps of the procedure in hand, with a button for each that is not done."""
    found = in_hand(turn)
    if found is None:
        return turn.say(turn.text(Key.NO_PLAN), asking.menu_button(turn))
    lines = "\n".join(_line(turn, place, step) for place, step in enumerate(found.steps, 1))
    head = turn.text(Key.PLAN, title=found.flow.title, today=turn.library.tongue.day(turn.today), steps=lines)
    words = "\n\n".join(part for part in (_next(turn, found), head) if part)
    go = tuple(Button(step.node.name, Go(step.node.id)) for step in found.steps if not step.done)
    calendar = (Button(turn.text(Key.BUTTON_CALENDAR), Do("calendar")),) if found.dated else ()
    ways = (Button(turn.text(Key.BUTTON_GO_ON), Do("go_on")), *calendar, *_reminders(turn, found))
    return turn.say(words, (*ways, *asking.link_button(turn), *go))


def calendar(turn: Turn) -> Turn:
    """Gives the days of the plan as a calendar file; who has none is told what gives them."""
    found = in_hand(turn)
    if found is None or not found.dated:
        return turn.say(turn.text(Key.NO_CALENDAR), asking.menu_button(turn))
    return turn.say(turn.text(Key.CALENDAR), asking.menu_button(turn), papers=("calendar",))


def next_due(turn: Turn) -> str:
    """What the procedure in hand has due next, and by when; "" while no day is known."""
    found = in_hand(turn)
    return _next(turn, found) if found else ""


def own_days(turn: Turn, steps: Sequence[str]) -> str:
    """By when the person has to do those of their steps, a line each; "" while no such day is known."""
    found = in_hand(turn) if steps else None
    told = [(node, day) for node, due, day in found.dated if node.id in steps and due.law] if found else []
    return "\n".join(
        turn.text(
            Key.ANSWER_DUE_PASSED if day < turn.today else Key.ANSWER_DUE,
            name=node.name,
            day=turn.library.tongue.day(day),
        )
        for node, day in told
    )


def in_hand(turn: Turn) -> Plan | None:
    """The plan of the procedure in hand; None when none was begun."""
    conversation, library = turn.conversation, turn.library
    return plan_of(library.flows, conversation.flows, conversation.answers, turn.today, library.calendar)


def _reminders(turn: Turn, found: Plan) -> tuple[Button, ...]:
    """A way to be reminded of the days of the plan, or to be left alone."""
    if turn.conversation.remind:
        return (Button(turn.text(Key.BUTTON_HUSH), Do("hush")),)
    told = any(node.remind is not None for node, _, _ in found.dated)
    return (Button(turn.text(Key.BUTTON_REMIND), Do("remind")),) if told else ()


def _next(turn: Turn, found: Plan) -> str:
    """What is due next, whichever step it is; nothing while no day is known."""
    coming = [(day, node) for node, _, day in found.dated if day >= turn.today]
    if not coming:
        return ""
    day, node = min(coming, key=lambda pair: pair[0])
    words, left = turn.library.tongue.day(day), (day - turn.today).days
    if not left:
        return turn.text(Key.PLAN_NEXT_TODAY, name=node.name, day=words)
    return turn.text(Key.PLAN_NEXT, name=node.name, day=words, days=str(left))


def _line(turn: Turn, place: int, step: Planned) -> str:
    parts = [_state(turn, place, step)]
    if step.items and not step.done:
        parts.append(turn.text(Key.PLAN_TICKS, on=str(step.ticks), all=str(step.items)))
    if step.due and not step.done:
        parts.append(_due(turn, step.due))
    return " ".join(part for part in parts if part)


def _state(turn: Turn, place: int, step: Planned) -> str:
    name, number = step.node.name, str(place)
    if step.done:
        return turn.text(Key.PLAN_DONE, place=number, name=name, day=turn.library.tongue.day(step.done))
    return turn.text(_LINES[step.state], place=number, name=name)


def _due(turn: Turn, due: Due) -> str:
    if due.day is None:
        return asking.due_waits(turn, due, Key.PLAN_DUE_UNKNOWN, Key.PLAN_DUE_AFTER)
    passed = due.day < turn.today
    if not due.law:
        return turn.text(Key.PLAN_DAY_PASSED if passed else Key.PLAN_DAY, day=turn.library.tongue.day(due.day))
    return turn.text(Key.PLAN_DUE_PASSED if passed else Key.PLAN_DUE, day=turn.library.tongue.day(due.day), law=due.law)
