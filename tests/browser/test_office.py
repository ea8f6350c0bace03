"""Accounts, sessions and the log of readings in a real browser, at every width, with nothing that axe minds."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Size
from tests.support.pages import DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIZES = (PHONE, Size("tablet", 768, 1024), DESKTOP)
RUN = """async options => (await axe.run(document, options)).violations
    .filter(it => ["serious", "critical"].includes(it.impact))
    .flatMap(it => it.nodes.map(node => `${it.id}: ${node.target} ${node.failureSummary}`))"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(tmp_path_factory: pytest.TempPathFactory, models: Path) -> AsyncIterator[Server]:
    """The running product with an account, so that it has no seat."""
    server = Server(tmp_path_factory.mktemp("office"), models)
    try:
        server.start()
        yield server
    finally:
        server.kill()


async def findings(page: Page) -> list[str]:
    """What is serious or critical at any width, or wider than the screen; in dark the colours."""
    await page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for size in SIZES:
        await page.set_viewport_size(size.viewport)
        found += [f"{size.name} {it}" for it in await page.evaluate(RUN, {})]
        if not await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            found.append(f"{size.name}: wider than the screen")
    await page.emulate_media(color_scheme="dark")
    found += [f"dark {it}" for it in await page.evaluate(RUN, {"runOnly": ["color-contrast"]})]
    await page.emulate_media(color_scheme="light")
    return found


async def test_an_admin_hires_looks_around_and_signs_out_elsewhere(office: Server, browser: Browser) -> None:
    """With the keyboard where one types; every page and state is looked at."""
    async with await browser.new_context(locale="ko-KR") as here, await browser.new_context(locale="ko-KR") as there:
        page, other = await here.new_page(), await there.new_page()
        desk = DeskPage(page, office.address)
        await desk.begins(office.hires("오민준", "admin"))
        await DeskPage(other, office.address).signs_in("오민준")

        await page.goto(f"{office.address}/desk/staff")
        await page.locator("#name").fill("한소라")
        await page.locator("#name").press("Enter")
        await expect(page.locator(".office-told code")).to_be_visible()
        assert await findings(page) == []
        await page.locator(".accounts summary").first.press("Enter")
        assert await findings(page) == []

        await page.goto(f"{office.address}/desk/me")
        assert await findings(page) == []
        await page.locator(".sessions button").press("Enter")
        await expect(page.locator(".sessions li")).to_have_count(1)
        await other.goto(f"{office.address}/desk")
        await expect(other.locator("#password")).to_be_visible()
        assert await findings(other) == []

        await page.goto(f"{office.address}/desk/audit")
        await page.locator("#way").select_option("enter")
        await page.locator(".filters button").press("Enter")
        await expect(page.locator("tbody tr")).to_have_count(2)
        assert await findings(page) == []
        await page.goto(f"{office.address}/desk/me")
        await page.locator("#password").fill("넷 다섯 여섯 일곱")
        await page.locator("#fresh").fill("넷 다섯 여섯 일곱")
        await page.locator("#fresh").press("Enter")
        await expect(page.locator("[role=alert]")).to_be_visible()
        assert await findings(page) == []
