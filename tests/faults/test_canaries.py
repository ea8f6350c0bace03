"""A unique word in everything that consultants write for each other: no citizen, log or file for citizens has it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.seat import Seat
from bot.core.desk_texts import DeskKey
from bot.core.event import Act, Event
from bot.core.texts import AnyKey, Key
from bot.service.ports import Store
from tests.support.bot_api import bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.bot_api_json import read_fields
from tests.support.fakes import StoreFailure, TroubledStore
from tests.support.telegram import GROUP, HAN, KIM, Channel, talking
from tests.support.web import SECRET, Browser, DeskBrowser, events, web_on

MOON = 32
ANSWER, BROKEN = "an-answer", "canary-of-a-note-that-fails"
PAGES = ("/", "/faq", "/api/messages?after=0", "/api/plan", "/api/plan.ics", "/api/files/1", "/healthz")


@dataclass
class RecordingApi(ForumApi):
    """Keeps every byte that leaves us, by the chat it goes to; what names no chat is for everybody."""

    sent: list[tuple[str, bytes]] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        body = await request.body()
        self.sent.append((str((await read_fields(request)).get("chat_id", "")), body))
        return await super().answer(request)


@dataclass
class Office:
    """A citizen on Telegram and one on the web, their cases, and two consultants at each channel."""

    channel: Channel
    api: RecordingApi
    browser: Browser
    here: DeskBrowser
    there: DeskBrowser
    got: list[bytes] = field(default_factory=list)
    thread: int = 0
    kims: str = ""
    webs: str = ""

    async def opens(self) -> None:
        """Both have a case; the one on Telegram is taken in the group, the other at the desk."""
        self.thread = await self.channel.hands_over(KIM)
        [listed] = await self.channel.service.store.cases()
        self.kims, self.webs = listed.case.number, await self.browser.asks_for_a_person()
        await self.channel.settled()
        await self.says("/claim")
        await self.here.acts(self.webs, "claim")

    async def says(self, text: str, user: int = HAN, to: int | None = None) -> int:
        """A consultant writes in the topic of the case of Telegram."""
        number = await self.api.writes_in(GROUP, self.thread, user, text, to)
        await self.channel.settled()
        return number

    async def taps(self, key: AnyKey, user: int = HAN) -> None:
        await self.channel.tapped(GROUP, key.value, user)

    @property
    def card(self) -> int:
        return self.api.card(GROUP, self.thread)


async def prompted(office: Office, word: str) -> None:
    await office.taps(DeskKey.BUTTON_CARD_NOTE)
    await office.says(word, to=max(office.api.of_bot(GROUP)))


async def edited(office: Office, word: str) -> None:
    note = await office.says("/note 처음에는")
    await office.api.edits(GROUP, note, f"/note {word}")


async def edited_answer_to_the_question(office: Office, word: str) -> None:
    await office.taps(DeskKey.BUTTON_CARD_NOTE)
    note = await office.says("처음에는", to=max(office.api.of_bot(GROUP)))
    await office.api.edits(GROUP, note, word)


async def kept_instead_of_sent(office: Office, word: str) -> None:
    await office.says(word)
    await office.taps(DeskKey.BUTTON_KEEP_THIS)


async def refused_at_the_desk_and_kept(office: Office, word: str) -> None:
    await office.there.acts(office.webs, "answer", word)
    await office.there.acts(office.webs, "note", word)


async def refused_in_the_group_and_kept(office: Office, word: str) -> None:
    await office.says(word, MOON, office.card)
    await office.says(f"/note {word}", MOON)


async def returned(office: Office, word: str) -> None:
    await office.says(f"/return {word}")
    await office.says("/claim")


async def given(office: Office, word: str) -> None:
    await office.says(f"/transfer {word}")
    await office.there.acts(office.webs, "transfer", word)


async def closed(office: Office, word: str) -> None:
    await office.says(f"/close {word}")
    await office.channel.answered(KIM, "상담사")
    await office.channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
    await office.says("/claim")


async def closed_at_the_desk(office: Office, word: str) -> None:
    await office.here.acts(office.webs, "close", word)
    await office.browser.asks_for_a_person()


WAYS: Mapping[str, Callable[[Office, str], Awaitable[object]]] = {
    "a command": lambda office, word: office.says(f"/note {word}"),
    "a command below the card": lambda office, word: office.says(f"/note {word}", to=office.card),
    "below the question for it": prompted,
    "a form of the desk": lambda office, word: office.here.acts(office.webs, "note", word),
    "a form about a colleague's case": lambda office, word: office.there.acts(office.kims, "note", word),
    "kept instead of sent": kept_instead_of_sent,
    "refused at the desk, then kept": refused_at_the_desk_and_kept,
    "refused in the group, then kept": refused_in_the_group_and_kept,
    "a command that is edited": edited,
    "an answer to the question that is edited": edited_answer_to_the_question,
    "a command that is mistyped": lambda office, word: office.says(f"/not {word}"),
    "words between consultants": lambda office, word: office.says(word, MOON),
    "with a return": returned,
    "with a transfer": given,
    "how it ended": closed,
    "how it ended, at the desk": closed_at_the_desk,
    "a note whose turn fails": lambda office, word: office.says(f"/note {BROKEN} {word}"),
    "a form whose turn fails": lambda office, word: office.here.acts(office.webs, "note", f"{BROKEN} {word}"),
}
WORDS = {f"canary{place:02}": way for place, way in enumerate(WAYS)}


class Breaks(TroubledStore):
    """A store that cannot save some notes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, self._breaks)

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def _breaks(self, call: str, event: Event) -> Exception | None:
        return StoreFailure(event) if call == "save" and isinstance(event, Act) and BROKEN in event.text else None


@asynccontextmanager
async def office(folder: Path) -> AsyncIterator[Office]:
    async with (
        bot_api(RecordingApi(forums={GROUP})) as api,
        talking(folder, api, wrap=Breaks) as channel,
        web_on(channel.service, Seat(False, SECRET)) as web,
    ):
        assert isinstance(api, RecordingApi)
        await channel.hires(MOON, "문지호")
        async with web.office() as here, web.office("문지호") as there:
            found = Office(channel, api, await web.browser(), here, there)
            await found.opens()
            yield found


async def looks_at_everything(office: Office) -> list[bytes]:
    """What both citizens can see and take away, after they went on talking."""
    for text in ("만들래요", "빵", "내 진행표", "내 답", "/mydata", "/case", "공고는 며칠 전에?"):
        await office.channel.answered(KIM, text)
        await office.browser.says(text)
    pages = [await office.browser.get(path) for path in PAGES]
    stream = asyncio.create_task(_stream(office.browser, len(await office.browser.all())))
    return [*(page.content + repr(page.headers).encode() for page in pages), await stream]


async def _stream(browser: Browser, count: int) -> bytes:
    """So many events of the stream, from its beginning."""
    found = ""
    async with browser.web.client.stream("GET", "/api/stream?after=0", headers=browser.headers) as answer:
        async for _, data in events(answer.aiter_lines()):
            found += data
            if data and (count := count - 1) == 0:
                return found.encode()
    raise AssertionError("the stream ended before it had said everything")


def beside_the_database(folder: Path) -> list[bytes]:
    """The bytes of every file that is no part of the database."""
    return [it.read_bytes() for it in folder.rglob("*") if it.is_file() and not it.name.startswith("store.db")]


async def test_no_word_of_a_note_leaves_the_desk(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Invariant 4: in no byte to a citizen's chat or page, no log line and no file beside the database."""
    for name, level in (("", logging.WARNING), ("bot", logging.DEBUG)):
        caplog.set_level(level, name)
    async with office(tmp_path) as found:
        await found.says(ANSWER, to=found.card)
        for word, way in WORDS.items():
            await WAYS[way](found, word)
            await found.channel.settled()
        seen = await looks_at_everything(found)
        pages = [await found.here.client.get(f"/desk/cases/{number}") for number in (found.kims, found.webs)]
    to_citizens = [body for chat, body in found.api.sent if chat != str(GROUP)]
    assert any(ANSWER.encode() in body for body in to_citizens)
    assert any(DeskKey.DESK_ACT_FAILED.value in text for text in found.api.seen(GROUP))
    logged = [f"{it.getMessage()} {it.exc_text or ''} {it.args}".encode() for it in caplog.records]
    for word, way in WORDS.items():
        assert not any(word.encode() in it for it in (*to_citizens, *seen, *beside_the_database(tmp_path), *logged)), (
            way
        )
    at_desk = "".join(page.text for page in pages)
    kept = {WORDS[word] for word in WORDS if word in at_desk}
    with capsys.disabled():
        size = sum(map(len, (*to_citizens, *seen)))
        print(f"\nnotes {len(WORDS)}, at the desk {len(kept)}, bytes to citizens {size:,}, with a word of a note 0")
    assert kept >= {"a command", "below the question for it", "kept instead of sent", "how it ended"}
