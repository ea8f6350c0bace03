"""The desk in the hands of everybody: axe finds nothing serious on any page, in any state, in light and in dark."""

import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Browser, Page, expect

from bot.core.library import Library
from tests.browser.conftest import DESKTOP, PHONE, Size
from tests.support.pages import CitizenPage, DeskPage
from tests.support.server import ROOT, Server
from tests.support.web import PASSWORD

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLET = Size("tablet", 768, 1024)
RUN = """async options => (await axe.run(document, options)).violations
    .filter(it => ["serious", "critical"].includes(it.impact))
    .flatMap(it => it.nodes.map(node => `${it.id}: ${node.target} ${node.failureSummary}`))"""


async def findings(page: Page) -> list[str]:
    """What is serious or critical on a phone and on a desk, where the page is cut off, and colours in the dark.

    In between nothing is there that is not at one of the two.
    """
    await page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for size in (PHONE, TABLET, DESKTOP):
        await page.set_viewport_size(size.viewport)
        if size is not TABLET:
            found += [f"{size.name} {it}" for it in await page.evaluate(RUN, {})]
        if not await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            found.append(f"{size.name}: wider than the screen")
    await page.emulate_media(color_scheme="dark")
    found += [f"dark {it}" for it in await page.evaluate(RUN, {"runOnly": ["color-contrast"]})]
    await page.emulate_media(color_scheme="light")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def case(server: Server, library: Library, browser: Browser) -> AsyncIterator[str]:
    """A case of a citizen who said a good deal, one who waits, and one that is closed."""
    async with await browser.new_context(locale="ko-KR") as context:
        citizen = CitizenPage(await context.new_page(), library, server.address)
        await citizen.opens()
        await citizen.begins("ordinary_coop")
        await citizen.says(library.entries["founding_meeting_notice"].asks[0])
        number = await citizen.asks_for_a_person()
        await citizen.picks("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)
        await citizen.says("달맞이꽃 조합이에요")
        yield number


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk(server: Server, browser: Browser, case: str) -> AsyncIterator[DeskPage]:
    """A consultant who sits at the desk."""
    async with await browser.new_context(viewport=DESKTOP.viewport, locale="ko-KR", color_scheme="light") as context:
        desk = DeskPage(await context.new_page(), server.address)
        await desk.sits_down("한소라")
        yield desk


async def test_a_case_in_every_state(desk: DeskPage, case: str, browser: Browser) -> None:
    """Waiting, one's own with what can be opened, another's, returned, and closed."""
    page = desk.page
    await page.goto(f"{desk.address}/desk")
    await desk.opens(case)
    assert await findings(page) == []
    await desk.does("claim")
    await desk.answers("제가 볼게요")
    await desk.notes("먼저 서류 보기")
    await page.locator("[data-keep=close] summary").click()
    assert await findings(page) == []
    await page.locator("[data-keep=close] summary").click()
    await page.locator("[data-keep=transfer] summary").click()
    assert await findings(page) == []
    async with await browser.new_context(viewport=DESKTOP.viewport, locale="ko-KR") as context:
        colleague = DeskPage(await context.new_page(), desk.address)
        await colleague.sits_down("문지호")
        await colleague.page.goto(page.url)
        await colleague.page.locator("#words").fill("제가 답할게요")
        await colleague.page.locator("#answer [value=answer]").click()
        await expect(colleague.page.locator("#anothers")).to_be_visible()
        assert await findings(colleague.page) == []
    await desk.does("return")
    await expect(desk.state).to_have_class(re.compile("returned"))
    assert await findings(page) == []
    await page.locator("[data-keep=close] summary").click()
    await page.locator("[data-keep=close] [value=registered]").check()
    await page.locator("[data-keep=close] button").click()
    await page.locator("[data-keep=conclude] summary").click()
    assert await findings(page) == []


@pytest.mark.parametrize("opens", ["canned", "papers", "keys"])
async def test_what_opens_above_a_case(desk: DeskPage, case: str, opens: str) -> None:
    """The search for answers with what it found, the papers, and the keys."""
    await desk.page.goto(f"{desk.address}/desk/cases/{case}")
    await desk.page.locator("#keys-open" if opens == "keys" else f"[data-opens={opens}]").click()
    await expect(desk.page.locator(f"#{opens}")).to_be_visible()
    if opens == "canned":
        await desk.page.locator("#canned-query").fill("총회 공고")
        await expect(desk.page.locator("#canned-list button").first).to_be_visible()
    assert await findings(desk.page) == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        "?show=closed",
        "?show=flagged",
        "/search?q=",
        "/search?q=달맞이꽃",
        "/search?q=없는말이에요",
        "/numbers",
        "/weak",
        "/questions",
        "/cases/26-9999",
        "/nowhere",
    ],
)
async def test_a_page_of_the_desk(desk: DeskPage, path: str) -> None:
    """Also those that say that there is nothing."""
    await desk.page.goto(f"{desk.address}/desk{path}")
    for details in await desk.page.locator("details").all():
        await details.evaluate("it => { it.open = true; }")
    assert await findings(desk.page) == []


@pytest.fixture
def office(tmp_path: Path, models: Path) -> Iterator[tuple[Server, str]]:
    """The product with an account, and its one-time code."""
    server = Server(tmp_path / "data", models)
    told = subprocess.run(
        [sys.executable, "-m", "bot", "staff", "add", "한소라"],
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "DATA_DIR": str(server.data), "PYTHONPATH": str(ROOT)},
        cwd=server.data,
        capture_output=True,
        text=True,
        check=True,
    )
    code = re.search(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4})+\b", told.stdout)
    assert code, told.stdout
    try:
        server.start()
        yield server, code[0]
    finally:
        server.kill()


async def test_the_door(office: tuple[Server, str], browser: Browser) -> None:
    """Before one sits, after a mistake, with a code, at the seat that is gone, and the link to Telegram."""
    server, code = office
    async with await browser.new_context(viewport=DESKTOP.viewport, locale="ko-KR", color_scheme="light") as context:
        page = await context.new_page()
        await page.goto(f"{server.address}/desk/numbers")
        assert await findings(page) == []
        await page.goto(f"{server.address}/desk")
        await page.locator(".first summary").click()
        assert await findings(page) == []
        await page.locator("#name").fill("한소라")
        await page.locator("#password").fill("틀린 비밀번호예요")
        await page.locator("form[action='/desk/enter'] button").click()
        await expect(page.locator(".door-told")).to_be_visible()
        assert await findings(page) == []
        await page.locator(".first summary").click()
        await page.locator("#code").fill(code)
        await page.locator("#fresh").fill(PASSWORD)
        await page.locator("form[action='/desk/begin'] button").click()
        await expect(page.locator("#queue")).to_be_visible()
        assert await findings(page) == []
        await page.evaluate("document.querySelector('.bar-nav').setAttribute('action', '/desk/link')")
        await page.locator(".bar-nav button:not([type=button])").last.click()
        await expect(page.locator(".code")).to_be_visible()
        assert await findings(page) == []


async def test_the_seat_of_the_demo(server: Server, browser: Browser) -> None:
    """One click away."""
    async with await browser.new_context(viewport=DESKTOP.viewport, locale="ko-KR", color_scheme="light") as context:
        page = await context.new_page()
        await page.goto(f"{server.address}/desk")
        assert await findings(page) == []
