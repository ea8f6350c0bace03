"""Another browser takes a conversation over by its code, and is cut off again: no page has to be loaded anew."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, expect

from bot.core.library import Library
from bot.core.texts import Key
from tests.browser.conftest import PHONE, Size
from tests.support.pages import CitizenPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
on_a_phone = pytest.mark.parametrize("size", [PHONE], ids=lambda size: size.name)

LATE = """
    const real = window.fetch;
    let letThrough, ended;
    const asked = new Promise((resolve) => { letThrough = resolve; });
    const over = new Promise((resolve) => { ended = resolve; });
    let first = true;
    window.fetch = async (path, ...given) => {
        const answer = await real(path, ...given);
        if (path === "/api/messages?after=0") {
            letThrough();
            await over;
        }
        if (!first || !path.startsWith("/api/stream")) return answer;
        first = false;
        const held = new TransformStream({
            transform: async (chunk, out) => {
                window.streams = true;
                await asked;
                out.enqueue(chunk);
                setTimeout(ended);
            },
        });
        return new Response(answer.body.pipeThrough(held), { headers: answer.headers });
    };
"""
"""A browser whose first stream brings nothing before all of a conversation is asked for, and then what it held."""


@pytest_asyncio.fixture(loop_scope="session")
async def laptops(browser: Browser) -> AsyncIterator[BrowserContext]:
    """The other browser of the same citizen."""
    async with await browser.new_context(locale="ko-KR") as context:
        yield context


@on_a_phone
async def test_a_code_is_carried_to_another_browser(
    server: Server, library: Library, citizens: BrowserContext, laptops: BrowserContext, size: Size
) -> None:
    """It is large and can be copied; the other page shows the conversation it leads to, until it is cut off."""
    await citizens.grant_permissions(["clipboard-read", "clipboard-write"])
    phone = CitizenPage(await citizens.new_page(), library, server.address)
    laptop = CitizenPage(await laptops.new_page(), library, server.address)
    await phone.opens()
    await phone.begins("ordinary_coop")
    number = await phone.asks_for_a_person()
    await phone.taps(library.text(Key.BUTTON_LINK))
    code = phone.page.locator("#log .code")
    await expect(code).to_have_count(2)
    await code.last.scroll_into_view_if_needed()
    height = await code.last.evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
    assert height >= 24
    assert await phone.page.evaluate("document.documentElement.scrollWidth") <= size.width
    await phone.page.locator("#log .copy button").click()
    given = await phone.page.evaluate("navigator.clipboard.readText()")
    assert given == " ".join(await code.all_inner_texts()) and given.startswith(number)

    await laptop.opens()
    await laptop.writes("안녕하세요")
    await laptop.page.locator("#text").fill(given)
    await laptop.page.locator("#text").press("Enter")
    joined, cut = library.text(Key.LINK_JOINED).split("\n")[0], library.text(Key.LINK_CUT_THERE)
    await expect(laptop.said(joined)).to_be_visible()
    await expect(laptop.said(number).first).to_be_visible()
    await expect(laptop.last).to_be_in_viewport()
    await expect(laptop.said("안녕하세요", "citizen")).to_have_count(0)
    await expect(phone.said(joined)).to_be_visible()
    await expect(phone.page.locator("#log .code")).to_have_count(2)

    await phone.taps(library.text(Key.BUTTON_UNLINK))
    await expect(laptop.said(cut)).to_be_visible()
    await expect(laptop.said(number)).to_have_count(0)


@on_a_phone
async def test_what_comes_late_from_the_conversation_before_is_not_shown(
    server: Server, library: Library, citizens: BrowserContext, laptops: BrowserContext, size: Size
) -> None:
    """It has the numbers of other messages, which would be taken for known."""
    phone = CitizenPage(await citizens.new_page(), library, server.address)
    laptop = CitizenPage(await laptops.new_page(), library, server.address)
    await phone.opens()
    await phone.begins("ordinary_coop")
    number = await phone.asks_for_a_person()
    await phone.taps(library.text(Key.BUTTON_LINK))
    code = " ".join(await phone.page.locator("#log .code").all_inner_texts())
    await laptop.page.add_init_script(LATE)
    await laptop.opens()
    await laptop.says("안녕하세요")
    await laptop.page.wait_for_function("window.streams")
    await laptop.page.locator("#text").fill(code)
    await laptop.page.locator("#text").press("Enter")
    await expect(laptop.said(number).first).to_be_visible()
    await expect(laptop.said("안녕하세요", "citizen")).to_have_count(0)
    await expect(phone.said(library.text(Key.LINK_JOINED).split("\n")[0])).to_be_visible()
    told = await phone.texts()
    await expect(laptop.page.locator("#log .message")).to_have_count(len(told))
    assert (await laptop.texts())[:2] == told[:2]
