"""내 진행표: the steps of a procedure, what is done, what is due, what comes next."""

from bot.core import korean
from bot.core.answers import Doing
from bot.core.flow import Flow, StepNode
from bot.core.replay import Due, Standing
from bot.core.reply import Button, Do, Go
from bot.core.texts import Key
from bot.talk import asking
from bot.talk.turn import Turn


def plan(turn: Turn) -> Turn:
    """Lists the steps of the procedure in hand, with a button for each that is not done."""
    flow = _with_steps(turn)
    if flow is None:
        return turn.say(turn.text(Key.NO_PLAN), asking.menu_button(turn))
    standing = turn.standing(flow)
    steps = [node for id in (*standing.path, standing.at, *standing.ahead) if (node := _step(flow, id))]
    lines = "\n".join(_line(turn, standing, place, node) for place, node in enumerate(steps, 1))
    rest = (node for node in steps if asking.doing_so_far(turn, node).done is None)
    go = tuple(Button(node.name, Go(node.id)) for node in rest)
    head = turn.text(Key.PLAN, title=flow.title, today=korean.day(turn.today), steps=lines)
    return turn.say(head, (Button(turn.text(Key.BUTTON_GO_ON), Do("go_on")), *go))


def _with_steps(turn: Turn) -> Flow | None:
    """The topmost flow that has steps, open or left."""
    walked = (flow for flow, _ in reversed(turn.walked) if any(_step(flow, id) for id in flow.nodes))
    return next(walked, None)


def _step(flow: Flow, id: str) -> StepNode | None:
    node = flow.nodes[id]
    return node if isinstance(node, StepNode) else None


def _line(turn: Turn, standing: Standing, place: int, node: StepNode) -> str:
    doing = asking.doing_so_far(turn, node)
    parts = [_state(turn, standing, place, node, doing)]
    listed = asking.items(node, standing)
    if listed and not doing.done:
        on = sum(item.id in doing.ticks for item in listed)
        parts.append(turn.text(Key.PLAN_TICKS, on=str(on), all=str(len(listed))))
    if node.id in standing.dues and not doing.done:
        parts.append(_due(turn, standing.dues[node.id]))
    return " ".join(parts)


def _state(turn: Turn, standing: Standing, place: int, node: StepNode, doing: Doing) -> str:
    name, number = node.name, str(place)
    if doing.done:
        return turn.text(Key.PLAN_DONE, place=number, name=name, day=korean.day(doing.done))
    if node.id == standing.at:
        return turn.text(Key.PLAN_NOW, place=number, name=name)
    return turn.text(Key.PLAN_LATER_LINE if doing.later else Key.PLAN_OPEN, place=number, name=name)


def _due(turn: Turn, due: Due) -> str:
    if due.day is None:
        return asking.due_waits(turn, due, Key.PLAN_DUE_UNKNOWN, Key.PLAN_DUE_AFTER)
    passed = due.day < turn.today
    if not due.law:
        return turn.text(Key.PLAN_DAY_PASSED if passed else Key.PLAN_DAY, day=korean.day(due.day))
    return turn.text(Key.PLAN_DUE_PASSED if passed else Key.PLAN_DUE, day=korean.day(due.day), law=due.law)
