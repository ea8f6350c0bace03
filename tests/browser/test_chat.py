"""The chat page in the hands of people: composing Korean, sending twice, losing the line, two tabs."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page, Route, expect

from bot.core.library import Library
from bot.core.texts import Key
from tests.browser.conftest import PHONE, Size, both_sizes
from tests.support.pages import CitizenPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
SCRIPT = '<img src=x onerror="document.title=1"><b>굵게</b>'


@pytest.fixture
def size() -> Size:
    """What most citizens hold in their hand."""
    return PHONE


@pytest_asyncio.fixture(loop_scope="session")
async def citizen(server: Server, library: Library, citizens: BrowserContext) -> AsyncIterator[CitizenPage]:
    """A person in front of an empty conversation, on a page that must not report a mistake."""
    page = await citizens.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda line: mistakes.append(line.text) if "Content Security Policy" in line.text else None)
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    yield citizen
    assert mistakes == []


async def test_the_enter_that_ends_a_syllable_does_not_send(citizen: CitizenPage) -> None:
    """The first Enter belongs to the composition, the second sends."""
    field = citizen.page.locator("#text")
    await field.focus()
    line = await citizen.page.context.new_cdp_session(citizen.page)
    for text in ("ㅎ", "하", "한"):
        await line.send("Input.imeSetComposition", {"text": text, "selectionStart": 1, "selectionEnd": 1})
    enter = {"windowsVirtualKeyCode": 229, "key": "Process", "code": "Enter"}
    for key in ("Process", "Enter"):
        await line.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter, "key": key})
    await line.send("Input.insertText", {"text": "한"})
    await expect(field).to_have_value("한")
    await expect(citizen.page.locator("#log .message")).to_have_count(0)
    await field.press("Enter")
    await expect(citizen.said("한", "citizen")).to_have_count(1)
    await expect(field).to_have_value("")


async def test_shift_and_enter_make_a_line(citizen: CitizenPage) -> None:
    """A longer thought stays one message."""
    field = citizen.page.locator("#text")
    await field.press_sequentially("하나")
    await field.press("Shift+Enter")
    await field.press_sequentially("둘")
    await expect(citizen.page.locator("#log .message")).to_have_count(0)
    await citizen.page.locator(".send").click()
    await expect(citizen.said("하나\n둘", "citizen").locator(".bubble")).to_have_text("하나\n둘")


async def test_what_is_typed_is_shown_as_text(citizen: CitizenPage) -> None:
    """Markup does nothing, in the bubble and after a reload."""
    title = await citizen.page.title()
    await citizen.says(SCRIPT)
    await citizen.page.reload()
    bubble = citizen.page.locator("#log .message.citizen .bubble")
    await expect(bubble).to_have_text(SCRIPT)
    assert await citizen.page.locator("#log img, #log b").count() == 0
    assert await citizen.page.title() == title


async def test_nothing_is_asked_of_another_host(server: Server, library: Library, citizens: BrowserContext) -> None:
    """Not by the page, not by what it loads."""
    page, asked = await citizens.new_page(), set[str]()
    page.on("request", lambda request: asked.add(request.url))
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    await citizen.begins("ordinary_coop")
    await expect(citizen.last).to_contain_text(library.flows["ordinary_coop"].nodes["idea"].name)
    await page.goto(f"{server.address}/faq")
    assert {url for url in asked if not url.startswith(server.address)} == set()


async def test_a_message_that_failed_can_be_sent_again_and_arrives_once(citizen: CitizenPage) -> None:
    """The answer was lost on the way back: the same id gives the same answer. Nothing else is let through meanwhile."""
    await citizen.page.route("**/api/stream*", lambda route: route.abort())
    await citizen.says("안녕하세요")

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await citizen.page.route("**/api/messages", lose, times=1)
    await citizen.writes("협동조합이 뭐예요?")
    failed = citizen.page.locator("#log .message.failed")
    await expect(failed).to_have_count(1)
    await failed.locator(".under button").last.click()
    await expect(failed).to_have_count(0)
    await expect(citizen.said("협동조합이 뭐예요?", "citizen")).to_have_count(1)
    await citizen.page.reload()
    await expect(citizen.said("협동조합이 뭐예요?", "citizen")).to_have_count(1)


async def test_what_was_not_sent_is_still_there_after_a_reload(citizen: CitizenPage) -> None:
    """And goes out by itself."""
    await citizen.says("안녕하세요")
    await citizen.page.route("**/api/messages", lambda route: route.abort())
    await citizen.writes("남아 있나요?")
    await expect(citizen.page.locator("#log .message.failed")).to_have_count(1)
    await citizen.page.unroute("**/api/messages")
    await citizen.page.reload()
    await expect(citizen.said("남아 있나요?", "citizen")).to_have_count(1)
    await expect(citizen.said("남아 있나요?", "citizen")).not_to_have_class(re.compile("failed|sending"))


async def test_what_was_refused_says_why_and_can_be_changed(citizen: CitizenPage, library: Library) -> None:
    """More than can be taken: the sentence stands below, and the words come back to be cut."""
    text = "가" * 40_000
    await citizen.writes(text)
    failed = citizen.page.locator("#log .message.failed")
    await expect(failed).to_contain_text(library.text(Key.WEB_TOO_LARGE))
    await failed.locator(".under button").first.click()
    await expect(citizen.page.locator("#text")).to_have_value(text)
    await expect(failed).to_have_count(0)


async def test_a_lost_line_is_told_and_mended(citizen: CitizenPage) -> None:
    """Without a reload; what was written meanwhile arrives."""
    await citizen.says("안녕하세요")
    context = citizen.page.context
    await context.set_offline(True)
    await expect(citizen.page.locator("#line")).to_be_visible()
    await citizen.writes("지금은요?")
    await expect(citizen.last).to_have_class(re.compile("failed"))
    await context.set_offline(False)
    await expect(citizen.page.locator("#line")).to_be_hidden(timeout=30_000)
    await expect(citizen.said("지금은요?", "citizen")).not_to_have_class(re.compile("failed|sending"), timeout=30_000)


async def test_where_streams_do_not_pass_it_polls(server: Server, library: Library, citizens: BrowserContext) -> None:
    """A stream that stays mute is given up for asking again and again."""
    page = await citizens.new_page()

    async def mute(route: Route) -> None:
        """Never answered, as behind a proxy that keeps everything back."""

    await page.route("**/api/stream*", mute)
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    await citizen.says("안녕하세요")
    other = CitizenPage(await citizens.new_page(), library, server.address)
    await other.opens()
    await other.says("다른 창에서")
    await expect(citizen.said("다른 창에서", "citizen")).to_have_count(1, timeout=20_000)


async def test_two_tabs_are_one_conversation(citizen: CitizenPage) -> None:
    """What is said in one is seen in the other, in the same order."""
    await citizen.says("안녕하세요")
    other = CitizenPage(await citizen.page.context.new_page(), citizen.library, citizen.address)
    await other.opens()
    await expect(other.said("안녕하세요", "citizen")).to_have_count(1)
    await other.says("협동조합이 뭐예요?")
    await expect(citizen.said("협동조합이 뭐예요?", "citizen")).to_have_count(1)
    await expect(citizen.page.locator("#log .message")).to_have_count(len(await other.texts()))
    assert await citizen.texts() == await other.texts()


@both_sizes
async def test_a_tick_keeps_its_place_and_the_focus(citizen: CitizenPage, library: Library) -> None:
    """The card is drawn again where it was; whoever works by keyboard goes on from there."""
    flow = library.flows["ordinary_coop"]
    await citizen.begins(flow.id)
    await expect(citizen.last).to_contain_text(flow.nodes["idea"].name)
    count = len(await citizen.texts())
    first = citizen.page.locator("#log .buttons:not(.old) .choice").first
    await first.focus()
    await first.press("Enter")
    await expect(first).to_have_attribute("aria-pressed", "true")
    await expect(first).to_be_focused()
    assert len(await citizen.texts()) == count


async def test_starting_again_asks_first(citizen: CitizenPage, library: Library) -> None:
    """One tap beside the wrong button takes no answer away."""
    await citizen.begins("ordinary_coop")
    await expect(citizen.last).to_contain_text(library.flows["ordinary_coop"].nodes["idea"].name)
    before = await citizen.texts()
    await citizen.uses("again")
    await citizen.page.locator("#again [value=no]").click()
    assert await citizen.texts() == before
    await citizen.uses("again")
    await citizen.page.locator("#again [value=yes]").click()
    await expect(citizen.said(library.text(Key.STARTED_AGAIN), "bot")).to_have_count(1)


async def test_only_the_newest_buttons_stand_out(citizen: CitizenPage, library: Library) -> None:
    """Older ones stay, quietly."""
    flow = library.flows["ordinary_coop"]
    await citizen.begins(flow.id)
    await citizen.taps(library.text(Key.BUTTON_STEP_LATER))
    await expect(citizen.page.locator("#log .buttons.old")).to_have_count(1)
    await expect(citizen.page.locator("#log .buttons:not(.old)")).to_have_count(1)
    await citizen.page.locator("#log .buttons.old .choice").first.click()
    await expect(citizen.page.locator("#toast")).to_have_text(library.text(Key.TOAST_OLD))


@both_sizes
async def test_the_page_fits_the_screen(citizen: CitizenPage, library: Library) -> None:
    """Nothing is cut off at the side, also with twice the size; what one taps is large enough for a thumb."""
    await citizen.begins("ordinary_coop")
    await expect(citizen.last).to_contain_text(library.flows["ordinary_coop"].nodes["idea"].name)
    small = await citizen.page.locator("button:visible, .bar a:visible").evaluate_all(
        "all => all.map(it => it.getBoundingClientRect()).filter(box => box.height < 44).length"
    )
    assert small == 0
    assert await overflows(citizen.page) is False
    viewport = citizen.page.viewport_size
    assert viewport is not None
    await citizen.page.set_viewport_size({"width": viewport["width"] // 2, "height": viewport["height"] // 2})
    assert await overflows(citizen.page) is False


async def overflows(page: Page) -> bool:
    """Whether one would have to scroll sideways."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@both_sizes
async def test_all_of_it_works_without_a_mouse(citizen: CitizenPage, library: Library) -> None:
    """From the top of the page to a procedure, by Tab and Enter alone, with the focus always to be seen."""
    title = library.flows["ordinary_coop"].title
    for _ in range(12):
        await citizen.page.keyboard.press("Tab")
        outline = await citizen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        if await citizen.page.evaluate("document.activeElement.textContent.trim()") == title:
            break
    await citizen.page.keyboard.press("Enter")
    await expect(citizen.last).to_contain_text(library.flows["ordinary_coop"].nodes["idea"].name)
