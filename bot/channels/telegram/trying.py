"""Begins with Telegram, and tries again what does not work yet: without it nothing else of the product waits."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from itertools import count

from telegram import Bot, BotCommand
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.complaints import seconds_of
from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.service import failure

LONGEST_PAUSE = 60.0
LONG_POLL = 25
"""Seconds that Telegram holds a request while nothing happens."""

Sleep = Callable[[float], Awaitable[None]]
log = logging.getLogger(__name__)


async def until_it_works(step: Callable[[], Awaitable[None]], sleep: Sleep) -> None:
    """Tries again with growing pauses; what is wrong is told by kind, without token, words or chats."""
    for attempt in count():
        try:
            await step()
            return
        except TelegramError as error:
            pause = _pause(error, attempt)
            log.warning(_COMPLAINTS.get(type(error), "telegram does not answer: %s"), type(error).__name__)
        except Exception as error:  # noqa: BLE001  a store that cannot commit now is asked again; nothing is confirmed
            pause = min(2.0**attempt, LONGEST_PAUSE)
            log.error("updates wait: %s at %s", *failure.kind_and_place(error))
        await sleep(pause)


async def begin(bot: Bot, library: Library) -> None:
    """Makes the bot known to itself, and its commands to everybody."""
    await bot.initialize()
    commands = list(_commands(library.text(DeskKey.TELEGRAM_COMMANDS)))
    if commands:
        await bot.set_my_commands(commands)


_COMPLAINTS: Mapping[type[TelegramError], str] = {
    Conflict: "another program fetches the updates of this bot; only one may: %s",
    InvalidToken: "telegram refuses TELEGRAM_BOT_TOKEN: %s",
    EndPointNotFound: "telegram refuses TELEGRAM_BOT_TOKEN: %s",
}


def _pause(error: TelegramError, attempt: int) -> float:
    if isinstance(error, RetryAfter):
        return seconds_of(error)
    if type(error) in _COMPLAINTS:
        return LONGEST_PAUSE if not isinstance(error, Conflict) else LONG_POLL
    return min(2.0**attempt, LONGEST_PAUSE)


def _commands(text: str) -> Iterable[BotCommand]:
    """The menu of commands, one a line: name - what it does."""
    for line in text.splitlines():
        name, dash, words = line.partition(" - ")
        if dash:
            yield BotCommand(name.strip(), words.strip())
