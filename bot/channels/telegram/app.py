"""The Telegram bot as a whole: what hears, and what sends, beside each other until both are ended."""

import asyncio
from collections.abc import Sequence

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.papers import Papers
from bot.channels.telegram.blocking import UnlessBlocked
from bot.channels.telegram.carrying import Carrier
from bot.channels.telegram.copying import TelegramFiles
from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.forum import Forum
from bot.channels.telegram.hook import Hook
from bot.channels.telegram.names import address, bot_id, chat_of
from bot.channels.telegram.rates import Rates
from bot.channels.telegram.reading import Place
from bot.channels.telegram.sending import TelegramSender
from bot.channels.telegram.speaking import Voice
from bot.channels.telegram.topics import Homes
from bot.channels.telegram.trying import until_it_works
from bot.core.desk_texts import DeskKey
from bot.service.delivery import Delivery
from bot.service.fetching import FileFetching
from bot.service.files import Attachments
from bot.service.papers import Plans
from bot.service.ports import Clock, InForce, News, Store
from bot.service.ports.content import Slip
from bot.service.staff import Staff
from bot.service.turn import Turns

_MOST_PROBLEMS = 5  # told in one message; the desk page shows them all


class TelegramBot:
    """One bot at one service. `url` is the service's scheme, host and port; `group` the consultants' chat.

    `webhook` is the address that Telegram posts updates to, and the secret they carry; without one they are fetched.
    """

    def __init__(
        self,
        token: str,
        url: str,
        group: int | None,
        turns: Turns,
        store: Store,
        in_force: InForce,
        clock: Clock,
        news: News,
        staff: Staff,
        files: Attachments,
        webhook: tuple[str, str] | None = None,
    ) -> None:
        self._bot = Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
        self._store, self._desk, rates = store, desk_address(token, group), Rates()
        self._voice, self._told = Voice(self._bot, in_force, clock, rates), False
        self._forum = Forum(self._bot, store, in_force, clock, rates)
        papers = Papers(Plans(store, in_force, clock), in_force, clock)
        carrier = Carrier(self._bot, turns, store, in_force, clock, news, staff, group, self._forum, rates)
        self.hook = Hook(self._bot, carrier, in_force, *webhook) if webhook else None
        self._hears = self.hook or Fetching(self._bot, carrier, store, in_force)
        homes = Homes(self._bot, self._forum, store, in_force, clock)
        sender = TelegramSender(self._bot, in_force, papers, files, clock, homes, rates)
        self._sends = Delivery(store, UnlessBlocked(sender, store), clock, news, in_force)
        self._fetches = FileFetching(store, TelegramFiles(self._bot), files, clock, news, in_force)

    async def run(self) -> None:
        """Works until it is cancelled; without a network it waits for one and holds nobody else."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(until_it_works(self._look_at_the_desk, asyncio.sleep))
                tasks.create_task(self._hears.run())
                tasks.create_task(self._sends.run())
                tasks.create_task(self._fetches.run())
        finally:
            await self._end()

    async def tells_of_content(self, problems: Sequence[Slip]) -> None:
        """Tells the consultants' group that saved content does not pass, or is live again. Best effort."""
        if self._desk is None or not (problems or self._told):
            return
        self._told = bool(problems)
        at = Place(0, chat_of(await self._store.where(self._desk)), 0, 0)
        shown = "\n".join(map(str, problems[:_MOST_PROBLEMS]))
        key = DeskKey.DESK_CONTENT_KEPT if problems else DeskKey.DESK_CONTENT_LIVE
        values = {"count": str(len(problems)), "problems": shown} if problems else {}
        await self._voice.says(at, key, **values)

    async def _look_at_the_desk(self) -> None:
        """Whether there are topics, before the first case comes: what is missing is told at once."""
        if self._desk is not None:
            await self._forum.look(await self._store.where(self._desk))

    async def _end(self) -> None:
        try:
            await self._bot.shutdown()
        except TelegramError:
            return  # a bot that never reached its service has nothing to end


def desk_address(token: str, group: int | None) -> str | None:
    """The address of the consultants' group in the outbox; None where there is no group."""
    return None if group is None else address(bot_id(token), group)
