"""Files on their way to Telegram and from it: by the name that Telegram has for one, or as bytes that are kept here."""

import logging
from collections.abc import Awaitable, Callable, Sequence

import telegram
from telegram import Bot, ReplyParameters
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.complaints import outcome_of
from bot.core.files import LARGEST, File, name_to_save
from bot.service.files import Attachments
from bot.service.ports import Refused, Wait
from bot.service.ports.files import Wanted

CAPTIONED = ("photo", "document", "voice", "audio", "video")
_LARGEST_PHOTO = 10_000_000
"""Bytes of what is shown as a picture; anything larger goes as a document (core.telegram.org/bots/api, sendPhoto)."""
_SHOWN = ("jpg", "png")
_NO_MORE = "message to delete not found"
_PATIENCE = 50.0
"""Seconds for the bytes of one file; delivery gives up after a minute."""

log = logging.getLogger(__name__)


class Copies:
    """Sends files to chats. `where` are the topic and the reply parameters of a message."""

    def __init__(self, bot: Bot, files: Attachments) -> None:
        self._bot = bot
        self._files = files

    async def send(
        self, chat: int, file: File, caption: str | None, thread: int | None, reply: ReplyParameters | None
    ) -> Sequence[str]:
        """The names of what was sent: none where nobody has the bytes any more. Raises TelegramError."""
        if file.ref:
            try:
                return await self._by_name(chat, file, caption, thread, reply)
            except BadRequest:
                if file.state != "here":
                    raise
        content = await self._files.content(file)
        return () if content is None else await self._by_bytes(chat, file, content, caption, thread, reply)

    async def take_back(self, chat: int, refs: Sequence[str]) -> bool:
        """Deletes what was sent before. False where something stays, such as what is older than two days."""
        gone = True
        for ref in refs:
            try:
                await self._bot.delete_message(chat, int(ref))
            except BadRequest as error:
                gone = gone and _NO_MORE in error.message.lower()
        return gone

    async def _by_name(
        self, chat: int, file: File, caption: str | None, thread: int | None, reply: ReplyParameters | None
    ) -> Sequence[str]:
        if file.kind not in CAPTIONED:
            sent = await self._bot.send_sticker(chat, file.ref, message_thread_id=thread, reply_parameters=reply)
            return (str(sent.message_id),)
        send: Callable[..., Awaitable[telegram.Message]] = getattr(self._bot, f"send_{file.kind}")
        given = {file.kind: file.ref, "caption": caption}
        sent = await send(chat, message_thread_id=thread, reply_parameters=reply, **given)
        return (str(sent.message_id),)

    async def _by_bytes(
        self,
        chat: int,
        file: File,
        content: bytes,
        caption: str | None,
        thread: int | None,
        reply: ReplyParameters | None,
    ) -> Sequence[str]:
        """A picture is shown as one, unless Telegram makes nothing of it."""
        send: Callable[..., Awaitable[telegram.Message]]
        for send in (*self._shows(file), self._bot.send_document):
            try:
                sent = await send(
                    chat,
                    content,
                    caption=caption,
                    filename=name_to_save(file, 1),
                    message_thread_id=thread,
                    reply_parameters=reply,
                    write_timeout=_PATIENCE,
                    read_timeout=_PATIENCE,
                )
            except BadRequest as error:
                if send == self._bot.send_document:
                    raise
                log.warning("a picture goes as a document: %s", type(error).__name__)
            else:
                return (str(sent.message_id),)
        return ()

    def _shows(self, file: File) -> Sequence[Callable[..., Awaitable[telegram.Message]]]:
        return (self._bot.send_photo,) if file.type in _SHOWN and file.size <= _LARGEST_PHOTO else ()


class TelegramFiles:
    """Implements `service.ports.files.Source`."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, wanted: Wanted) -> bytes | Wait | Refused:
        """The bytes of a file by Telegram's name of it; it has them for an hour by an address that it gives anew."""
        if wanted.file.size > LARGEST:
            return Refused("TooLarge")
        try:
            found = await self._bot.get_file(wanted.file.ref, read_timeout=_PATIENCE)
            if (found.file_size or 0) > LARGEST:
                return Refused("TooLarge")
            return bytes(await found.download_as_bytearray(read_timeout=_PATIENCE))
        except InvalidToken as error:  # an address that is no address any more
            return Wait(2.0**wanted.attempts, type(error).__name__)
        except TelegramError as error:
            return outcome_of(error, wanted.attempts)
