"""Updates into small values: what a citizen did in a private chat, and what was done in the consultants' group."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, MessageEntity, PhotoSize, Update

from bot.core.event import File, FileKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: the update, the chat, who did it, and the message (0: none that can be named).

    `second` is when the message was written, in seconds, by Telegram's clock. `topic` is the topic it stands in, 0 for
    none, and `forum` whether the chat has topics at all.
    """

    update: int
    chat: int
    user: int
    message: int
    second: int = 0
    topic: int = 0
    forum: bool = False


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
    """A button. `query` is what a toast answers, `data` what the button carries.

    `below` is what the message with the button replies to, as far as it can be said again.
    """

    at: Place
    query: str
    data: str
    below: "Wrote | SentFile | None" = None


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


@dataclass(frozen=True, slots=True)
class Shut:
    """Somebody closed the topic it happened in, or opened it again."""

    at: Place
    closed: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """What the bot may do in the consultants' group is another by now."""

    at: Place


Happened = Wrote | Commanded | SentFile | Tap
Heard = Happened | Blocking | Elsewhere | Shut | Changed
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
        return _tap(update.update_id, update.callback_query, bot, group)
    if update.my_chat_member is not None:
        return _member(update.update_id, update.my_chat_member, group)
    message = update.message or update.edited_message
    if message is None or message.from_user is None:
        return None
    at = _place(update.update_id, message, message.from_user.id)
    if message.chat.type in _GROUPS and message.chat.id != group:
        return Elsewhere(at)
    edited = update.edited_message is not None
    return _message(at, message, edited=edited) if _is_heard(message, bot, group) else None


def _place(update: int, message: Message, user: int) -> Place:
    """Where a message stands. What replies to something outside of all topics has a thread too, and no topic."""
    second = int(message.date.timestamp())
    topic = (message.message_thread_id or 0) if message.is_topic_message else 0
    return Place(update, message.chat.id, user, message.message_id, second, topic, bool(message.chat.is_forum))


def _member(update: int, changed: ChatMemberUpdated, group: int | None) -> Blocking | Elsewhere | Changed | None:
    """What became of us in a chat: blocked or let in again by a person, taken into a group or made more there."""
    there = changed.new_chat_member.status not in (ChatMember.BANNED, ChatMember.LEFT)
    at = Place(update, changed.chat.id, changed.from_user.id, 0, int(changed.date.timestamp()))
    if changed.chat.type == "private":
        return Blocking(at, not there)
    if changed.chat.id == group:
        return Changed(at)
    return Elsewhere(at) if there and changed.chat.type in _GROUPS else None


def _is_heard(message: Message, bot: int, group: int | None) -> bool:
    """An administrator who hides behind the group is heard, to be told why nothing happens; other bots are not."""
    user = message.from_user
    if user is None or user.id == bot or (user.is_bot and message.sender_chat is None):
        return False
    return message.chat.type == "private" or message.chat.id == group


def _message(at: Place, message: Message, *, edited: bool) -> Wrote | Commanded | SentFile | Shut | None:
    target, at_desk = _target(message), message.chat.type != "private"
    if message.forum_topic_closed is not None or message.forum_topic_reopened is not None:
        return Shut(at, message.forum_topic_closed is not None)
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
    if replied is None or (message.is_topic_message and replied.message_id == message.message_thread_id):
        return None  # whatever is said in a topic replies to its beginning
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


def _tap(update: int, query: CallbackQuery, bot: int, group: int | None) -> Tap | None:
    """A button under a message that is too old to be shown has no chat: it was tapped where who taps it is."""
    message = query.message
    if message is None:
        return Tap(Place(update, query.from_user.id, query.from_user.id, 0), query.id, query.data or "")
    if message.chat.type != "private" and message.chat.id != group:
        return None
    if not isinstance(message, Message):
        at = Place(update, message.chat.id, query.from_user.id, message.message_id, forum=bool(message.chat.is_forum))
        return Tap(at, query.id, query.data or "")
    return Tap(_place(update, message, query.from_user.id), query.id, query.data or "", _below(update, message, bot))


def _below(update: int, message: Message, bot: int) -> Wrote | SentFile | None:
    """What somebody wrote that a message of ours replies to."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.from_user.id == bot:
        return None
    found = _message(_place(update, replied, replied.from_user.id), replied, edited=False)
    return found if isinstance(found, Wrote | SentFile) else None
