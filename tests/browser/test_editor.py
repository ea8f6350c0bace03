"""The editor at the desk in the hands of a clerk: what is typed is checked, published, answered, and never lost."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Dialog, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.content.base import BASE
from tests.support.axe import findings
from tests.support.pages import DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

FAQ = "faq/picnic.yaml"
UNTESTED = re.sub(r"    tests: .*\n", "", BASE[FAQ])
"""What is learnt of so few questions would not answer others."""
NINE, TEN, NOON = "아홉 시에 가요.", "열 시에 가요.", "정오에 가요."


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content in a folder of its own."""
    folder = tmp_path_factory.mktemp("content")
    for path, text in {**BASE, FAQ: UNTESTED}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def office(content: Path, tmp_path_factory: pytest.TempPathFactory, models: Path) -> Iterator[Server]:
    """The product on that content."""
    server = Server(tmp_path_factory.mktemp("data"), models, CONTENT_DIR=str(content))
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture(autouse=True)
def as_at_first(content: Path) -> None:
    """The file is what it was, whatever the test before it has published."""
    (content / FAQ).write_text(UNTESTED, encoding="utf-8")


@pytest_asyncio.fixture(loop_scope="session")
async def clerks(office: Server, browser: Browser) -> AsyncIterator[tuple[Page, Page]]:
    """Two browsers that have the same file open."""
    contexts = [await browser.new_context(viewport=DESKTOP.viewport, locale="ko-KR") for _ in range(2)]
    pages = [await context.new_page() for context in contexts]
    mistakes: list[str] = []
    for page in pages:
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        await DeskPage(page, office.address).sits_down("한소라")
        await page.goto(f"{office.address}/desk/content")
        await page.locator(f"a[href*='{FAQ.replace('/', '%2F')}'], a[href*='{FAQ}']").first.click()
        await opens_as_at_first(page)
    yield pages[0], pages[1]
    for context in contexts:
        await context.close()
    assert mistakes == []


async def opens_as_at_first(page: Page) -> None:
    """What the test before has published is there until the watcher has seen the file."""
    for _ in range(300):
        if await page.locator("#text").input_value() == UNTESTED:
            return
        await page.reload()
    raise AssertionError("the file on disk did not come into force")


async def changes(page: Page, old: str, new: str) -> None:
    """Selects words in the text and types others."""
    text = await page.locator("#text").input_value()
    start = text.rindex(old)
    await page.locator("#text").focus()
    await page.evaluate(
        "([a, b]) => document.getElementById('text').setSelectionRange(a, b)", [start, start + len(old)]
    )
    await page.keyboard.insert_text(new)


async def publishes(page: Page, why: str = "시각이 바뀜") -> None:
    await page.locator("#why").fill(why)
    await page.locator("#why").press("Enter")


async def answers(office: Server, question: str) -> str:
    """What a citizen gets."""
    async with httpx.AsyncClient(base_url=office.address, timeout=60) as client:
        token = (await client.post("/api/session")).json()["session"]
        body, headers = {"id": "q", "text": question}, {"authorization": f"Bearer {token}"}
        told = (await client.post("/api/messages", json=body, headers=headers)).json()["messages"]
    return " ".join(message["text"] for message in told)


WEAR = """\
  what_to_wear:
    asks: [무슨 옷을 입어요, 옷차림, 어떤 신발이 좋아요, 모자를 쓸까요, 바지인가요, 겉옷이 필요해요, 복장, 뭘 입나요]
    answer: 편한 옷을 입어요.
    sources: [소풍 규칙 제3조]
    law: 2026-06-24
    reviewed: 2026-11-24
    certainty: confirmed
"""
BREAKS = {
    "answer: 편한": "anser: 편한",
    "law: 2026-06-24": "law: 지난여름",
    "    reviewed": "\treviewed",
    "[소풍 규칙 제3조]": '["소풍 규칙 제3조]',
}
"""What a hand slips to, by what should stand there."""


async def test_a_clerk_adds_an_answer_breaks_it_mends_it_and_publishes_it(
    office: Server, clerks: tuple[Page, Page], content: Path
) -> None:
    """From the list of files to what a citizen gets; each slip is told at its line while one types."""
    page = clerks[0]
    assert "편한 옷" not in await answers(office, "어떤 신발이 좋아요")
    await page.locator("#text").press("Control+End")
    await page.keyboard.insert_text(WEAR)
    for right, wrong in BREAKS.items():
        line = str((UNTESTED + WEAR).rpartition(right)[0].count("\n") + 1)
        await changes(page, right, wrong)
        slip = page.locator(f"#slips .error [data-line='{line}']")
        await expect(slip).to_be_visible()
        await expect(page.locator(".paper .numbers .error").get_by_text(line, exact=True)).to_be_visible()
        await slip.click()
        assert await page.evaluate("text.value.slice(0, text.selectionStart).split('\\n').length") == int(line)
        await publishes(page)
        await expect(page.locator("#told")).to_have_class("error")
        await changes(page, wrong, right)
        await expect(page.locator("#slips .error")).to_have_count(0)
    await publishes(page, "옷차림을 많이 물어서")
    await expect(page.locator("#told")).to_have_class("done", timeout=60_000)
    assert (content / FAQ).read_text(encoding="utf-8") == UNTESTED + WEAR
    assert "편한 옷" in await answers(office, "어떤 신발이 좋아요")
    await page.reload()
    await expect(page.locator("#text")).to_have_value(UNTESTED + WEAR)
    await page.locator("#places").select_option("what_to_wear")
    await page.locator("#outline button").click()
    assert await page.evaluate("text.value.slice(text.selectionStart, text.selectionEnd)") == WEAR.split("\n")[0]


async def test_the_second_is_told_and_nothing_is_overwritten(
    office: Server, clerks: tuple[Page, Page], content: Path
) -> None:
    """They see both, may take the other's text, have their own back, and publish in the knowledge of it."""
    first, second = clerks
    await changes(first, NINE, TEN)
    await publishes(first)
    await expect(first.locator("#told")).to_have_class("done", timeout=60_000)
    await changes(second, NINE, NOON)
    await publishes(second)
    await expect(second.locator("#changed .removed")).to_contain_text(NOON)
    await expect(second.locator("#changed .added")).to_contain_text(TEN)
    assert NOON not in (content / FAQ).read_text(encoding="utf-8")
    assert await findings(second) == []
    await second.locator("[data-deed=theirs]").click()
    await expect(second.locator("#text")).to_have_value(re.compile(TEN))
    await second.locator("[data-deed=back]").click()
    await expect(second.locator("#text")).to_have_value(re.compile(NOON))
    await publishes(second)
    await expect(second.locator("#told")).to_have_class("done", timeout=60_000)
    assert NOON in (content / FAQ).read_text(encoding="utf-8")


async def test_without_scripts_nothing_is_overwritten_either(office: Server, browser: Browser, content: Path) -> None:
    """Enter publishes over nobody's text; a button of its own does, and a link opens what was saved."""
    async with await browser.new_context(viewport=PHONE.viewport, java_script_enabled=False) as context:
        page = await context.new_page()
        await page.goto(f"{office.address}/desk")
        await page.locator("#name").fill("한소라")
        await page.locator("form[action='/desk/seat'] button").click()
        await page.goto(f"{office.address}/desk/content/edit?file={FAQ}")
        await opens_as_at_first(page)
        (content / FAQ).write_text(UNTESTED.replace(NINE, TEN), encoding="utf-8")
        await page.locator("#text").fill(UNTESTED.replace(NINE, NOON))
        for _ in range(2):
            await publishes(page)
            await expect(page.locator("#changed .added")).to_contain_text(TEN)
        assert TEN in (content / FAQ).read_text(encoding="utf-8")
        assert await page.locator("#changed a").get_attribute("href")
        await page.locator("button[name=over]").click()
        await expect(page.locator("#told")).not_to_be_empty()
        await expect(page.locator("#text")).to_have_value(re.compile(NOON))
        assert NOON in (content / FAQ).read_text(encoding="utf-8")


async def test_what_is_not_published_outlives_a_reload(clerks: tuple[Page, Page]) -> None:
    """One is warned before, finds it again, and may let it go."""
    page, warned = clerks[0], list[str]()

    async def leaves(dialog: Dialog) -> None:
        warned.append(dialog.type)
        await dialog.accept()

    page.on("dialog", leaves)
    await changes(page, NINE, TEN)
    await page.reload()
    assert warned == ["beforeunload"]
    await expect(page.locator("#restored")).to_be_visible()
    await expect(page.locator("#text")).to_have_value(re.compile(TEN))
    await page.locator("[data-deed=drop]").click()
    await expect(page.locator("#text")).to_have_value(UNTESTED)
    await page.reload()
    await expect(page.locator("#restored")).to_be_hidden()
    assert len(warned) == 1


async def test_it_works_by_keyboard_and_on_a_telephone(office: Server, clerks: tuple[Page, Page]) -> None:
    """Tab leaves the text; keys move lines in and out; the page is no wider than the screen; axe finds nothing."""
    page = clerks[0]
    await changes(page, "    answer: 아홉", "answer: 아홉")
    await page.keyboard.press("Control+BracketRight")
    await page.keyboard.press("Control+BracketRight")
    await expect(page.locator("#text")).to_have_value(UNTESTED)
    await page.keyboard.press("Control+BracketLeft")
    await page.keyboard.press("Enter")
    await page.keyboard.insert_text("x: y")
    await expect(page.locator("#text")).to_have_value(re.compile(r"\n  answer: 아홉\n  x: y 시에 가요\.\n"))
    await expect(page.locator("#slips .error")).not_to_have_count(0)
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.id") != "text"
    assert await findings(page) == []
    await page.set_viewport_size(PHONE.viewport)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE.width
    lists = await page.context.new_page()
    await lists.goto(f"{office.address}/desk/content")
    assert await findings(lists) == []


async def test_what_a_text_would_do_is_seen_before_it_is_published(office: Server, clerks: tuple[Page, Page]) -> None:
    """Who has got the answer that is written anew; nothing is published by looking, and a slip is mended first."""
    page, shown = clerks[0], clerks[0].locator("#impact-shown")
    assert NINE in await answers(office, "몇 시에 가요")
    await changes(page, NINE, TEN)
    await page.locator("[data-impact=soon]").click()
    await expect(shown.locator("a[href='/faq/what_time']")).to_be_visible(timeout=60_000)
    assert await findings(page) == []
    assert NINE in await answers(office, "몇 시에 가요")
    await changes(page, "answer: 열", "anser: 열")
    await page.locator("[data-impact=soon]").click()
    await expect(shown).to_be_empty()
    await expect(page.locator("#impact-told")).to_contain_text("1", timeout=60_000)


async def test_a_topic_is_begun_with_two_questions_and_published(
    office: Server, clerks: tuple[Page, Page], content: Path
) -> None:
    """From the list of files; a name that is refused is told, and what is begun outlives a reload."""
    page, file = clerks[0], content / "faq/boats.yaml"
    await page.goto(f"{office.address}/desk/content")
    await page.locator(".begin summary").first.press("Enter")
    await page.locator("#topic-title").fill("배")
    await page.locator("#topic-name").fill("배")
    await page.locator("#topic-name").press("Enter")
    await expect(page.locator("#topic-told")).to_be_visible()
    assert await findings(page) == []
    await page.locator("#topic-name").fill("boats")
    await page.locator("#topic-name").press("Enter")
    await expect(page.locator("#text")).to_have_value(re.compile("topic: 배\n"))
    await changes(page, "topic: 배", "topic: 나룻배")
    for name in ("boats_first", "oars"):
        await page.locator("#entry-name").fill(name)
        await page.locator("#entry-name").press("Enter")
        if name == "boats_first":
            await expect(page.locator("#entry-name")).to_have_attribute("aria-invalid", "true")
            assert await findings(page) == []
    await expect(page.locator("#text")).to_have_value(re.compile("topic: 나룻배\n(.|\n)*\n  oars:\n"))
    await page.reload()
    await expect(page.locator("#restored")).to_be_visible()
    assert not file.exists()
    await publishes(page, "배를 많이 물어서")
    await expect(page.locator("#told")).to_have_class("done", timeout=60_000)
    assert "\n  oars:\n" in file.read_text(encoding="utf-8")
    await page.reload()
    await expect(page.locator("#text")).to_have_value(file.read_text(encoding="utf-8"))
    await expect(page.locator("#differs")).to_have_count(0)
    file.unlink()
