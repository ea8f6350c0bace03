"""What the service needs from outside, as values only: a store, a clock, the library in force."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.core.case import Case
from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Event, Woke
from bot.core.figures import Counted as Counted
from bot.core.library import Library
from bot.core.outcomes import Result
from bot.core.reply import Message, Reply
from bot.service.ports.audit import Audit
from bot.service.ports.content import Slip
from bot.service.ports.doors import Doors
from bot.service.ports.drafts import Draft as Draft
from bot.service.ports.drafts import Drafts
from bot.service.ports.figures import Statistics as Statistics
from bot.service.ports.files import KnownFiles
from bot.service.ports.gaps import Gaps
from bot.service.ports.outbox import SHUT as SHUT
from bot.service.ports.outbox import Card as Card
from bot.service.ports.outbox import CardFirst as CardFirst
from bot.service.ports.outbox import Cursors as Cursors
from bot.service.ports.outbox import Delivered as Delivered
from bot.service.ports.outbox import Moved as Moved
from bot.service.ports.outbox import Outbox as Outbox
from bot.service.ports.outbox import Outcome as Outcome
from bot.service.ports.outbox import Refused as Refused
from bot.service.ports.outbox import Sender as Sender
from bot.service.ports.outbox import Sending as Sending
from bot.service.ports.outbox import Told as Told
from bot.service.ports.outbox import Wait as Wait
from bot.service.ports.past import Pasts
from bot.service.ports.prompts import Prompts
from bot.service.ports.searching import Searching
from bot.service.ports.staff import Accounts
from bot.service.ports.topics import ForumState as ForumState
from bot.service.ports.topics import Housed as Housed
from bot.service.ports.topics import Topic as Topic
from bot.service.ports.topics import Topics as Topics
from bot.service.ports.versions import Versions


@dataclass(frozen=True, slots=True)
class Saved:
    """What a turn left behind.

    `number` is the number the event's own message took (None: it took none); `messages` the new messages to the
    citizen, the event's own left out; `told` the new words to consultants; `case` the newest case of the conversation;
    `draft` the words of an act that failed; `conversation` where all this is: another than the event's, when the
    conversation that it was of has been joined to it.
    """

    number: int | None
    messages: tuple[Message, ...] = ()
    toast: str | None = None
    told: tuple[str, ...] = ()
    case: Case | None = None
    draft: str = ""
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The event was seen before: what it left behind then. `same` is False when its id came with other words."""

    saved: Saved
    same: bool = True


@dataclass(frozen=True, slots=True)
class Stale:
    """Something came between loading and saving; nothing was written."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of a case's history: who did what, when.

    `text` is a note's or an answer's words, `result` what the case came to.
    """

    place: int
    at: datetime
    who: str
    verb: str
    text: str = ""
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the queue, with what a consultant scans for: the last words, and whether they are unread."""

    case: Case
    last_text: str
    last_from: str
    last_at: datetime
    unread: int


@dataclass(frozen=True, slots=True)
class Passage:
    """By which channel a message came, was sent, waits to be sent, or could not be."""

    channel: str
    state: Literal["came", "sent", "waiting", "failed"]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All there is of one case: the conversation, the history of moves and notes, and unsent words of who reads.

    `failed` are the numbers of the messages that could not be sent to the citizen, `earlier` the messages of
    conversations that were joined to this one, under numbers that it has not itself. `passages` tell by which channel
    a message came or was pushed; one to the citizen without any is looked up by their page.
    """

    case: Case
    messages: tuple[Message, ...]
    history: tuple[Logged, ...]
    draft: Draft = field(default_factory=Draft)
    failed: frozenset[int] = frozenset()
    earlier: tuple[Message, ...] = ()
    passages: Mapping[int, tuple[Passage, ...]] = field(default_factory=dict)


class Store(
    Outbox,
    Cursors,
    Accounts,
    Audit,
    Prompts,
    Doors,
    KnownFiles,
    Topics,
    Statistics,
    Searching,
    Drafts,
    Versions,
    Gaps,
    Pasts,
    Protocol,
):
    """Where everything is kept. Every write is one transaction; a call returns after its commit."""

    async def load(self, event: Event, now: datetime) -> Situation | Repeated: ...

    async def repeated(self, event: Event) -> Repeated | None:
        """What an event left behind when it was seen before; None for one that is new."""
        ...

    async def save(self, seen: Situation, event: Event, decision: Decision) -> Saved | Stale | Repeated: ...

    async def failed(self, event: Event, now: datetime, reply: Reply, error: str, told: Sequence[Reply] = ()) -> Saved:
        """Stores an event whose turn failed, with the kind of error.

        `reply` goes to whom the event came from, the citizen or a consultant; `told` are words to others. The words
        of an act are kept as a draft; a timer is set again with growing pauses and stays unheard.
        """
        ...

    async def due(self, now: datetime) -> Sequence[Woke]:
        """The timers that have come due, oldest first, each with its id `wake:conversation:name:at`."""
        ...

    async def next_wake(self) -> datetime | None: ...

    async def open_address(self, address: str, now: datetime, *, push: bool = False) -> str:
        """The conversation an address points at; a new address gets a new conversation.

        `push`: the address is one that is pushed to, and the new conversation names it.
        """
        ...

    async def case_at(self, address: str, ref: str) -> Case | None:
        """The case that a message sent to the consultants' group belongs to, by the channel's name of it."""
        ...

    async def conversation_at(self, address: str) -> str | None: ...

    async def close_address(self, address: str) -> None:
        """Nobody is at that address any more: it leads to no conversation."""
        ...

    async def is_pushed(self, conversation: str) -> bool:
        """Whether what is said there goes to an address; else somebody looks it up."""
        ...

    async def conversation(self, id: str) -> Conversation | None: ...

    async def messages(self, conversation: str, after: int = 0, most: int | None = None) -> Sequence[Message]:
        """The messages above a number, in order; the first `most` of them."""
        ...

    async def cases(self, *, closed: bool = False, who: str | None = None) -> Sequence[Listed]:
        """The cases of the queue: open ones by their promise, or the newest closed ones.

        Unread is what that consultant has not read; without `who`, what nobody has.
        """
        ...

    async def case(self, number: str, who: str) -> CaseFile | None:
        """All there is of a case, read by `service.readings` alone; it notes up to which message it is read."""
        ...


class Clock(Protocol):
    """The time, always in Asia/Seoul."""

    def now(self) -> datetime: ...


class InForce(Protocol):
    """The library in force; a turn takes it once, at its beginning."""

    @property
    def library(self) -> Library: ...

    @property
    def problems(self) -> Sequence[Slip]:
        """What keeps newer content on disk from coming into force; none when it is in force."""
        ...


class Watch(Protocol):
    """Somebody's eye on a topic: news that came between two waits is not missed."""

    async def wait(self, seconds: float) -> None:
        """Returns at the first news since the last wait, at once if there was some, or after that time."""
        ...


class News(Protocol):
    """Tells who waits that something new is saved: topics are `conversation:ID` and `desk`."""

    def tell(self, topic: str) -> None: ...

    async def wait(self, topic: str, seconds: float) -> None:
        """Returns at the next news of that topic, or after that time."""
        ...

    def watch(self, topic: str) -> AbstractContextManager[Watch]:
        """For who reads and waits by turns: begin the watch, then read, then wait, then read again."""
        ...
