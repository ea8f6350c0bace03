"""Reading what a request carries: bodies within their limit, text that can be kept, numbers."""

import json
import unicodedata
from collections.abc import Mapping

from starlette.requests import Request

from bot.channels.web.rejections import Rejection
from bot.core.texts import Key

LARGEST_BODY = 64 * 1024
"""Bytes of a request's body."""
_LONGEST_ID = 100


async def read_body(request: Request, most: int = LARGEST_BODY) -> bytes:
    """The body. Raises Rejection 413 when it is larger than `most` bytes, as soon as that is known."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise Rejection(413, Key.WEB_TOO_LARGE)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise Rejection(413, Key.WEB_TOO_LARGE)
    return bytes(body)


async def read_json(request: Request) -> Mapping[str, object]:
    """The object in the body. Raises Rejection 400 for anything else."""
    body = await read_body(request)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Rejection(400, Key.WEB_UNREADABLE) from None
    if not isinstance(data, dict):
        raise Rejection(400, Key.WEB_UNREADABLE)
    return data


def read_id(value: object) -> str:
    """The id a sender gave; raises Rejection 400 for one that cannot be kept."""
    id = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not 0 < len(id) <= _LONGEST_ID or not id.isprintable():
        raise Rejection(400, Key.WEB_UNREADABLE)
    return id


def read_text(value: object) -> str:
    """A person's text, whole: composed, and without the signs that no store or page can hold."""
    if not isinstance(value, str):
        raise Rejection(400, Key.WEB_UNREADABLE)
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")
    text = "".join(sign for sign in unicodedata.normalize("NFC", whole) if sign in "\n\t" or ord(sign) >= ord(" "))
    if not any(_shows(sign) for sign in text):
        raise Rejection(400, Key.WEB_EMPTY)
    return text


def _shows(sign: str) -> bool:
    """Whether a sign leaves anything on a page; a message of spaces and joiners alone is an empty one."""
    return unicodedata.category(sign)[0] not in "ZC"


def read_number(text: str, most: int) -> int:
    """A number of a query, at most `most`; raises Rejection 400 for anything else."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(most)):
        raise Rejection(400, Key.WEB_UNREADABLE)
    return min(int(text), most)
