"""One citizen at either door: the same script says, taps and sees the same on the web and on Telegram."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from bot.core.library import Library
from tests.support.bot_api import bot_api
from tests.support.bot_api_json import buttons_of
from tests.support.person import Service
from tests.support.telegram import KIM, Channel, talking
from tests.support.web import Browser, serving

TICKED = "✓ "
"""Before the label of a button that is on."""


class Shown(NamedTuple):
    """A message of the bot as it stands in front of the person, with the labels of its buttons."""

    text: str
    labels: tuple[str, ...] = ()


class Door(Protocol):
    """A channel as one person uses it. Each deed returns when all that it led to has arrived."""

    @property
    def service(self) -> Service: ...

    async def says(self, text: str) -> None: ...

    async def taps(self, label: str) -> None:
        """The newest button with that label, ticked or not. Raises AssertionError when none is shown."""
        ...

    async def screen(self) -> Mapping[int, Shown]:
        """What the bot and consultants have written, by number, oldest first, each as it is now."""
        ...


@dataclass
class WebDoor:
    """A browser's session."""

    service: Service
    browser: Browser

    async def says(self, text: str) -> None:
        await self.browser.says(text)

    async def taps(self, label: str) -> None:
        for message in reversed((await self._messages()).values()):
            for button in message["buttons"]:  # type: ignore[attr-defined]  # JSON
                if button["label"] == label:
                    answer = await self.browser.sends(button=button["id"])
                    assert answer.status_code == 200, answer.text
                    return
        raise AssertionError(f"no button {label!r} is shown")

    async def screen(self) -> Mapping[int, Shown]:
        return {number: _of_web(it) for number, it in (await self._messages()).items() if it["from"] != "citizen"}

    async def _messages(self) -> dict[int, dict[str, object]]:
        """What the page shows: an edit stands in the place of what it edits."""
        found: dict[int, dict[str, object]] = {}
        for message in await self.browser.all():
            found[int(str(message["edits"] or message["number"]))] = message
        return found


@dataclass
class TelegramDoor:
    """A private chat."""

    channel: Channel
    chat: int = KIM

    @property
    def service(self) -> Service:
        return self.channel.service

    async def says(self, text: str) -> None:
        await self.channel.answered(self.chat, text)

    async def taps(self, label: str) -> None:
        await self.channel.tapped(self.chat, label)

    async def screen(self) -> Mapping[int, Shown]:
        await self.channel.settled()
        return {
            number: Shown(str(it.get("text", it.get("caption", ""))), tuple(label for label, _ in buttons_of(it)))
            for number, it in self.channel.api.of_bot(self.chat).items()
        }


def _of_web(message: Mapping[str, object]) -> Shown:
    buttons: list[Mapping[str, object]] = message["buttons"]  # type: ignore[assignment]  # JSON
    return Shown(str(message["text"]), tuple(TICKED * bool(it["on"]) + str(it["label"]) for it in buttons))


@dataclass
class Citizen:
    """A person at a door. `seen` holds, deed by deed, what each changed on the screen."""

    door: Door
    seen: list[list[Shown]] = field(default_factory=list)

    async def says(self, text: str, *words: str) -> None:
        """Says something, and sees each of those words in what comes back."""
        await self.lives_through(self.door.says(text), *words)

    async def taps(self, label: str, *words: str) -> None:
        await self.lives_through(self.door.taps(label), *words)

    async def lives_through(self, deed: Awaitable[object], *words: str) -> None:
        """Somebody's deed, their own or another's, and sees each of those words in what comes of it."""
        before = await self.door.screen()
        await deed
        after = await self.door.screen()
        self.seen.append([shown for number, shown in after.items() if before.get(number) != shown])
        self.sees(*words)

    @property
    def fresh(self) -> list[Shown]:
        """What the last deed changed."""
        return self.seen[-1]

    def sees(self, *words: str) -> None:
        for each in words:
            assert any(each in shown.text for shown in self.fresh), f"{each!r} is not in {self.fresh}"

    def can_tap(self, label: str) -> bool:
        """Whether a button of that label, with its tick, is on what the last deed changed."""
        return any(label in shown.labels for shown in self.fresh)


Opens = Callable[[Path, Library], AbstractAsyncContextManager[Door]]


@asynccontextmanager
async def on_the_web(folder: Path, library: Library) -> AsyncIterator[Door]:
    """A browser of its own on a service of its own."""
    async with serving(folder, library=library) as web:
        yield WebDoor(web.service, await web.browser())


@asynccontextmanager
async def on_telegram(folder: Path, library: Library) -> AsyncIterator[Door]:
    """A private chat with a bot of its own."""
    async with bot_api() as api, talking(folder, api, library=library) as channel:
        yield TelegramDoor(channel)


DOORS: Mapping[str, Opens] = {"web": on_the_web, "telegram": on_telegram}
