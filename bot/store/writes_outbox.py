"""Writes of the outbox: what a turn's words and cases are to be sent as, in the transaction of the turn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.core.case import Case, Move, Open
from bot.core.conversation import Decision, Situation
from bot.core.event import Act, Event, File, Woke
from bot.core.files import FETCHED
from bot.core.linking import Cut
from bot.core.reply import Message, Reply
from bot.store import sql_files, sql_outbox
from bot.store.codec_parts import stamp
from bot.store.engine import Params, Write

_DESK = 500  # what goes to the desk is ordered behind the citizen's own within one turn


def sending_writes(
    seen: Situation,
    event: Event,
    decision: Decision,
    own: Message | None,
    answers: Sequence[Message],
    after: Mapping[str, Case],
    desk: str | None,
) -> Iterator[Write]:
    """What a turn sends: the citizen's replies where they are pushed, and the desk's where it has an address."""
    base = _base(event, seen.conversation.id, seen.now)
    cases = tuple({**{case.number: case for case in seen.cases}, **after}.values())
    yield from _answers({**base, "about": _about(event, decision.moves, cases)}, seen, event, decision, answers)
    if desk is not None:
        rows = _desk_rows(event, decision, own, after, cases)
        for place, row in enumerate(rows, _DESK):
            yield _write(base, place, address=desk, **row)
    with_file = own or next((it for it in answers if it.sender == "consultant"), None)
    if decision.file is not None and with_file is not None:
        yield file_write(sql_files.INSERT_FILE, base, decision.file, number=with_file.number)


def failed_sending_writes(
    event: Event, source: str, replies: Sequence[Reply], now: datetime, desk: str | None
) -> Iterator[Write]:
    """The same for a turn that failed: the numbers of its replies are counted where they are kept."""
    base = {**_base(event, event.conversation, now), "id": source}
    answers = [reply for reply in replies if reply.to == "citizen"]
    for place, _ in enumerate(answers):
        yield _answer(base, place, origin_of(event), left=len(answers) - 1 - place)
    if desk is not None:
        for place, reply in enumerate((it for it in replies if it.to != "citizen"), _DESK):
            yield _write(base, place, address=desk, **_told(reply, None))


def told_sending_writes(
    source: str, conversation: str, case: str | None, replies: Sequence[Reply], now: datetime, desk: str
) -> Iterator[Write]:
    """Words to the desk that belong to no turn."""
    base: Params = {"id": source, "conversation": conversation, "at": stamp(now)}
    for place, reply in enumerate(replies, _DESK):
        yield _write(base, place, address=desk, **_told(reply, case))


def card_write(id: str, address: str, case: Case, now: datetime) -> Write:
    """A card of a case, which belongs to no turn."""
    base: Params = {"id": id, "conversation": case.conversation, "at": stamp(now)}
    return _write(base, _DESK, address=address, kind="card", case_number=case.number)


def message_sending(source: str, conversation: str, number: int, now: datetime) -> Write:
    """One message of a conversation, where it is pushed to."""
    return _answer({"id": source, "conversation": conversation, "at": stamp(now)}, 0, None, number=number)


def origin_of(event: Event) -> str | None:
    """Where an event came from, and what it led to goes; None for what no citizen said: it goes where it is named."""
    return None if isinstance(event, Act | Woke) else event.address or None


def _answers(
    base: Params, seen: Situation, event: Event, decision: Decision, answers: Sequence[Message]
) -> Iterator[Write]:
    """The citizen's replies: where they wrote, else where they are pushed to; some to every place that is left."""
    gone = {link.address for link in decision.links if isinstance(link, Cut)}
    left = [it.name for it in seen.addresses if it.pushes and it.name not in gone]
    replies = (reply for reply in decision.replies if reply.to == "citizen")
    place = 0
    for answer, reply in zip(answers, replies, strict=True):
        for origin in left if reply.everywhere else (origin_of(event),):
            yield _answer(base, place, origin, number=answer.number)
            place += 1


def _answer(base: Params, place: int, origin: str | None, **row: int) -> Write:
    values: Params = {"number": None, "left": None, "about": None, **base, **row, "origin": origin, "place": place}
    return Write(sql_outbox.INSERT_ANSWER, {**values, "id": f"{base['id']}:{place}"})


def _base(event: Event, conversation: str, now: datetime) -> Params:
    return {"id": event.id, "conversation": conversation, "at": stamp(now)}


def _write(base: Params, place: int, **row: str | int | None) -> Write:
    empty: Params = {"address": None, "number": None, "left": None, "case_number": None, "recipient": "", "text": ""}
    values = {**empty, "about": None, **base, **row, "place": place}
    return Write(sql_outbox.INSERT_SENDING, {**values, "id": f"{base['id']}:{place}"})


def _desk_rows(
    event: Event, decision: Decision, own: Message | None, after: Mapping[str, Case], cases: Sequence[Case]
) -> Iterator[Params]:
    """Cards of cases that changed, the citizen's words to an owner, and what the bot tells consultants."""
    yield from ({"kind": "card", "case_number": number} for number in after)
    owned = None if isinstance(event, Act) else next((case for case in reversed(cases) if case.owned), None)
    if own is not None and owned is not None:
        yield {"kind": "message", "number": own.number, "case_number": owned.number}
    elif own is not None and cases and decision.discards is not None:  # what they got before is removed there too
        yield {"kind": "message", "number": own.number, "case_number": cases[-1].number}
    about = _about(event, decision.moves, cases)
    for reply in decision.replies:
        shown = _opens(decision.moves) or (owned is not None and own is not None and reply.to == owned.owner)
        if reply.to != "citizen" and not shown and decision.discards is None:
            yield _told(reply, about)


def _about(event: Event, moves: Sequence[Move], cases: Sequence[Case]) -> str | None:
    """The case that a turn is of: that a consultant named, that moved, that a timer is named after, or the newest."""
    if isinstance(event, Act):
        return event.case
    moved = [move.case.number if isinstance(move, Open) else move.case for move in moves]
    parts = event.name.split(":") if isinstance(event, Woke) else []
    named = [case.number for case in cases if case.number in parts]
    newest = [case.number for case in cases if case.open]
    return next((found[-1] for found in (moved, named, newest) if found), None)


def _opens(moves: Sequence[Move]) -> bool:
    """Whether a case is new: its card says all that the desk would be told."""
    return any(isinstance(move, Open) for move in moves)


def _told(reply: Reply, case: str | None) -> Params:
    return {"kind": "told", "recipient": reply.to, "text": reply.text, "case_number": case}


def file_write(statement: str, base: Params, file: File, **place: int) -> Write:
    """What is known of the file of a message."""
    known: Params = {"kind": file.kind, "name": file.name, "size": file.size, "ref": file.ref}
    state = "wanted" if file.ref and file.kind in FETCHED else file.state
    here: Params = {"kept": file.kept, "type": file.type, "state": state, "due": base["at"]}
    return Write(statement, {"conversation": base["conversation"], **known, **here, **place}, rows=1)
