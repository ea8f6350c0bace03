"""Forms that carry a file: read in parts and within their limit, never as a whole in memory."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.channels.web.reading import LARGEST_BODY
from bot.channels.web.rejections import Rejection
from bot.core.files import LARGEST, File
from bot.core.texts import AnyKey, Key
from bot.service.files import Attachments, Unwanted, limits

_MULTIPART = "multipart/form-data"
_MOST_FIELDS = 10
_PART = 256 * 1024
_STATUS: Mapping[AnyKey, int] = {Key.FILE_TOO_LARGE: 413, Key.FILE_TYPE: 415}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The fields of a form, and the file in it; an empty choice is none."""

    fields: Mapping[str, str]
    file: UploadFile | None

    async def taken(self, files: Attachments) -> File | None:
        """The file, kept. Raises Rejection 400, 413 or 415 for one that is not taken."""
        if self.file is None:
            return None
        try:
            return await files.take(_parts(self.file), self.file.filename or "")
        except Unwanted as unwanted:
            raise Rejection(_STATUS.get(unwanted.key, 400), unwanted.key, **unwanted.data) from None


def is_sheet(request: Request) -> bool:
    """Whether the body is a form that may carry a file."""
    return request.headers.get("content-type", "").lower().startswith(_MULTIPART)


@asynccontextmanager
async def sheet(request: Request) -> AsyncIterator[Sheet]:
    """The form until the block ends. Raises Rejection 400, or 413 as soon as it is known to be too large."""
    told = request.headers.get("content-length", "")
    if not is_sheet(request):
        raise Rejection(400, Key.WEB_UNREADABLE)
    if told.isdecimal() and int(told) > LARGEST + LARGEST_BODY:
        raise _too_large()
    stream = _limited(request.stream())
    parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=_MOST_FIELDS, max_part_size=LARGEST_BODY)
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Rejection(400, Key.WEB_UNREADABLE) from None
    try:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        files = [value for value in form.values() if isinstance(value, UploadFile)]
        yield Sheet(fields, next((it for it in files if it.filename or it.size), None))
    finally:
        await form.close()


async def _limited(stream: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    size = 0
    async for part in stream:
        size += len(part)
        if size > LARGEST + LARGEST_BODY:
            raise _too_large()
        yield part


def _too_large() -> Rejection:
    return Rejection(413, Key.FILE_TOO_LARGE, **limits())


async def _parts(file: UploadFile) -> AsyncIterator[bytes]:
    while part := await file.read(_PART):
        yield part
