"""What can happen to a conversation. A citizen's message, a consultant's act and a timer are all events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.files import File as File
from bot.core.files import FileKind as FileKind
from bot.core.outcomes import Result
from bot.core.reply import Deed

Verb = Literal["claim", "answer", "take", "note", "return", "close", "conclude", "transfer", "edit"]


@dataclass(frozen=True, slots=True)
class Said:
    """A citizen wrote. `id` is unique within its source; `message` is the channel's own name of the message.

    `deed` is what a link into the bot asks for, `text` its label. `part` names the thought that a message is only a
    part of, when its channel cut a long one in several; the first part alone is answered. `address` is where it was
    said, and where it is answered.
    """

    id: str
    conversation: str
    message: str
    text: str
    deed: Deed | None = None
    part: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A citizen changed an earlier message, named as it was when it was said; `file` is what stands above the words."""

    id: str
    conversation: str
    message: str
    text: str
    file: File | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A citizen sent a file, perhaps with words below it; `part` names the album it belongs to: one thought."""

    id: str
    conversation: str
    message: str
    file: File
    caption: str = ""
    part: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """A citizen has the file removed that was sent with the message of that number."""

    id: str
    conversation: str
    number: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A citizen tapped the button at `place` of the message with that number."""

    id: str
    conversation: str
    number: int
    place: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A consultant did something with a case. `text` is an answer, a note, an outcome, or a colleague's name.

    `message` is the channel's own name of what the consultant wrote: with `edit`, of the answer that is changed.
    `file` is what goes to the citizen with an answer, perhaps without words. `result` is what the case came to.
    """

    id: str
    conversation: str
    case: str
    who: str
    verb: Verb
    text: str = ""
    message: str = ""
    file: File | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Woke:
    """A timer of the conversation came due."""

    id: str
    conversation: str
    name: str
    at: datetime


Event = Said | Sent | Edited | Removed | Tapped | Act | Woke
