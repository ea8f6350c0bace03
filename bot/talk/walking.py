"""Walking a flow: beginning, going on, coming to an outcome and back to what waited below."""

from bot.core import korean
from bot.core.answers import Value
from bot.core.conditions import holds
from bot.core.flow import ContactNode, Flow, Handoff, Node, OutcomeNode, StepNode
from bot.core.judging import Verdict, judge, judge_value
from bot.core.reply import Button, Do, Want
from bot.core.texts import AnyKey, Key
from bot.core.wording import cited, words_of
from bot.talk import asking, packing, plan, saying
from bot.talk.turn import Turn

_AGAIN = {"needed": Key.QUESTION_NEEDED}
_WRONG: dict[tuple[str, str], AnyKey] = {
    ("DateNode", "out_of_range"): Key.WRONG_DATE_RANGE,
    ("NumberNode", "out_of_range"): Key.WRONG_NUMBER_RANGE,
    ("TextNode", "too_long"): Key.WRONG_TEXT_LONG,
    ("DateNode", ""): Key.WRONG_DATE,
    ("StepNode", ""): Key.WRONG_DATE,
    ("NumberNode", ""): Key.WRONG_NUMBER,
    ("TextNode", ""): Key.WRONG_TEXT,
    ("ContactNode", ""): Key.WRONG_CONTACT,
}


def begin(turn: Turn, flow: Flow, lead: str = "") -> Turn:
    """Begins a flow on top of what is open, or goes on with it where it was left.

    A new run asks anew what belongs to one run (`each_time`).
    """
    if flow.id not in turn.conversation.flows:
        turn = turn.without(*(node.id for node in flow.nodes.values() if _each_time(node)))
    leads = (lead, saying.only_korean(turn, flow))
    return ask_open(on_top(turn, flow.id), "\n\n".join(part for part in leads if part))


def on_top(turn: Turn, flow: str) -> Turn:
    """Puts a flow on top of the stack; what has come to its outcome waits for nothing and leaves it."""
    below = (known for id in turn.conversation.flows if id != flow and (known := turn.library.flows.get(id)))
    waiting = [each.id for each in below if not isinstance(each.nodes[turn.standing(each).at], OutcomeNode)]
    return turn.having(flows=(*waiting, flow), focus=None)


def drop(turn: Turn, flow: str | None) -> Turn:
    """Takes a flow off the stack; its answers stay."""
    left = tuple(id for id in turn.conversation.flows if id != flow)
    return turn.having(flows=left, focus=None) if flow in turn.conversation.flows else turn


def ask_open(turn: Turn, lead: str = "") -> Turn:
    """Asks what is open in the topmost flow, or says its outcome. Without a flow only the lead is said."""
    flow = turn.flow
    if flow is None:
        return turn.say(lead, asking.menu_button(turn)) if lead else turn
    node = turn.open_node
    if node is None:
        return _outcome(turn, flow, lead)
    again = turn.standing(flow).again if turn.conversation.focus is None else None
    if again is not None:
        lead = "\n\n".join(part for part in (lead, turn.text(_AGAIN.get(again, Key.QUESTION_CHANGED))) if part)
    return asking.question(turn, flow, node, lead)


def repeat_open(turn: Turn) -> Turn:
    """The open question in one line, after an answer to something else."""
    flow, node = turn.flow, turn.open_node
    return asking.in_short(turn, flow, node) if flow and node else turn


def _outcome(turn: Turn, flow: Flow, lead: str) -> Turn:
    standing = turn.standing(flow)
    node = flow.nodes[standing.at]
    if not isinstance(node, OutcomeNode):
        raise TypeError(f"{flow.id}.{node.id} is no outcome")
    said = [paragraph.text for paragraph in node.say.values() if holds(paragraph.when, standing.values)]
    text = korean.fill("\n\n".join(part.strip() for part in said), words_of(flow, standing.values))
    sources = turn.text(Key.SOURCES, sources=cited(node.sources)) if node.sources else ""
    words = "\n\n".join(part for part in (lead, text, sources) if part)
    if node.handoff and node.handoff.at_once:
        turn = packing.requested(turn.say(words), node.handoff.kind)
    else:
        turn = turn.say(words, _after(turn, node.handoff))
    return ask_open(drop(turn, flow.id)) if len(turn.conversation.flows) > 1 else turn


def _after(turn: Turn, handoff: Handoff | None) -> tuple[Button, ...]:
    person = (Button(handoff.button, Want(handoff.kind)),) if handoff else ()
    return (
        *person,
        Button(turn.text(Key.BUTTON_ANSWERS), Do("answers")),
        Button(turn.text(Key.BUTTON_AGAIN), Do("again")),
        Button(turn.text(Key.BUTTON_MENU), Do("menu")),
    )


# Giving answers


def judged(turn: Turn, node: Node, value: Value) -> Verdict:
    """Whether a value fits its question today."""
    return judge_value(node, value, turn.today)


def refuse(turn: Turn, node: Node, verdict: str) -> Turn:
    """Says what is wrong with an answer, in the node's own words where it has some, and asks again."""
    own = node.errors.get(verdict)
    kind = type(node).__name__
    key = _WRONG.get((kind, verdict)) or _WRONG.get((kind, ""), Key.WRONG_CHOICE)
    flow = turn.flow
    facts = words_of(flow, turn.standing(flow).values) if flow else {}
    words = korean.fill(own, facts) if own else turn.text(key)
    return repeat_open(turn.say(words.strip()))


def answered(turn: Turn, given: dict[str, Value], *, echo: bool) -> Turn:
    """Takes answers, echoes what was read out of a sentence, tells the case, and asks what comes next."""
    changed = [id for id, value in given.items() if _is_other(turn, id, value)]
    at = turn.open_node
    by_the_way = any(isinstance(turn.library.node(id), StepNode) for id in given if at is None or id != at.id)
    for id, value in given.items():
        turn = _kept_open(turn, turn.given(id, value), id, value)
    lead = _echo(turn, given, changed) if echo else ""
    next_due = plan.next_due(turn) if echo and by_the_way else ""
    return ask_open(packing.repacked(turn), "\n".join(part for part in (lead, next_due) if part))


def _kept_open(before: Turn, turn: Turn, id: str, value: Value) -> Turn:
    """What was opened out of turn stays open until its answer is whole: after consent comes the address."""
    node = turn.library.node(id)
    unfinished = node is not None and judged(turn, node, value) == "unfinished"
    return turn.having(focus=id) if unfinished and before.conversation.focus == id else turn


def _is_other(turn: Turn, id: str, value: Value) -> bool:
    """Whether a question had another answer before, a finished one."""
    answer, node = turn.conversation.answers.get(id), turn.library.node(id)
    return answer is not None and node is not None and answer.value != value and judge(node, answer) == "good"


def _echo(turn: Turn, given: dict[str, Value], changed: list[str]) -> str:
    lines = []
    fresh = [said for id, value in given.items() if id not in changed and (said := _named(turn, id, value))]
    if fresh:
        lines.append(turn.text(Key.ECHO, answers=", ".join(fresh)))
    for id in changed:
        node = turn.library.node(id)
        if node is not None:
            words = saying.said_value(turn, id, given[id]) or turn.text(Key.SKIPPED)
            lines.append(turn.text(Key.CHANGED, name=node.name, value=words))
    return "\n".join(lines)


def _named(turn: Turn, id: str, value: Value) -> str:
    node, words = turn.library.node(id), saying.said_value(turn, id, value)
    return f"{node.name} {words}" if node and words else words


def _each_time(node: Node) -> bool:
    return node.each_time or isinstance(node, ContactNode)
