"""The outbox and the cursors: reads and writes around what a channel sends and how far its queue was read."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.core.case import Case
from bot.core.reply import Message, Reply
from bot.service.ports import SHUT, Card, CardFirst, Delivered, Moved, Outcome, Refused, Sending, Told, Wait
from bot.store import reading, sql, sql_outbox, sql_topics
from bot.store.codec_cases import case_from_row
from bot.store.codec_parts import moment, stamp
from bot.store.engine import Engine, Params, Row, Write
from bot.store.topics import topic_of
from bot.store.writes_outbox import told_sending_writes
from bot.store.writes_parts import told_writes

_AT = 24  # where in a head's row the moment stands when it was said; behind it, the place of the case's newest card
_TOPIC = 26  # the topic the case lives in, and its state; behind them, the case that words to a citizen are of


class SqlOutbox:
    """Implements `service.ports.Outbox` and `Cursors`. `desk` is the address of the consultants' group, if any."""

    def __init__(self, engine: Engine, desk: str | None = None) -> None:
        self._engine = engine
        self._desk = desk

    async def to_send(self, now: datetime) -> Sequence[Sending]:
        rows = await self._engine.rows(sql_outbox.HEADS, {"now": stamp(now)})
        return [await self._sending(row) for row in sorted(rows, key=lambda row: str(row[_AT]))]

    async def next_send(self, now: datetime) -> datetime | None:
        rows = await self._engine.rows(sql_outbox.NEXT_SEND, {"now": stamp(now)})
        return moment(rows[0][0]) if rows[0][0] else None

    async def trying(self, sending: Sending, now: datetime) -> bool:
        at: Params = {"address": sending.address, "attempts": sending.attempts, "now": stamp(now)}
        return await self._engine.run((Write(sql_outbox.TRYING, {**at, "id": sending.id}, rows=1),))

    async def sent(
        self,
        sending: Sending,
        outcome: Outcome,
        now: datetime,
        told: Sequence[Reply] = (),
        about: str | None = None,
    ) -> None:
        source = f"{sending.id}:refused:{stamp(now)}"
        words = self._words_to_desk(source, sending.conversation, about, told, now)
        await self._engine.run([*_outcome_writes(sending, outcome, now), *words])

    def _words_to_desk(
        self, source: str, conversation: str, about: str | None, told: Sequence[Reply], now: datetime
    ) -> Iterator[Write]:
        """Words to consultants that belong to no turn, once for that source."""
        yield from told_writes(conversation, source, told, now)
        if self._desk is not None:
            yield from told_sending_writes(source, conversation, about, told, now, self._desk)

    async def send_again(self, event: str, conversation: str, number: int, now: datetime) -> bool:
        at: Params = {"conversation": conversation, "at": stamp(now)}
        nothing: Params = {"digest": f"again:{number}", "number": None, "first_message": 1, "last_message": 0}
        once = Write(sql.INSERT_EVENT, {**at, **nothing, "id": event}, rows=1)
        row: Params = {"conversation": conversation, "number": number, "now": stamp(now)}
        return await self._engine.run((once, Write(sql_outbox.SEND_AGAIN, row, rows=1)))

    async def move(self, address: str, to: str, now: datetime) -> None:
        places: Params = {"address": address, "moved_to": to}
        stays = Write(sql_outbox.STAY, {"moved_to": to})  # so that no chain of moves leads back
        writes = (stays, Write(sql_outbox.MOVE, {**places, "at": stamp(now)}), Write(sql_outbox.MOVE_SENDINGS, places))
        await self._engine.run(writes)
        if self._desk == address:
            self._desk = to

    async def where(self, address: str) -> str:
        while rows := await self._engine.rows(sql_outbox.WHERE, {"address": address}):
            address = str(rows[0][0])
        return address

    async def find_desk(self) -> None:
        """Takes the consultants' group from where it was set to where it is by now."""
        if self._desk is not None:
            self._desk = await self.where(self._desk)

    async def shut_out(self) -> int:
        if self._desk is None:
            return 0
        rows = await self._engine.rows(sql_outbox.SHUT_OUT, {"address": self._desk, "error": SHUT})
        return int(rows[0][0])

    async def case_of(self, sending: Sending) -> Case | None:
        rows = await self._engine.rows(sql.CASE, {"number": sending.about}) if sending.about else ()
        return case_from_row(*rows[0]) if rows else await self.newest_case(sending.conversation)

    async def newest_case(self, conversation: str) -> Case | None:
        return await reading.newest_case(self._engine, conversation)

    async def case_at(self, address: str, ref: str) -> Case | None:
        rows = await self._engine.rows(sql_outbox.CASE_AT, {"address": address, "ref": ref})
        return case_from_row(*rows[0]) if rows else None

    async def cursor(self, source: str) -> int | None:
        rows = await self._engine.rows(sql_outbox.CURSOR, {"source": source})
        return int(rows[0][0]) if rows else None

    async def keep_cursor(self, source: str, place: int) -> None:
        await self._engine.run((Write(sql_outbox.KEEP_CURSOR, {"source": source, "place": place}),))

    async def _sending(self, row: Row) -> Sending:
        """A head with what it takes the place of and what it replies to."""
        id, address, conversation, kind, case, recipient, text, attempts, unsure, _, edits = row[:11]
        topic, state = topic_of(*row[_TOPIC : _TOPIC + 3]), row[_TOPIC + 3]
        thread = topic.thread if topic else 0
        card = await self._refs(address, conversation, "card", None, case, thread) if case else ()
        what: Message | Told | Card
        instead: tuple[str, ...] = ()
        if kind == "message":
            what = reading.message_of(row[9:_AT])
            instead = await self._refs(address, conversation, kind, edits, None) if edits else ()
        elif kind == "card":
            what, instead = Card(await reading.case_by_number(self._engine, case)), card
        else:
            what = Told(recipient, text)
        reply_to = card[0] if card else None
        file, covers = reading.file_of(row[17:_AT]), row[_AT + 1] or 0
        live = state is not None and state != "closed"
        at = (id, address, conversation, what, case, attempts, bool(unsure))
        return Sending(*at, instead, reply_to, file, covers, topic, live, row[_TOPIC + 4])

    async def _refs(
        self, address: str, conversation: str, kind: str, number: int | None, case: str | None, thread: int = 0
    ) -> tuple[str, ...]:
        """The channel's names of what was sent last as that message or card, in a topic or (0) outside of all."""
        values: Params = {"address": address, "conversation": conversation, "kind": kind, "number": number}
        rows = await self._engine.rows(sql_outbox.REFS, {**values, "case_number": case, "topic": thread})
        return tuple(ref for ref, place in rows if place == rows[0][1])


def _outcome_writes(sending: Sending, outcome: Outcome, now: datetime) -> Sequence[Write]:
    id = sending.id
    match outcome:
        case Delivered(refs, topic):
            kept = [Write(sql_outbox.DELIVERED, {"id": id, "ref": ref, "topic": topic}) for ref in refs]
            return (*kept, *_covered(sending), Write(sql_outbox.DELETE_SENDING, {"id": id}))
        case Wait(seconds, error, unsure, counts):
            due = stamp(now + timedelta(seconds=seconds))
            values: Params = {"id": id, "due": due, "unsure": int(unsure or sending.again), "error": error}
            return (Write(sql_outbox.POSTPONE, {**values, "uncounted": int(not counts)}),)
        case Refused(error):
            return (Write(sql_outbox.FAILED, {"id": id, "error": error}),)
        case CardFirst():
            return tuple(_card_first(sending, now))
        case Moved():
            return _outcome_writes(sending, Wait(0, "Moved", counts=False), now)


def _card_first(sending: Sending, now: datetime) -> Iterator[Write]:
    """The topic is lost, the case's card goes before the row, and the row itself waits behind it."""
    at: Params = {"id": sending.id, "now": stamp(now)}
    if sending.topic is not None:
        values: Params = {"address": sending.address, "thread": sending.topic.thread, "at": stamp(now)}
        yield Write(sql_topics.LOSE_TOPIC, values)
    if not isinstance(sending.what, Card):
        yield Write(sql_topics.CARD_FIRST, {**at, "card": f"{sending.id}:card:{stamp(now)}"})
    later: Params = {"id": sending.id, "due": stamp(now), "unsure": int(sending.again), "error": CardFirst.__name__}
    yield Write(sql_outbox.POSTPONE, {**later, "uncounted": 0})


def _covered(sending: Sending) -> Iterator[Write]:
    """Cards that waited behind this one and would show the same."""
    if isinstance(sending.what, Card):
        values: Params = {"address": sending.address, "conversation": sending.conversation, "covers": sending.covers}
        yield Write(sql_outbox.DELETE_COVERED, {**values, "case_number": sending.case})
