"""The desk in the hands of consultants: live, no mistaken words, nothing lost."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, expect

from bot.core.library import Library
from tests.browser.conftest import DESKTOP, Size, both_sizes
from tests.support.pages import CitizenPage, DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def size() -> Size:
    """What stands on a consultant's desk."""
    return DESKTOP


@dataclass
class Office:
    """A citizen who asked for a person, and two consultants."""

    citizen: CitizenPage
    first: DeskPage
    second: DeskPage
    case: str


@pytest_asyncio.fixture(loop_scope="session")
async def office(
    server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext
) -> AsyncIterator[Office]:
    """Everybody is in place, and the case is open on both desks."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    case = await citizen.asks_for_a_person()
    first = DeskPage(await consultants.new_page(), server.address)
    browser = consultants.browser
    assert browser is not None
    colleague = await browser.new_context()
    second = DeskPage(await colleague.new_page(), server.address)
    await first.sits_down("한소라")
    await second.sits_down("문지호")
    await first.opens(case)
    await second.opens(case)
    mistakes: list[str] = []
    for page in (first.page, second.page):
        page.on("pageerror", lambda error: mistakes.append(str(error)))
    yield Office(citizen, first, second, case)
    await colleague.close()
    assert mistakes == []


@both_sizes
async def test_what_happens_is_seen_at_every_desk(office: Office) -> None:
    """A claim, an answer, a note and the citizen's words, without a reload."""
    await office.first.does("claim")
    await expect(office.second.state).to_contain_text("한소라")
    await office.first.answers("안녕하세요")
    await expect(office.second.said("안녕하세요", "consultant")).to_be_visible()
    await office.first.notes("서류 봐 드리기")
    await expect(office.second.said("서류 봐 드리기", "note")).to_be_visible()
    await office.citizen.says("고맙습니다")
    await expect(office.first.said("고맙습니다", "citizen")).to_be_visible()
    await expect(office.citizen.said("서류 봐 드리기")).to_have_count(0)


async def test_a_colleagues_case_asks_what_to_do_with_the_words(office: Office) -> None:
    """They are kept; taking it over sends them."""
    await office.first.does("claim")
    await expect(office.second.state).to_contain_text("한소라")
    page = office.second.page
    await page.locator("#words").fill("제가 도와드릴게요")
    await page.locator("#answer [value=answer]").click()
    await expect(page.locator("#anothers")).to_be_visible()
    await expect(page.locator("#words")).to_have_value("제가 도와드릴게요")
    await expect(office.citizen.said("제가 도와드릴게요")).to_have_count(0)
    await page.locator("#anothers [value=take]").click()
    await expect(office.citizen.said("제가 도와드릴게요", "consultant")).to_have_count(1)
    await expect(page.locator("#anothers")).to_be_hidden()
    await expect(page.locator("#words")).to_have_value("")
    await expect(office.first.state).to_contain_text("문지호")


async def test_a_draft_outlives_a_reload(office: Office) -> None:
    """Of an answer and of a note, each in its place."""
    page = office.first.page
    await page.locator("#words").fill("쓰던 답")
    await page.locator("#memo").fill("쓰던 메모")
    await page.reload()
    await expect(page.locator("#words")).to_have_value("쓰던 답")
    await expect(page.locator("#memo")).to_have_value("쓰던 메모")
    await expect(office.citizen.said("쓰던")).to_have_count(0)


async def test_a_double_click_acts_once(office: Office) -> None:
    """One answer, however nervous the finger."""
    await office.first.page.locator("#words").fill("한 번만 갈게요")
    await office.first.page.locator("#answer [value=answer]").dblclick()
    await expect(office.citizen.said("한 번만 갈게요", "consultant")).to_have_count(1)
    await office.first.answers("그다음 말")  # written while the first may still be on its way
    await expect(office.citizen.said("그다음 말", "consultant")).to_have_count(1)
    await expect(office.citizen.said("한 번만 갈게요", "consultant")).to_have_count(1)


async def test_the_queue_marks_what_is_new(office: Office) -> None:
    """The line of a case is marked when its citizen writes while it is not open."""
    await office.first.page.goto(f"{office.first.address}/desk")
    row = office.first.row(office.case, "waiting")
    await expect(row.locator(".dot")).to_have_count(0)
    await office.citizen.says("하나 더 있어요")
    await expect(row.locator(".dot")).to_have_count(1)
    await expect(row).to_contain_text("하나 더 있어요")


@both_sizes
async def test_a_case_is_closed_with_its_outcome(office: Office) -> None:
    """What is filled in outlives news; it leaves the queue at every desk; nothing more is sent from it."""
    page = office.first.page
    await page.locator("[data-keep=close] summary").click()
    chosen, jobs = (page.locator(f"[data-keep=close] {it}") for it in ("[value=registered]", "[name=jobs]"))
    await chosen.check()
    await jobs.fill("3")
    await page.locator("#ending").fill("총회까지 마침")
    await page.locator(".case-title h1").click()
    await office.second.does("return")
    await expect(office.first.state).to_have_class(re.compile("returned"))
    await expect(chosen).to_be_checked()
    await expect(jobs).to_have_value("3")
    await page.locator("[data-keep=close] button").click()
    await expect(page.locator("[data-keep=conclude]")).to_be_visible()
    for words in ("총회까지 마침", office.citizen.library.outcomes.name("registered")):
        await expect(page.locator("#packet")).to_contain_text(words)
    await expect(office.second.row(office.case, "waiting")).to_have_count(0)
    await page.locator("#words").fill("늦은 말")
    await page.locator("#answer [value=answer]").click()
    await expect(page.locator("#told")).to_be_visible()
    await expect(office.citizen.said("늦은 말")).to_have_count(0)


async def test_a_case_goes_to_a_colleague(office: Office) -> None:
    """By name."""
    page = office.first.page
    await office.first.does("claim")
    await page.locator("[data-keep=transfer] summary").click()
    await page.locator("#to").fill("문지호")
    await page.locator("[data-keep=transfer] button").click()
    await expect(office.first.state).to_contain_text("문지호")
    await expect(office.second.row(office.case, "mine")).to_have_count(1)


@both_sizes
async def test_the_desk_fits_the_screen(office: Office) -> None:
    """Nothing is cut off at the side, in the queue and in a case."""
    page = office.first.page
    for path in (page.url, f"{office.first.address}/desk"):
        await page.goto(path)
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
