"""People who blocked the bot: what is to be sent to them fails at once, and works again once they let it in."""

from bot.channels.telegram.names import address
from bot.channels.telegram.reading import Blocking, Place
from bot.service.ports import Clock, News, Outcome, Refused, Sender, Sending, Store

FORBIDDEN = "Forbidden"
"""The kind of error: as Telegram itself would call it."""


class Blocked:
    """What is known of blocked chats, kept in the store."""

    def __init__(self, bot: int, store: Store, clock: Clock, news: News) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._news = news

    async def take(self, change: Blocking) -> None:
        """Keeps that a person blocked the bot or let it in."""
        if not change.blocked:
            await self.heard(change.at)
            return
        await self._store.block(address(self._bot, change.at.chat), change.at.update, self._clock.now())
        self._news.tell("outbox")

    async def heard(self, at: Place) -> None:
        """Whoever writes has not blocked us, whatever was told before: Telegram forgets updates after a day."""
        chat = address(self._bot, at.chat)
        if await self._store.is_blocked(chat):
            await self._store.let_in(chat, at.update)


class UnlessBlocked:
    """Implements `ports.Sender` around another one: what goes to a blocked chat is refused without a call."""

    def __init__(self, sender: Sender, store: Store) -> None:
        self._sender = sender
        self._store = store

    def pause(self, address: str) -> float:
        return self._sender.pause(address)

    async def send(self, sending: Sending) -> Outcome:
        if await self._store.is_blocked(sending.address):
            return Refused(FORBIDDEN, gone=True)
        return await self._sender.send(sending)
