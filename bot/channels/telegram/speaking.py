"""What the bot says at once and of its own: toasts, and sentences that belong to no case. Best effort, never stored."""

import logging

from telegram import Bot, ReplyParameters
from telegram.error import TelegramError

from bot.channels.telegram.reading import Place
from bot.core.texts import Key
from bot.service.ports import InForce

LONGEST_TOAST = 200
"""Characters that Telegram shows above a chat."""

log = logging.getLogger(__name__)


class Voice:
    """Says things that may be lost."""

    def __init__(self, bot: Bot, in_force: InForce) -> None:
        self._bot = bot
        self._in_force = in_force

    async def says(self, at: Place, key: Key, **values: str) -> None:
        """Answers a message with a sentence of the bot."""
        text = self._in_force.library.text(key, **values)
        reply = ReplyParameters(at.message, allow_sending_without_reply=True) if at.message else None
        try:
            await self._bot.send_message(at.chat, text, reply_parameters=reply)
        except TelegramError as error:
            log.warning("a sentence was not sent: %s", type(error).__name__)

    async def toasts(self, query: str, text: str | None) -> None:
        """Ends the waiting of a button, with words if there are any."""
        try:
            await self._bot.answer_callback_query(query, text[:LONGEST_TOAST] if text else None)
        except TelegramError as error:
            log.debug("a toast was not shown: %s", type(error).__name__)

    def text(self, key: Key) -> str:
        return self._in_force.library.text(key)
