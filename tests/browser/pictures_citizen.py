"""Pictures of what citizens see: each page and window once, on a telephone where most would open it there."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.core.library import Library
from bot.core.texts import Key
from tests.support.pages import CitizenPage
from tests.support.server import Server

PHONE: ViewportSize = {"width": 390, "height": 800}
PAPER: ViewportSize = {"width": 760, "height": 900}
FLOW = "ordinary_coop"
Keep = Callable[[Page, str], Awaitable[None]]


async def take(browser: Browser, server: Server, library: Library, keep: Keep) -> None:
    """Answers, looks, one's own conversation, the end, the paper of the plan, and what there is to read."""
    async with await browser.new_context(viewport=PHONE, locale="ko-KR", color_scheme="light") as context:
        citizen = CitizenPage(await context.new_page(), library, server.address)
        await citizen.opens()
        await keep(citizen.page, "citizen_begin")
        await citizen.begins(FLOW)
        await citizen.taps(library.text(Key.BUTTON_STEP_LATER))
        await citizen.says("7명")
        await expect(citizen.page.locator("#stage")).to_be_visible()
        await citizen.says(library.entries["founding_meeting_notice"].asks[0])
        await citizen.taps(library.text(Key.BUTTON_HELPED))
        await expect(citizen.page.locator("#log [aria-pressed=true]")).to_be_visible()
        await keep(citizen.page, "citizen_answer")
        await _windows(citizen, keep)
        await _to_read(citizen.page, server.address, keep)
        await citizen.page.goto(f"{server.address}/")
        await _colours(citizen.page, keep)
        await _paper(citizen, keep)


async def _windows(citizen: CitizenPage, keep: Keep) -> None:
    page = citizen.page
    await page.locator(".tools [data-opens=more]").click()
    await keep(page, "citizen_own")
    await page.locator("#more [data-opens=leave]").click()
    await keep(page, "citizen_leave")
    await page.locator("#leave [value=close]").click()
    await page.locator(".bar [data-opens=looks]").click()
    await page.locator("#looks [name=size][value='3']").check()
    await keep(page, "citizen_looks")
    await page.locator("#looks [name=size][value='2']").check()
    await page.locator("#looks .button").click()


async def _to_read(page: Page, home: str, keep: Keep) -> None:
    for path, name in (("/faq", "faq"), ("/faq/founding_meeting_notice", "entry"), ("/faq/none", "missing")):
        await page.goto(f"{home}{path}")
        await keep(page, f"citizen_{name}")


async def _colours(page: Page, keep: Keep) -> None:
    await expect(page.locator("#stage")).to_be_visible()
    for color in ("dark", "contrast"):
        await page.locator(".bar [data-opens=looks]").click()
        await page.locator(f"#looks [name=color][value={color}]").check()
        await page.locator("#looks .button").click()
        await keep(page, f"citizen_{color}")


async def _paper(citizen: CitizenPage, keep: Keep) -> None:
    page = citizen.page
    await citizen.uses("plan")
    await page.evaluate("window.print = () => {}")
    await page.locator(".tools [data-paper=print]").click()
    await expect(page.locator("body.printing")).to_have_count(1)
    await page.set_viewport_size(PAPER)
    await page.emulate_media(media="print")
    await page.evaluate("window.scrollTo(0, 0)")
    await keep(page, "citizen_paper")
