"""Fakes of what the service needs from outside: a clock that is moved by hand, and a store in which things go wrong."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from argon2 import PasswordHasher

from bot.core.audit import Read, Reader, Sought, Way
from bot.core.case import Case
from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Event, Woke
from bot.core.files import File
from bot.core.library import Library
from bot.core.reply import Message, Reply
from bot.service.ports import (
    CaseFile,
    Delivered,
    ForumState,
    Listed,
    Outcome,
    Repeated,
    Saved,
    Sending,
    Stale,
    Store,
    Topic,
)
from bot.service.ports.files import Wanted
from bot.service.ports.prompts import PromptKind

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Passwords of tests: hashed as the product does, in a thousandth of its time."""
NOON = datetime(2026, 11, 24, 10, tzinfo=timezone(timedelta(hours=9)))


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        """Moves on by a `timedelta`'s arguments."""
        self.moment += timedelta(**time)


@dataclass
class FixedLibrary:
    """A library in force that a test sets by hand, and what keeps a newer one out."""

    library: Library
    problems: tuple[str, ...] = ()


class FakeSender:
    """Implements `ports.Sender`: keeps what it was given, and answers what a test says, delivered otherwise."""

    def __init__(self) -> None:
        self.given: list[Sending] = []
        self.answers: dict[str, list[Outcome | Exception]] = {}
        self.first = asyncio.Event()

    def pause(self, address: str) -> float:
        return 0.0

    async def send(self, sending: Sending) -> Outcome:
        self.given.append(sending)
        self.first.set()
        answers = self.answers.get(sending.address, [])
        answer = answers.pop(0) if answers else Delivered((f"m{len(self.given)}",))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def to(self, address: str) -> list[Sending]:
        return [sending for sending in self.given if sending.address == address]


class StoreFailure(Exception):
    """A store that could not do what it was asked."""


class TroubledStore:
    """A real store in which the calls that a test names go wrong.

    `troubles` is asked before each call with its name and event; what it returns is raised, or returned if it is Stale.
    """

    def __init__(self, store: Store, troubles: Callable[[str, Event], Exception | Stale | None]) -> None:
        self.store = store
        self.troubles = troubles

    async def load(self, event: Event, now: datetime) -> Situation | Repeated:
        self._trouble("load", event)
        return await self.store.load(event, now)

    async def save(self, seen: Situation, event: Event, decision: Decision) -> Saved | Stale | Repeated:
        return self._trouble("save", event) or await self.store.save(seen, event, decision)

    async def failed(self, event: Event, now: datetime, reply: Reply, error: str, told: Sequence[Reply] = ()) -> Saved:
        self._trouble("failed", event)
        return await self.store.failed(event, now, reply, error, told)

    async def due(self, now: datetime) -> Sequence[Woke]:
        return await self.store.due(now)

    async def next_wake(self) -> datetime | None:
        return await self.store.next_wake()

    async def open_address(self, address: str, now: datetime, *, push: bool = False) -> str:
        return await self.store.open_address(address, now, push=push)

    async def to_send(self, now: datetime) -> Sequence[Sending]:
        return await self.store.to_send(now)

    async def next_send(self, now: datetime) -> datetime | None:
        return await self.store.next_send(now)

    async def trying(self, sending: Sending, now: datetime) -> bool:
        return await self.store.trying(sending, now)

    async def sent(
        self,
        sending: Sending,
        outcome: Outcome,
        now: datetime,
        told: Sequence[Reply] = (),
        about: str | None = None,
    ) -> None:
        await self.store.sent(sending, outcome, now, told, about)

    async def move(self, address: str, to: str, now: datetime) -> None:
        await self.store.move(address, to, now)

    async def where(self, address: str) -> str:
        return await self.store.where(address)

    async def shut_out(self) -> int:
        return await self.store.shut_out()

    async def send_again(self, event: str, conversation: str, number: int, now: datetime) -> bool:
        return await self.store.send_again(event, conversation, number, now)

    async def case_of(self, sending: Sending) -> Case | None:
        return await self.store.case_of(sending)

    async def newest_case(self, conversation: str) -> Case | None:
        return await self.store.newest_case(conversation)

    async def case_at(self, address: str, ref: str) -> Case | None:
        return await self.store.case_at(address, ref)

    async def keep_prompt(self, address: str, ref: str, case: str, kind: PromptKind) -> None:
        await self.store.keep_prompt(address, ref, case, kind)

    async def prompt_at(self, address: str, ref: str) -> PromptKind | None:
        return await self.store.prompt_at(address, ref)

    async def block(self, address: str, place: int, now: datetime) -> None:
        await self.store.block(address, place, now)

    async def let_in(self, address: str, place: int) -> None:
        await self.store.let_in(address, place)

    async def is_blocked(self, address: str) -> bool:
        return await self.store.is_blocked(address)

    async def knows_file(self, kept: str) -> bool:
        return await self.store.knows_file(kept)

    async def kept_files(self) -> frozenset[str]:
        return await self.store.kept_files()

    async def removed_files(self) -> Sequence[str]:
        return await self.store.removed_files()

    async def forget_file(self, kept: str) -> None:
        await self.store.forget_file(kept)

    async def to_fetch(self, now: datetime) -> Sequence[Wanted]:
        return await self.store.to_fetch(now)

    async def next_fetch(self, now: datetime) -> datetime | None:
        return await self.store.next_fetch(now)

    async def fetching(self, wanted: Wanted, until: datetime) -> bool:
        return await self.store.fetching(wanted, until)

    async def fetched(self, wanted: Wanted, file: File) -> bool:
        return await self.store.fetched(wanted, file)

    async def fetch_later(self, wanted: Wanted, at: datetime, *, counts: bool) -> None:
        await self.store.fetch_later(wanted, at, counts=counts)

    async def not_fetched(self, wanted: Wanted, now: datetime, told: Sequence[Reply], about: str | None) -> None:
        await self.store.not_fetched(wanted, now, told, about)

    async def cursor(self, source: str) -> int | None:
        return await self.store.cursor(source)

    async def keep_cursor(self, source: str, place: int) -> None:
        await self.store.keep_cursor(source, place)

    async def is_pushed(self, conversation: str) -> bool:
        return await self.store.is_pushed(conversation)

    async def keep_topic(self, address: str, case: str, topic: Topic, now: datetime) -> int:
        return await self.store.keep_topic(address, case, topic, now)

    async def show_topic(self, address: str, topic: Topic) -> None:
        await self.store.show_topic(address, topic)

    async def shut_topic(self, address: str, thread: int, *, closed: bool) -> None:
        await self.store.shut_topic(address, thread, closed=closed)

    async def case_in(self, address: str, thread: int) -> Case | None:
        return await self.store.case_in(address, thread)

    async def tell(self, id: str, address: str, case: Case, who: str, text: str, now: datetime) -> None:
        await self.store.tell(id, address, case, who, text, now)

    async def is_answer(self, conversation: str, ref: str) -> bool:
        return await self.store.is_answer(conversation, ref)

    async def forum(self, address: str) -> ForumState | None:
        return await self.store.forum(address)

    async def keep_forum(self, address: str, state: ForumState, now: datetime) -> None:
        await self.store.keep_forum(address, state, now)

    async def close_address(self, address: str) -> None:
        await self._real.close_address(address)

    async def conversation_at(self, address: str) -> str | None:
        return await self.store.conversation_at(address)

    async def conversation(self, id: str) -> Conversation | None:
        return await self.store.conversation(id)

    async def messages(self, conversation: str, after: int = 0, most: int | None = None) -> Sequence[Message]:
        return await self.store.messages(conversation, after, most)

    async def note(self, reader: Reader, way: Way, number: str, now: datetime, within: timedelta) -> None:
        await self.store.note(reader, way, number, now, within)

    async def read(self, sought: Sought, most: int) -> Sequence[Read]:
        return await self.store.read(sought, most)

    async def readers(self) -> Sequence[str]:
        return await self.store.readers()

    async def forget_reads(self, before: datetime) -> None:
        await self.store.forget_reads(before)

    async def cases(self, *, closed: bool = False, who: str | None = None) -> Sequence[Listed]:
        return await self.store.cases(closed=closed, who=who)

    async def case(self, number: str, who: str) -> CaseFile | None:
        return await self.store.case(number, who)

    async def keep_version(self, version: str, files: Mapping[str, str], who: str, why: str, now: datetime) -> None:
        await self.store.keep_version(version, files, who, why, now)

    async def version_in_force(self) -> tuple[str, Mapping[str, str]] | None:
        return await self.store.version_in_force()

    def _trouble(self, call: str, event: Event) -> Stale | None:
        trouble = self.troubles(call, event)
        if isinstance(trouble, Exception):
            raise trouble
        return trouble
