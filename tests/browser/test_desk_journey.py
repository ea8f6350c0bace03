"""A consultant's day at the desk: on every screen, by the keyboard alone, and whatever happens to the line."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.core.library import Library
from tests.browser.conftest import DESKTOP, PHONE, Size
from tests.support.pages import CitizenPage, DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLET = Size("tablet", 768, 1024)
every_size = pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=lambda size: size.name)


@pytest.fixture
def size() -> Size:
    """What stands on a consultant's desk."""
    return DESKTOP


@dataclass
class Day:
    """A citizen who asked for a person, and a consultant in front of the queue."""

    citizen: CitizenPage
    desk: DeskPage
    case: str

    @property
    def page(self) -> Page:
        return self.desk.page


@pytest_asyncio.fixture(loop_scope="session")
async def day(
    server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext
) -> AsyncIterator[Day]:
    """Nothing that the page does may raise, whatever happens to it."""
    async for it in _day(server, library, citizens, consultants):
        yield it


async def _day(
    server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext
) -> AsyncIterator[Day]:
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    case = await citizen.asks_for_a_person()
    desk = DeskPage(await consultants.new_page(), server.address)
    mistakes: list[str] = []
    desk.page.on("pageerror", lambda error: mistakes.append(str(error)))
    await desk.sits_down("한소라")
    yield Day(citizen, desk, case)
    assert mistakes == []


async def fits(page: Page) -> None:
    """Nothing is cut off at the side."""
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@every_size
async def test_a_case_from_the_queue_to_its_end(day: Day) -> None:
    """Chosen, claimed, answered from the FAQ, papers asked for, a note, closed with its outcome, and found again."""
    page, library = day.page, day.citizen.library
    entry = library.entries["founding_meeting_notice"]
    await day.citizen.says("들국화 조합이에요")
    await page.locator(".chips a[href*='show=free']").click()
    await fits(page)
    await day.desk.opens(day.case)
    await fits(page)
    await day.desk.does("claim")
    await expect(day.desk.state).to_have_class(re.compile("mine"))
    await page.locator("[data-opens=canned]").click()
    await page.locator("#canned-query").fill(entry.asks[0])
    card = page.locator("#canned-list li").filter(has_text=entry.asks[0])
    await expect(card).to_be_visible()
    await card.locator("button").click()
    await expect(page.locator("#words")).to_be_focused()
    await page.locator("[data-opens=papers]").click()
    await page.locator("#papers [name=paper]").first.check()
    await page.locator("#papers [type=submit]").click()
    await fits(page)
    await page.locator("#answer [value=answer]").click()
    sent = day.citizen.said(entry.answer.strip().splitlines()[0], "consultant")
    await expect(sent).to_contain_text(entry.sources[0].split(" 제")[0])
    await expect(sent).to_contain_text(await page.locator("#papers [name=paper]").first.get_attribute("value") or "-")
    await day.desk.notes("들국화 서류 기다리기")
    await page.locator("[data-keep=close] summary").click()
    await page.locator("[data-keep=close] [value=registered]").check()
    await page.locator("[data-keep=close] button").click()
    await expect(page.locator("[data-keep=conclude]")).to_be_visible()
    await fits(page)
    await page.goto(f"{day.desk.address}/desk/search?q=들국화를")
    await expect(page.locator(f".hit[data-number='{day.case}'] mark")).to_have_count(3)
    await fits(page)
    await page.locator(f".hit[data-number='{day.case}']").click()
    await expect(day.desk.state).to_have_class(re.compile("closed"))


async def test_it_works_by_the_keyboard_alone(day: Day) -> None:
    """Keys by their place, as a Korean keyboard gives others; none while one writes, none after they are turned off."""
    page, opened = day.page, day.page.locator("dialog[open]")
    await page.goto(f"{day.desk.address}/desk?show=free")
    row = day.desk.row(day.case, "waiting")
    while not await row.evaluate("it => it === document.activeElement"):
        await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.locator("#thread")).to_be_visible()
    await page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ㅊ', code: 'KeyC', bubbles: true}))"
    )
    await expect(day.desk.state).to_have_class(re.compile("mine"))
    await page.keyboard.press("a")
    await page.keyboard.type("canned ? f")
    await expect(opened).to_have_count(0)
    await page.keyboard.press("Control+Enter")
    await expect(day.citizen.said("canned ? f", "consultant")).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.keyboard.press("f")
    await expect(page.locator("#canned[open] #canned-query")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog :focus")).to_have_count(0)
    await page.keyboard.press("n")
    await page.keyboard.type("memo")
    await page.keyboard.press("Control+Enter")
    await expect(day.desk.said("memo", "note")).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.keyboard.press("?")
    await page.locator("#keys[open] #keys-on").press("Space")
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog :focus")).to_have_count(0)
    await page.keyboard.press("f")
    await expect(opened).to_have_count(0)
    await page.locator("#keys-open").press("Enter")
    await page.locator("#keys[open] #keys-on").press("Space")
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog :focus")).to_have_count(0)
    await page.keyboard.press("e")
    await page.keyboard.press("Space")
    await page.locator("[data-keep=close] button").press("Enter")
    await expect(day.desk.state).to_have_class(re.compile("closed"))
    await page.keyboard.press("/")
    await page.keyboard.type(day.case)
    await page.keyboard.press("Enter")
    await expect(page.locator(f".hit[data-number='{day.case}']")).to_have_count(1)


async def test_a_draft_is_there_at_another_desk_and_after_signing_out(day: Day, browser: Browser) -> None:
    """For who wrote it alone; a note never where an answer is."""
    page = day.page
    await day.desk.opens(day.case)
    await page.locator("#words").fill("쓰던 답")
    await page.locator("#memo").fill("쓰던 메모")
    await expect(page.locator("#answer-saved")).not_to_be_empty()
    await expect(page.locator("#note-saved")).not_to_be_empty()
    await page.locator("form[action='/desk/leave'] button").last.click()
    for name, answer, note in (("문지호", "", ""), ("한소라", "쓰던 답", "쓰던 메모")):
        async with await browser.new_context() as context:
            desk = DeskPage(await context.new_page(), day.desk.address)
            await desk.sits_down(name)
            await desk.opens(day.case)
            await expect(desk.page.locator("#words")).to_have_value(answer)
            await expect(desk.page.locator("#memo")).to_have_value(note)


async def test_without_a_line_nothing_is_lost(day: Day, consultants: BrowserContext) -> None:
    """It is said; what is written stays and goes out by a second tap, once; what came meanwhile is there."""
    page = day.page
    await day.desk.opens(day.case)
    await consultants.set_offline(True)
    await page.locator("#words").fill("끊긴 동안 쓴 답")
    await expect(page.locator("#answer-saved")).not_to_be_empty()
    await page.locator("#answer [value=answer]").click()
    await expect(page.locator("#told")).to_be_visible()
    await day.citizen.says("그 사이에 쓴 말")
    await consultants.set_offline(False)
    await page.locator("#answer [value=answer]").click()
    await expect(day.citizen.said("끊긴 동안 쓴 답", "consultant")).to_have_count(1)
    await expect(day.desk.said("그 사이에 쓴 말", "citizen")).to_have_count(1)
    await expect(page.locator("#told")).to_be_hidden()
    await page.reload()
    await expect(page.locator("#words")).to_have_value("")


async def test_two_tabs_of_one_consultant_show_the_same(day: Day, consultants: BrowserContext) -> None:
    """What is done in one is seen in the other, and what was sent there is no draft here after a reload."""
    await day.desk.opens(day.case)
    other = DeskPage(await consultants.new_page(), day.desk.address)
    await other.page.goto(day.page.url)
    await day.desk.answers("한 번 쓴 답")
    await expect(other.said("한 번 쓴 답", "consultant")).to_have_count(1)
    await expect(other.state).to_have_class(re.compile("mine"))
    await other.does("return")
    await expect(day.desk.state).to_have_class(re.compile("returned"))
    await other.page.reload()
    await expect(other.page.locator("#words")).to_have_value("")


RECORDED = """window.shown = [];
window.Notification = class extends EventTarget {
  static permission = 'default';
  static asked = 0;
  static async requestPermission() {
    document.documentElement.dataset.asked = this.asked += 1;
    return this.permission = 'granted';
  }
  constructor(title) { super(); document.documentElement.dataset.shown = window.shown.push(title); }
  close() {}
};
Object.defineProperty(document, 'hidden', { get: () => window.away === true });"""
"""Headless Chromium shows no notification, and no tab of it is ever hidden."""


async def test_a_notification_comes_only_when_asked_for(day: Day, consultants: BrowserContext) -> None:
    """By a tap; then of a new case and of words to one's own, while nobody looks, with no word of a person."""
    await consultants.add_init_script(RECORDED)
    page = day.page
    await day.desk.opens(day.case)
    await day.desk.does("claim")
    await expect(day.desk.state).to_have_class(re.compile("mine"))
    assert await page.evaluate("Notification.asked") == 0
    await page.evaluate("window.away = true")
    await day.citizen.says("아무도 안 보는 말")
    await expect(day.desk.row(day.case, "mine")).to_contain_text("아무도 안 보는 말")
    assert await page.evaluate("window.shown") == []
    await page.locator("#alerts").click()
    await expect(page.locator("html")).to_have_attribute("data-asked", "1")
    await day.citizen.says("들국화 한 송이")
    await expect(page.locator("html")).to_have_attribute("data-shown", "1")
    (title,) = await page.evaluate("window.shown")
    assert day.case in title and "들국화" not in title
    await page.locator("#alerts").click()
    await day.citizen.says("꺼진 뒤의 말")
    await expect(day.desk.row(day.case, "mine")).to_contain_text("꺼진 뒤의 말")
    assert len(await page.evaluate("window.shown")) == 1


async def test_a_server_that_starts_again_is_found_again(
    own_server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext
) -> None:
    """The page says that it is gone, finds it by itself, and what was being written is still there."""
    async for day in _day(own_server, library, citizens, consultants):
        page = day.page
        await day.desk.opens(day.case)
        await page.locator("#words").fill("꺼지기 전에 쓴 답")
        await expect(page.locator("#answer-saved")).not_to_be_empty()
        own_server.kill()
        await expect(page.locator("#line")).to_be_visible()
        own_server.start()
        await expect(page.locator("#line")).to_be_hidden(timeout=30_000)
        await page.reload()
        await expect(page.locator("#words")).to_have_value("꺼지기 전에 쓴 답")
        await page.locator("#answer [value=answer]").click()
        await expect(day.desk.said("꺼지기 전에 쓴 답", "consultant")).to_have_count(1)
