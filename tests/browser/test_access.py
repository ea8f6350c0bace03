"""Nothing stands in the way of anybody: axe on every page and state of citizens, in every width and set of colours."""

import re

import pytest
from playwright.async_api import BrowserContext, expect

from bot.core.library import Library
from bot.core.texts import Key
from tests.browser.conftest import PHONE, Size
from tests.support.axe import findings
from tests.support.pages import CitizenPage, DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
FLOW = "ordinary_coop"
PORTAL = (
    "/faq",
    "/faq/founding_meeting_notice",
    "/faq/search?q=총회",
    "/faq/search?q=zzzz",
    "/flows",
    f"/flows/{FLOW}",
    "/faq/none",
    "/nothing",
)


@pytest.fixture
def size() -> Size:
    """Every width is looked at; one begins as most do."""
    return PHONE


@pytest.mark.parametrize("path", PORTAL)
async def test_what_is_there_to_read(server: Server, citizens: BrowserContext, path: str) -> None:
    """Questions, answers, searches, procedures, and what is not there."""
    page = await citizens.new_page()
    await page.goto(server.address + path)
    assert await findings(page) == []


async def test_the_conversation_from_its_beginning(server: Server, library: Library, citizens: BrowserContext) -> None:
    """Empty, in a step with boxes to tick, with an answer and a verdict on it, with the plan and one's answers."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    assert await findings(citizen.page) == []
    await citizen.begins(FLOW)
    tick = citizen.page.locator("#log .buttons:not(.old) .choice").first
    await tick.click()
    await expect(tick).to_have_attribute("aria-pressed", "true")
    await citizen.says(library.entries["founding_meeting_notice"].asks[0])
    helped = citizen.choice(library.text(Key.BUTTON_HELPED))
    await helped.click()
    await expect(helped).to_have_attribute("aria-pressed", "true")
    assert await findings(citizen.page) == []
    await citizen.uses("plan")
    await citizen.uses("answers")
    await expect(citizen.page.locator(".tools [data-paper=calendar]")).to_be_visible()
    assert await findings(citizen.page) == []


async def test_every_window_over_the_conversation(server: Server, library: Library, citizens: BrowserContext) -> None:
    """What is one's own, how it looks, the end of it, and beginning again."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    await citizen.says("안녕하세요")
    for dialog in await citizen.page.locator("dialog").all():
        await dialog.evaluate("it => it.showModal()")
        assert await findings(citizen.page, (PHONE.width,)) == []
        await dialog.evaluate("it => it.close()")


async def test_with_a_person_and_without_a_line(server: Server, library: Library, citizens: BrowserContext) -> None:
    """A case that waits, the code for another device, words that could not be sent, and the paper of the plan."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    page = citizen.page
    await citizen.opens()
    await citizen.begins(FLOW)
    await citizen.asks_for_a_person()
    await page.locator(".tools [data-opens=more]").click()
    await page.locator(f'#more [data-say="{library.words.commands["link"][0]}"]').click()
    await expect(page.locator("#log .code")).to_have_count(2)
    await page.context.set_offline(True)
    await expect(page.locator("#line")).to_be_visible()
    await citizen.writes("지금은요?")
    await expect(citizen.last).to_have_class(re.compile("failed"))
    assert await findings(page) == []
    await page.context.set_offline(False)
    await page.evaluate("document.body.classList.add('printing')")
    await page.emulate_media(media="print")
    assert await findings(page) == []


async def test_the_lists_of_what_did_not_help(server: Server, library: Library, citizens: BrowserContext) -> None:
    """For who sits at the desk: with an answer in it, and as a question, from where the editor opens at its draft."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    await citizen.says(library.entries["founding_meeting_notice"].asks[0])
    await citizen.taps(library.text(Key.BUTTON_NOT_HELPED))
    await expect(citizen.page.locator("#log [aria-pressed=true]")).to_have_count(1)
    desk = DeskPage(await citizens.new_page(), server.address)
    await desk.sits_down("한소라")
    await desk.page.goto(f"{server.address}/desk/weak")
    await expect(desk.page.locator("main section")).to_have_count(1)
    assert await findings(desk.page) == []
    await desk.page.goto(f"{server.address}/desk/questions")
    assert await findings(desk.page) == []
    await desk.page.locator("main section h2 a").first.click()
    for details in await desk.page.locator("details").all():
        await details.evaluate("it => { it.open = true; }")
    assert await findings(desk.page) == []
    await desk.page.locator("form:has([value=draft]) button").click()
    await expect(desk.page.locator("#slips li.warning").first).to_be_visible()
    await expect(desk.page.locator("textarea[name=text]")).to_be_focused()
    assert "_draft_" in await desk.page.evaluate("getSelection().toString()")


async def test_the_list_of_what_should_be_read_again(server: Server, citizens: BrowserContext) -> None:
    """For who keeps the content: with everything in it, what cites an article, and the form that marks it."""
    desk = DeskPage(await citizens.new_page(), server.address)
    await desk.sits_down("한소라")
    await desk.page.goto(f"{server.address}/desk/stale?all=1&article=협동조합 기본법 제15조")
    await expect(desk.page.locator("#date")).to_be_visible()
    assert await findings(desk.page) == []
