"""The whole Telegram channel above the service on a real store, talking to the fake Bot API over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from telegram import Bot

from bot.channels.papers import Papers
from bot.channels.telegram.blocking import UnlessBlocked
from bot.channels.telegram.carrying import Carrier
from bot.channels.telegram.copying import TelegramFiles
from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.forum import Forum
from bot.channels.telegram.names import address, person
from bot.channels.telegram.rates import Limits, Rate, Rates
from bot.channels.telegram.sending import TelegramSender
from bot.channels.telegram.topics import Homes
from bot.core.library import Library
from bot.service.delivery import Delivery
from bot.service.fetching import FileFetching
from bot.service.papers import Plans
from bot.service.ports import Store
from bot.service.staff import Staff
from bot.store.engine import Engine
from bot.store.sqlite import open_engine
from tests.support.bot_api import BotApi, bot_api
from tests.support.bot_api_json import BOT
from tests.support.fakes import QUICK
from tests.support.person import Service, running

GROUP, KIM, LEE, HAN = -1001, 21, 22, 31
"""The consultants' group, two citizens, and a consultant."""
ANY = Rate(10**9, 1)
"""No limit: most tests have a clock that stands still."""


@dataclass
class Channel:
    """The channel while it runs. `pauses` are those it wanted to make."""

    api: BotApi
    service: Service
    staff: Staff
    fetches: FileFetching
    pauses: list[float] = field(default_factory=list)

    async def hires(self, user: int, name: str) -> None:
        """Makes an account, and links it to a person of Telegram."""
        _, code = await self.staff.add(name)
        assert await self.staff.link(code, person(user)) == name

    async def answered(self, chat: int, text: str) -> list[str]:
        """Says something, and gives what the bot writes there, once all of it has arrived."""
        before = set(self.api.of_bot(chat))
        await self.api.says(chat, text)
        return await self.new(chat, before)

    async def tapped(self, chat: int, label: str, user: int | None = None) -> list[str]:
        """The same for a button."""
        before = set(self.api.of_bot(chat))
        await self.api.taps(chat, label, user)
        return await self.new(chat, before)

    async def new(self, chat: int, before: set[int]) -> list[str]:
        await self.settled()
        found = self.api.of_bot(chat)
        return [str(it.get("text", it.get("caption"))) for number, it in found.items() if number not in before]

    async def settled(self) -> None:
        """Every update is confirmed, and nothing that is due waits to be fetched or sent."""
        await self.api.until_heard()
        await self.fetches.settle()
        await self.service.delivery.settle()

    async def hands_over(self, chat: int = KIM, yes: str = "button_handover_yes") -> int:
        """A citizen asks for a person and says yes; the number of the card in the group."""
        before = set(self.api.of_bot(GROUP))
        await self.answered(chat, "상담사")
        await self.tapped(chat, yes)
        return min(set(self.api.of_bot(GROUP)) - before)

    async def pass_(self, **time: float) -> None:
        """Lets time pass, and sends what came due."""
        self.service.clock.pass_(**time)
        await self.service.delivery.settle()


@asynccontextmanager
async def talking(
    folder: Path,
    api: BotApi,
    *,
    library: Library | None = None,
    wrap: Callable[[Store], Store] = lambda store: store,
    rates: Rates | None = None,
    fetches: bool = True,
    opened: Callable[[Path], Awaitable[Engine]] = open_engine,
) -> AsyncIterator[Channel]:
    """The channel on a store in a folder, until the block ends. Without `rates` it may send as much as it likes."""
    rates = Rates(Limits(ANY, ANY, ANY)) if rates is None else rates
    api.messages[GROUP] = api.messages[GROUP]
    bot = Bot(api.token, base_url=f"{api.address}/bot", base_file_url=f"{api.address}/file/bot")
    async with running(folder, desk=address(BOT, GROUP), wrap=wrap, library=library, opened=opened) as service:
        papers = Papers(Plans(service.store, service.in_force, service.clock), service.in_force, service.clock)
        forum = Forum(bot, service.store, service.in_force, service.clock, rates)
        homes = Homes(bot, forum, service.store, service.in_force, service.clock)
        sender = TelegramSender(bot, service.in_force, papers, service.files, service.clock, homes, rates)
        doors = UnlessBlocked(sender, service.store)
        service.delivery = Delivery(service.store, doors, service.clock, service.news, service.in_force)
        around = (service.files, service.clock, service.news, service.in_force)
        fetches = FileFetching(service.store, TelegramFiles(bot), *around)
        channel = Channel(api, service, Staff(service.real, service.clock, QUICK), fetches)
        if not await channel.staff.all():
            await channel.hires(HAN, "한소라")

        async def pause(seconds: float) -> None:
            channel.pauses.append(seconds)
            await asyncio.sleep(0)

        parts = (service.turns, service.store, service.in_force, service.clock, service.news, channel.staff)
        carrier = Carrier(bot, *parts, GROUP, forum, rates)
        fetching = Fetching(bot, carrier, service.store, service.in_force, pause)
        task = asyncio.create_task(fetching.run() if fetches else bot.initialize())
        try:
            yield channel
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await bot.shutdown()


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[Channel]:
    """The channel with a Bot API of its own and the small library, whose sentences are their keys."""
    async with bot_api() as api, talking(folder, api) as channel:
        yield channel
