"""The portal in the hands of people: finding while one writes Korean, giving a page away, going on in the chat."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from bot.core.library import Library
from bot.core.texts import Key
from tests.browser.conftest import PHONE, Size, both_sizes
from tests.support.pages import CitizenPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
ENTRY = "founding_meeting_notice"
FLOW = "ordinary_coop"
PAGES = ("/faq", f"/faq/{ENTRY}", "/faq/nothing", "/faq/search?q=정관", "/flows", f"/flows/{FLOW}", "/flows/kind")
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
SMALL_TARGETS = """
[...document.querySelectorAll("button, input, .button, .questions a, .jumps a")]
  .filter((it) => it.checkVisibility() && !it.closest(".unseen"))
  .filter((it) => { const { width, height } = it.getBoundingClientRect(); return width < 44 || height < 44; })
  .map((it) => it.outerHTML.slice(0, 80))
"""

FAINT = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = channels(colour).slice(0, 3).map((it) => it / 255)
      .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (it) => {
    const colour = getComputedStyle(it).backgroundColor;
    return channels(colour)[3] === 255 || !it.parentElement ? colour : ground(it.parentElement);
  };
  const ratio = (it) => {
    const [dark, bright] = [light(getComputedStyle(it).color), light(ground(it))].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const says = (it) => [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return [...document.querySelectorAll("body *")]
    .filter((it) => says(it) && it.checkVisibility() && !it.closest(".unseen, .skip, noscript") && ratio(it) < 4.5)
    .map((it) => `${ratio(it).toFixed(2)} ${it.outerHTML.slice(0, 80)}`);
}
"""
"""What is drawn with less than 4.5 to 1 against its ground."""


@pytest.fixture
def size() -> Size:
    """What most citizens hold in their hand."""
    return PHONE


@dataclass
class Reader:
    """A person in front of the portal, and what the page asked the server for while they wrote."""

    page: Page
    address: str
    searches: list[str] = field(default_factory=list)

    async def opens(self, path: str) -> None:
        await self.page.goto(f"{self.address}{path}")

    async def composes(self, *texts: str) -> None:
        """Goes through the states of a word that a keyboard is still composing."""
        await self.page.locator("#q").focus()
        line = await self.page.context.new_cdp_session(self.page)
        for text in texts:
            await line.send(
                "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
            )

    async def ends(self, text: str) -> None:
        """The composition ends with that text."""
        line = await self.page.context.new_cdp_session(self.page)
        await line.send("Input.insertText", {"text": text})


@pytest_asyncio.fixture(loop_scope="session")
async def reader(server: Server, citizens: BrowserContext) -> AsyncIterator[Reader]:
    """On a page that must not report a mistake; its clock is moved by hand."""
    page = await citizens.new_page()
    reader, mistakes = Reader(page, server.address), list[str]()
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda line: mistakes.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("request", lambda request: reader.searches.append(request.url) if "/faq/search" in request.url else None)
    yield reader
    assert mistakes == []


@both_sizes
async def test_the_pages_fit_the_screen(reader: Reader, size: Size) -> None:
    """Nothing is cut off at the side, also with twice the size; what one taps is large enough for a thumb."""
    for zoom in (1, 2):
        await reader.page.set_viewport_size({"width": size.width // zoom, "height": size.height // zoom})
        for path in PAGES:
            await reader.opens(path)
            assert not await reader.page.evaluate(TOO_WIDE), (path, zoom)
            assert await reader.page.evaluate(SMALL_TARGETS) == [], (path, zoom)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_stands_out_from_its_ground(reader: Reader, scheme: Literal["light", "dark"]) -> None:
    """4.5 to 1, by day and by night."""
    await reader.page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        await reader.opens(path)
        assert await reader.page.evaluate(FAINT) == [], path


async def test_on_paper_only_what_is_to_be_read_is_left(reader: Reader, library: Library) -> None:
    """No bar, no search, no button; and nothing is cut off."""
    await reader.page.emulate_media(media="print", color_scheme="light")
    for path, kept in (
        (f"/faq/{ENTRY}", library.entries[ENTRY].asks[0]),
        (f"/flows/{FLOW}", library.flows[FLOW].title),
    ):
        await reader.opens(path)
        await expect(reader.page.get_by_role("heading", name=kept)).to_be_visible()
        await expect(reader.page.locator(".button:visible, input:visible, .bar:visible")).to_have_count(0)
        assert not await reader.page.evaluate(TOO_WIDE)


async def test_nothing_is_asked_in_the_middle_of_a_syllable(reader: Reader, library: Library) -> None:
    """Once a word is whole it is looked for, once; what is found stands in the place of the topics."""
    await reader.page.clock.install()
    await reader.opens("/faq")
    await reader.composes("ㅈ", "저", "정", "정ㄱ")
    await reader.page.clock.run_for(5000)
    assert reader.searches == []
    await reader.composes("정과", "정관")
    await reader.page.clock.run_for(200)
    assert reader.searches == []
    await reader.ends("정관")
    await reader.page.clock.run_for(2000)
    await expect(reader.page.locator("#found .questions li, #found .best").first).to_be_visible()
    await expect(reader.page.locator(".all")).to_be_hidden()
    assert len(reader.searches) == 1
    await reader.page.locator("#q").fill("")
    await reader.page.clock.run_for(2000)
    await expect(reader.page.locator(".all")).to_be_visible()
    assert len(reader.searches) == 1


async def test_a_rest_ends_a_word_that_the_keyboard_keeps_open(reader: Reader) -> None:
    """Keyboards of telephones compose until a space is typed: nobody should have to know that."""
    await reader.page.clock.install()
    await reader.opens("/faq")
    await reader.composes("ㅈ", "정", "정관")
    await reader.page.clock.run_for(2000)
    await expect(reader.page.locator("#found .questions li, #found .best").first).to_be_visible()
    assert len(reader.searches) == 1


async def test_a_search_that_fails_says_so_and_works_again(reader: Reader, library: Library) -> None:
    """With the server's sentence if there is one; the button tries again."""
    await reader.opens("/faq")
    refusal = {"error": library.text(Key.WEB_TOO_OFTEN)}

    async def refuse(route: Route) -> None:
        await route.fulfill(status=429, json=refusal)

    await reader.page.route("**/faq/search*", refuse, times=1)
    await reader.page.locator("#q").fill("정관")
    await expect(reader.page.locator("#found")).to_have_text(library.text(Key.WEB_TOO_OFTEN))
    await reader.page.locator(".search .button").click()
    await expect(reader.page.locator("#found .questions li, #found .best").first).to_be_visible()
    assert reader.page.url == f"{reader.address}/faq"


@both_sizes
async def test_an_answer_goes_on_to_a_person(reader: Reader, library: Library) -> None:
    """The chat shows the answer and asks; a reload asks nothing again."""
    entry = library.entries[ENTRY]
    await reader.opens(f"/faq/{ENTRY}")
    await reader.page.locator(f"a[href='/?start=person-{ENTRY}']").click()
    chat = CitizenPage(reader.page, library, reader.address)
    await expect(chat.said(entry.asks[0], "citizen")).to_have_count(1)
    await expect(chat.choice(library.text(Key.BUTTON_HANDOVER_YES))).to_be_visible()
    assert reader.page.url == f"{reader.address}/"
    before = await chat.texts()
    await reader.page.reload()
    await expect(chat.said(entry.asks[0], "citizen")).to_have_count(1)
    await expect(reader.page.locator("#log .message")).to_have_count(len(before))


async def test_a_procedure_is_begun_from_its_page(reader: Reader, library: Library) -> None:
    """By its button, at its first step."""
    flow = library.flows[FLOW]
    await reader.opens(f"/flows/{FLOW}")
    await reader.page.locator(f"a[href='/?start={FLOW}']").first.click()
    chat = CitizenPage(reader.page, library, reader.address)
    await expect(chat.last).to_contain_text(flow.nodes[flow.start].name)


async def test_what_was_looked_for_is_taken_along_and_not_sent(reader: Reader) -> None:
    """It stands where one writes, to be changed or sent; the address holds nothing of it."""
    await reader.opens("/faq")
    await reader.page.locator("#q").fill("우리 마을 김장")
    await expect(reader.page.locator("#found .links")).to_be_visible()
    await reader.page.locator("#found [data-carry]").click()
    await expect(reader.page.locator("#text")).to_have_value("우리 마을 김장")
    await expect(reader.page.locator("#log .message")).to_have_count(0)
    assert reader.page.url == f"{reader.address}/"


async def test_a_page_is_given_away_by_its_address(reader: Reader) -> None:
    """The address is copied without what came after it; where that is not allowed it is shown to be copied by hand."""
    await reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await reader.opens(f"/faq/{ENTRY}?from=somewhere")
    await reader.page.locator("[data-copy]").click()
    await expect(reader.page.locator(".share-told")).to_have_text(await told(reader.page, "data-copied"))
    address = f"{reader.address}/faq/{ENTRY}"
    assert await reader.page.evaluate("navigator.clipboard.readText()") == address
    await reader.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    await reader.page.locator("[data-copy]").click()
    await expect(reader.page.locator(".share-told")).to_have_text(await told(reader.page, "data-by-hand"))
    await expect(reader.page.locator(".share-address")).to_have_value(address)


async def told(page: Page, attribute: str) -> str:
    return await page.locator(".share-told").get_attribute(attribute) or ""


async def test_without_a_script_the_search_is_a_form(server: Server, browser: Browser, size: Size) -> None:
    """And every page is whole; what needs a script is not to be seen."""
    async with await browser.new_context(viewport=size.viewport, java_script_enabled=False) as context:
        page = await context.new_page()
        await page.goto(f"{server.address}/faq/{ENTRY}")
        await expect(page.locator(".share")).to_be_hidden()
        await page.locator("#q").fill("정관")
        await page.locator("#q").press("Enter")
        await expect(page.locator("#found a[href^='/faq/']").first).to_be_visible()
        await expect(page.locator("#q")).to_have_value("정관")
