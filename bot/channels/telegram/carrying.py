"""Carries updates through, however they came: read, given to who takes them, every chat in order."""

import asyncio
import logging
from collections.abc import Sequence

from telegram import Bot, Update

from bot.channels.telegram.blocking import Blocked
from bot.channels.telegram.chat import Chats
from bot.channels.telegram.elsewhere import Strangers
from bot.channels.telegram.forum import Forum
from bot.channels.telegram.group import Group
from bot.channels.telegram.moving import Desk, is_move
from bot.channels.telegram.names import address, bot_id
from bot.channels.telegram.rates import Rates
from bot.channels.telegram.reading import Blocking, Changed, Elsewhere, Happened, Heard, Shut, read
from bot.channels.telegram.salvaging import Raw, salvaged
from bot.channels.telegram.speaking import Voice
from bot.service import failure
from bot.service.ports import Clock, InForce, News, Store
from bot.service.queues import Queues
from bot.service.staff import Staff
from bot.service.turn import Turns

HEARD = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that are asked for."""

log = logging.getLogger(__name__)


class Carrier:
    """Everything that one bot takes in. `group` is the consultants' group; `rates` counts what is said at once."""

    def __init__(
        self,
        bot: Bot,
        turns: Turns,
        store: Store,
        in_force: InForce,
        clock: Clock,
        news: News,
        staff: Staff,
        group: int | None,
        forum: Forum,
        rates: Rates,
    ) -> None:
        self._bot = bot
        self._id = bot_id(bot.token)
        self._desk = group
        self._where = Desk(self._id, group, store, clock)
        self._queues = Queues()
        self._forum = forum
        voice = Voice(bot, in_force, clock, rates)
        self._blocked = Blocked(self._id, store, clock, news)
        self._chats = Chats(self._id, turns, store, in_force, clock, staff, voice)
        self._group = Group(self._id, turns, store, clock, staff, voice)
        self._strangers = Strangers(self._id, store, voice)

    async def carry(self, updates: Sequence[Raw]) -> None:
        """Every chat in order, and no chat waits for another; returns after the commits.

        Raises what kept one of them from being stored, after all the others are done.
        """
        self._desk = await self._where.chat(updates)
        chats: dict[int, list[Heard]] = {}
        for update in updates:
            heard = None if is_move(update) else self._read(update)
            if heard is not None:
                chats.setdefault(heard.at.chat, []).append(heard)
        ended = await asyncio.gather(*map(self._carry_chat, chats.values()), return_exceptions=True)
        for error in ended:
            if error is not None:
                raise error

    async def _carry_chat(self, chat: Sequence[Heard]) -> None:
        async with self._queues.turn(str(chat[0].at.chat)):
            for heard in chat:
                await self._take(heard)

    async def _take(self, heard: Heard) -> None:
        if isinstance(heard, Blocking):
            await self._blocked.take(heard)
        elif isinstance(heard, Elsewhere):
            await self._strangers.take(heard.at)
        elif heard.at.chat == self._desk:
            await self._take_at_desk(heard)
        elif not isinstance(heard, Shut | Changed):
            await self._blocked.heard(heard.at)
            await self._chats.take(heard)

    async def _take_at_desk(self, heard: Happened | Shut | Changed) -> None:
        desk = address(self._id, heard.at.chat)
        if isinstance(heard, Changed):
            await self._forum.look(desk)
            return
        self._forum.sees(desk, forum=heard.at.forum)
        if isinstance(heard, Shut):
            await self._group.shut(heard)
        else:
            await self._group.take(heard, self._bot.username)

    def _read(self, raw: Raw) -> Heard | None:
        """An update alone: of one that cannot be read the least is kept, and the others are not held."""
        try:
            return read(Update.de_json({**raw}, self._bot), self._id, self._desk)
        except Exception as error:  # noqa: BLE001  whatever the library stumbles over
            log.error("an update was not readable: %s at %s", *failure.kind_and_place(error))
            return salvaged(raw)
