"""Whether the consultants' group has topics, and whether the bot may open them there. Told once where it may not."""

import asyncio
import logging
from datetime import datetime, timedelta

from telegram import Bot, ChatMember, ChatMemberAdministrator
from telegram.error import TelegramError

from bot.channels.telegram.names import bot_id, chat_of
from bot.channels.telegram.rates import Rates
from bot.core.desk_texts import DeskKey
from bot.service.ports import Clock, ForumState, InForce, Topics

log = logging.getLogger(__name__)


class Forum:
    """What is known of groups by their addresses: looked at when it is first asked for, and after a change."""

    def __init__(self, bot: Bot, topics: Topics, in_force: InForce, clock: Clock, rates: Rates) -> None:
        self._bot = bot
        self._topics = topics
        self._in_force = in_force
        self._clock = clock
        self._rates = rates
        self._known: dict[str, ForumState] = {}
        self._rests: dict[str, datetime] = {}
        self._one_at_a_time = asyncio.Lock()

    async def state(self, address: str) -> ForumState:
        """What the group is. Raises TelegramError when that cannot be found out now."""
        async with self._one_at_a_time:
            return self._known.get(address) or await self._look(address)

    async def opens(self, address: str) -> bool:
        """Whether a topic can be opened there now. Raises TelegramError when that cannot be found out now."""
        rest = self._rests.get(address)
        return (rest is None or rest <= self._clock.now()) and await self.state(address) == "open"

    async def look(self, address: str) -> None:
        """Looks anew; what cannot be found out now is looked at when it is needed."""
        self._rests.pop(address, None)
        try:
            async with self._one_at_a_time:
                self.forget(address)
                await self._look(address)
        except TelegramError as error:
            log.warning("the consultants' group could not be looked at: %s", type(error).__name__)

    def sees(self, address: str, *, forum: bool) -> None:
        """Something was heard from a group with topics, or without: it is looked at anew if it was the other."""
        known = self._known.get(address)
        if known is not None and forum == (known == "flat"):
            self.forget(address)

    def forget(self, address: str) -> None:
        """What is known may be wrong by now."""
        self._known.pop(address, None)

    def rest(self, address: str, seconds: float) -> None:
        """No topic is opened there for so many seconds."""
        self._rests[address] = self._clock.now() + timedelta(seconds=seconds)

    async def _look(self, address: str) -> ForumState:
        chat = chat_of(address)
        state: ForumState = "flat"
        if (await self._bot.get_chat(chat)).is_forum:
            state = "open" if await may_open(self._bot, chat) else "barred"
        self._known[address] = state
        if await self._topics.forum(address) != state:
            await self._topics.keep_forum(address, state, self._clock.now())
            if state == "barred":
                await self._ask_for_the_right(address)
        return state

    async def _ask_for_the_right(self, address: str) -> None:
        """That it was told is kept before it is said: twice is worse than never."""
        self._rates.note(address, self._clock.now())
        try:
            await self._bot.send_message(chat_of(address), self._in_force.library.text(DeskKey.GROUP_NEEDS_TOPICS))
        except TelegramError as error:
            log.warning("the group could not be asked for the right to open topics: %s", type(error).__name__)


async def may_open(bot: Bot, chat: int) -> bool:
    """Whether a bot has the right to open topics in a group. Raises TelegramError."""
    return may_open_topics(await bot.get_chat_member(chat, bot_id(bot.token)))


def may_open_topics(member: ChatMember) -> bool:
    """Whether that member of a group has the right to open topics."""
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_manage_topics)
