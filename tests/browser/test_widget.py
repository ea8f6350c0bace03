"""The conversation on another site, in a browser that blocks the cookies of other sites."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import BrowserContext, FrameLocator, Locator, Page, Route, async_playwright, expect
from starlette import routing
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.core.library import Library
from tests.browser.conftest import DESKTOP, PHONE, Size, both_sizes
from tests.support.browser import FLAGS
from tests.support.chromium import executable
from tests.support.server import Server
from tests.support.web import served

pytestmark = pytest.mark.asyncio(loop_scope="session")
OTHERS_BLOCKED: Mapping[str, object] = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
ALL_BLOCKED: Mapping[str, object] = {"profile": {"default_content_setting_values": {"cookies": 2}}}
SITE = """<!doctype html><html lang="ko"><title>다른 사이트</title><meta name="viewport" content="width=device-width">
<style>button, p, div {{ all: unset; font-size: 3px }} dialog {{ display: none !important }}</style>
<body style="min-height: 3000px"><main><h1>다른 사이트</h1><a href="/next">다음</a></main>
<script src="{home}/widget.js" {more} async></script></body></html>"""


@dataclass(frozen=True)
class Visitor:
    """Somebody on a page of another site that names our script."""

    page: Page
    library: Library
    site: str

    @property
    def button(self) -> Locator:
        """What opens the conversation."""
        return self.page.locator("hyeopdong-tok .open")

    @property
    def panel(self) -> Locator:
        return self.page.locator("hyeopdong-tok .panel")

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("hyeopdong-tok iframe")

    @property
    def said(self) -> Locator:
        """What the citizen has said."""
        return self.frame.locator("#log .message.citizen")

    async def comes(self, path: str = "/") -> None:
        await self.page.goto(f"{self.site}{path}")

    async def opens(self) -> None:
        await self.button.click()
        await expect(self.panel.locator("iframe[data-ready]")).to_be_visible()

    async def says(self, text: str) -> None:
        await self.frame.locator("#text").fill(text)
        await self.frame.locator("#text").press("Enter")
        await expect(self.said.filter(has_text=text).last).not_to_have_class(re.compile("sending|failed"))


@asynccontextmanager
async def another_site(home: str, more: str = "") -> AsyncIterator[str]:
    """A site by another name than ours, whose pages name our script."""

    async def page(request: Request) -> HTMLResponse:
        return HTMLResponse(SITE.format(home=home, more=more))

    async with served(Starlette(routes=[routing.Route("/{path:path}", page)])) as address:
        yield address.replace("127.0.0.1", "localhost")


@asynccontextmanager
async def browsing(folder: Path, size: Size, settings: Mapping[str, object]) -> AsyncIterator[BrowserContext]:
    """A browser of its own with those settings, as its owner made them."""
    (folder / "Default").mkdir(parents=True)
    (folder / "Default" / "Preferences").write_text(json.dumps(settings), encoding="ascii")
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            folder,
            executable_path=executable(whole=True),
            args=list(FLAGS),
            viewport=size.viewport,
            has_touch=size is PHONE,
            locale="ko-KR",
        )
        try:
            yield context
        finally:
            await context.close()


@pytest.fixture
def size() -> Size:
    """Another one where a test names it."""
    return DESKTOP


@pytest.fixture
def settings() -> Mapping[str, object]:
    """Of the browser."""
    return OTHERS_BLOCKED


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(
    server: Server, library: Library, tmp_path: Path, size: Size, settings: Mapping[str, object]
) -> AsyncIterator[Visitor]:
    """Somebody who just came, on a page that must not report a mistake."""
    async with browsing(tmp_path / "browser", size, settings) as context, another_site(server.address) as site:
        visitor = Visitor(context.pages[0], library, site)
        mistakes: list[str] = []
        visitor.page.on("pageerror", lambda error: mistakes.append(str(error)))
        visitor.page.on("console", lambda line: mistakes.append(line.text) if line.type == "error" else None)
        await visitor.comes()
        yield visitor
        assert [it for it in mistakes if "Failed to load resource" not in it] == []


@both_sizes
async def test_the_conversation_goes_on_where_cookies_of_others_are_blocked(visitor: Visitor) -> None:
    """It is kept for the next page and the next visit of that site, though the frame has no storage there."""
    await visitor.opens()
    await visitor.says("안녕하세요")
    frame = visitor.page.frames[1]
    plain = "() => { document.cookie = 'plain=1; SameSite=None; Secure'; return document.cookie }"
    assert "plain" not in await frame.evaluate(plain)  # they really are blocked
    await visitor.comes("/next")
    await visitor.opens()
    await expect(visitor.said).to_have_text(re.compile("안녕하세요"))
    await visitor.says("고마워요")
    await expect(visitor.said).to_have_count(2)


async def test_who_ends_it_at_a_shared_computer_leaves_nothing(visitor: Visitor) -> None:
    """Neither on that page nor for the next visit of that site, nor in the cookie of the frame."""
    await visitor.opens()
    await visitor.says("안녕하세요")
    assert await visitor.page.frames[1].evaluate("document.cookie")
    for step in (".tools [data-opens=more]", "#more [data-opens=leave]", "#leave [data-do=leave]"):
        await visitor.frame.locator(step).click()
    await expect(visitor.frame.locator("#left")).to_be_visible()
    await expect(visitor.said).to_have_count(0)
    assert await visitor.page.frames[1].evaluate("document.cookie") == ""
    await visitor.comes("/next")
    await visitor.opens()
    await expect(visitor.said).to_have_count(0)


async def test_another_site_has_another_conversation(visitor: Visitor, server: Server) -> None:
    """Nor does the whole page take over what was said in a frame."""
    await visitor.opens()
    await visitor.says("안녕하세요")
    page = await visitor.page.context.new_page()
    await page.goto(f"{server.address}/")
    await expect(page.locator("#starts")).to_be_visible()
    await expect(page.locator("#log .message")).to_have_count(0)
    async with another_site(server.address) as site:
        other = Visitor(page, visitor.library, site.replace("localhost", "elsewhere.localhost"))
        await other.comes()
        await other.opens()
        await expect(other.said).to_have_count(0)


@pytest.mark.parametrize("settings", [ALL_BLOCKED], ids=["all"])
async def test_a_browser_that_keeps_nothing_can_talk_all_the_same(visitor: Visitor) -> None:
    """The conversation lasts as long as the page."""
    await visitor.opens()
    await visitor.says("안녕하세요")
    await visitor.says("고마워요")
    await expect(visitor.said).to_have_count(2)


async def test_the_keyboard_alone_opens_and_closes_it(visitor: Visitor) -> None:
    """Esc closes from inside, as does the button; the focus goes where one writes, and back."""
    await visitor.page.mouse.click(5, 300)  # somewhere on the page: a window in front, as the keyboard has it
    await visitor.page.keyboard.press("Tab")
    await visitor.page.keyboard.press("Tab")
    await expect(visitor.button).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.frame.locator("#text")).to_be_focused()
    await visitor.page.keyboard.type("안녕하세요")
    await expect(visitor.frame.locator("#text")).to_have_value("안녕하세요")
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.panel).to_be_hidden()
    await expect(visitor.button).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.frame.locator("#text")).to_be_focused()
    await visitor.page.keyboard.type("?")
    await expect(visitor.frame.locator("#text")).to_have_value("안녕하세요?")
    await visitor.panel.locator(".close").focus()
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.button).to_be_focused()


async def test_esc_closes_the_innermost_first(visitor: Visitor) -> None:
    """A question inside the frame is left before the frame is."""
    await visitor.opens()
    await visitor.says("안녕하세요")
    await visitor.frame.locator("[data-confirm=again]").click()
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.frame.locator("#again")).to_be_hidden()
    await expect(visitor.panel).to_be_visible()


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
async def test_it_fills_a_phone_and_holds_the_page_behind_it(visitor: Visitor) -> None:
    """The button is large and inside the screen; open, nothing of the page is reached or scrolled."""
    box = await visitor.button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 56
    assert box["x"] + box["width"] <= PHONE.width
    assert box["y"] + box["height"] <= PHONE.height
    await visitor.opens()
    assert await visitor.panel.bounding_box() == {"x": 0, "y": 0, "width": PHONE.width, "height": PHONE.height}
    await expect(visitor.frame.locator("#text")).not_to_be_focused()  # no keyboard over what was said
    await visitor.page.mouse.wheel(0, 900)
    assert await visitor.page.evaluate("scrollY") == 0
    await visitor.page.set_viewport_size({"width": 1000, "height": 700})
    await expect(visitor.panel).to_be_visible()
    await visitor.panel.locator(".close").click()
    await expect(visitor.button).to_be_focused()
    assert await visitor.page.evaluate("document.documentElement.style.overflow") == ""


@both_sizes
async def test_nothing_is_in_the_way_of_reading_it(visitor: Visitor) -> None:
    """axe finds nothing serious, closed and open; nothing lies over what stands in the bar."""
    for opened in (False, True):
        if opened:
            await visitor.opens()
        found = (await Axe().run(visitor.page)).response["violations"]
        assert [it["id"] for it in found if it["impact"] in ("serious", "critical")] == []
    person = await visitor.frame.locator(".bar .person").bounding_box()
    close = await visitor.panel.locator(".close").bounding_box()
    assert person
    assert close
    assert person["x"] + person["width"] <= close["x"]
    wide = await visitor.page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide


async def test_answers_that_come_while_it_is_closed_are_counted(visitor: Visitor) -> None:
    """Beside the button, until it is opened again."""
    await visitor.opens()
    await visitor.frame.locator("#text").fill(visitor.library.entries["founding_meeting_notice"].asks[0])
    shut = asyncio.Event()

    async def answered_late(route: Route) -> None:
        await shut.wait()
        await route.continue_()

    await visitor.page.route("**/api/messages", answered_late)
    await visitor.frame.locator("#text").press("Enter")
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.panel).to_be_hidden()
    shut.set()
    await expect(visitor.button.locator(".count")).to_have_text(re.compile("[1-9]"))
    await visitor.opens()
    await expect(visitor.button.locator(".count")).to_be_hidden()


async def test_links_in_the_frame_open_elsewhere(visitor: Visitor) -> None:
    """A page that may not be framed would only show a refusal there."""
    await visitor.opens()
    async with visitor.page.context.expect_page() as opening:
        await visitor.frame.locator(".bar-link").click()
    opened = await opening.value
    await expect(opened.locator("main")).to_be_visible()
    assert opened.url.endswith("/faq")


async def test_the_address_of_the_frame_gives_nothing_away(visitor: Visitor) -> None:
    """No request names the session in its address, nor the page of the site it came from."""
    seen: list[tuple[str, Mapping[str, str]]] = []
    visitor.page.on("request", lambda request: seen.append((request.url, request.headers)))
    await visitor.opens()
    await visitor.says("안녕하세요")
    token = await visitor.page.frames[1].evaluate("document.cookie.split('=')[1]")
    assert len(token) > 20
    assert not [url for url, _ in seen if token in url]
    inside = [headers for url, headers in seen if not url.startswith(visitor.site)]
    assert inside
    assert not [headers["referer"] for headers in inside if "localhost" in headers.get("referer", "")]


async def test_a_site_that_may_not_gets_a_way_out(server: Server, own_server: Server, visitor: Visitor) -> None:
    """Where the frame is refused, there is a link to the whole page instead of an empty box."""
    own_server.kill()
    own_server.settings["WIDGET_SITES"] = "https://www.example.kr"
    own_server.start()
    page = await visitor.page.context.new_page()
    await page.clock.install()
    async with another_site(own_server.address) as site:
        other = Visitor(page, visitor.library, site)
        await other.comes()
        await other.button.click()
        await page.clock.run_for(13_000)
        await expect(other.panel.locator(".elsewhere a")).to_be_visible()
        await expect(other.panel.locator("iframe")).to_be_hidden()


async def test_a_site_can_open_at_a_procedure(server: Server, visitor: Visitor) -> None:
    """By `data-start`, and once: a reload of the frame asks nothing again."""
    page = await visitor.page.context.new_page()
    async with another_site(
        server.address, 'data-start="ordinary_coop" data-label="설립 길잡이" data-side="left"'
    ) as site:
        other = Visitor(page, visitor.library, site)
        await other.comes()
        await expect(other.button).to_have_text("설립 길잡이")
        await other.opens()
        await expect(other.said).to_have_text(re.compile(visitor.library.flows["ordinary_coop"].title))
