"""What citizens' browsers ask and send: sessions, messages, the stream of what is new."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.channels.links import said_by_link
from bot.channels.web.reading import read_id, read_json, read_number, read_text
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import STREAM_HEADERS, UNKEPT, Site, address_of
from bot.channels.wire import Reference, Wire, message_dict, plan_dict, read_button_id
from bot.core.event import Event, Said, Tapped
from bot.core.library import Library
from bot.core.linking import read as read_code
from bot.core.reply import Message
from bot.core.texts import Key
from bot.service.ports import Repeated, Saved
from bot.service.sessions import address_of as session_address

LONGEST_WAIT = 25
"""Seconds that a poll may wait."""
AT_ONCE = 50
"""So many messages are read for a stream before it has taken them."""
HIGHEST_NUMBER = 10**9
_BEARER = "bearer "
_BEAT = ": \n\n"
_CONVERSATION = "x-conversation"


class Api:
    """The outside contract of the web, one method a route."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def open_session(self, request: Request) -> Response:
        """POST /api/session."""
        self.count(self._site.limits.sessions_of_address.allows(address_of(request), self._site.clock.now()))
        return JSONResponse({"session": await self._site.sessions.begin()}, headers=UNKEPT)

    async def send(self, request: Request) -> Response:
        """POST /api/messages: answered after the commit, and alike for the same id."""
        token, conversation = await self.session(request)
        now = self._site.clock.now()
        self.count(self._site.limits.messages_of_session.allows(conversation, now))
        self.count(self._site.limits.messages_of_address.allows(address_of(request), now))
        data = await read_json(request)
        event = _event(data, token, conversation, self._site.in_force.library)
        if _is_foreign(data, conversation) and await self._site.store.repeated(event) is None:
            raise Rejection(400, Key.WEB_FOREIGN_BUTTON)
        if isinstance(event, Said) and read_code(event.text):
            self.count(self._site.limits.tries_of_address.allows(address_of(request), now))
        answer = answer_of(await self._site.turns.take(event), conversation)
        return JSONResponse(answer, headers=await self._headers(token))

    async def messages(self, request: Request) -> Response:
        """GET /api/messages: everything above a number, at once or as soon as there is something."""
        token, conversation = await self.session(request)
        after = read_number(request.query_params.get("after", "0"), HIGHEST_NUMBER)
        wait = read_number(request.query_params.get("wait", "0"), LONGEST_WAIT)
        found = await (self._next(conversation, after, wait) if wait else self._all(conversation, after))
        headers = await self._headers(token)
        still = headers[_CONVERSATION] == conversation
        shown = [message_dict(it, conversation) for it in found] if still else []
        return JSONResponse({"messages": shown}, headers=headers)

    async def stream(self, request: Request) -> Response:
        """GET /api/stream: the same as server-sent events, for as long as the browser listens."""
        token, conversation = await self.session(request)
        after = read_number(request.query_params.get("after", "0"), HIGHEST_NUMBER)
        headers = {**STREAM_HEADERS, _CONVERSATION: conversation}
        events = self._events(token, conversation, after)
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)

    async def plan(self, request: Request) -> Response:
        """GET /api/plan: the procedure's steps as they are now; none before one was begun."""
        _, conversation = await self.session(request)
        plan = await self._site.papers.plans.plan(conversation)
        return JSONResponse(plan_dict(plan), headers=UNKEPT)

    async def calendar(self, request: Request) -> Response:
        """GET /api/plan.ics: the days of the plan as a calendar file."""
        _, conversation = await self.session(request)
        paper = await self._site.papers.calendar(conversation)
        if paper is None:
            raise Rejection(404, Key.NO_CALENDAR)
        named = {"content-disposition": f'attachment; filename="{paper.name}"'}
        return Response(paper.content, media_type=paper.mime, headers={**UNKEPT, **named})

    async def health(self, request: Request) -> Response:
        """GET /healthz."""
        library = self._site.in_force.library.version
        return JSONResponse({"ok": True, "library": library, "version": self._site.version}, headers=UNKEPT)

    async def _events(self, token: str, conversation: str, after: int) -> AsyncIterator[str]:
        """Ends when the session has another conversation: what is new there has other numbers.

        A browser that does not read holds up itself alone: its place is kept, and no more than AT_ONCE messages.
        """
        with self._site.news.watch(_topic(conversation)) as watch:
            yield _BEAT
            while not self._site.ending.is_set():
                found = await self._site.store.messages(conversation, after, AT_ONCE)
                if await self._site.sessions.conversation(token) != conversation:
                    return
                for message in found:
                    after = message.number
                    yield f"id: {after}\ndata: {_json(message_dict(message, conversation))}\n\n"
                if not found:
                    yield _BEAT
                if len(found) < AT_ONCE:
                    await self._site.wait(watch, self._site.heartbeat)

    async def _next(self, conversation: str, after: int, seconds: float) -> Sequence[Message]:
        """What is above that number, or what is after the next news or that time."""
        with self._site.news.watch(_topic(conversation)) as watch:
            found = await self._all(conversation, after)
            if found:
                return found
            await self._site.wait(watch, seconds)
        return await self._all(conversation, after)

    async def _all(self, conversation: str, after: int) -> Sequence[Message]:
        return await self._site.store.messages(conversation, after)

    async def session(self, request: Request) -> tuple[str, str]:
        """The token and its conversation. Raises Rejection 401."""
        header = request.headers.get("authorization", "")
        token = header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""
        conversation = await self._site.sessions.conversation(token) if token else None
        if conversation is None:
            raise Rejection(401, Key.WEB_NO_SESSION)
        return token, conversation

    async def _headers(self, token: str) -> Mapping[str, str]:
        """Which conversation is read by now: after a link, or when it was cut, a browser reads another one anew."""
        return {**UNKEPT, _CONVERSATION: await self._site.sessions.conversation(token) or ""}

    def count(self, allowed: bool) -> None:
        """Raises Rejection 429 for what comes too often."""
        if not allowed:
            raise Rejection(429, Key.WEB_TOO_OFTEN)


def _event(data: Mapping[str, object], token: str, conversation: str, library: Library) -> Event:
    """The event a body means. Raises Rejection 400."""
    if len({"text", "button", "start"} & data.keys()) != 1:
        raise Rejection(400, Key.WEB_UNREADABLE)
    own = read_id(data.get("id"))
    id = f"{session_address(token)}:{own}"
    if "text" in data:
        return Said(id, conversation, own, read_text(data["text"]), address=session_address(token))
    if "start" in data:
        said = said_by_link(id, conversation, own, read_text(data["start"]), library)
        return replace(said, address=session_address(token))
    reference = _reference(data)
    if reference is None:
        raise Rejection(400, Key.WEB_FOREIGN_BUTTON)
    return Tapped(id, conversation, reference.number, reference.place, session_address(token))


def _reference(data: Mapping[str, object]) -> Reference | None:
    button = data.get("button")
    return read_button_id(button) if isinstance(button, str) else None


def _is_foreign(data: Mapping[str, object], conversation: str) -> bool:
    """A button of another conversation: of a person's own before it was erased, a repeat alone is heard."""
    reference = _reference(data)
    return reference is not None and reference.code != conversation


def answer_of(outcome: Saved | Repeated, conversation: str) -> Wire:
    """What a browser is told of its message. Raises Rejection 409 for an id that came with other words."""
    if isinstance(outcome, Repeated) and not outcome.same:
        raise Rejection(409, Key.WEB_SAME_ID)
    saved = outcome.saved if isinstance(outcome, Repeated) else outcome
    messages = [message_dict(message, saved.conversation or conversation) for message in saved.messages]
    toast = {"toast": saved.toast} if saved.toast else {}
    return {"number": saved.number, "messages": messages, **toast}


def _topic(conversation: str) -> str:
    return f"conversation:{conversation}"


def _json(data: Wire) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
