"""Text in five sizes and colours for every eye: chosen once, on whatever page, and remembered by the device."""

import re
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, expect

import bot.channels.web.app as web
from bot.core.library import Library
from tests.browser.conftest import PHONE, Size, both_sizes
from tests.support.pages import CitizenPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
STATIC = Path(web.__file__).parent / "static"
PAGES = ("/faq", "/faq/founding_meeting_notice", "/faq/search?q=총회", "/flows", "/flows/ordinary_coop", "/nothing")


@pytest.fixture
def size() -> Size:
    """What most citizens hold in their hand."""
    return PHONE


async def text_size(page: Page) -> float:
    return float(await page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


async def ground(page: Page) -> str:
    return str(await page.evaluate("getComputedStyle(document.body).backgroundColor"))


async def overflows(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth > innerWidth"))


async def test_text_grows_in_five_steps_and_stays_so(server: Server, citizens: BrowserContext) -> None:
    """As KRDS has them, from 17 pixels; on every page, and after a reload."""
    page = await citizens.new_page()
    await page.goto(server.address)
    assert await text_size(page) == 17
    await page.locator("[data-opens=looks]").first.click()
    sizes = []
    for value in "12345":
        await page.locator(f"#looks [name=size][value='{value}']").check()
        sizes.append(round(await text_size(page) / 17, 2))
    assert sizes == [0.9, 1.0, 1.1, 1.3, 1.5]
    await page.locator("#looks .button").click()
    for path in ("/faq", "/"):
        await page.goto(server.address + path)
        assert await text_size(page) == 17 * 1.5
    await page.locator("[data-opens=looks]").first.click()
    await expect(page.locator("#looks [name=size][value='5']")).to_be_checked()


async def test_colours_are_those_of_the_device_until_one_chooses(server: Server, citizens: BrowserContext) -> None:
    """Dark by night, and what was chosen goes before it, in another window of the page too; paper stays white."""
    page, other = await citizens.new_page(), await citizens.new_page()
    for each in (page, other):
        await each.goto(server.address)
    await page.bring_to_front()
    light = await ground(page)
    await page.emulate_media(color_scheme="dark")
    dark = await ground(page)
    await page.locator("[data-opens=looks]").first.click()
    await page.locator("#looks [value=light]").check()
    assert (light != dark, await ground(page)) == (True, light)
    await page.locator("#looks [value=contrast]").check()
    assert await ground(page) == "rgb(0, 0, 0)"
    await expect(other.locator("html")).to_have_attribute("data-color", "contrast")
    await page.emulate_media(color_scheme="light", media="print")
    assert await ground(page) == light
    await page.emulate_media(media="screen")
    await page.locator("#looks [value=auto]").check()
    assert await ground(page) == light
    await page.emulate_media(color_scheme="dark")
    assert await ground(page) == dark


async def test_who_asks_the_device_for_contrast_gets_it(server: Server, citizens: BrowserContext) -> None:
    """Without looking for a button."""
    page = await citizens.new_page()
    await page.emulate_media(contrast="more")
    await page.goto(server.address)
    assert await ground(page) == "rgb(0, 0, 0)"


async def test_dark_is_the_same_by_the_device_and_by_choice() -> None:
    """Two lists of colours, as one of them needs no script."""
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    found = [re.findall(r"--[\w-]+: [^;]+", block) for block in re.findall(r":root[^{]*dark[^{]*\{([^}]*)", style)]
    by_device = re.findall(r"--[\w-]+: [^;]+", style.split(":root:not([data-color]) {")[1].split("}")[0])
    assert by_device in found and len(by_device) > 20


@pytest.mark.parametrize("width", [320, 720])
async def test_the_largest_text_needs_no_sideways_scrolling(
    server: Server, library: Library, citizens: BrowserContext, width: int
) -> None:
    """On the narrowest telephone, and on a desk at 200 %; the way to a person stays in sight."""
    page = await citizens.new_page()
    await page.set_viewport_size({"width": width, "height": 450 if width > 320 else 640})
    await page.add_init_script("localStorage.setItem('looks.size', '5')")
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    await citizen.begins("ordinary_coop")
    await citizen.says(library.entries["founding_meeting_notice"].asks[0])
    assert await overflows(page) is False
    person = page.locator(f'[data-say="{library.words.wishes[0]}"]:visible')
    boxes = await person.evaluate_all("all => all.map(it => it.getBoundingClientRect())")
    height = await page.evaluate("innerHeight")
    assert any(box["top"] >= 0 and box["bottom"] <= height for box in boxes)
    for dialog in await page.locator("dialog").all():
        await dialog.evaluate("it => it.showModal()")
        assert await dialog.evaluate("it => it.scrollWidth <= it.clientWidth")
        await dialog.evaluate("it => it.close()")
    for path in PAGES:
        await page.goto(server.address + path)
        assert await overflows(page) is False, path


@both_sizes
async def test_it_is_chosen_by_keyboard_and_the_focus_comes_back(server: Server, citizens: BrowserContext) -> None:
    """Opened by Enter at what is chosen now, moved by arrows, left by Escape."""
    page = await citizens.new_page()
    await page.goto(server.address)
    opener = page.locator(".bar [data-opens=looks]")
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#looks [name=size][value='2']")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("html")).to_have_attribute("data-size", "3")
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    await page.locator(".tools [data-opens=more]").focus()
    await page.keyboard.press("Enter")
    await page.locator("#more [data-opens=looks]").press("Enter")
    await expect(page.locator("dialog[open]")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.locator(".tools [data-opens=more]")).to_be_focused()
