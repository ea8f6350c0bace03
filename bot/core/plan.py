"""내 진행표 as a value: the steps of a procedure, how far each has come and by when it is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.answers import Answers, Doing
from bot.core.calendar import Calendar
from bot.core.conditions import holds
from bot.core.flow import Flow, Item, Node, StepNode
from bot.core.replay import Due, Standing, answer_of, replay

State = Literal["done", "now", "later", "ahead"]


@dataclass(frozen=True, slots=True)
class Planned:
    """One step: `done` is the day it was done, `ticks` how many of its `items` are ticked."""

    node: StepNode
    state: State
    done: date | None
    due: Due | None
    ticks: int
    items: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of one procedure in order, as far as they are known."""

    flow: Flow
    today: date
    steps: tuple[Planned, ...]

    @property
    def dated(self) -> tuple[tuple[StepNode, Due, date], ...]:
        """The steps that are still to be done by a known day, with that day."""
        return tuple((it.node, it.due, it.due.day) for it in self.steps if not it.done and it.due and it.due.day)


def plan(flow: Flow, standing: Standing, answers: Answers, today: date) -> Plan:
    """The plan of somebody who stands there."""
    ids = (*standing.path, standing.at, *standing.ahead)
    nodes = (node for id in ids if isinstance(node := flow.nodes[id], StepNode))
    return Plan(flow, today, tuple(_planned(node, standing, answers) for node in nodes))


def plan_of(
    flows: Mapping[str, Flow], stack: Iterable[str], answers: Answers, today: date, calendar: Calendar
) -> Plan | None:
    """The plan of the topmost procedure with steps, open or left; None when none was begun."""
    for flow, standing in reversed(walked(flows, stack, answers, today, calendar)):
        if any(isinstance(node, StepNode) for node in flow.nodes.values()):
            return plan(flow, standing, answers, today)
    return None


def walked(
    flows: Mapping[str, Flow], stack: Iterable[str], answers: Answers, today: date, calendar: Calendar
) -> tuple[tuple[Flow, Standing], ...]:
    """Every flow in which something is answered, with its standing: the open ones last, the topmost at the end."""
    opened = tuple(stack)
    order = sorted(flows, key=lambda id: opened.index(id) if id in opened else -1)
    begun = (flows[id] for id in order if id in opened or answer_of(flows[id].nodes[flows[id].start], answers))
    standings = ((flow, replay(flow, answers, today, calendar)) for flow in begun)
    return tuple((flow, standing) for flow, standing in standings if standing.path or flow.id in opened)


def checklist(node: StepNode, standing: Standing) -> tuple[Item, ...]:
    """The items of a checklist that concern this person."""
    return tuple(item for item in node.checklist if holds(item.when, standing.values))


def doing_of(node: Node, answers: Answers) -> Doing:
    """How far a step has come, also under an id it formerly had."""
    answer = answer_of(node, answers)
    return answer.value if answer and isinstance(answer.value, Doing) else Doing()


def _planned(node: StepNode, standing: Standing, answers: Answers) -> Planned:
    doing, items = doing_of(node, answers), checklist(node, standing)
    ticks = sum(item.id in doing.ticks for item in items)
    return Planned(node, _state(node, standing, doing), doing.done, standing.dues.get(node.id), ticks, len(items))


def _state(node: StepNode, standing: Standing, doing: Doing) -> State:
    if doing.done:
        return "done"
    if node.id == standing.at:
        return "now"
    return "later" if doing.later else "ahead"
