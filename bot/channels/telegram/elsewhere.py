"""Groups that are not the consultants': told once that nothing happens there, and then left alone."""

from bot.channels.telegram.names import address
from bot.channels.telegram.reading import Place
from bot.channels.telegram.speaking import Voice
from bot.core.desk_texts import DeskKey
from bot.service.ports import Cursors


class Strangers:
    """The foreign groups of one bot. That one was told is kept before it is said: twice is worse than never."""

    def __init__(self, bot: int, cursors: Cursors, voice: Voice) -> None:
        self._bot = bot
        self._cursors = cursors
        self._voice = voice

    async def take(self, at: Place) -> None:
        """Says once where the bot can be talked to, with the number of the group for whoever sets up the desk."""
        group = address(self._bot, at.chat)
        if await self._cursors.cursor(group) is None:
            await self._cursors.keep_cursor(group, at.update)
            await self._voice.says(at, DeskKey.GROUP_NOT_OURS, group=str(at.chat))
