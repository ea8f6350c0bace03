"""The Telegram channel where updates are posted to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from telegram import Bot

from bot.channels.telegram.carrying import Carrier
from bot.channels.telegram.forum import Forum
from bot.channels.telegram.hook import PATH, Hook
from bot.channels.telegram.rates import Rates
from bot.service.ports import Store
from bot.store.engine import Engine
from bot.store.sqlite import open_engine
from tests.support.bot_api import bot_api
from tests.support.bot_api_posts import SECRET, Posts
from tests.support.telegram import GROUP, Channel, talking
from tests.support.web import web_on


@asynccontextmanager
async def hooked(
    folder: Path,
    wrap: Callable[[Store], Store] = lambda store: store,
    *,
    begun: bool = True,
    opened: Callable[[Path], Awaitable[Engine]] = open_engine,
) -> AsyncIterator[tuple[Channel, Posts]]:
    """The channel with its webhook in the web application, and who posts to it."""
    async with bot_api() as api, talking(folder, api, wrap=wrap, fetches=False, opened=opened) as channel:
        service = channel.service
        bot = Bot(api.token, base_url=f"{api.address}/bot", base_file_url=f"{api.address}/file/bot")
        parts = (service.turns, service.store, service.in_force, service.clock, service.news, channel.staff)
        rates = Rates()
        forum = Forum(bot, service.store, service.in_force, service.clock, rates)
        carrier = Carrier(bot, *parts, GROUP, forum, rates)
        hook = Hook(bot, carrier, service.in_force, "https://talk.example/telegram", SECRET)
        async with web_on(service, hooks={PATH: hook.take}) as web:
            if begun:
                await hook.run()
            yield channel, Posts(api, web.client)
        await bot.shutdown()
