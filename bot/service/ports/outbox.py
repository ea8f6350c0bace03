"""What the service needs to send: the outbox, and a channel that pushes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.case import Case
from bot.core.event import File
from bot.core.reply import Message, Reply
from bot.service.ports.topics import Topic


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a case in the consultants' group, to be drawn as the case is now."""

    case: Case


@dataclass(frozen=True, slots=True)
class Told:
    """Words of the bot to consultants: to all of them ("desk") or to one by name."""

    recipient: str
    text: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A row of the outbox: what goes to which address next.

    `again`: an earlier attempt ended without an answer, so that this one may be a repeat. `attempts` counts them all.
    `instead` are the channel's names of the messages whose place it takes, `card` of the case's card to reply to.
    `file` is what a citizen sent with a message; `covers` the place of the newest card of the case that waits: it is
    drawn as the case is now, so that the cards up to there have nothing more to show. `topic` is where its case lives,
    in a group that has topics: `instead` and `card` are of there; `live`: the case is open. `about` is the case that
    words to a citizen are of.
    """

    id: str
    address: str
    conversation: str
    what: Message | Told | Card
    case: str | None = None
    attempts: int = 0
    again: bool = False
    instead: tuple[str, ...] = ()
    card: str | None = None
    file: File | None = None
    covers: int = 0
    topic: Topic | None = None
    live: bool = False
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there, as the messages with these names of the channel, in that topic if it is in one."""

    refs: tuple[str, ...]
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now: again after so many seconds. `unsure`: it may have arrived all the same. `error` is a kind, no words.

    `counts`: it was an attempt; to be asked to wait is none.
    """

    seconds: float
    error: str
    unsure: bool = False
    counts: bool = True


SHUT = "Shut"
"""The kind of a wait for the consultants' group: the bot may not write there, and a person has to let it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: the channel refuses it for good. `error` is a kind, no words.

    `gone`: the account is gone, or it is shut to us.
    """

    error: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another address from now on; nothing was sent."""

    to: str


@dataclass(frozen=True, slots=True)
class CardFirst:
    """Its case has no place there, or not any more: its topic is lost, its card has to go first. Nothing was sent."""


Outcome = Delivered | Wait | Refused | Moved | CardFirst


class Sender(Protocol):
    """A channel that pushes. Raises nothing that it can name as an outcome."""

    def pause(self, address: str) -> float:
        """Seconds until the channel takes something more there. 0.0: it does now, and what is sent next is counted."""
        ...

    async def send(self, sending: Sending) -> Outcome: ...


class Outbox(Protocol):
    """What is still to be sent. A row is written in the transaction of the turn that said it."""

    async def to_send(self, now: datetime) -> Sequence[Sending]:
        """The first row of every address, where it is due, oldest first: one address never waits for another."""
        ...

    async def next_send(self, now: datetime) -> datetime | None:
        """When the next row that waits comes due."""
        ...

    async def trying(self, sending: Sending, now: datetime) -> bool:
        """Keeps that it is being sent: what ends in the middle may have arrived.

        False: it was sent, put off or moved since it was read, and is not to be sent so.
        """
        ...

    async def sent(
        self,
        sending: Sending,
        outcome: Outcome,
        now: datetime,
        told: Sequence[Reply] = (),
        about: str | None = None,
    ) -> None:
        """Keeps how it ended; `told` are words to the desk about it, and `about` the number of the case they are of."""
        ...

    async def move(self, address: str, to: str, now: datetime) -> None:
        """Keeps where a chat is from now on, and sends there what waits."""
        ...

    async def where(self, address: str) -> str:
        """The address of a chat by now."""
        ...

    async def shut_out(self) -> int:
        """How many rows wait for the consultants' group because the bot may not write there."""
        ...

    async def send_again(self, event: str, conversation: str, number: int, now: datetime) -> bool:
        """Puts a message that failed back to be sent, in its old place. `event` does it once. Whether it did."""
        ...

    async def case_of(self, sending: Sending) -> Case | None:
        """The case that words to a citizen are of; the newest of the conversation for those of none."""
        ...

    async def newest_case(self, conversation: str) -> Case | None:
        """The newest case of a conversation, also one that is closed."""
        ...


class Cursors(Protocol):
    """How far a channel's own queue was read: a place is kept after what came before it is committed."""

    async def cursor(self, source: str) -> int | None: ...

    async def keep_cursor(self, source: str, place: int) -> None: ...
