"""Telephone numbers and e-mail addresses in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"(?<![\d-])(?:\+82[- ]?|0)(1[016789]|2|[3-6]\d|70|50\d)[)\- .]?(\d{3,4})[- .]?(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Address:
    """An address found: "phone" or "email", written in one way."""

    start: int
    end: int
    way: str
    address: str


def find_addresses(text: str) -> Iterator[Address]:
    """Every address in a comparable text."""
    for match in _EMAIL.finditer(text):
        yield Address(*match.span(), "email", match[0].rstrip("."))
    for match in _PHONE.finditer(text):
        yield Address(*match.span(), "phone", f"0{match[1]}-{match[2]}-{match[3]}")
