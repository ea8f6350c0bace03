"""Requests that are not carried out: the status and the key of the sentence that says why."""

import asyncio
import logging
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.site import Site
from bot.core.errors import Problem
from bot.core.texts import AnyKey, Key

LOG = logging.getLogger(__name__)
_BROKEN, _NOBODY = 503, 401
_ROOMS = ("/desk/content", "/desk")
"""Where one goes on from a page below it that is not there; from any other at the beginning."""


class Rejection(Problem):
    """A request that is answered with a status and a sentence, and has changed nothing."""

    def __init__(self, status: int, key: AnyKey, **data: str) -> None:
        super().__init__(key, **data)
        self.status = status


class Rejecting:
    """Draws rejections: JSON for programs, a page for people."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def rejected(self, request: Request, error: Exception) -> Response:
        """Answers a Rejection, or what the routes themselves refuse."""
        if isinstance(error, Rejection):
            return self.draw(request, error.status, error.key, **error.data)
        status = error.status_code if isinstance(error, HTTPException) else _BROKEN
        return self.draw(request, status, Key.WEB_NOT_FOUND if status < 500 else Key.WEB_BROKEN)

    def draw(self, request: Request, status: int, key: AnyKey, **data: str) -> Response:
        library = self._site.in_force.library
        sentence = library.text(key, **data)
        if "/api/" in request.url.path or "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"error": sentence}, status)
        room = next((room for room in _ROOMS if request.url.path.startswith(room)), "/")
        context = {"product": library.text(Key.PRODUCT_NAME), "sentence": sentence, "room": room, "to": ""}
        if status == _NOBODY:  # in by the door, and back to the page that was wanted
            context |= {"room": "/desk", "to": "?" + urlencode({"to": request.url.path})}
        return self._site.templates.TemplateResponse(request, "rejected.html", context, status)


class Guard:
    """Around everything: security headers, and a sentence instead of a broken connection when something raises.

    Only the kind of error is logged: its text may hold a person's words. `framed` names the only paths that may stand
    in a frame, each with the sites that may hold it.
    """

    def __init__(self, app: ASGIApp, rejecting: Rejecting, framed: Mapping[str, str]) -> None:
        self._app = app
        self._rejecting = rejecting
        self._framed = {path: _headers(sites) for path, sites in framed.items()}
        self._headers = _headers("'none'")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        headers = self._framed.get(scope["path"], self._headers)

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": [*message["headers"], *headers]}
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except ClientDisconnect:
            return
        except asyncio.CancelledError:
            if not begun:
                raise
            await send({"type": "http.response.body", "body": b"", "more_body": False})  # a stream the server ends
        except Exception as error:  # noqa: BLE001  the last hold before the server, which would log its text
            LOG.error("a request failed: %s", type(error).__name__)
            if not begun:
                response = self._rejecting.draw(Request(scope), _BROKEN, Key.WEB_BROKEN)
                await response(scope, receive, send_guarded)


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def _headers(sites: str) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of a response that those sites may show in a frame."""
    return ((b"content-security-policy", (_POLICY + sites).encode("ascii")), *_HEADERS)
