"""One person at a browser and a Telegram chat, with a consultant at the desk."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.channels.web.seat import Seat
from bot.channels.web.site import Limits
from bot.core.library import Library
from bot.core.texts import AnyKey
from tests.support.bot_api import bot_api
from tests.support.telegram import KIM, Channel, talking
from tests.support.web import SECRET, Browser, DeskBrowser, Web, web_on


@dataclass
class House:
    """Both channels on one store, and a consultant who is signed in."""

    channel: Channel
    web: Web
    desk: DeskBrowser
    library: Library

    def text(self, key: AnyKey, **values: str) -> str:
        return self.library.text(key, **values)

    @property
    def words(self) -> Mapping[str, str]:
        """The first word of every command."""
        return {name: words[0] for name, words in self.library.words.commands.items()}

    async def code(self, browser: Browser) -> str:
        """What a browser is shown to be given elsewhere."""
        return shown_code(await browser.says(self.words["link"]))

    async def chat_code(self, chat: int = KIM) -> str:
        """What a chat is shown to be given elsewhere: its last two lines that are a number and a code."""
        before = set(self.channel.api.of_bot(chat))
        await self.channel.answered(chat, self.words["link"])
        found = self.channel.api.of_bot(chat)
        rows = next(it["reply_markup"]["inline_keyboard"] for number, it in found.items() if number not in before)
        return str(rows[0][0]["copy_text"]["text"])

    async def linked(self, browser: Browser, chat: int = KIM) -> None:
        """The chat is linked to the browser's conversation."""
        await self.channel.answered(chat, await self.code(browser))

    async def pushed(self, chat: int = KIM) -> list[str]:
        """Everything the bot has written in a chat."""
        await self.channel.settled()
        return [str(it.get("text", it.get("caption"))) for it in self.channel.api.of_bot(chat).values()]

    async def case_of(self, browser: Browser) -> str:
        """Opens a case; its number."""
        await browser.says("상담사와 이야기하고 싶어요")
        said = await browser.says(self.library.words.yes[0])
        number = max(listed.case.number for listed in await self.web.service.store.cases())
        assert any(number in str(message["text"]) for message in said)
        return number


def shown_code(messages: list[dict[str, object]]) -> str:
    """What one of the messages shows to be given elsewhere."""
    [code] = [str(message["code"]) for message in messages if "code" in message]
    return code


def texts(messages: list[dict[str, object]]) -> list[str]:
    return [str(message["text"]) for message in messages]


@asynccontextmanager
async def house(folder: Path, library: Library, limits: Limits | None = None) -> AsyncIterator[House]:
    """Both channels and the desk, until the block ends."""
    async with (
        bot_api() as api,
        talking(folder, api, library=library) as channel,
        web_on(channel.service, Seat(False, SECRET), limits) as web,
        web.office() as desk,
    ):
        yield House(channel, web, desk, library)
