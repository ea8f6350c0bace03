"""Accounts of consultants: names, one-time codes, and what a password must be."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

LONGEST_NAME = 20
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
"""Length is what counts, not kinds of signs (NIST SP 800-63B, 3.1.1.2)."""

CODE_SIGNS = "ACDEFGHJKMNPQRTUVWXY34679"
CODE_LENGTH = 12
"""Signs of a one-time code: none that is taken for another one. Twelve of them are 55 bits."""

_GROUP = 4
_RESERVED = ("desk", "citizen", "bot", "notice")  # who a reply may be for, or come from


Role = Literal["consultant", "editor", "supervisor", "admin"]
"""What somebody does here: answer citizens, keep the content, look after those who answer, look after accounts."""
ROLES: Mapping[str, Role] = {role: role for role in get_args(Role)}

Right = Literal["answer", "count", "edit", "audit", "staff"]
"""To read and answer cases; the numbers; the content; who has read which case; accounts and the sessions of others."""
_RIGHTS: Mapping[Role, tuple[Right, ...]] = {
    "consultant": ("answer", "count"),
    "editor": ("count", "edit"),
    "supervisor": ("answer", "count", "audit"),
    "admin": ("answer", "count", "edit", "audit", "staff"),
}


def may(role: Role, right: Right) -> bool:
    """Whether that role has that right."""
    return right in _RIGHTS[role]


@dataclass(frozen=True, slots=True)
class Account:
    """A consultant's account.

    `password` is its hash, None until it was set. `key` names what is signed in, and is another one with each new
    password. `address` is the linked person of Telegram.
    """

    name: str
    added: datetime
    password: str | None = field(default=None, repr=False)
    key: str = field(default="", repr=False)
    address: str | None = None
    role: Role = "consultant"


@dataclass(frozen=True, slots=True)
class Stays:
    """How long somebody stays signed in at the desk: without doing anything, and at most."""

    idle: timedelta = timedelta(hours=2)
    most: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which an account is signed in.

    `id` is the digest of the secret that its cookie holds, `device` what the browser calls itself, `address` where it
    comes from, `seen` when something was last done in it.
    """

    id: str
    who: str
    begun: datetime
    seen: datetime
    device: str
    address: str


def clean_name(text: str, default: str = "") -> str | None:
    """A consultant's name as it may stand beside a message; None when it cannot."""
    name = " ".join(unicodedata.normalize("NFC", text).split()) or default
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name.casefold() in _RESERVED:
        return None
    return name


def same_name(name: str) -> str:
    """What two spellings of one name share."""
    return "".join(name.casefold().split())


def is_password(text: str) -> bool:
    """Whether it may be a password: long enough, and not one sign again and again."""
    return SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD and len(set(text)) > 2


def spaced_code(code: str) -> str:
    """A one-time code in groups, as it is read out."""
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def code_digest(text: str) -> str:
    """What is kept of a one-time code, however it was typed. The code itself is kept nowhere."""
    typed = unicodedata.normalize("NFKC", text).upper()
    return hashlib.sha256("".join(sign for sign in typed if sign in CODE_SIGNS).encode()).hexdigest()
