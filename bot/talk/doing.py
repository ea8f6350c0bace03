"""Deeds: what a button does, and what the exact words of a button do."""

from dataclasses import replace
from datetime import date

from bot.core.answers import Doing, Several, Value
from bot.core.case import Case
from bot.core.flow import ChoicesNode, Node, OutcomeNode, StepNode
from bot.core.replay import answer_of
from bot.core.reply import (
    Begin,
    Button,
    Choose,
    Command,
    Deed,
    Discard,
    Do,
    Finish,
    Give,
    Go,
    Judge,
    Reply,
    Review,
    Score,
    Show,
    Tick,
    Want,
)
from bot.core.texts import Key
from bot.talk import asking, faq, handing_over, helping, menu, missing, rating, removing, walking
from bot.talk.saying import said_value
from bot.talk.turn import Turn

QUIET: tuple[Command, ...] = (
    *("answers", "plan", "calendar", "remind", "hush", "help"),
    *("link", "here", "unlink", "erase", "erase_all", "english", "korean"),
)
"""Commands that may be carried out while a consultant has the conversation; their result is a notice."""


def do(turn: Turn, deed: Deed, card: int | None = None) -> Turn:
    """Carries out a deed; `card` is the number of the card it was tapped on, to be drawn again in its place."""
    if turn.owner and not (
        isinstance(deed, Show | Discard | Score | Review | Judge) or (isinstance(deed, Do) and deed.command in QUIET)
    ):
        return turn.notice(Key.NOTICE_PERSON_HAS_IT)
    match deed:
        case Give():
            done = _give(turn, deed)
        case Tick() | Choose():
            done = _tick(turn, deed, card)
        case Finish():
            done = _finish(turn, deed)
        case Go():
            done = _go(turn, deed.node)
        case Show():
            done = _show(turn, deed)
        case Begin():
            done = begin(turn, deed.flow)
        case Want():
            done = _want(turn, deed)
        case Discard():
            done = removing.removed(turn, deed.place, deed.conversation)
        case Score():
            done = rating.scored(turn, deed)
        case Review():
            done = rating.opened(turn, deed)
        case Judge():
            done = helping.judged(turn, deed)
        case Do():
            done = menu.do(turn, deed.command)
    return quietly(done) if turn.owner else done


def begin(turn: Turn, flow: str) -> Turn:
    """Begins a flow; one that only prepares a case is asked after consent, so it begins with the hand-over."""
    kind = next((row.kind for row in turn.library.kinds.values() if row.intake == flow), None)
    if kind and flow not in turn.conversation.flows:
        return handing_over.propose(turn, kind)
    known = turn.library.flows.get(flow)
    return walking.begin(turn, known) if known else menu.menu(turn)


def quietly(turn: Turn) -> Turn:
    """The result of a command under a consultant: the same words as a notice, with no question or offer in it.

    What one has sent may be removed at any time.
    """
    replies = tuple(_as_notice(reply) for reply in turn.replies if reply.asks is None)
    return replace(turn, replies=replies).having(asked=turn.situation.conversation.asked)


def done_on(turn: Turn, node: StepNode, value: Value) -> Value:
    """A day named for an open step: the day it was done, or, still to come, that it waits."""
    so_far = asking.doing_so_far(turn, node)
    day = value.done if isinstance(value, Doing) else value
    if not isinstance(day, date):
        return value
    return replace(so_far, done=day, later=False) if day <= turn.today else replace(so_far, later=True)


def _as_notice(reply: Reply) -> Reply:
    if reply.to != "citizen" or reply.sender == "notice":
        return reply
    kept = tuple(button for button in reply.buttons if isinstance(button.deed, Discard))
    return replace(reply, sender="notice", buttons=kept)


def _give(turn: Turn, deed: Give) -> Turn:
    node = turn.library.node(deed.node)
    if node is None:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    opened = turn.open_node
    if opened is not None and opened.id == node.id:
        verdict = walking.judged(turn, node, deed.value)
        if verdict not in ("good", "unfinished"):
            return walking.refuse(turn, node, verdict)
        return walking.answered(turn, {node.id: deed.value}, echo=False)
    answer = turn.conversation.answers.get(node.id)
    flow = turn.flow
    if answer is None and flow and node.id in flow.nodes and node.id in _asked_nodes(turn):
        return walking.answered(turn, {node.id: deed.value}, echo=True)
    if answer is None or flow is None or node.id not in turn.standing(flow).path:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    if answer.value == deed.value:
        return replace(turn, said=None).toasted(Key.TOAST_ALREADY)
    return _offer_change(turn, node, answer.value, deed.value)


def _asked_nodes(turn: Turn) -> set[str]:
    asked = turn.conversation.asked.buttons if turn.conversation.asked else ()
    return {button.deed.node for button in asked if isinstance(button.deed, Give)}


def _offer_change(turn: Turn, node: Node, old: Value, new: Value) -> Turn:
    turn = turn.having(focus=node.id)
    new_words = said_value(turn, node.id, new) or turn.text(Key.SKIPPED)
    old_words = said_value(turn, node.id, old) or turn.text(Key.SKIPPED)
    said = turn.library.words
    change = Button(turn.text(Key.BUTTON_CHANGE_TO, value=new_words), Give(node.id, new), said.yes)
    keep = Button(turn.text(Key.BUTTON_KEEP, value=old_words), Give(node.id, old), said.no)
    words = turn.text(Key.CHANGE_OFFER, name=node.name, old=old_words, new=new_words)
    return turn.say(words, (change, keep), asks=node.id)


def _tick(turn: Turn, deed: Tick | Choose, card: int | None) -> Turn:
    """Sets or clears a tick and draws the card again. The tap itself takes no number."""
    flow, node = turn.flow, turn.library.node(deed.node)
    opened = turn.open_node
    if flow is None or node is None or opened is None or opened.id != node.id:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    value = _ticked(turn, deed, node)
    if value == (turn.conversation.answers[node.id].value if node.id in turn.conversation.answers else None):
        return replace(turn, said=None).toasted(Key.TOAST_ALREADY)
    turn = replace(turn, said=None) if card else turn
    focus = turn.conversation.focus
    turn = turn.given(node.id, value).having(focus=focus)
    return asking.question(turn, flow, node, instead=card)


def _ticked(turn: Turn, deed: Tick | Choose, node: Node) -> Value:
    if isinstance(deed, Tick):
        so_far = asking.doing_so_far(turn, node)
        return replace(so_far, ticks=so_far.ticks | {deed.item} if deed.on else so_far.ticks - {deed.item})
    ids = asking.several_so_far(turn, node).ids
    rest = tuple(id for id in ids if id != deed.choice)
    return Several((*rest, deed.choice) if deed.on else rest)


def _finish(turn: Turn, deed: Finish) -> Turn:
    node = turn.library.node(deed.node)
    opened = turn.open_node
    if node is not None and (opened is None or opened.id != node.id) and _finished_so(turn, node, deed):
        return replace(turn, said=None).toasted(Key.TOAST_ALREADY)
    if node is None or opened is None or opened.id != node.id:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    if isinstance(node, ChoicesNode):
        value: Value = replace(asking.several_so_far(turn, node), finished=True)
        verdict = walking.judged(turn, node, value)
        return walking.answered(turn, {node.id: value}, echo=False) if verdict == "good" else _refused(turn, node)
    so_far: Doing = asking.doing_so_far(turn, node)
    ended = replace(so_far, later=True) if deed.later else replace(so_far, done=turn.today, later=False)
    return walking.answered(turn, {node.id: ended}, echo=False)


def _finished_so(turn: Turn, node: Node, deed: Finish) -> bool:
    """Whether the same button, tapped before, has ended that node already."""
    answer = answer_of(node, turn.conversation.answers)
    value = answer.value if answer else None
    if isinstance(value, Several):
        return value.finished
    return isinstance(value, Doing) and (value.later if deed.later else value.done == turn.today)


def _refused(turn: Turn, node: Node) -> Turn:
    return walking.refuse(turn, node, "unreadable")


def _go(turn: Turn, id: str) -> Turn:
    """Opens a node out of turn, in whichever open flow has it."""
    holders = [flow for flow in turn.conversation.flows if id in turn.library.flows[flow].nodes]
    known = holders or [flow.id for flow in turn.library.flows.values() if id in flow.nodes]
    if not known or isinstance(turn.library.flows[known[-1]].nodes[id], OutcomeNode):
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    return walking.ask_open(walking.on_top(turn, known[-1]).having(focus=id))


def _show(turn: Turn, deed: Show) -> Turn:
    entry = turn.library.entries.get(deed.entry)
    if entry is None:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    return faq.for_person(turn, entry) if deed.person and not turn.owner else faq.answer(turn, entry)


def _just_asked(turn: Turn, deed: Deed) -> bool:
    """Whether the deed is among what was asked last: an old yes agrees to nothing."""
    asked = turn.conversation.asked
    return asked is not None and deed in [button.deed for button in asked.buttons]


def _want(turn: Turn, deed: Want) -> Turn:
    kind = deed.kind if deed.kind in turn.library.kinds else handing_over.default_kind(turn)
    current: Case | None = turn.open_case
    turn = missing.refused(turn)
    if deed.agreed and current is not None and current.state == "waiting":
        return replace(turn, said=None).toasted(Key.TOAST_ALREADY)
    if deed.agreed and not _just_asked(turn, deed):
        return handing_over.propose(turn, kind)
    return handing_over.agree(turn, kind) if deed.agreed else handing_over.propose(turn, kind)
