"""Updates into small values: what a citizen did in a private chat, and what was done in the consultants' group."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, MessageEntity, PhotoSize, Update

from bot.core.event import File, FileKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: the update, the chat, who did it, and the message (0: none that can be named).

    `second` is when the message was written, in seconds, by Telegram's clock.
    """

    update: int
    chat: int
    user: int
    message: int
    second: int = 0


@dataclass(frozen=True, slots=True)
class Wrote:
    """A text; `edited`: it takes the place of an earlier one. `reply_to` is the message it answers, if it is one."""

    at: Place
    text: str
    edited: bool = False
    reply_to: "Target | None" = None


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command with the words after it. `bot` is the name of the bot it is meant for, if it says so."""

    at: Place
    name: str
    words: str
    bot: str = ""
    reply_to: "Target | None" = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file with the words below it, or something else that is no text. `album` is what it was sent together in."""

    at: Place
    file: File
    caption: str
    reply_to: "Target | None" = None
    album: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Tap:
    """A button. `query` is what a toast answers, `data` what the button carries."""

    at: Place
    query: str
    data: str


@dataclass(frozen=True, slots=True)
class Target:
    """The message that another one replies to, and who wrote it."""

    message: int
    user: int


@dataclass(frozen=True, slots=True)
class Blocking:
    """A person blocked the bot in their private chat, or let it in again."""

    at: Place
    blocked: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something in a group that is not the consultants'."""

    at: Place


Happened = Wrote | Commanded | SentFile | Tap
Heard = Happened | Blocking | Elsewhere
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?$", re.DOTALL)
_KINDS: Sequence[tuple[str, FileKind]] = (
    ("document", "document"),
    ("voice", "voice"),
    ("audio", "audio"),
    ("video", "video"),
    ("video_note", "video"),
    ("sticker", "sticker"),
)
_UNKEPT: Sequence[tuple[str, FileKind]] = (
    ("venue", "place"),
    ("location", "place"),
    ("contact", "card"),
    ("poll", "poll"),
    ("dice", "sticker"),
    ("game", "sticker"),
)
"""Of these only that they came is taken along: no place, name, number or vote."""
_CAPTIONED = ("photo", "document", "voice", "audio", "video")
_GROUPS = ("group", "supergroup")


def read(update: Update, bot: int, group: int | None = None) -> Heard | None:
    """What an update says happened; None for what nobody did to us.

    Heard are private chats and the consultants' group, of other groups that we are there: channel posts and bots not.
    """
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query, group)
    if update.my_chat_member is not None:
        return _member(update.update_id, update.my_chat_member, group)
    message = update.message or update.edited_message
    if message is None or message.from_user is None:
        return None
    second = int(message.date.timestamp())
    at = Place(update.update_id, message.chat.id, message.from_user.id, message.message_id, second)
    if message.chat.type in _GROUPS and message.chat.id != group:
        return Elsewhere(at)
    edited = update.edited_message is not None
    return _message(at, message, edited=edited) if _is_heard(message, bot, group) else None


def _member(update: int, changed: ChatMemberUpdated, group: int | None) -> Blocking | Elsewhere | None:
    """What became of us in a chat: blocked or let in again by a person, taken into a group or made more there."""
    there = changed.new_chat_member.status not in (ChatMember.BANNED, ChatMember.LEFT)
    at = Place(update, changed.chat.id, changed.from_user.id, 0, int(changed.date.timestamp()))
    if changed.chat.type == "private":
        return Blocking(at, not there)
    return Elsewhere(at) if there and changed.chat.type in _GROUPS and changed.chat.id != group else None


def _is_heard(message: Message, bot: int, group: int | None) -> bool:
    """An administrator who hides behind the group is heard, to be told why nothing happens; other bots are not."""
    user = message.from_user
    if user is None or user.id == bot or (user.is_bot and message.sender_chat is None):
        return False
    return message.chat.type == "private" or message.chat.id == group


def _message(at: Place, message: Message, *, edited: bool) -> Happened | None:
    target, at_desk = _target(message), message.chat.type != "private"
    if message.text is not None:
        command = _COMMAND.match(message.text) if _is_command(message) and not (edited and at_desk) else None
        if command is not None:
            return Commanded(at, command[1].lower(), (command[3] or "").strip(), command[2] or "", target, edited)
        return Wrote(at, message.text, edited, target)
    file = _file(message)
    if file is None or (edited and (at_desk or file.kind not in _CAPTIONED)):
        return None  # a place that moves, a poll that was voted in
    return SentFile(at, file, message.caption or "", target, message.media_group_id or "", edited)


def _is_command(message: Message) -> bool:
    """Whether Telegram itself takes the beginning for a command."""
    return any(it.type == MessageEntity.BOT_COMMAND and it.offset == 0 for it in message.entities)


def _target(message: Message) -> Target | None:
    replied = message.reply_to_message
    if replied is None:
        return None
    return Target(replied.message_id, replied.from_user.id if replied.from_user else 0)


def _file(message: Message) -> File | None:
    """What was sent instead of words; None for what Telegram itself tells of a chat."""
    if message.photo:
        largest: PhotoSize = max(message.photo, key=lambda it: (it.width * it.height, it.file_size or 0))
        return File("photo", "", largest.file_size or 0, largest.file_id)
    for name, kind in _KINDS:
        found = getattr(message, name)
        if found is not None:
            return File(kind, getattr(found, "file_name", None) or "", found.file_size or 0, found.file_id)
    for name, kind in _UNKEPT:
        if getattr(message, name) is not None:
            return File(kind, "", 0, "")
    unknown = message.effective_attachment is not None or message.story is not None or message.api_kwargs
    return File("other", "", 0, "") if unknown else None


def _tap(update: int, query: CallbackQuery, group: int | None) -> Tap | None:
    """A button under a message that is too old to be shown has no chat: it was tapped where who taps it is."""
    message = query.message
    chat = message.chat.id if message is not None else query.from_user.id
    if message is not None and message.chat.type != "private" and chat != group:
        return None
    place = Place(update, chat, query.from_user.id, message.message_id if message is not None else 0)
    return Tap(place, query.id, query.data or "")
