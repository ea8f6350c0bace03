"""What is said back: plain text, buttons with stored deeds, and who it is for. No markup: channels draw."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.answers import Value
from bot.core.files import File

Sender = Literal["citizen", "bot", "notice", "consultant"]
WrittenCommand = Literal[
    "menu",
    "more",
    "back",
    "again",
    "stop",
    "answers",
    "plan",
    "help",
    "go_on",
    "calendar",
    "remind",
    "hush",
    "link",
    "here",
    "unlink",
    "erase",
    "english",
    "korean",
]
"""What can be done everywhere by words; staff keep the words in flows/words.yaml."""

Command = Literal[WrittenCommand, "erase_all", "stay", "none"]


@dataclass(frozen=True, slots=True)
class Give:
    """Answers a question."""

    node: str
    value: Value


@dataclass(frozen=True, slots=True)
class Tick:
    """Sets or clears a tick of a step: a delta, never a toggle."""

    node: str
    item: str
    on: bool


@dataclass(frozen=True, slots=True)
class Choose:
    """Sets or clears one of several choices."""

    node: str
    choice: str
    on: bool


@dataclass(frozen=True, slots=True)
class Finish:
    """Ends a step (today, or for later) or a question that takes several."""

    node: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Go:
    """Opens a node out of turn: a step of the plan, or an answer to change."""

    node: str


@dataclass(frozen=True, slots=True)
class Show:
    """Shows an FAQ entry; `person`: and asks whether a person should be asked about it."""

    entry: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Begin:
    """Begins a flow, or goes on with it."""

    flow: str


@dataclass(frozen=True, slots=True)
class Want:
    """Wants a person for a kind of case; `agreed` is the yes that opens it."""

    kind: str
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Says how a case was, in points."""

    case: str
    points: int


@dataclass(frozen=True, slots=True)
class Review:
    """Is about to say in words how a case was, or rather not."""

    case: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Do:
    """A command understood everywhere."""

    command: Command


@dataclass(frozen=True, slots=True)
class Discard:
    """Has the file removed that stands at that place of the conversation, or of one that was joined to it."""

    place: int
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """Says whether the FAQ answer that stands at a place helped; `others` are entries that came near as well."""

    place: int
    entry: str
    good: bool
    others: tuple[str, ...] = ()


Deed = Give | Tick | Choose | Finish | Go | Show | Begin | Want | Score | Review | Do | Discard | Judge


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled deed. `also` are other words that mean it while it is asked; `on` shows a tick that is set."""

    label: str
    deed: Deed
    also: tuple[str, ...] = ()
    on: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One message out.

    `to` is "citizen", "desk" (every consultant) or a consultant's name. `asks` is the node it asks. `instead` is the
    number of the message whose place it takes. `papers` are the names of files that go with it. `everywhere`: it is
    pushed to every address of the citizen that can be, not only where they are now.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    to: str = "citizen"
    sender: Sender = "bot"
    asks: str | None = None
    instead: int | None = None
    papers: tuple[str, ...] = ()
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A stored message of a conversation, as the citizen sees it. `file` is what was sent with it."""

    number: int
    sender: Sender
    text: str
    at: datetime
    buttons: tuple[Button, ...] = ()
    edits: int | None = None
    asks: str | None = None
    papers: tuple[str, ...] = ()
    file: File | None = None
