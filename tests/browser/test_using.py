"""The chat page in daily use: where one stands, what is new, files in every way, and everything by keyboard alone."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from bot.core.flow import NumberNode
from bot.core.library import Library
from bot.core.texts import Key
from tests.browser.conftest import PHONE, Size, both_sizes
from tests.support.pages import CitizenPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
FLOW = "ordinary_coop"
GIVES = """([how, name, type, text]) => {
    const data = new DataTransfer();
    data.items.add(new File(["%PDF-1.4 "], name, { type }));
    if (text) data.setData("text/plain", text);
    const goes = { bubbles: true, cancelable: true };
    const event = how === "paste" ? new ClipboardEvent(how, { clipboardData: data, ...goes })
        : new DragEvent(how, { dataTransfer: data, ...goes });
    document.getElementById("text").dispatchEvent(event);
    return event.defaultPrevented;
}"""


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
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    yield citizen
    assert mistakes == []


async def test_what_was_tapped_by_a_finger_does_not_stay_lit(
    server: Server, library: Library, browser: Browser, size: Size
) -> None:
    """A touch screen keeps `:hover` on what was tapped last; and signs that nobody sees are not sent."""
    context = await browser.new_context(viewport=size.viewport, has_touch=True, is_mobile=True)
    citizen = CitizenPage(await context.new_page(), library, server.address)
    await citizen.opens()
    send = citizen.page.locator(".send")
    colour = "element => getComputedStyle(element).backgroundColor"
    before = await send.evaluate(colour)
    await citizen.page.locator("#text").fill("\u200b\u2060 ")
    await send.tap()
    assert await send.evaluate(colour) == before
    await citizen.says("안녕하세요")
    assert await citizen.page.locator("#log .message.citizen").count() == 1
    await context.close()


async def test_who_is_not_remembered_is_told(citizen: CitizenPage, browser: Browser) -> None:
    """A browser without storage talks all the same, but a reload forgets; nobody else reads of it."""
    await expect(citizen.page.locator("#fleeting")).to_be_hidden()
    context = await browser.new_context()
    await context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    )
    other = CitizenPage(await context.new_page(), citizen.library, citizen.address)
    await other.opens()
    await expect(other.page.locator("#fleeting")).to_be_visible()
    await other.says("안녕하세요")
    await context.close()


@both_sizes
async def test_where_one_stands_is_told(citizen: CitizenPage, library: Library) -> None:
    """Nothing before a procedure was begun; then the step, as a line or a list, also after a reload."""
    nodes = library.flows[FLOW].nodes
    place = citizen.page.locator("#stage, #stages").filter(visible=True)
    await expect(place).to_have_count(0)
    await citizen.begins(FLOW)
    await expect(place).to_contain_text(nodes["idea"].name)
    await citizen.taps(library.text(Key.BUTTON_STEP_LATER))
    await expect(citizen.page.locator("#stage p, #stages [aria-current]").filter(visible=True)).not_to_contain_text(
        nodes["idea"].name
    )
    await citizen.page.reload()
    await expect(place).to_have_count(1)


async def test_what_came_while_one_reads_further_up_is_told(citizen: CitizenPage, library: Library) -> None:
    """The page does not jump; a button says that there is more, and leads to it."""
    other = await another_tab(citizen)
    for text in ("협동조합이 뭐예요?", "출자금은 최소 얼마예요?", "총회는 언제 열어요?"):
        await citizen.says(text)
    await citizen.page.bring_to_front()
    await citizen.page.evaluate("window.scrollTo(0, 0)")
    await other.says("저쪽에서 적었어요")
    await citizen.page.bring_to_front()
    await expect(citizen.said("저쪽에서 적었어요", "citizen")).to_have_count(1)
    newer = citizen.page.locator("#newer")
    await expect(newer).to_be_visible()
    assert await citizen.page.evaluate("window.scrollY") == 0
    await newer.click()
    await expect(newer).to_be_hidden()
    await expect(citizen.last).to_be_in_viewport()
    assert library.text(Key.PRODUCT_NAME) in await citizen.page.title()


async def test_the_title_counts_what_was_not_seen(citizen: CitizenPage) -> None:
    """While another tab is in front; none of one's own words, and none any more once one looks."""
    title = await citizen.page.title()
    other = await another_tab(citizen)
    await hide(citizen.page, hidden=True)
    await other.says("안녕하세요")
    await expect(citizen.page).to_have_title(re.compile(rf"^\([1-9]\d*\) {re.escape(title)}$"))
    await hide(citizen.page, hidden=False)
    await expect(citizen.page).to_have_title(title)


async def test_many_browsers_do_not_come_back_in_step(citizen: CitizenPage) -> None:
    """The pauses between tries grow, and are drawn by lot."""
    source = "import(document.querySelector('script[type=module]').src.replace('main.js', 'following.js'))"
    pauses = await citizen.page.evaluate(
        f"""async () => {{
            const {{ Following }} = await {source};
            const taken = [];
            const real = window.setTimeout;
            window.setTimeout = (act, milliseconds) => {{ taken.push(milliseconds); return 0; }};
            const it = new Following({{}}, {{}});
            for (const failures of [1, 1, 1, 1, 4, 4, 4, 4, 30, 30, 30, 30]) it.pause(failures);
            window.setTimeout = real;
            return taken;
        }}"""
    )
    first, later, last = pauses[:4], pauses[4:8], pauses[8:]
    assert max(first) < min(later) and max(later) < min(last)
    assert all(len(set(some)) == 4 for some in (first, later, last))


@pytest.mark.parametrize("how", ["drop", "paste"])
async def test_a_file_is_dropped_or_pasted(citizen: CitizenPage, how: str) -> None:
    """It goes as one that was picked; text with a picture beside it stays text."""
    assert await citizen.page.evaluate(GIVES, [how, "정관.pdf", "application/pdf", ""]) is True
    await expect(citizen.page.locator("#log .message.citizen .file .save")).to_have_count(1)
    assert await citizen.page.evaluate(GIVES, [how, "image.png", "image/png", "적은 글"]) is False
    await expect(citizen.page.locator("#log .message.citizen")).to_have_count(1)


async def test_what_is_no_file_of_ours_is_told_at_once(citizen: CitizenPage, library: Library) -> None:
    """Also when it was dropped; while it hovers the page says where to let go."""
    page = citizen.page
    assert await page.evaluate(GIVES, ["dragover", "a.exe", "application/x-msdownload", ""]) is True
    await expect(page.locator("body")).to_have_class(re.compile("dropping"))
    await page.evaluate(GIVES, ["drop", "a.exe", "application/x-msdownload", ""])
    await expect(page.locator("#toast")).to_be_visible()
    await expect(page.locator("body")).not_to_have_class(re.compile("dropping"))
    await expect(page.locator("#log .message")).to_have_count(0)


async def test_a_large_file_shows_how_far_it_is(citizen: CitizenPage) -> None:
    """A bar while it goes, and none once it is there."""
    line = await citizen.page.context.new_cdp_session(citizen.page)
    await line.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000}
    await line.send("Network.emulateNetworkConditions", slow)
    await citizen.picks("정관.pdf", b"%PDF-1.4 " + b"0" * 600_000)
    bar = citizen.page.locator("#log progress")
    await expect(bar).to_be_visible()
    await line.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
    await expect(citizen.page.locator("#log .message.citizen .file .save")).to_have_count(1, timeout=20_000)
    await expect(bar).to_have_count(0)


async def test_a_tap_on_a_slow_line_shows_and_counts_once(citizen: CitizenPage, library: Library) -> None:
    """The button is busy until the answer is there; a second tap does nothing."""
    await citizen.begins(FLOW)
    sent: list[str] = []
    go_on = asyncio.Event()

    async def hold(route: Route) -> None:
        sent.append(route.request.post_data or "")
        await go_on.wait()
        await route.continue_()

    await expect(citizen.choice(library.text(Key.BUTTON_STEP_LATER))).to_be_visible()
    await citizen.page.route("**/api/messages", hold)
    later = citizen.choice(library.text(Key.BUTTON_STEP_LATER)).last
    await later.click()
    await expect(later).to_have_attribute("aria-busy", "true")
    await later.click()
    await expect(citizen.page.locator("#log .message.sending")).to_have_count(1)
    go_on.set()
    await expect(citizen.page.locator("#log .message.sending")).to_have_count(0)
    assert len(sent) == 1


@both_sizes
async def test_a_whole_way_by_keyboard_alone(citizen: CitizenPage, library: Library) -> None:
    """Begun, answered, looked at, changed, a person asked for: by Tab, Enter and letters, the focus always in sight."""
    nodes = library.flows[FLOW].nodes
    await presses(citizen, library.flows[FLOW].title)
    await expect(citizen.last).to_contain_text(nodes["idea"].name)
    await presses(citizen, library.text(Key.BUTTON_STEP_LATER))
    number = nodes["founders_now"]
    assert isinstance(number, NumberNode)
    await expect(citizen.last).to_contain_text(number.ask.strip().splitlines()[0])
    await citizen.page.locator("#text").focus()
    await citizen.page.keyboard.type("7")
    await citizen.page.keyboard.press("Enter")
    await expect(citizen.page.locator("#log .message.citizen .bubble").last).to_have_text("7")
    await presses(citizen, library.words.commands["answers"][0])
    await presses(citizen, library.text(Key.BUTTON_CHANGE, name=number.name))
    await expect(citizen.last).to_contain_text(number.ask.strip().splitlines()[0])
    await citizen.page.locator("#text").focus()
    await citizen.page.keyboard.type("9")
    await citizen.page.keyboard.press("Enter")
    await expect(citizen.said(library.text(Key.CHANGED, name=number.name, value="9명"))).to_have_count(1)
    await presses(citizen, library.words.wishes[0], by="data-say")
    await presses(citizen, library.text(Key.BUTTON_HANDOVER_YES))
    await expect(citizen.page.locator("#log .message.notice").last).to_contain_text("26-")


async def test_what_was_read_out_is_not_read_again(citizen: CitizenPage, library: Library) -> None:
    """A verdict and a tick change the message where it stands; only what is new comes into the log."""
    page = citizen.page
    await citizen.begins(FLOW)
    tick = page.locator("#log .buttons:not(.old) .choice").first
    await expect(tick).to_be_visible()
    await page.evaluate(
        "window.added = []; new MutationObserver(all => { for (const { addedNodes } of all)"
        " for (const it of addedNodes) added.push(it.textContent); })"
        ".observe(document.getElementById('log'), { childList: true, subtree: true })"
    )
    await tick.click()
    await expect(tick).to_have_attribute("aria-pressed", "true")
    assert await page.evaluate("added") == []
    await citizen.says(library.entries["founding_meeting_notice"].asks[0])
    helped = citizen.choice(library.text(Key.BUTTON_HELPED))
    await expect(helped).to_be_visible()
    await page.evaluate("added.length = 0")
    await helped.focus()
    await helped.press("Enter")
    await expect(helped).to_have_attribute("aria-pressed", "true")
    await expect(helped).to_be_focused()
    assert await page.evaluate("added") == []
    await citizen.taps(library.text(Key.BUTTON_NOT_HELPED))
    no = page.locator("#log .choice").filter(has_text=library.text(Key.BUTTON_NOT_HELPED)).first
    await expect(no).to_have_attribute("aria-pressed", "true")


async def test_what_is_said_in_english_is_marked_so(citizen: CitizenPage) -> None:
    """A voice that reads Korean would not be understood."""
    await citizen.says("How many people do we need?")
    await citizen.says("안녕하세요")
    bubbles = citizen.page.locator("#log .message.citizen .bubble")
    assert await bubbles.evaluate_all("all => all.map(it => it.lang)") == ["en", ""]


async def another_tab(citizen: CitizenPage) -> CitizenPage:
    """The same person in a second tab, both in one conversation."""
    await citizen.says("처음")
    other = CitizenPage(await citizen.page.context.new_page(), citizen.library, citizen.address)
    await other.opens()
    await expect(other.said("처음", "citizen")).to_have_count(1)
    return other


async def hide(page: Page, *, hidden: bool) -> None:
    """As if another tab were in front, or this one again."""
    await page.evaluate(
        "it => { Object.defineProperty(document, 'hidden', { value: it, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


async def presses(citizen: CitizenPage, words: str, by: str = "") -> None:
    """Goes on by Tab to the button that says so, and presses Enter."""
    found = f"it => it.dataset.say === {words!r}" if by else f"it => it.textContent.trim() === {words!r}"
    named = citizen.page.get_by_role("button", name=words, exact=True)
    wanted = citizen.page.locator(f'[data-say="{words}"]') if by else named
    await expect(wanted.filter(visible=True).first).to_be_visible()
    for _ in range(80):
        await citizen.page.keyboard.press("Tab")
        if await citizen.page.evaluate(f"({found})(document.activeElement)"):
            break
    else:
        raise AssertionError(f"Tab never comes to {words!r}")
    shown = await citizen.page.evaluate(
        "(it => { const box = it.getBoundingClientRect();"
        " return getComputedStyle(it).outlineStyle !== 'none' && box.bottom > 0 && box.top < innerHeight; })"
        "(document.activeElement)"
    )
    assert shown, f"the focus at {words!r} is not to be seen"
    await citizen.page.keyboard.press("Enter")
