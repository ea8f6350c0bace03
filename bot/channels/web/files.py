"""Files over the web: what a citizen sends, and what is given out to whoever may read the conversation."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.channels.web.api import HIGHEST_NUMBER, LONGEST_WAIT, Api, answer_of
from bot.channels.web.desk import Desk
from bot.channels.web.reading import read_id, read_json, read_number, read_text
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site, address_of
from bot.channels.web.sitting import Sitting
from bot.channels.web.uploads import sheet
from bot.core.event import Removed, Sent
from bot.core.files import File, name_to_save
from bot.core.reply import Message
from bot.core.texts import Key
from bot.service.files import Attachments
from bot.service.sessions import address_of as session_address

_MIMES: Mapping[str, str] = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hwp": "application/x-hwp",
    "hwpx": "application/hwp+zip",
}
_ALONE = {"content-security-policy": "sandbox; default-src 'none'", "cross-origin-resource-policy": "same-origin"}
"""Whatever is in a file does nothing here, even if a browser should show it instead of saving it."""


class CitizenFiles:
    """The files of a citizen's conversation."""

    def __init__(self, site: Site, api: Api) -> None:
        self._site = site
        self._api = api

    async def send(self, request: Request) -> Response:
        """POST /api/files: a form with an id, a file and perhaps words below it; answered as messages are."""
        token, conversation = await self._api.session(request)
        now, limits = self._site.clock.now(), self._site.limits
        self._api.count(limits.files_of_session.allows(conversation, now))
        self._api.count(limits.files_of_address.allows(address_of(request), now))
        async with sheet(request) as sent:
            own, part = read_id(sent.fields.get("id")), sent.fields.get("part", "")
            caption = read_text(sent.fields["text"]) if sent.fields.get("text", "").strip() else ""
            file = await sent.taken(self._site.files)
        if file is None:
            raise Rejection(400, Key.FILE_EMPTY)
        address, thought = session_address(token), f"album:{read_id(part)}" if part else ""
        event = Sent(f"{address}:{own}", conversation, own, file, caption, thought, address)
        outcome = await self._site.turns.take(event)
        await self._site.files.settle(file)
        return JSONResponse(answer_of(outcome, conversation), headers=UNKEPT)

    async def give(self, request: Request) -> Response:
        """GET /api/files/NUMBER: the file of a message of one's own conversation, awaited where it is being fetched."""
        _, conversation = await self._api.session(request)
        number = read_number(request.path_params["number"], HIGHEST_NUMBER)
        return await given(self._site.files, await self._settled(conversation, number), number)

    async def remove(self, request: Request) -> Response:
        """POST /api/files/NUMBER/remove: has a file removed that one sent oneself; answered as messages are."""
        token, conversation = await self._api.session(request)
        self._api.count(self._site.limits.messages_of_session.allows(conversation, self._site.clock.now()))
        number = read_number(request.path_params["number"], HIGHEST_NUMBER)
        address, own = session_address(token), read_id((await read_json(request)).get("id"))
        outcome = await self._site.turns.take(Removed(f"{address}:{own}", conversation, number, address))
        return JSONResponse(answer_of(outcome, conversation), headers=UNKEPT)

    async def _settled(self, conversation: str, number: int) -> Sequence[Message]:
        """The message, once its file is here or cannot be had, or after LONGEST_WAIT."""
        with self._site.news.watch(f"conversation:{conversation}") as watch, contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                while not self._site.ending.is_set():
                    messages = await self._site.store.messages(conversation, number - 1)
                    if not any(it.number == number and it.file and it.file.state == "wanted" for it in messages):
                        return messages
                    await self._site.wait(watch, LONGEST_WAIT)
        return ()


class DeskFiles:
    """The files of a case, for who may read the case."""

    def __init__(self, site: Site, sitting: Sitting, desk: Desk) -> None:
        self._site = site
        self._sitting = sitting
        self._desk = desk

    async def give(self, request: Request) -> Response:
        """GET /desk/cases/NUMBER/files/MESSAGE: the file of a message of the case."""
        seated = await self._sitting.must_sit(request)
        case = await self._desk.file(request.path_params["number"], seated, "file")
        number = read_number(request.path_params["message"], HIGHEST_NUMBER)
        return await given(self._site.files, (*case.earlier, *case.messages), number)


async def given(files: Attachments, messages: Sequence[Message], number: int) -> Response:
    """The file of that message, to be saved. Raises Rejection 404 where there is none, or none any more."""
    file = next((it.file for it in messages if it.number == number), None)
    parts = await files.read(file) if file else None
    if file is None or parts is None:
        raise Rejection(404, Key.FILE_GONE)
    size = {"content-length": str(file.size)}
    mime = _MIMES.get(file.type, "application/octet-stream")
    return StreamingResponse(parts, headers={**UNKEPT, **_ALONE, **size, **_named(file, number)}, media_type=mime)


def _named(file: File, number: int) -> Mapping[str, str]:
    """The name to save it by (RFC 6266), and a plain one for programs that read no other."""
    name, plain = quote(name_to_save(file, number), safe=""), f"file-{number}.{file.type}"
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"}
