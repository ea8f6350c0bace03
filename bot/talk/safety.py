"""Numbers that must not be kept: recognised and masked before anything is stored."""

import re
import unicodedata
from dataclasses import dataclass

from bot.core.library import Library
from bot.core.texts import Key

_GAP = r"[-. ]{0,2}"
_PATTERNS = (
    (Key.MASK_RESIDENT_NUMBER, re.compile(rf"(?<!\d)\d{{6}}{_GAP}[1-8]\d{{6}}(?!\d)")),
    (Key.MASK_CARD, re.compile(rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?!\d)")),
    (Key.MASK_EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (Key.MASK_PHONE, re.compile(rf"(?<![\d-])(?:\+82{_GAP}|\(?0)1[016789]\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)")),
    (
        Key.MASK_PHONE,
        re.compile(rf"(?<![\d-])\(?0(?:2|[3-6]\d|70|50\d)\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)"),
    ),
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
    plain = _plain(text)
    for kind, pattern in _PATTERNS:
        plain, found = pattern.subn(library.text(kind), plain)
        if found and kind not in kinds:
            kinds.append(kind)
    return Masked(plain if kinds else text, tuple(kinds))


def unmasked(text: str, library: Library) -> str:
    """A masked text without the words that stand for what was masked."""
    for kind in dict.fromkeys(kind for kind, _ in _PATTERNS):
        text = text.replace(library.text(kind), " ")
    return text.strip()


def _plain(text: str) -> str:
    """The text with wide digits and the many dashes written in the one way that the patterns know."""
    flat = unicodedata.normalize("NFKC", text)
    return "".join("-" if unicodedata.category(sign) == "Pd" or sign == "\u2212" else sign for sign in flat)
