"""The case a conversation hands over: its packet, its opening, and what is added to it afterwards."""

from datetime import date

from bot.core import hours, korean
from bot.core.answers import Doing, Value
from bot.core.case import Case, Dated, Open, Packet, Reopen, Repack
from bot.core.desk_texts import DeskKey
from bot.core.flow import Flow, OutcomeNode, TextNode
from bot.core.replay import Standing, answer_of
from bot.core.texts import Key
from bot.talk import asking
from bot.talk.saying import said_value
from bot.talk.turn import Turn

_KEPT_SHOWN = 10


def opened(turn: Turn, kind: str, wants: str = "") -> Turn:
    """Opens a case, or lets one that was returned, or whose promise is broken, wait with a new promise."""
    current = turn.open_case
    now = turn.situation.now
    by = hours.promise(now, turn.library.hours, turn.library.calendar)
    words, desk_words = turn.library.tongue.moment(by, now), korean.moment(by, now)
    ended = turn.ended_case
    if current is None and ended is not None and ended.kind == kind:
        return reopened(turn, ended, wants)
    if current is None:
        row = turn.library.kinds[kind]
        number, packet = turn.situation.next_case, pack(turn, wants)
        case = Case(number, turn.conversation.id, kind, row.queue, "waiting", now, by, packet, flags=row.flags)
        turn = turn.moved(Open(case)).tell(
            "desk", turn.text(DeskKey.DESK_NEW_CASE, case=case.number, kind=kind, by=desk_words)
        )
        open_now = hours.is_open(now, turn.library.hours, turn.library.calendar)
        key = Key.CASE_OPENED if open_now else Key.CASE_OPENED_CLOSED_NOW
        return turn.notice(key, asking.link_button(turn), case=case.number, by=words)
    if current.state == "returned" or current.promise <= now:
        turn = turn.moved(Repack(current.number, pack(turn, wants or current.packet.wants), by))
        turn = turn.tell("desk", turn.text(DeskKey.DESK_WAITS_AGAIN, case=current.number, by=desk_words))
        return turn.notice(Key.CASE_WAITS_AGAIN, case=current.number, by=words)
    return turn.notice(Key.CASE_WAITS, case=current.number, by=turn.library.tongue.moment(current.promise, now))


def reopened(turn: Turn, case: Case, wants: str = "") -> Turn:
    """The same case waits again. Who had it is told by name, beside the whole desk."""
    now = turn.situation.now
    by = hours.promise(now, turn.library.hours, turn.library.calendar)
    words, desk_words, number = turn.library.tongue.moment(by, now), korean.moment(by, now), case.number
    turn = turn.moved(Reopen(number, pack(turn, wants or case.packet.wants), by))
    if case.former:
        turn = turn.tell(case.former, turn.text(DeskKey.DESK_REOPENED_YOURS, case=number, by=desk_words))
    turn = turn.tell("desk", turn.text(DeskKey.DESK_REOPENED, case=number, by=desk_words))
    return turn.notice(Key.CASE_REOPENED, case=number, by=words)


def requested(turn: Turn, kind: str) -> Turn:
    """At the end of an intake: the case learns the answers, or is opened when there is none."""
    current = turn.open_case
    if current is None or current.state == "returned":
        return opened(turn, kind)
    return repacked(turn).notice(Key.PACKET_UPDATED, case=current.number)


def repacked(turn: Turn) -> Turn:
    """With answers given after opening added to the packet of the case that waits or is owned."""
    current = turn.open_case
    if current is None or current.state == "returned":
        return turn
    packet = pack(turn, current.packet.wants)
    return turn if packet == current.packet else turn.moved(Repack(current.number, packet))


def pack(turn: Turn, wants: str = "") -> Packet:
    """What a consultant needs: every answer on the way of its flows, dates with their articles, …, in Korean."""
    turn = turn.in_korean
    answers: dict[str, str] = {}
    dates: dict[str, Dated] = {}
    stage: str | None = None
    intakes = {row.intake for row in turn.library.kinds.values()}
    for flow, standing in turn.walked:
        answers |= _answers(turn, flow, standing)
        dates |= _dates(flow, standing)
        if flow.id not in intakes:
            stage = standing.at
    return Packet(
        wants=_subject(turn) or wants,
        answers=tuple(answers.items()),
        dates=tuple(dates.values()),
        shown=turn.conversation.shown[-_KEPT_SHOWN:],
        missed=turn.conversation.missed[-_KEPT_SHOWN:],
        stage=stage,
        linked=len(turn.situation.addresses) > 1,
        language=turn.conversation.language,
    )


def _answers(turn: Turn, flow: Flow, standing: Standing) -> dict[str, str]:
    found: dict[str, str] = {}
    for id in (*standing.path, standing.at, *standing.ahead):
        node = flow.nodes[id]
        answer = None if isinstance(node, OutcomeNode) else answer_of(node, turn.conversation.answers)
        if answer is not None and answer.value != Doing(later=True):  # a step left for later tells nothing
            value: Value = answer.value
            found[node.name] = turn.text(Key.SKIPPED) if value is None else said_value(turn, id, value)
    return {name: words for name, words in found.items() if words}


def _dates(flow: Flow, standing: Standing) -> dict[str, Dated]:
    found: dict[str, Dated] = {}
    for id in standing.path:
        value = standing.values.get(id)
        if isinstance(value, date):
            found[id] = Dated(flow.nodes[id].name, value, "")
    for id, due in standing.dues.items():
        if due.day is not None and id not in standing.path:
            found[f"due {id}"] = Dated(flow.nodes[id].name, due.day, due.law)
    return found


def _subject(turn: Turn) -> str:
    """What an open intake's free text says it is about."""
    for id in reversed(turn.conversation.flows):
        flow = turn.library.flows.get(id)
        if flow is None or id not in {row.intake for row in turn.library.kinds.values()}:
            continue
        for node in flow.nodes.values():
            answer = turn.conversation.answers.get(node.id)
            if isinstance(node, TextNode) and answer and isinstance(answer.value, str):
                return answer.value
    return ""
