"""Which steps of procedures a turn has led to, and which it has led past: for counting where people stop."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.conversation import Step
from bot.talk.turn import Turn


def walked(turn: Turn) -> tuple[Step, ...]:
    """The steps that were not on this person's way before the turn; those behind them now are passed."""
    before, after = turn.situation.conversation, turn.conversation
    if before.answers == after.answers and before.flows == after.flows:
        return ()
    return tuple(step for flow in dict.fromkeys((*before.flows, *after.flows)) for step in _walked(turn, flow))


def _walked(turn: Turn, id: str) -> Iterator[Step]:
    flow, before = turn.library.flows.get(id), turn.situation.conversation
    if flow is None:
        return
    known: set[str] = set()
    behind: set[str] = set()
    if id in before.flows:
        stood = replace(turn, conversation=before).standing(flow)
        known, behind = {*stood.path, stood.at}, {*stood.path}
    now = turn.standing(flow)
    for node in (*now.path, now.at):
        passed = node in now.path and node not in behind
        if passed or node not in known:
            yield Step(id, node, reached=node not in known, passed=passed)
