"""The seat of a consultant: who sits there, kept in a signed cookie, and which requests may reach it."""

import hashlib
import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import HTTPConnection

COOKIE = "desk"
STAYS = timedelta(hours=12)
_LONGEST_NAME = 20
_RESERVED = ("desk", "citizen", "bot", "notice")  # who a reply may be for, or come from
_HERE = ("localhost", "127.0.0.1")
_FORWARDED = ("forwarded", "via", "x-real-ip")
_PART = "."


@dataclass(frozen=True, slots=True)
class Seat:
    """The one-click seat of the demo. `open` is told by the app; `secret` signs cookies and forms."""

    open: bool
    secret: str

    def is_open_for(self, request: HTTPConnection) -> bool:
        """Only while it is open at all, and only for this machine: no proxy between, and no other name for it."""
        return self.open and _host(request) in _HERE and not any(map(_tells_of_proxy, request.headers))

    def sign(self, who: str, now: datetime) -> str:
        """A cookie's value that names who sits here until STAYS has passed."""
        name = urlsafe_b64encode(who.encode()).decode()
        until = str(int((now + STAYS).timestamp()))
        body = _PART.join((name, until, secrets.token_urlsafe(9)))
        return _PART.join((body, self._mac("seat", body)))

    def who(self, cookie: str, now: datetime) -> str | None:
        """Who a cookie names; None when it is not ours or has run out."""
        body, _, mac = cookie.rpartition(_PART)
        if not hmac.compare_digest(mac.encode(), self._mac("seat", body).encode()):
            return None
        name, until, _ = body.split(_PART)
        if now.timestamp() >= int(until):
            return None
        try:
            return urlsafe_b64decode(name).decode()
        except (Base64Error, UnicodeDecodeError):
            return None

    def form_token(self, cookie: str) -> str:
        """What every form of that cookie's pages carries, so that no other site can send one."""
        return self._mac("form", cookie)

    def same(self, token: str, other: str) -> bool:
        """Compares two of them without telling how far they agree."""
        return hmac.compare_digest(token.encode(), other.encode())

    def _mac(self, use: str, text: str) -> str:
        return hmac.new(self.secret.encode(), f"{use}:{text}".encode(), hashlib.sha256).hexdigest()


def clean_name(text: str, default: str) -> str | None:
    """A consultant's name as it may stand beside a message; None when it cannot."""
    name = " ".join(unicodedata.normalize("NFC", text).split()) or default
    if len(name) > _LONGEST_NAME or not name.isprintable() or name.casefold() in _RESERVED:
        return None
    return name


def _host(request: HTTPConnection) -> str:
    host = request.headers.get("host", "")
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _tells_of_proxy(header: str) -> bool:
    return header.startswith("x-forwarded") or header in _FORWARDED
