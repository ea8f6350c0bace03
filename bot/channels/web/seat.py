"""Who sits at the one-click seat, kept in a signed cookie; and what the forms of every page of the desk carry."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import HTTPConnection

COOKIE = "desk"
ACCOUNT_COOKIE = "staff"
STAYS = timedelta(hours=12)
_HERE = ("localhost", "127.0.0.1")
_FORWARDED = ("forwarded", "via", "x-real-ip")
_PART = "."


@dataclass(frozen=True, slots=True)
class Seat:
    """The one-click seat, while there are no accounts; `open` is told by the app. `secret` signs cookies."""

    open: bool
    secret: str

    def is_open_for(self, request: HTTPConnection) -> bool:
        """Only while it is open at all, and only for this machine: no proxy between, and no other name for it."""
        return self.open and _host(request) in _HERE and not any(map(_tells_of_proxy, request.headers))

    def sign(self, who: str, now: datetime, cookie: str = COOKIE) -> str:
        """The value of a cookie of that name: who sits here until STAYS has passed, a name or the key of an account."""
        name = urlsafe_b64encode(who.encode()).decode()
        until = str(int((now + STAYS).timestamp()))
        body = _PART.join((name, until, secrets.token_urlsafe(9)))
        return _PART.join((body, self._mac(cookie, body)))

    def who(self, value: str, now: datetime, cookie: str = COOKIE) -> str | None:
        """Who the value of a cookie of that name tells of; None when it is not ours or has run out."""
        body, _, mac = value.rpartition(_PART)
        if not hmac.compare_digest(mac.encode(), self._mac(cookie, body).encode()):
            return None
        name, until, _ = body.split(_PART)
        if now.timestamp() >= int(until):
            return None
        try:
            return urlsafe_b64decode(name).decode()
        except (Base64Error, UnicodeDecodeError):
            return None

    def form_token(self, value: str) -> str:
        """What every form of the pages of a cookie's value carries, so that no other site can send one."""
        return self._mac("form", value)

    def same(self, token: str, other: str) -> bool:
        """Compares two of them without telling how far they agree."""
        return hmac.compare_digest(token.encode(), other.encode())

    def _mac(self, use: str, text: str) -> str:
        return hmac.new(self.secret.encode(), f"{use}:{text}".encode(), hashlib.sha256).hexdigest()


def _host(request: HTTPConnection) -> str:
    host = request.headers.get("host", "")
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _tells_of_proxy(header: str) -> bool:
    return header.startswith("x-forwarded") or header in _FORWARDED
