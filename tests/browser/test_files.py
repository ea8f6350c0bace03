"""A file from a telephone to the desk: picked, sent, seen and opened there."""

import pytest
from playwright.async_api import BrowserContext, expect

from bot.core.files import LARGEST
from bot.core.library import Library
from bot.core.texts import Key
from bot.service.files import limits
from tests.browser.conftest import PHONE, Size
from tests.support.pages import CitizenPage, DeskPage
from tests.support.samples import GOOD, png
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

THUMB = 44
"""CSS pixels that a finger needs (WCAG 2.5.5)."""


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
async def test_a_picture_goes_from_the_page_to_the_desk(
    server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext, size: Size
) -> None:
    """Its button can be reached by finger and by key, nothing is wider than the page, and the desk shows it."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    case = await citizen.asks_for_a_person()
    box = await citizen.page.locator(".attach").bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= THUMB
    await citizen.page.locator("#files").focus()
    await citizen.picks("회의록.png", png())
    sent = citizen.said("회의록.png", "citizen")
    await expect(sent.locator(".save")).to_be_visible()
    assert await citizen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    desk = DeskPage(await consultants.new_page(), server.address)
    await desk.sits_down("한소라")
    await desk.opens(case)
    picture = desk.said("회의록.png", "citizen").locator("img")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("it => it.decode().then(() => it.naturalWidth)") == 8
    async with desk.page.expect_download() as saving:
        await desk.said("회의록.png", "citizen").locator(".download").click()
    saved = await saving.value
    assert saved.suggested_filename == "회의록.png"
    assert (await saved.path()).read_bytes() == png()


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
async def test_a_citizen_has_a_file_removed(
    server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext, size: Size
) -> None:
    """After one question; on both pages its place says that it is gone, without a reload."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    case = await citizen.asks_for_a_person()
    await citizen.picks("이력서.png", png())
    desk = DeskPage(await consultants.new_page(), server.address)
    await desk.sits_down("한소라")
    await desk.opens(case)
    await expect(desk.said("이력서", "citizen")).to_be_visible()
    sent = citizen.said("이력서", "citizen")
    for answer in ("no", "yes"):
        await sent.locator(".remove").click()
        await citizen.page.locator(f"#remove [value={answer}]").click()
    await expect(citizen.said(library.text(Key.FILE_REMOVED), "citizen")).to_be_visible()
    await expect(sent).to_have_count(0)
    await expect(citizen.page.locator("#log .citizen .save")).to_have_count(0)
    await expect(desk.page.locator("#thread .gone")).to_be_visible()
    await expect(desk.said("이력서", "citizen")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
async def test_a_file_of_a_consultant_is_saved_by_the_citizen(
    server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext, size: Size
) -> None:
    """It goes with the answer, or alone; the form is empty afterwards, and can be emptied before."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    case = await citizen.asks_for_a_person()
    desk = DeskPage(await consultants.new_page(), server.address)
    await desk.sits_down("한소라")
    await desk.opens(case)
    await desk.attaches("빼는 파일.pdf", GOOD["pdf"])
    await desk.page.locator("#unfile").click()
    await desk.answers("안녕하세요")
    await desk.attaches("견적 예시.xlsx", GOOD["xlsx"])
    await desk.page.locator("#answer [value=answer]").dblclick()
    await expect(desk.page.locator("#picked")).to_be_empty()
    got = citizen.said("견적 예시.xlsx", "consultant")
    async with citizen.page.expect_download() as saving:
        await got.locator(".save").click()
    saved = await saving.value
    assert saved.suggested_filename == "견적 예시.xlsx"
    assert (await saved.path()).read_bytes() == GOOD["xlsx"]
    await expect(citizen.page.locator("#log .consultant")).to_have_count(2)


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
async def test_what_is_not_taken_is_told_before_it_goes(
    server: Server, library: Library, citizens: BrowserContext, size: Size
) -> None:
    """And what only the server can see is told below it, where it can be put away."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    toast = citizen.page.locator("#toast")
    await citizen.picks("정관.exe", b"MZ")
    await expect(toast).to_have_text(library.text(Key.FILE_TYPE, **limits()))
    await citizen.page.locator(f"#files[data-largest='{LARGEST}']").evaluate("it => { it.dataset.largest = 9; }")
    await citizen.picks("정관.pdf", GOOD["pdf"])
    await expect(toast).to_have_text(library.text(Key.FILE_TOO_LARGE, **limits()))
    assert await citizen.texts() == []
    await citizen.picks("정관.pdf", b"MZ")
    failed = citizen.page.locator("#log .failed")
    await expect(failed).to_contain_text(library.text(Key.FILE_TYPE, **limits()))
    await failed.locator(".under button").first.press("Enter")
    await expect(failed).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
async def test_a_file_is_sent_once_the_server_is_reached(
    server: Server, library: Library, citizens: BrowserContext, size: Size
) -> None:
    """It waits as words do, as long as the page is open; after a reload it has to be picked again."""
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    await citizens.set_offline(True)
    await citizen.picks("정관.hwp", GOOD["hwp"])
    await expect(citizen.page.locator("#log .failed")).to_have_count(1)
    await citizens.set_offline(False)
    await expect(citizen.page.locator("#log .citizen .save")).to_be_visible()
    await citizens.set_offline(True)
    await citizen.picks("정관.hwpx", GOOD["hwpx"])
    await expect(citizen.page.locator("#log .failed")).to_have_count(1)
    await citizens.route("**/api/files", lambda route: route.abort())
    await citizens.set_offline(False)
    await citizen.page.reload()
    lost = citizen.page.locator("#log .failed")
    await expect(lost).to_contain_text("정관.hwpx")
    await expect(lost.locator(".under button")).to_have_count(1)
