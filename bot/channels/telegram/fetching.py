"""Fetches updates by long polling. They are confirmed after what they did is committed, never before."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from itertools import count

from telegram import Bot, BotCommand, Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.chat import Chats
from bot.channels.telegram.group import Group
from bot.channels.telegram.names import bot_id, source
from bot.channels.telegram.reading import Happened, Heard, read
from bot.channels.telegram.salvaging import Raw, salvaged
from bot.channels.telegram.sending import seconds_of
from bot.channels.telegram.speaking import Voice
from bot.core.texts import Key
from bot.service import failure
from bot.service.ports import Clock, InForce, Store
from bot.service.staff import Staff
from bot.service.turn import Turns

LONG_POLL = 25
"""Seconds that Telegram holds a request while nothing happens."""
LONGEST_PAUSE = 60.0
_ANSWER = 10  # seconds beyond the long poll until a connection counts as dead
_HEARD = ("message", "edited_message", "callback_query")
_GET_UPDATES = "getupdates"  # the method in lower case: names are read in any case, and this way we get the plain JSON

log = logging.getLogger(__name__)


class Telegram:
    """The bot's ear. `group` is the consultants' group."""

    def __init__(
        self,
        bot: Bot,
        turns: Turns,
        store: Store,
        in_force: InForce,
        clock: Clock,
        staff: Staff,
        group: int | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._id = bot_id(bot.token)
        self._store = store
        self._in_force = in_force
        self._desk = group
        self._sleep = sleep
        voice = Voice(bot, in_force)
        self._chats = Chats(self._id, turns, store, in_force, clock, staff, voice)
        self._group = Group(self._id, turns, store, staff, voice)

    async def run(self) -> None:
        """Hears until it is cancelled. What was not committed is heard again at the next start."""
        await self._until_it_works(self._begin)
        while True:
            await self._until_it_works(self._hear)

    async def _until_it_works(self, step: Callable[[], Awaitable[None]]) -> None:
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
            await self._sleep(pause)

    async def _begin(self) -> None:
        await self._bot.initialize()
        commands = list(_commands(self._in_force.library.text(Key.TELEGRAM_COMMANDS)))
        if commands:
            await self._bot.set_my_commands(commands)

    async def _hear(self) -> None:
        """One round: what is fetched is carried through, and then the place is kept."""
        place = await self._store.cursor(source(self._id))
        updates = await self._fetched(place)
        await self._carry(updates)
        ids = [id for update in updates if (id := _id_of(update)) is not None]
        if ids:
            await self._store.keep_cursor(source(self._id), max(ids) + 1)

    async def _fetched(self, place: int | None) -> Sequence[Raw]:
        given = {"offset": place, "timeout": LONG_POLL, "allowed_updates": list(_HEARD)}
        wanted = {name: value for name, value in given.items() if value is not None}
        found = await self._bot.do_api_request(_GET_UPDATES, wanted, read_timeout=LONG_POLL + _ANSWER)
        return [update for update in found if isinstance(update, dict)]

    async def _carry(self, updates: Iterable[Raw]) -> None:
        """Every chat in order, and no chat waits for another. Raises what kept one of them from being stored."""
        chats: dict[int, list[Happened]] = {}
        for update in updates:
            happened = self._read(update)
            if isinstance(happened, Happened):
                chats.setdefault(happened.at.chat, []).append(happened)
        ended = await asyncio.gather(*map(self._carry_chat, chats.values()), return_exceptions=True)
        for error in ended:
            if error is not None:
                raise error

    async def _carry_chat(self, chat: Sequence[Happened]) -> None:
        for happened in chat:
            if happened.at.chat == self._desk:
                await self._group.take(happened, self._bot.username)
            else:
                await self._chats.take(happened)

    def _read(self, raw: Raw) -> Heard | None:
        """An update alone: of one that cannot be read the least is kept, and the others are not held."""
        try:
            return read(Update.de_json({**raw}, self._bot), self._id, self._desk)
        except Exception as error:  # noqa: BLE001  whatever the library stumbles over
            log.error("an update was not readable: %s at %s", *failure.kind_and_place(error))
            return salvaged(raw)


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


def _id_of(update: Raw) -> int | None:
    id = update.get("update_id")
    return id if isinstance(id, int) and not isinstance(id, bool) else None


def _commands(text: str) -> Iterable[BotCommand]:
    """The menu of commands, one a line: name - what it does."""
    for line in text.splitlines():
        name, dash, words = line.partition(" - ")
        if dash:
            yield BotCommand(name.strip(), words.strip())
