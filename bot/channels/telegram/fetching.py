"""Fetches updates by long polling. They are confirmed after what they did is committed, never before."""

import asyncio
from collections.abc import Sequence

from telegram import Bot

from bot.channels.telegram.carrying import HEARD, Carrier
from bot.channels.telegram.names import bot_id, source
from bot.channels.telegram.salvaging import Raw
from bot.channels.telegram.trying import LONG_POLL, Sleep, begin, until_it_works
from bot.service.ports import Cursors, InForce

_ANSWER = 10  # seconds beyond the long poll until a connection counts as dead
_GET_UPDATES = "getupdates"  # the method in lower case: names are read in any case, and this way we get the plain JSON


class Fetching:
    """The bot's ear where Telegram is asked for updates."""

    def __init__(
        self, bot: Bot, carrier: Carrier, cursors: Cursors, in_force: InForce, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._source = source(bot_id(bot.token))
        self._carrier = carrier
        self._cursors = cursors
        self._in_force = in_force
        self._sleep = sleep

    async def run(self) -> None:
        """Hears until it is cancelled. What was not committed is heard again at the next start."""
        await until_it_works(self._begin, self._sleep)
        while True:
            await until_it_works(self._hear, self._sleep)

    async def _begin(self) -> None:
        """A webhook of an earlier start would keep everything from us; what waits is not dropped with it."""
        await begin(self._bot, self._in_force.library)
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def _hear(self) -> None:
        """One round: what is fetched is carried through, and then the place is kept."""
        place = await self._cursors.cursor(self._source)
        updates = await self._fetched(place)
        await self._carrier.carry(updates)
        ids = [id for update in updates if (id := _id_of(update)) is not None]
        if ids:
            await self._cursors.keep_cursor(self._source, max(ids) + 1)

    async def _fetched(self, place: int | None) -> Sequence[Raw]:
        given = {"offset": place, "timeout": LONG_POLL, "allowed_updates": list(HEARD)}
        wanted = {name: value for name, value in given.items() if value is not None}
        found = await self._bot.do_api_request(_GET_UPDATES, wanted, read_timeout=LONG_POLL + _ANSWER)
        return [update for update in found if isinstance(update, dict)]


def _id_of(update: Raw) -> int | None:
    id = update.get("update_id")
    return id if isinstance(id, int) and not isinstance(id, bool) else None
