"""Writes of the parts that every turn has: messages, what consultants are told, timers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.core.conversation import Wake
from bot.core.korean_finding import findable
from bot.core.reply import Message, Reply
from bot.store import sql
from bot.store.codec_buttons import buttons_to_json
from bot.store.codec_parts import dumped, stamp
from bot.store.engine import Params, Write

FOUND = ("citizen", "consultant")
"""Whose words are looked for."""


def message_write(conversation: str, message: Message, ref: str | None = None) -> Write:
    """One message of the conversation; `ref` is the channel's own name of it."""
    values: Params = {
        "conversation": conversation,
        "number": message.number,
        "sender": message.sender,
        "text": message.text,
        "buttons": dumped(buttons_to_json(message.buttons)),
        "edits": message.edits,
        "asks": message.asks,
        "at": stamp(message.at),
        "ref": ref,
        "papers": " ".join(message.papers),
        "folded": findable(message.text) if message.sender in FOUND else "",
    }
    return Write(sql.INSERT_MESSAGE, values, rows=1)


def told_writes(conversation: str, event: str, replies: Sequence[Reply], now: datetime) -> Iterator[Write]:
    """What consultants are told by an event, in order."""
    for reply in replies:
        values = {
            "conversation": conversation,
            "event": event,
            "recipient": reply.to,
            "text": reply.text,
            "at": stamp(now),
        }
        yield Write(sql.INSERT_TOLD, values, rows=1)


def wake_writes(conversation: str, version: int, wakes: Sequence[Wake]) -> Iterator[Write]:
    """The whole set of timers: those named are set, others are gone. One that has been heard is not set again."""
    for wake in wakes:
        values: Params = {
            "conversation": conversation,
            "name": wake.name,
            "at": stamp(wake.at),
            "version": version,
            "event": wake_id(conversation, wake.name, stamp(wake.at)),
        }
        yield Write(sql.SET_WAKE, values)
    yield Write(sql.DELETE_WAKES, {"conversation": conversation, "version": version})


def wake_id(conversation: str, name: str, at: str) -> str:
    """The id of the event that a timer becomes."""
    return f"wake:{conversation}:{name}:{at}"
