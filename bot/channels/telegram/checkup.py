"""How the bot stands with Telegram: its token, its webhook, its rights in the consultants' group. Nothing is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.forum import may_open_topics
from bot.channels.telegram.names import bot_id

TokenState = Literal["good", "refused", "unreached"]
GroupState = Literal["none", "away", "mute", "flat", "barred", "open"]
"""`away`: the bot is not in it; `mute`: it may not write; `flat`: it has no topics; `barred`: it may not open them."""
_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


@dataclass(frozen=True, slots=True)
class Posts:
    """Where Telegram posts updates, empty for nowhere; when it last could not and its words for why; what waits."""

    address: str = ""
    failed: datetime | None = None
    told: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found. `name` is the bot's, empty where its token was not taken."""

    token: TokenState
    name: str = ""
    group: GroupState = "none"
    posts: Posts = Posts()


async def look(token: str, url: str, group: int | None) -> Standing:
    """Asks the service at that scheme, host and port."""
    bot = Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    try:
        await bot.initialize()
        found = "none" if group is None else await _group(bot, group)
        return Standing("good", f"@{bot.username}", found, await _posts(bot))
    except InvalidToken:
        return Standing("refused")
    except TelegramError:
        return Standing("unreached")
    finally:
        await bot.shutdown()


async def _posts(bot: Bot) -> Posts:
    """Raises TelegramError where the service is not reached."""
    told = await bot.get_webhook_info()
    return Posts(told.url, told.last_error_date, told.last_error_message or "", told.pending_update_count)


async def _group(bot: Bot, group: int) -> GroupState:
    """Raises TelegramError where the service is not reached."""
    try:
        chat = await bot.get_chat(group)
        member = await bot.get_chat_member(group, bot_id(bot.token))
    except (BadRequest, Forbidden):
        return "away"
    if member.status in _OUTSIDE:
        return "away"
    if not _may_write(chat, member):
        return "mute"
    if not chat.is_forum:
        return "flat"
    return "open" if may_open_topics(member) else "barred"


def _may_write(chat: ChatFullInfo, member: ChatMember) -> bool:
    """What holds for everybody does not bind those who manage the group."""
    if isinstance(member, ChatMemberAdministrator):
        return True
    if isinstance(member, ChatMemberRestricted):
        return member.can_send_messages
    return chat.permissions is None or chat.permissions.can_send_messages is not False
