"""Numbers that must not be kept: recognised and masked before anything is stored."""

import re
from dataclasses import dataclass

from bot.core.library import Library
from bot.core.texts import Key

_PATTERNS = (
    (Key.MASK_RESIDENT_NUMBER, re.compile(r"(?<!\d)\d{6}[- ]?[1-8]\d{6}(?!\d)")),
    (Key.MASK_CARD, re.compile(r"(?<!\d)\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{4}(?!\d)")),
    (Key.MASK_EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (Key.MASK_PHONE, re.compile(r"(?<![\d-])(?:\+82[- ]?|0)1[016789][- .]?\d{3,4}[- .]?\d{4}(?!\d)")),
    (Key.MASK_PHONE, re.compile(r"(?<![\d-])0(?:2|[3-6]\d|70|50\d)[)\- .]?\d{3,4}[- .]?\d{4}(?!\d)")),
)
"""In this order: a resident number and a card hold runs of digits that look like a telephone."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with what must not be kept put out of sight, and which kinds of it there were."""

    text: str
    kinds: tuple[Key, ...]


def mask(text: str, library: Library) -> Masked:
    """Masks resident registration numbers, cards, e-mail addresses and telephone numbers."""
    kinds: list[Key] = []
    for kind, pattern in _PATTERNS:
        text, found = pattern.subn(library.text(kind), text)
        if found and kind not in kinds:
            kinds.append(kind)
    return Masked(text, tuple(kinds))
