"""What is one's own: kept as a file, and put away at a computer that others use, so that nobody finds it."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.app import SEOUL
from bot.core.library import Library
from bot.core.texts import Key
from tests.browser.conftest import PHONE, Size, both_sizes
from tests.support.pages import CitizenPage, DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
SECRET = "우리 조합은 달빛빵집이에요"


@pytest.fixture
def size() -> Size:
    """What most citizens hold in their hand."""
    return PHONE


async def opened(server: Server, library: Library, context: BrowserContext) -> CitizenPage:
    citizen = CitizenPage(await context.new_page(), library, server.address)
    await citizen.opens()
    return citizen


async def leaves(citizen: CitizenPage, how: str) -> None:
    """From the tools to the end."""
    await citizen.page.locator(".tools [data-opens=more]").click()
    await citizen.page.locator("#more [data-opens=leave]").click()
    await citizen.page.locator(f"#leave [data-do={how}]").click()


async def kept(page: Page) -> list[object]:
    """Whatever this browser keeps of the site, but for how large one likes the text."""
    found: list[object] = await page.evaluate(
        "(async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys()])()"
    )
    return [*found, *await page.context.cookies()]


async def nothing_is_left(citizen: CitizenPage) -> None:
    """Not on the page, not in what the browser keeps, not behind the button that leads back."""
    page = citizen.page
    await expect(page.locator("#left")).to_be_visible()
    await expect(page.locator("#log .message")).to_have_count(0)
    await expect(page.locator("#text")).to_have_value("")
    assert await kept(page) == []
    for _ in range(3):
        await page.go_back()
        if page.url.startswith(citizen.address):
            await expect(page.locator("body")).not_to_contain_text(SECRET)
    await page.goto(f"{citizen.address}/")
    await expect(page.locator("#log .message")).to_have_count(0)


@both_sizes
async def test_a_conversation_can_be_kept_as_a_file(
    server: Server, library: Library, citizens: BrowserContext, tmp_path: Path
) -> None:
    """Every message in order, by whom and when; nothing to keep is told as well."""
    citizen = await opened(server, library, citizens)
    keeps = citizen.page.locator("#more [data-do=keep]")
    await citizen.page.locator(".tools [data-opens=more]").click()
    await keeps.click()
    await expect(citizen.page.locator("#toast")).to_be_visible()
    await citizen.begins("ordinary_coop")
    await citizen.page.locator("#log .buttons:not(.old) .choice").first.click()
    await citizen.says(SECRET)
    await citizen.page.locator(".tools [data-opens=more]").click()
    async with citizen.page.expect_download() as download:
        await keeps.click()
    file = await download.value
    await file.save_as(tmp_path / "talk.txt")
    text = (tmp_path / "talk.txt").read_text(encoding="utf-8-sig")
    assert file.suggested_filename.endswith(".txt") and str(datetime.now(SEOUL).date()) in file.suggested_filename
    assert text.index(library.flows["ordinary_coop"].nodes["idea"].name) < text.index(SECRET)
    assert "✓ " in text


@both_sizes
async def test_the_next_person_sees_nothing(
    server: Server, library: Library, browser: Browser, citizens: BrowserContext
) -> None:
    """The conversation goes on elsewhere; at this computer there is no way to it, and its key opens nothing."""
    citizen = await opened(server, library, citizens)
    await citizen.says(SECRET)
    await citizen.page.goto(f"{server.address}/faq")
    await citizen.page.goto(f"{server.address}/")
    await expect(citizen.said(SECRET, "citizen")).to_have_count(1)
    await citizen.page.locator("#text").fill("보내지 않은 말")
    token = await citizen.page.evaluate("localStorage.getItem('session')")
    other_tab = await opened(server, library, citizens)
    await expect(other_tab.said(SECRET, "citizen")).to_have_count(1)
    await other_tab.page.locator("#text").fill("저쪽에서 쓰다 만 말")
    await citizen.page.bring_to_front()
    await leaves(citizen, "leave")
    await nothing_is_left(citizen)
    await expect(other_tab.page.locator("#log .message")).to_have_count(0)
    await expect(other_tab.page.locator("#text")).to_have_value("")
    async with await browser.new_context() as thief:
        page = await thief.new_page()
        headers = {"authorization": f"Bearer {token}"}
        answer = await page.request.get(f"{server.address}/api/messages?after=0", headers=headers)
        assert answer.status == 401


async def test_all_of_it_can_go_and_the_desk_is_told(
    server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext
) -> None:
    """The case goes with the conversation, as by 내 정보 지우기."""
    citizen = await opened(server, library, citizens)
    await citizen.says(SECRET)
    case = await citizen.asks_for_a_person()
    desk = DeskPage(await consultants.new_page(), server.address)
    await desk.sits_down("한소라")
    await expect(desk.row(case, "waiting")).to_be_visible()
    await leaves(citizen, "leave_all")
    await nothing_is_left(citizen)
    await expect(desk.row(case, "waiting")).to_have_count(0)


async def test_my_data_can_be_erased_from_the_page(server: Server, library: Library, citizens: BrowserContext) -> None:
    """Asked once, then done; the conversation begins anew."""
    citizen = await opened(server, library, citizens)
    await citizen.says(SECRET)
    await citizen.page.locator(".tools [data-opens=more]").click()
    await citizen.page.locator(f'#more [data-say="{library.words.commands["erase"][0]}"]').click()
    await citizen.taps(library.text(Key.BUTTON_ERASE_YES))
    await expect(citizen.said(library.text(Key.ERASED))).to_have_count(1)
    await expect(citizen.said(SECRET)).to_have_count(0)


async def test_without_a_line_nothing_is_put_away(server: Server, library: Library, citizens: BrowserContext) -> None:
    """Half an end would be none: it is told, and the conversation is still there."""
    citizen = await opened(server, library, citizens)
    await citizen.says(SECRET)
    await citizen.page.context.set_offline(True)
    await leaves(citizen, "leave")
    await expect(citizen.page.locator("#toast")).to_be_visible()
    await expect(citizen.said(SECRET, "citizen")).to_have_count(1)
    await citizen.page.context.set_offline(False)
    assert await citizen.page.evaluate("localStorage.getItem('session')")


async def test_changing_ones_mind_changes_nothing(server: Server, library: Library, citizens: BrowserContext) -> None:
    """The window closes, and the focus is where it was."""
    citizen = await opened(server, library, citizens)
    await citizen.says(SECRET)
    opener = citizen.page.locator(".tools [data-opens=more]")
    await opener.click()
    await citizen.page.locator("#more [data-opens=leave]").click()
    await citizen.page.locator("#leave [value=close]").click()
    await expect(opener).to_be_focused()
    await expect(citizen.said(SECRET, "citizen")).to_have_count(1)
