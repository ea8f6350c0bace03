"""A clerk before and after publishing: asks the unsaved text, walks it, looks at what went out, takes it back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_editor import FAQ, NINE, TEN, UNTESTED, answers, changes, content, office, publishes
from tests.support.axe import findings
from tests.support.pages import DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ("content", "office")

PICNIC = "flows/picnic.yaml"
QUESTION = "몇 시에 가요"


@pytest_asyncio.fixture(loop_scope="session")
async def clerk(office: Server, browser: Browser) -> AsyncIterator[Page]:
    """An editor at the desk."""
    async with await browser.new_context(viewport=DESKTOP.viewport, locale="ko-KR") as context:
        page = await context.new_page()
        mistakes: list[str] = []
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        await DeskPage(page, office.address).sits_down("한소라")
        yield page
        assert mistakes == []


async def opens(page: Page, office: Server, path: str) -> None:
    await page.goto(f"{office.address}/desk/content/edit?file={path}")


async def test_an_unsaved_answer_is_asked_for_published_and_taken_back(
    clerk: Page, office: Server, content: Path
) -> None:
    """By keyboard and mouse, on one's own pages: citizens see what is live, before and after."""
    page = clerk
    await opens(page, office, FAQ)
    await changes(page, NINE, TEN)
    await page.locator("#question").fill(QUESTION)
    await page.locator("#question").press("Enter")
    both = page.locator("#ask .both > section")
    await expect(both.first).to_contain_text(TEN, timeout=60_000)
    await expect(both.last).to_contain_text(NINE)
    assert NINE in await answers(office, QUESTION)
    assert await findings(page) == []
    await publishes(page)
    await expect(page.locator("#told")).to_have_class("done", timeout=60_000)
    assert TEN in await answers(office, QUESTION)
    await page.locator('.publish .more a[href*="/history"]').click()
    await page.locator(".published a").first.click()
    await expect(page.locator(".diff .added")).to_contain_text(TEN)
    assert await findings(page) == []
    await page.locator(".with-file a").click()
    assert await findings(page) == []
    await page.locator("form[action$='/back'] button").click()
    await expect(page.locator(".done")).to_be_visible(timeout=60_000)
    await expect(page.locator(".published li").first).to_contain_text("한소라")
    assert await findings(page) == []
    assert NINE in await answers(office, QUESTION)
    assert (content / FAQ).read_text(encoding="utf-8").count(NINE) == 1


async def test_a_procedure_is_walked_with_the_unsaved_text(clerk: Page, office: Server) -> None:
    """On a phone: by buttons and words, with a word that was changed a moment ago, one back, and again."""
    page = clerk
    await page.set_viewport_size(PHONE.viewport)
    await opens(page, office, PICNIC)
    await page.locator("#walk summary").press("Enter")
    await page.locator("[data-walk=begin]").click()
    thread = page.locator("#walk .thread")
    await thread.locator("[data-tap]").first.click()
    await expect(thread).to_contain_text("날씨가 어떤가요?")
    await thread.locator("[data-tap='맑아요']").click()
    await expect(thread).to_contain_text("몇 명이 오나요?")
    await changes(page, "몇 명이 오나요?", "손님이 몇인가요?")
    await page.locator("[data-walk=again]").click()
    await expect(thread).to_contain_text("손님이 몇인가요?")
    await page.locator("#walk-words").fill("7명")
    await page.locator("#walk-words").press("Enter")
    await expect(thread.locator(".citizen").last).to_contain_text("7명")
    await expect(thread).to_contain_text("언제 갈까요?")
    await expect(page.locator("#walk .left-over").first).to_contain_text("초대하기")
    said = await thread.locator("article").count()
    await page.locator("[data-days='7']").press("Enter")
    await expect(thread.locator("article")).to_have_count(said + 1)
    await expect(page.locator("[data-days='7']")).to_be_focused()
    assert await findings(page) == []
    await page.locator("[data-walk=back]").click()
    await expect(thread.locator("article")).to_have_count(said)
    await page.locator("[data-walk=back]").click()
    await expect(thread).not_to_contain_text("언제 갈까요?")
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE.width
    await expect(thread.locator("[data-tap]").first).to_be_visible()


async def test_a_text_that_cannot_be_read_is_told_instead_of_an_answer(clerk: Page, office: Server) -> None:
    """With its line; what was shown before stays."""
    await opens(clerk, office, FAQ)
    await changes(clerk, "answer: 아홉", "anser: 아홉")
    await clerk.locator("#question").fill(QUESTION)
    await clerk.locator("#ask form button").click()
    line = UNTESTED.split("\n").index("    answer: 아홉 시에 가요.") + 1
    await expect(clerk.locator("#ask .trying-told")).to_contain_text(f"{FAQ} {line}")


async def test_what_happens_without_a_file_is_seen_before_it_is_taken_away(
    clerk: Page, office: Server, content: Path
) -> None:
    """The page looks by itself, and leaves room under its button; then the file goes."""
    path = "faq/oars.yaml"
    await clerk.goto(f"{office.address}/desk/content/new?kind=topic&name=oars&title=노")
    leads = clerk.locator(".publish .more a[href*='/retire']")
    await expect(leads).to_be_hidden()
    await publishes(clerk)
    await expect(clerk.locator("#told")).to_have_class("done", timeout=60_000)
    await leads.click()
    await expect(clerk.locator("#impact-shown p").first).to_be_visible(timeout=60_000)
    button, shown = await clerk.locator("[data-impact=soon]").bounding_box(), clerk.locator("#impact-shown")
    room = await shown.bounding_box()
    assert button and room and room["y"] - button["y"] - button["height"] >= 8
    assert await findings(clerk) == []
    await clerk.locator("#why").fill("아무도 묻지 않아서")
    await clerk.locator("#why").press("Enter")
    await expect(clerk.locator("[role=status]").first).to_be_visible(timeout=60_000)
    assert not (content / path).exists()
