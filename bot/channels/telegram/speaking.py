"""What the bot says at once and of its own: toasts, and sentences that belong to no case. Best effort, never stored."""

import logging

from telegram import Bot, ForceReply, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import TelegramError

from bot.channels.telegram.names import address, bot_id
from bot.channels.telegram.rates import Rates
from bot.channels.telegram.reading import Place
from bot.core.outcomes import Outcomes
from bot.core.texts import AnyKey
from bot.service.ports import Clock, InForce

LONGEST_TOAST = 200
"""Characters that Telegram shows above a chat."""

log = logging.getLogger(__name__)


class Voice:
    """Says things that may be lost. They are counted with all that is sent, and wait for nothing."""

    def __init__(self, bot: Bot, in_force: InForce, clock: Clock, rates: Rates) -> None:
        self._bot = bot
        self._in_force = in_force
        self._clock = clock
        self._rates = rates

    async def says(self, at: Place, key: AnyKey, **values: str) -> None:
        """Answers a message with a sentence of the bot."""
        try:
            await self._say(at, self._in_force.library.text(key, **values))
        except TelegramError as error:
            log.warning("a sentence was not sent: %s", type(error).__name__)

    async def asks(self, at: Place, text: str, keyboard: ForceReply | InlineKeyboardMarkup) -> str | None:
        """Asks something below a message; the name of the question, None when it was not sent."""
        try:
            sent = await self._say(at, text, keyboard)
        except TelegramError as error:
            log.warning("a question was not sent: %s", type(error).__name__)
            return None
        return str(sent.message_id)

    async def takes_back(self, at: Place) -> None:
        """Removes what it asked, once that is settled."""
        try:
            await self._bot.delete_message(at.chat, at.message)
        except TelegramError as error:
            log.debug("a question was not removed: %s", type(error).__name__)

    async def toasts(self, query: str, text: str | None) -> None:
        """Ends the waiting of a button, with words if there are any."""
        try:
            await self._bot.answer_callback_query(query, text[:LONGEST_TOAST] if text else None)
        except TelegramError as error:
            log.debug("a toast was not shown: %s", type(error).__name__)

    async def _say(self, at: Place, text: str, keyboard: ForceReply | InlineKeyboardMarkup | None = None) -> Message:
        self._rates.note(address(bot_id(self._bot.token), at.chat), self._clock.now())
        return await self._bot.send_message(
            at.chat, text, message_thread_id=at.topic or None, reply_parameters=_below(at), reply_markup=keyboard
        )

    @property
    def outcomes(self) -> Outcomes:
        """What cases may come to, by the content in force."""
        return self._in_force.library.outcomes

    def text(self, key: AnyKey, **values: str) -> str:
        return self._in_force.library.text(key, **values)


def _below(at: Place) -> ReplyParameters | None:
    return ReplyParameters(at.message, allow_sending_without_reply=True) if at.message else None
