"""One case on Telegram from its opening to its end, while the product may be killed at any moment of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from bot.core.desk_texts import DeskKey
from bot.core.texts import AnyKey, Key
from tests.faults.mortal import Lives
from tests.support.bot_api import PATIENCE, BotApi
from tests.support.bot_api_json import Json, buttons_of
from tests.support.telegram import GROUP, HAN, KIM

WISH, QUESTION, ANSWER = "상담사", "공고는 며칠 전에?", "제가 볼게요"
NOTES = ("비밀쪽지하나", "비밀쪽지둘")
MARK = DeskKey.TELEGRAM_REPEATED.value


@dataclass
class Story:
    """The people of the story. In the step `dies` the point of the product is armed, and the `others` write too."""

    api: BotApi
    lives: Lives
    dies: str = ""
    others: Sequence[int] = ()
    chance: Random = field(default_factory=Random)

    async def whole(self) -> None:
        """Every step, each after the one before it was seen; it ends when all has arrived."""
        await self._does(lambda: self.api.says(KIM, WISH), 1)
        await self._step("open", lambda: self._taps(KIM, Key.BUTTON_HANDOVER_YES), 3)
        await self._step("claim", lambda: self._taps(GROUP, DeskKey.BUTTON_CARD_CLAIM), 4)
        await self._step("answer", lambda: self.api.replies(GROUP, HAN, self._card(), ANSWER), 5)
        await self._step("note", self._notes, 5)
        await self._does(lambda: self.api.says(KIM, QUESTION), 6)
        await self._step("return", lambda: self._taps(GROUP, DeskKey.BUTTON_CARD_RETURN), 7)
        await self._does(lambda: self.api.says(KIM, QUESTION), 8)
        await self._does(lambda: self._taps(GROUP, DeskKey.BUTTON_CARD_CLAIM), 9)
        await self._step("close", lambda: self._taps(GROUP, DeskKey.BUTTON_CARD_CLOSE), 10)
        await self._until(lambda: all(self.api.seen(chat) for chat in self.others) and self._is_closed())

    async def _step(self, name: str, deed: Callable[[], Awaitable[object]], heard: int) -> None:
        """A deed, in the midst of which the product may die; then it has died before the story goes on."""
        if name != self.dies:
            await self._does(deed, heard)
            return
        self.lives.all[-1].arm()
        early, late = self._some_of_the_others()
        await asyncio.gather(*(self.api.says(chat, "/start") for chat in early))
        doing = asyncio.create_task(self._does(deed, heard))
        await asyncio.gather(doing, *(self.api.says(chat, "/start") for chat in late))
        async with asyncio.timeout(PATIENCE):
            await self.lives.changed.wait()

    def _some_of_the_others(self) -> tuple[Sequence[int], Sequence[int]]:
        """Who writes before the deed, and who after it."""
        place = self.chance.randint(0, len(self.others))
        return self.others[:place], self.others[place:]

    async def _does(self, deed: Callable[[], Awaitable[object]], heard: int) -> None:
        """A deed, until it has come to the citizen. Who taps a card that the bot has not marked as sent taps again."""
        refused = self._refused()
        await deed()
        await self._until(lambda: self._refused() > refused or len(once(self.api, KIM)) >= heard)
        if len(once(self.api, KIM)) < heard:
            await self._does(deed, heard)

    async def _notes(self) -> None:
        """Both ways to write one: below the question for it, and as a command."""
        await self._taps(GROUP, DeskKey.BUTTON_CARD_NOTE)
        await self._until(lambda: self._prompts())
        await self.api.replies(GROUP, HAN, max(self._prompts()), NOTES[0])
        await self._until(lambda: True)
        await self.api.replies(GROUP, HAN, self._card(), f"/note {NOTES[1]}")

    async def _taps(self, chat: int, key: AnyKey) -> None:
        """Taps a button of the newest message that has any, as soon as it is there."""
        await self._until(lambda: key.value in dict(self._buttons(chat)))
        await self.api.taps_data(chat, self._newest(chat), dict(self._buttons(chat))[key.value], HAN)

    def _buttons(self, chat: int) -> list[tuple[str, str]]:
        return buttons_of(self.api.messages[chat].get(self._newest(chat), {}))

    def _newest(self, chat: int) -> int:
        """The newest message with buttons; of the group, the card."""
        return max((number for number, it in self.api.of_bot(chat).items() if "reply_markup" in it), default=0)

    def _card(self) -> int:
        return self._newest(GROUP)

    def _prompts(self) -> list[int]:
        return [number for number, it in self.api.of_bot(GROUP).items() if DeskKey.GROUP_NOTE_HERE.value in text_of(it)]

    def _refused(self) -> int:
        """How many taps were answered that the button is an old one."""
        toasts = self.api.called("answerCallbackQuery")
        return sum(call.fields.get("text") == DeskKey.GROUP_OLD_BUTTON.value for call in toasts)

    def _is_closed(self) -> bool:
        seen = "\n".join(self.api.seen(GROUP))
        return DeskKey.CARD_CLOSED.value in seen and DeskKey.DESK_CLOSED.value in seen

    async def _until(self, holds: Callable[[], object]) -> None:
        """Waits until something holds and every update was confirmed."""
        await self.api.until(lambda: holds() and not self.api.updates)


def text_of(message: Json) -> str:
    return str(message.get("text", message.get("caption", "")))


def once(api: BotApi, chat: int) -> list[str]:
    """What has arrived in a chat, a repeat of what came just before it left out."""
    found: list[str] = []
    for text in api.seen(chat):
        bare = text.removesuffix(MARK).rstrip()
        if bare not in found[-1:]:
            found.append(bare)
    return found
