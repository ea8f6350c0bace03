"""A small Bot API over real HTTP, and the people who write through it. It refuses what the real one refuses."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.support.bot_api_json import (
    AT,
    BOT,
    Call,
    Json,
    Refusal,
    buttons_of,
    chat_of,
    entities_of,
    failure_of,
    markup_of,
    message_of,
    person,
    photo_size,
    read_fields,
    text_of,
    the_bot,
    whole,
)
from tests.support.web import served

TOKEN = f"{BOT}:a-token-of-the-tests"
PATIENCE = 20
"""Seconds until what a test waits for counts as never happening."""
NO_WEBHOOK: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
_FILES = ("photo", "document", "voice", "audio", "video", "sticker")


@dataclass
class BotApi:
    """The service of one bot. `messages` are those of each chat as they are now, by their number."""

    address: str = ""
    token: str = TOKEN
    calls: list[Call] = field(default_factory=list)
    messages: dict[int, dict[int, Json]] = field(default_factory=lambda: defaultdict(dict))
    updates: list[Json] = field(default_factory=list)
    troubles: dict[str, list[Refusal | None]] = field(default_factory=lambda: defaultdict(list))
    webhook: Json = field(default_factory=lambda: {**NO_WEBHOOK})
    blocked: set[int] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    confirmed: int = 0
    closing: bool = False
    polls: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    ids: "count[int]" = field(default_factory=lambda: count(101))

    # What people do

    async def says(self, chat: int, text: str, **more: object) -> int:
        """A text of a person in their private chat; a command is marked as Telegram marks it."""
        return await self.writes(chat, chat, {"text": text, **entities_of(text), **more})

    async def edits(self, chat: int, message: int, text: str) -> None:
        old = self.messages[chat][message]
        old.update(text=text, edit_date=AT + 1)
        await self.happens({"edited_message": old})

    async def sends_photo(self, chat: int, caption: str = "", file: str = "photo-large") -> int:
        sizes = [photo_size("photo-small", 90), photo_size(file, 1280)]
        return await self.writes(chat, chat, {"photo": sizes, **({"caption": caption} if caption else {})})

    async def sends_document(self, chat: int, name: str, caption: str = "", file: str = "document-1") -> int:
        document = {"file_id": file, "file_unique_id": f"u{file}", "file_name": name, "file_size": 1000}
        return await self.writes(chat, chat, {"document": document, **({"caption": caption} if caption else {})})

    async def taps(self, chat: int, label: str, user: int | None = None) -> None:
        """Taps the newest button of the chat with that label."""
        for number, message in sorted(self.messages[chat].items(), reverse=True):
            for shown, data in buttons_of(message):
                if shown.removeprefix("✓ ") == label:
                    await self.taps_data(chat, number, data, user)
                    return
        raise AssertionError(f"no button {label!r} in chat {chat}")

    async def taps_data(self, chat: int, message: int, data: str, user: int | None = None) -> None:
        query = {"id": str(next(self.ids)), "from": person(user or chat), "chat_instance": "1", "data": data}
        await self.happens({"callback_query": {**query, "message": self.messages[chat][message]}})

    async def replies(self, group: int, user: int, to: int | None, text: str) -> int:
        """A person of a group writes, as a reply to a message of it if one is named."""
        more = {"reply_to_message": self.messages[group][to]} if to is not None else {}
        return await self.writes(group, user, {"text": text, **entities_of(text), **more})

    async def happens(self, update: Json) -> int:
        """An update of any shape, as it is now; its number."""
        id = next(self.ids)
        async with self.changed:
            self.updates.append({"update_id": id, **deepcopy(update)})
            self.changed.notify_all()
        return id

    async def writes(self, chat: int, user: int, content: Json) -> int:
        """A message of a person with any content."""
        number = next(self.numbers)
        self.messages[chat][number] = message_of(number, chat, person(user), content)
        await self.happens({"message": self.messages[chat][number]})
        return number

    # What a test sees and arranges

    def seen(self, chat: int) -> list[str]:
        """What the bot has written there, as it is now."""
        return [str(it.get("text", it.get("caption", ""))) for it in self.of_bot(chat).values()]

    def of_bot(self, chat: int) -> dict[int, Json]:
        """The messages of the bot in a chat, by number."""
        return {number: it for number, it in self.messages[chat].items() if it["from"] == the_bot()}

    def labels(self, chat: int, message: int) -> list[str]:
        return [label for label, _ in buttons_of(self.messages[chat][message])]

    def data(self, chat: int, message: int) -> list[str]:
        """What its buttons carry."""
        return [data for _, data in buttons_of(self.messages[chat][message])]

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method.lower()]

    def trouble(self, method: str, code: int, words: str = "trouble", *, after: int = 0, **parameters: int) -> None:
        """A call of that method ends so: the next one, or the one after so many that go well."""
        self.troubles[method.lower()] += [*[None] * after, Refusal(code, words, **parameters)]

    async def until(self, holds: Callable[[], object]) -> None:
        """Waits until something holds; it is looked at after every call of the bot."""
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(lambda: bool(holds()))

    async def until_heard(self) -> None:
        """Waits until every update was confirmed."""
        await self.until(lambda: not self.updates)

    # What the bot asks

    async def answer(self, request: Request) -> Response:
        method = request.path_params["method"].lower()
        try:
            if request.path_params["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            fields = await read_fields(request)
            self.calls.append(Call(method, fields))
            trouble = self.troubles[method].pop(0) if self.troubles[method] else None
            if trouble is not None:
                raise trouble
            result = await self._do(method, fields)
        except Refusal as refusal:
            return JSONResponse(failure_of(refusal), refusal.code)
        except ClientDisconnect:
            return Response(status_code=400)  # who asked was killed
        finally:
            async with self.changed:
                self.changed.notify_all()
        return JSONResponse({"ok": True, "result": result})

    async def file(self, request: Request) -> Response:
        """The bytes of a file by the path that getFile gave."""
        return Response(self.files[request.path_params["path"]])

    async def _do(self, method: str, fields: Mapping[str, object]) -> object:
        if method == "getupdates":
            return await self._get_updates(fields)
        if method.startswith("send") and method != "sendchataction":
            return self._send(method.removeprefix("send"), fields)
        known: Mapping[str, Callable[[Mapping[str, object]], object]] = {
            "getme": lambda _: the_bot(),
            "editmessagetext": self._edit,
            "editmessagereplymarkup": self._edit,
            "deletemessage": self._delete,
            "answercallbackquery": lambda _: True,
            "setmycommands": lambda _: True,
            "sendchataction": lambda _: True,
            "deletewebhook": lambda _: True,
            "setwebhook": self._set_webhook,
            "getwebhookinfo": lambda _: self.webhook,
            "getfile": self._get_file,
            "getchat": self._known_chat,
            "getchatmember": lambda _: {"user": the_bot(), "status": "member"},
        }
        if method not in known:
            raise Refusal(404, "Not Found")
        return known[method](fields)

    async def _get_updates(self, fields: Mapping[str, object]) -> list[Json]:
        offset = whole(fields.get("offset", 0))
        async with self.changed:
            self.confirmed = max(self.confirmed, offset)
            self.updates = [it for it in self.updates if whole(it["update_id"]) >= offset]
            self.changed.notify_all()
            self.polls += 1
            try:
                async with asyncio.timeout(whole(fields.get("timeout", 0))):
                    await self.changed.wait_for(lambda: bool(self.updates) or self.closing)
            except TimeoutError:
                return []
            finally:
                self.polls -= 1
                self.changed.notify_all()
            return self.updates[:100]

    async def closes(self) -> None:
        """Ends every long poll."""
        async with self.changed:
            self.closing = True
            self.changed.notify_all()
            await self.changed.wait_for(lambda: self.polls == 0)

    def _send(self, kind: str, fields: Mapping[str, object]) -> Json:
        chat = self._chat(fields)
        content: Json = {}
        if kind == "message":
            content["text"] = text_of(fields, "text", 4096)
        elif kind in _FILES:
            content[kind] = self._sent_file(kind, fields[kind])
            if fields.get("caption"):
                content["caption"] = text_of(fields, "caption", 1024)
        else:
            raise Refusal(404, "Not Found")
        markup = markup_of(fields)
        target = self._target(chat, fields)
        number = next(self.numbers)
        more = {**({"reply_markup": markup} if markup else {}), **({"reply_to_message": target} if target else {})}
        self.messages[chat][number] = message_of(number, chat, the_bot(), {**content, **more})
        return self.messages[chat][number]

    def _sent_file(self, kind: str, given: object) -> object:
        """A file by its reference, or as bytes that are kept under a reference of their own."""
        if isinstance(given, bytes):
            reference = f"{kind}-{len(self.files)}"
            self.files[reference] = given
        else:
            reference = str(given)
            if reference.startswith("gone"):
                raise Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
        one = {"file_id": reference, "file_unique_id": f"u{reference}"}
        whole = {"width": 1, "height": 1, "duration": 1, "is_animated": False, "is_video": False, "type": "regular"}
        return [{**one, **whole}] if kind == "photo" else {**one, **whole}

    def _edit(self, fields: Mapping[str, object]) -> Json:
        chat = self._chat(fields)
        message = self.messages[chat].get(whole(fields["message_id"]))
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if message["from"] != the_bot() or "text" not in message:
            raise Refusal(400, "Bad Request: message can't be edited")
        text = text_of(fields, "text", 4096) if "text" in fields else message["text"]
        markup = markup_of(fields)
        if (message["text"], message.get("reply_markup")) == (text, markup):
            raise Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
        message.update(text=text)
        message.pop("reply_markup", None)
        if markup:
            message["reply_markup"] = markup
        return message

    def _delete(self, fields: Mapping[str, object]) -> bool:
        if self.messages[self._chat(fields)].pop(whole(fields["message_id"]), None) is None:
            raise Refusal(400, "Bad Request: message to delete not found")
        return True

    def _get_file(self, fields: Mapping[str, object]) -> Json:
        reference = str(fields["file_id"])
        if reference not in self.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        return {"file_id": reference, "file_unique_id": f"u{reference}", "file_path": reference}

    def _set_webhook(self, fields: Mapping[str, object]) -> bool:
        self.webhook["url"] = str(fields["url"])
        return True

    def _known_chat(self, fields: Mapping[str, object]) -> Json:
        return chat_of(self._chat(fields))

    def _chat(self, fields: Mapping[str, object]) -> int:
        chat = whole(fields["chat_id"])
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat not in self.messages:
            raise Refusal(400, "Bad Request: chat not found")
        return chat

    def _target(self, chat: int, fields: Mapping[str, object]) -> Json | None:
        reply = fields.get("reply_parameters")
        if not isinstance(reply, dict):
            return None
        found = self.messages[chat].get(reply["message_id"])
        if found is None and not reply.get("allow_sending_without_reply"):
            raise Refusal(400, "Bad Request: message to be replied not found")
        return found


@asynccontextmanager
async def bot_api(api: BotApi | None = None) -> AsyncIterator[BotApi]:
    """Serves at a free port of this machine until the block ends; `api` is one that a test has made."""
    api = api or BotApi()
    routes = [
        Route("/file/bot{token}/{path:path}", api.file),
        Route("/bot{token}/{method}", api.answer, methods=["POST"]),
    ]
    async with served(Starlette(routes=routes)) as address:
        api.address = address
        try:
            yield api
        finally:
            await api.closes()
