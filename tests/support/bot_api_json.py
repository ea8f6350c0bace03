"""The JSON of the fake Bot API: reading what the bot sends, and the messages and people of Telegram."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request

BOT, USERNAME = 7001, "hyeopdong_test_bot"
AT = 1_795_000_000

Json = dict[str, object]
_KINDS_OF_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
_GIFTS: Json = dict.fromkeys(_KINDS_OF_GIFTS, False)


@dataclass(frozen=True, slots=True)
class Call:
    """What the bot asked for: the method in lower case, and its fields, JSON already read."""

    method: str
    fields: Mapping[str, object]


class Refusal(Exception):
    """An answer that is no success."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


async def read_fields(request: Request) -> Json:
    """The fields of a form, of either kind; what is JSON is read."""
    async with request.form() as form:
        return {name: await _value(name, value) for name, value in form.items()}


async def _value(name: str, value: UploadFile | str) -> object:
    if isinstance(value, UploadFile):
        return await value.read()
    return json.loads(value) if value[:1] in ("{", "[") and name not in ("text", "caption") else value


def text_of(fields: Mapping[str, object], name: str, most: int) -> str:
    """The words of a field. Raises Refusal for none, and for more units of UTF-16 than may be."""
    text = str(fields.get(name, ""))
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > most:
        raise Refusal(400, f"Bad Request: message {name} is too long")
    return text


def markup_of(fields: Mapping[str, object]) -> Json | None:
    """The keyboard of a call. Raises Refusal for a button that Telegram would not take."""
    markup = fields.get("reply_markup")
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:  # what only asks for a reply is not told back
        return None
    for row in markup["inline_keyboard"]:
        for button in row:
            if not button["text"] or not _does_something(button):
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup


def _does_something(button: Json) -> bool:
    """Whether it carries a reference of 64 bytes at the most, or 256 signs at the most to be copied."""
    copied = button.get("copy_text")
    if isinstance(copied, dict):
        return 1 <= len(copied["text"]) <= 256
    return 1 <= len(str(button["callback_data"]).encode()) <= 64


def buttons_of(message: Json) -> list[tuple[str, str]]:
    """The label and the data of every button that asks the bot for something."""
    markup = message.get("reply_markup")
    rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
    return [(button["text"], button["callback_data"]) for row in rows for button in row if "callback_data" in button]


def message_of(number: int, chat: int, sender: Json, content: Json) -> Json:
    """A message of a private chat, or of a group, whose number is negative."""
    kind: Json = {"type": "private", "first_name": "사람"} if chat > 0 else {"type": "supergroup", "title": "상담"}
    return {"message_id": number, "date": AT, "chat": {"id": chat, **kind}, "from": sender, **content}


def chat_of(chat: int) -> Json:
    """All there is to be known of a chat."""
    kind: Json = {"type": "private", "first_name": "사람"} if chat > 0 else {"type": "supergroup", "title": "상담"}
    return {"id": chat, **kind, "accent_color_id": 1, "max_reaction_count": 1, "accepted_gift_types": _GIFTS}


def entities_of(text: str) -> Json:
    """How Telegram marks a command."""
    if not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}


def photo_size(file: str, side: int) -> Json:
    """One size of a photo."""
    return {"file_id": file, "file_unique_id": f"u{file}", "width": side, "height": side, "file_size": side * 10}


def person(id: int) -> Json:
    """Somebody."""
    return {"id": id, "is_bot": False, "first_name": "사람"}


def the_bot() -> Json:
    """The bot itself."""
    return {"id": BOT, "is_bot": True, "first_name": "협동톡", "username": USERNAME}


def failure_of(refusal: Refusal) -> Json:
    """The body of an answer that is no success."""
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    return {**body, "parameters": refusal.parameters} if refusal.parameters else body


def whole(value: object) -> int:
    """A number of a form, which holds texts."""
    return int(str(value))
