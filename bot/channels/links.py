"""What a link into the conversation asks for: one payload behind `/start` in Telegram and `/?start=` on the web."""

from dataclasses import dataclass

from bot.core.event import Said
from bot.core.library import Library
from bot.core.reply import Begin, Deed, Show, Want

PERSON = "person"
"""The payload that asks for a person, about nothing in particular."""
_ANSWER, _PERSON = "faq-", f"{PERSON}-"
"""Before the id of an answer. No id holds a hyphen, and a procedure may have the same one."""


@dataclass(frozen=True, slots=True)
class Link:
    """What is done, and the words by which it stands in the conversation."""

    deed: Deed
    text: str


def answer_link(entry: str) -> str:
    """The payload that shows an answer."""
    return f"{_ANSWER}{entry}"


def person_link(entry: str) -> str:
    """The payload that shows an answer and offers a person for it."""
    return f"{_PERSON}{entry}"


def read_link(payload: str, library: Library) -> Link | None:
    """A published procedure by its id, an answer by its id or by a link to it, a person; None for anything else."""
    if payload in library.flows and payload not in library.drafts:
        return Link(Begin(payload), library.flows[payload].title)
    if payload == PERSON:
        return Link(Want(next(iter(library.kinds))), library.words.wishes[0])
    person = payload.startswith(_PERSON)
    entry = library.entries.get(payload.removeprefix(_PERSON if person else _ANSWER))
    return Link(Show(entry.id, person), entry.asks[0]) if entry else None


def said_by_link(id: str, conversation: str, message: str, payload: str, library: Library) -> Said:
    """The event of somebody who followed a link. One that is none of ours is the menu."""
    link = read_link(payload, library)
    if link is None:
        return Said(id, conversation, message, library.words.commands["menu"][0])
    return Said(id, conversation, message, link.text, link.deed)
