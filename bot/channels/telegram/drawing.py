"""What is said, as Telegram takes it: plain text in parts that fit, and a keyboard."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.wire import button_id
from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.linking import to_give
from bot.core.reply import Button, Message
from bot.core.texts import Key

LONGEST = 4096
"""UTF-16 units of one message."""
LONGEST_CAPTION = 1024
"""UTF-16 units below a file."""
_NARROW = 18  # columns of a label that may share its row; a Korean syllable takes two
_BREAKS = tuple(re.compile(pattern) for pattern in (r"\n\n", r"\n", r"[.!?…。]+[\"'”’)]*\s+", r"\s"))


@dataclass(frozen=True, slots=True)
class Part:
    """One message of Telegram. Only the last of several has the keyboard."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


def draw(message: Message, code: str, library: Library, *, again: bool = False) -> tuple[Part, ...]:
    """A message of the conversation with that code. `again`: it may have arrived before, and says so."""
    head = library.text(DeskKey.TELEGRAM_CONSULTANT) if message.sender == "consultant" else ""
    given = to_give(message.text) if message.sender == "notice" else None
    copying = (
        InlineKeyboardButton(library.text(Key.BUTTON_COPY_CODE), copy_text=CopyTextButton(given)) if given else None
    )
    return parts(lines(head, message.text, repeated(library, again)), keyboard(message, code, copying))


def parts(text: str, keyboard: InlineKeyboardMarkup | None = None) -> tuple[Part, ...]:
    """A text of any length, in parts that fit; blank ones are none."""
    cuts = [it for it in cut(text) if it.strip()]
    return (*(Part(it) for it in cuts[:-1]), *(Part(it, keyboard) for it in cuts[-1:]))


def lines(*found: str) -> str:
    """Those that say anything, one below the other."""
    return "\n".join(it for it in found if it.strip())


def repeated(library: Library, again: bool) -> str:
    """What is added to words that may have arrived before."""
    return library.text(DeskKey.TELEGRAM_REPEATED) if again else ""


def cut(text: str, most: int = LONGEST) -> list[str]:
    """The text in pieces of at most so many UTF-16 units, which joined are the text again.

    Cut after a paragraph, a line, a sentence or a word, whichever is found first in the latter half of a piece.
    """
    pieces = []
    while units(text) > most:
        end = _end(text[: _fitting(text, most)])
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def units(text: str) -> int:
    """The length as Telegram counts it: in UTF-16."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def keyboard(message: Message, code: str, *first: InlineKeyboardButton | None) -> InlineKeyboardMarkup | None:
    """The buttons below a message: narrow neighbours share a row. They carry references, never what they mean."""
    drawn = [_button(button, button_id(code, message.number, place)) for place, button in enumerate(message.buttons)]
    rows = _rows([*(it for it in first if it), *drawn])
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button, reference: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(("✓ " if button.on else "") + button.label, callback_data=reference)


def _rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and _is_narrow(rows[-1][0]) and _is_narrow(button):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def _is_narrow(button: InlineKeyboardButton) -> bool:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in button.text) <= _NARROW


def _fitting(text: str, most: int) -> int:
    """How many characters from the beginning fit; a character is never cut in two."""
    used = 0
    for place, sign in enumerate(text):
        used += 2 if ord(sign) > 0xFFFF else 1
        if used > most:
            return place
    return len(text)


def _end(piece: str) -> int:
    """Where to cut within a piece that is full."""
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(piece, len(piece) // 2)]
        if ends:
            return ends[-1]
    return len(piece)
