"""How the bot stands with Telegram: its token, the consultants' group, and the bot's rights there. Nothing is sent."""

from dataclasses import dataclass
from typing import Literal

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.forum import may_open

TokenState = Literal["good", "refused", "unreached"]
GroupState = Literal["none", "away", "flat", "barred", "open"]
"""`away`: the bot is not in it; `flat`: it has no topics; `barred`: the bot may not open them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found. `name` is the bot's, empty where its token was not taken."""

    token: TokenState
    name: str = ""
    group: GroupState = "none"


async def look(token: str, url: str, group: int | None) -> Standing:
    """Asks the service at that scheme, host and port."""
    bot = Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    try:
        await bot.initialize()
        found = "none" if group is None else await _group(bot, group)
        return Standing("good", f"@{bot.username}", found)
    except InvalidToken:
        return Standing("refused")
    except TelegramError:
        return Standing("unreached")
    finally:
        await bot.shutdown()


async def _group(bot: Bot, group: int) -> GroupState:
    """Raises TelegramError where the service is not reached."""
    try:
        if not (await bot.get_chat(group)).is_forum:
            return "flat"
        return "open" if await may_open(bot, group) else "barred"
    except (BadRequest, Forbidden):
        return "away"
