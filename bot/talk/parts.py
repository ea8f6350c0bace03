"""One thought in several messages, an album or a text too long for its channel: its first part is answered."""

from dataclasses import replace

from bot.core.conversation import Heard
from bot.core.event import Said, Sent
from bot.talk import files, flags, handing_over
from bot.talk.safety import mask
from bot.talk.turn import Turn


def goes_on(turn: Turn) -> bool:
    """Whether the message is a further part of the thought that came last."""
    event = turn.event
    return isinstance(event, Said | Sent) and bool(event.part) and event.part == turn.conversation.part


def begun(turn: Turn) -> Turn:
    """Remembers which thought the message belongs to."""
    event = turn.event
    return turn.having(part=event.part) if isinstance(event, Said | Sent) and event.part else turn


def further(turn: Turn) -> Turn:
    """A further part: kept, masked and told to the owner; it is no miss and gets no answer of its own."""
    event = turn.event
    if isinstance(event, Sent):
        masked = files.read(turn, event.file, event.caption)
    else:
        masked = mask(event.text.strip() if isinstance(event, Said) else "", turn.library)
    turn = files.warned(replace(turn, said=masked.text, heard=Heard("part")), masked)
    turn = flags.noted(turn, masked.text)
    return handing_over.told_owner(turn) if turn.owner else turn
