"""A person's conversation, what a decision may depend on, and what a decision is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.core.answers import Answers
from bot.core.case import Case, Move
from bot.core.files import File, Held
from bot.core.gaps import Gap
from bot.core.linking import Address, Link, Shown, Tries
from bot.core.reply import Button, Message, Reply


@dataclass(frozen=True, slots=True)
class Asked:
    """What is open: the number of the message that asked, its node (none for a menu or an offer), its buttons."""

    number: int
    node: str | None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything remembered of one person. `last` is the last message number used.

    `flows` is a stack, the open one last. `focus` is a node opened out of turn. `shown` are FAQ entries shown,
    `missed` masked texts that were not understood, `misses` how many in a row. `reply_to` is the case that a consultant
    closed last, while nothing else has been talked about since. `reviews` is the case of which they were just asked
    to say in words how it was. `part` is the thought that came last in several
    messages. `active` is when anything but a timer happened last, `remind` since when the person wants the days of the
    plan told (None: not), `reminded` the timers that have said something. `push` is the address that what is said
    unasked goes to (None: the person looks it up), `code` the code that leads here from another channel. `judged` says
    of the newest answers by their place whether they helped.
    """

    id: str
    version: int = 0
    last: int = 0
    flows: tuple[str, ...] = ()
    answers: Answers = field(default_factory=dict)
    focus: str | None = None
    asked: Asked | None = None
    shown: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    misses: int = 0
    language: str = "ko"
    reply_to: str | None = None
    reviews: str | None = None
    part: str = ""
    flags: tuple[str, ...] = ()
    active: datetime | None = None
    remind: datetime | None = None
    reminded: tuple[str, ...] = ()
    push: str | None = None
    code: Shown | None = None
    judged: Mapping[int, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """One snapshot of all a decision may depend on.

    `about` is the message that a tap or an edit is about; `waiting` how many cases wait at the desk; `next_case` the
    number a new case would get, `next_code` a new code; `now` the moment, in Asia/Seoul. `other` is the situation at
    the code that a text gives, if it is one, and `tries` the wrong ones before it; `files` are the citizen's, in order.
    """

    conversation: Conversation
    now: datetime
    cases: tuple[Case, ...] = ()
    about: Message | None = None
    waiting: int = 0
    next_case: str = ""
    addresses: tuple[Address, ...] = ()
    next_code: str = ""
    other: "Situation | None" = None
    tries: Tries = field(default_factory=Tries)
    files: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Wake:
    """A timer that is set."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of an event, and by which step of understanding."""

    how: str = ""
    band: Literal["answer", "offer", "person", "chat", ""] = ""
    ranked: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    handoff: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure that a turn led to or past: `reached` for the first time on the way, `passed` by now."""

    flow: str
    node: str
    reached: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the FAQ answer at a place helped. `before` is what was said of it until now, None: nothing."""

    place: int
    entry: str
    good: bool
    before: bool | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from an event.

    `said` is what is stored of it, masked (None: it takes no number); `edits` the number whose place the said text
    takes; `toast` is best effort and never stored; `wakes` is the whole set of this conversation's timers; `file` is
    the event's file as it is kept, its name masked; `discards` the file that is removed, with all that was said of it.
    `links` is what becomes of the channels of the person; `steps` are those of procedures that were come to or passed,
    `judged` the answer of which was said whether it helped, `gap` the question that was left open.
    """

    conversation: Conversation
    said: str | None = None
    edits: int | None = None
    replies: tuple[Reply, ...] = ()
    toast: str | None = None
    moves: tuple[Move, ...] = ()
    wakes: tuple[Wake, ...] = ()
    heard: Heard = Heard()
    file: File | None = None
    links: tuple[Link, ...] = ()
    discards: Held | None = None
    steps: tuple[Step, ...] = ()
    judged: Judged | None = None
    gap: Gap | None = None
