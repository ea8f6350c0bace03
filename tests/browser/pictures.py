"""Takes the pictures of the guides from the running product: `python -m tests.browser.pictures`."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, expect
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.content import build as content
from bot.content.sources import read
from bot.content.trained import unlearnt
from bot.core.library import Library
from tests.browser import pictures_citizen, small_png
from tests.support.browser import chromium
from tests.support.pages import CitizenPage, DeskPage
from tests.support.server import CONTENT, ROOT, Server
from tests.support.web import served

PICTURES = ROOT / "docs" / "pictures"
SCREEN: ViewportSize = {"width": 1180, "height": 780}
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
SITE = """<!doctype html><html lang="ko">
<style>body {{ margin: 4rem; font: 20px sans-serif; background: #eef3ee }}</style>
<h1>우리 동네 협동조합 지원센터</h1><p>함께 만드는 일을 도와요.</p><script src="{home}/widget.js"></script></html>"""


async def take(server: Server, library: Library) -> None:
    """A conversation and the case that came of it."""
    async with chromium() as browser:
        citizen = CitizenPage(await _page(browser), library, server.address)
        await citizen.opens()
        await citizen.begins("ordinary_coop")
        await expect(citizen.last).to_contain_text(library.flows["ordinary_coop"].nodes["idea"].name)
        await citizen.says(library.entries["founding_meeting_notice"].asks[0])
        await _keep(citizen.page, "chat")
        case = await citizen.asks_for_a_person()
        desk = DeskPage(await _page(browser), server.address)
        await desk.sits_down("한소라")
        await desk.opens(case)
        await desk.answers("안녕하세요. 총회 날을 정하셨으면 알려 주세요. 공고일을 함께 볼게요.")
        await desk.notes("공고문 예시를 보내 드리기")
        await _keep(desk.page, "desk")
        await citizen.page.goto(f"{server.address}/flows/ordinary_coop")
        await _keep(citizen.page, "portal")
        await _widget(await _page(browser), server.address)
        await pictures_citizen.take(browser, server, library, _keep)
        await _office(browser, server, case)


async def _office(browser: Browser, server: Server, case: str) -> None:
    """Accounts, one's own sessions and who has read what, as an admin sees them. The seat is gone after this."""
    codes = {role: server.hires(name, role) for name, role in (("오민준", "admin"), ("한소라", "consultant"))}
    phone = await browser.new_page(user_agent=PHONE)
    await DeskPage(phone, server.address).begins(codes["admin"])
    admin = DeskPage(await _page(browser), server.address)
    await admin.signs_in("오민준")
    await admin.page.goto(f"{server.address}/desk/cases/{case}")
    for name in ("me", "staff", "audit"):
        await admin.page.goto(f"{server.address}/desk/{name}")
        await _keep(admin.page, name)


async def _widget(page: Page, home: str) -> None:
    """The conversation on a page of another site."""
    async with served(Starlette(routes=[Route("/", lambda _: HTMLResponse(SITE.format(home=home)))])) as site:
        await page.goto(site.replace("127.0.0.1", "localhost"))
        await page.locator("hyeopdong-tok .open").click()
        await expect(page.locator("hyeopdong-tok iframe[data-ready]")).to_be_visible()
        await _keep(page, "widget")


async def _page(browser: Browser) -> Page:
    context = await browser.new_context(viewport=SCREEN, locale="ko-KR", color_scheme="light")
    return await context.new_page()


async def _keep(page: Page, name: str) -> None:
    await page.mouse.move(0, 0)
    (PICTURES / f"{name}.png").write_bytes(await small_png.small(page, await page.screenshot(animations="disabled")))


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    sources = read(CONTENT)
    lessons = content.lessons(sources)
    library = content.build(sources, unlearnt(lessons))
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            server.start()
            asyncio.run(take(server, library))
        finally:
            server.kill()


if __name__ == "__main__":
    main()
