"""How often and how much: each limit is reached, answered in one sentence, and makes room again with time."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields
from pathlib import Path

import httpx
import pytest

from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.reading import LARGEST_BODY
from bot.channels.web.seat import Seat
from bot.channels.web.site import Limits
from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.texts import AnyKey, Key
from tests.support.samples import GOOD
from tests.support.web import SECRET, Browser, DeskBrowser, Web, serving

Ask = Callable[[Web, Browser], Awaitable[httpx.Response]]
JSON = {"accept": "application/json"}


async def session(web: Web, _: Browser) -> httpx.Response:
    return await web.client.post("/api/session")


async def message(_: Web, browser: Browser) -> httpx.Response:
    return await browser.sends(text="안녕")


async def search(web: Web, _: Browser) -> httpx.Response:
    return await web.client.get("/faq/search", params={"q": "공고"}, headers=JSON)


async def file(_: Web, browser: Browser) -> httpx.Response:
    return await browser.sends_file("a.png", GOOD["png"])


async def password(web: Web, _: Browser) -> httpx.Response:
    """For a name that nobody has: it is counted like any other."""
    async with httpx.AsyncClient(base_url=web.client.base_url, headers=JSON) as client:
        return await DeskBrowser(web, client).signs_in("오민준", "모르는 비밀번호")


LIMITED: Mapping[str, tuple[Ask, AnyKey]] = {
    "sessions_of_address": (session, Key.WEB_TOO_OFTEN),
    "messages_of_address": (message, Key.WEB_TOO_OFTEN),
    "messages_of_session": (message, Key.WEB_TOO_OFTEN),
    "searches_of_address": (search, Key.WEB_TOO_OFTEN),
    "files_of_address": (file, Key.WEB_TOO_OFTEN),
    "files_of_session": (file, Key.WEB_TOO_OFTEN),
    "tries_of_address": (password, DeskKey.STAFF_TOO_OFTEN),
    "tries_of_name": (password, DeskKey.STAFF_TOO_OFTEN),
}
"""What each of `Limits` holds back, and the sentence it is answered with."""


def test_every_limit_is_in_the_table() -> None:
    """One that is added needs a line here."""
    assert set(LIMITED) == {each.name for each in fields(Limits)}


@pytest.mark.parametrize("name", LIMITED)
async def test_a_limit_is_told_in_a_sentence_and_passes(name: str, tmp_path: Path) -> None:
    """Once is allowed here, the second time is not; a minute later it is again."""
    ask, key = LIMITED[name]
    async with serving(tmp_path, seat=Seat(False, SECRET)) as web:
        browser = await web.browser()
    limits = Limits(**{name: Limiter(Rate(burst=1, per_second=1 / 60))})
    async with serving(tmp_path, seat=Seat(False, SECRET), limits=limits) as web:
        await web.staff.add("한소라")
        browser = Browser(web, browser.token)
        first, second = await ask(web, browser), await ask(web, browser)
        assert (first.status_code == 429, second.status_code, key.value in second.text) == (False, 429, True)
        web.service.clock.pass_(minutes=1)
        assert (await ask(web, browser)).status_code == first.status_code


async def test_what_is_too_large_is_told_in_a_sentence(web: Web) -> None:
    """Of a citizen's message as of a form of the desk."""
    large, browser = "가" * LARGEST_BODY, await web.browser()
    answers = [await browser.sends(text=large)]
    async with web.desk() as desk:
        answers.append(await desk.acts("26-0001", "note", large))
    for answer in answers:
        assert (answer.status_code, answer.json()["error"]) == (413, Key.WEB_TOO_LARGE)


def test_what_a_limit_says_is_short(library: Library) -> None:
    """At most two short sentences, without a value left open."""
    for key in {key for _, key in LIMITED.values()} | {Key.WEB_TOO_LARGE}:
        assert len(library.text(key)) < 80 and "<" not in library.text(key)
