"""The store: the port of the service on top of an engine."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.case import Open
from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Act, Edited, Event, Said, Sent, Tapped, Woke
from bot.core.linking import fresh
from bot.core.reply import Message, Reply
from bot.service.ports import CaseFile, Listed, Repeated, Saved, Stale
from bot.store import failing, linking, reading, sql
from bot.store.accounts import SqlAccounts
from bot.store.audit import SqlAudit
from bot.store.case_numbers import CaseNumbers
from bot.store.codec import conversation_to_text
from bot.store.codec_parts import moment, stamp
from bot.store.counting import SqlFigures
from bot.store.doors import SqlDoors
from bot.store.drafts import SqlDrafts
from bot.store.engine import Engine, Write
from bot.store.files import SqlFiles
from bot.store.gaps import SqlGaps
from bot.store.past import SqlPast
from bot.store.privacy import SqlErasing
from bot.store.prompts import SqlPrompts
from bot.store.searching import SqlSearching
from bot.store.topics import SqlTopics
from bot.store.versions import SqlVersions
from bot.store.writes import plan
from bot.store.writes_parts import wake_id

CODE_BYTES = 8
CHANCE_BITS = 512
"""Far more than the signs of one code use up, so that none of them is likelier than another."""


class SqlStore(
    SqlFiles,
    SqlAccounts,
    SqlAudit,
    SqlPrompts,
    SqlDoors,
    SqlTopics,
    SqlErasing,
    SqlFigures,
    SqlSearching,
    SqlDrafts,
    SqlVersions,
    SqlGaps,
    SqlPast,
):
    """Implements `service.ports.Store`. `mask` hides the numbers of a text that never came to be decided about."""

    def __init__(self, engine: Engine, mask: Callable[[str], str], desk: str | None = None) -> None:
        super().__init__(engine, desk)
        self._mask = mask
        self._numbers = CaseNumbers()

    async def begin(self, now: datetime) -> None:
        """What is made ready at each start."""
        await self.find_desk()
        await self.begin_counting(now)
        await self.fold_earlier()
        await self.take_apart()

    async def close(self) -> None:
        await self._engine.close()

    # Turns

    async def load(self, event: Event, now: datetime) -> Situation | Repeated:
        rows = await self._engine.rows(sql.LOAD, reading.load_params(event, now))
        if any(row[0] == "event" for row in rows) and (repeated := await reading.repeated(self._engine, event)):
            return repeated
        if home := reading.goes_on_in(rows):
            return await self.load(linking.at_home(event, home), now)
        situation, highest = reading.situation(rows, event.conversation, now)
        if not isinstance(event, Said | Sent | Edited | Tapped):
            return situation
        number = self._numbers.reserve(event.id, now, highest)
        situation = replace(situation, next_case=number, next_code=fresh(_chooser()))
        return await linking.with_code(self._engine, situation, event)

    async def repeated(self, event: Event) -> Repeated | None:
        return await reading.repeated(self._engine, event)

    async def save(self, seen: Situation, event: Event, decision: Decision) -> Saved | Stale | Repeated:
        kept = False
        try:
            planned = plan(seen, event, decision, self._desk, secrets.token_hex(CODE_BYTES))
            kept = await self._engine.run(planned.writes)
        finally:
            self._numbers.settle(event.id, opened=kept and any(isinstance(move, Open) for move in decision.moves))
        if kept:
            return planned.saved
        return await reading.repeated(self._engine, event) or Stale()

    async def failed(self, event: Event, now: datetime, reply: Reply, error: str, told: Sequence[Reply] = ()) -> Saved:
        self._numbers.settle(event.id, opened=False)
        event = linking.at_home(event, await reading.home(self._engine, event.conversation))
        said = failing.said_of(event, await self._about(event), self._mask)
        replies = (reply, *told)
        writes = failing.failed_writes(event, said, replies, error, now, await self._attempts(event), self._desk)
        kept = await self._engine.run(tuple(writes))
        repeated = await reading.repeated(self._engine, event)
        if not kept and repeated is None:
            raise LookupError("no such conversation")
        words = tuple(words.text for words in replies if words.to != "citizen")
        saved = repeated.saved if repeated else Saved(None, told=words)
        draft = event.text if isinstance(event, Act) else ""
        return replace(saved, draft=draft)

    async def _about(self, event: Event) -> Message | None:
        if not isinstance(event, Tapped):
            return None
        return await reading.message(self._engine, event.conversation, event.number)

    async def _attempts(self, event: Event) -> int:
        if not isinstance(event, Woke):
            return 0
        rows = await self._engine.rows(sql.ATTEMPTS, {"conversation": event.conversation, "name": event.name})
        return int(rows[0][0]) if rows else 0

    # Timers

    async def due(self, now: datetime) -> Sequence[Woke]:
        rows = sorted(await self._engine.rows(sql.DUE, {"now": stamp(now)}), key=lambda row: (row[3], row[0], row[1]))
        return [
            Woke(wake_id(conversation, name, at), conversation, name, moment(at)) for conversation, name, at, _ in rows
        ]

    async def next_wake(self) -> datetime | None:
        rows = await self._engine.rows(sql.NEXT_WAKE, {})
        return moment(rows[0][0]) if rows[0][0] else None

    # Addresses and messages

    async def open_address(self, address: str, now: datetime, *, push: bool = False) -> str:
        known = await self.conversation_at(address)
        if known is not None:
            return known
        conversation = secrets.token_hex(CODE_BYTES)
        values = {"conversation": conversation, "at": stamp(now)}
        body = conversation_to_text(Conversation(conversation))
        first = Write(sql.INSERT_CONVERSATION, values | {"body": body, "push": address if push else None}, rows=1)
        second = Write(sql.INSERT_ADDRESS, values | {"address": address, "pushes": int(push)}, rows=1)
        if await self._engine.run((first, second)):
            return conversation
        return await self.open_address(address, now, push=push)

    async def close_address(self, address: str) -> None:
        await self._engine.run((Write(sql.CLOSE_ADDRESS, {"address": address}),))

    async def is_pushed(self, conversation: str) -> bool:
        rows = await self._engine.rows(sql.PUSHED, {"conversation": conversation})
        return bool(rows and rows[0][0])

    async def conversation_at(self, address: str) -> str | None:
        rows = await self._engine.rows(sql.CONVERSATION_AT, {"address": address})
        return str(rows[0][0]) if rows else None

    async def conversation(self, id: str) -> Conversation | None:
        return await reading.conversation(self._engine, id)

    async def messages(self, conversation: str, after: int = 0, most: int | None = None) -> Sequence[Message]:
        return await reading.messages(self._engine, conversation, after, most=most or reading.WHOLE)

    # Cases

    async def cases(self, *, closed: bool = False, who: str | None = None) -> Sequence[Listed]:
        return await reading.listed(self._engine, closed, who)

    async def case(self, number: str, who: str) -> CaseFile | None:
        file = await reading.case_file(self._engine, number, await self.draft(number, who))
        if file is not None:
            upto = file.messages[-1].number if file.messages else 0
            await self._engine.run((Write(sql.MARK_SEEN, {"number": number, "who": who, "upto": upto}),))
        return file


def _chooser() -> Callable[[Sequence[str]], str]:
    """Chooses like `secrets.choice`, and asks the system for chance once for all signs of a code."""
    left = secrets.randbits(CHANCE_BITS)

    def choose(signs: Sequence[str]) -> str:
        nonlocal left
        left, place = divmod(left, len(signs))
        return signs[place]

    return choose
