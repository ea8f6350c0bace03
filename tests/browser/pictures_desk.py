"""Takes the pictures of the desk, with an office that has something to do: `python -m tests.browser.pictures_desk`."""

import asyncio
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from bot.core.figures import BANDS, Counted
from bot.store import sqlite
from bot.store.codec_parts import SEOUL
from bot.store.counting import figure_writes
from tests.browser import pictures_content, small_png
from tests.support.browser import chromium
from tests.support.pages import NUMBER, DeskPage
from tests.support.server import CONTENT, ROOT, Server

PICTURES = ROOT / "docs" / "pictures"
SCREEN: ViewportSize = {"width": 1440, "height": 860}
PHONE: ViewportSize = {"width": 360, "height": 740}
CITIZENS: Sequence[tuple[str, ...]] = (
    ("창립총회 공고는 며칠 전에 하나요?", "빵집 다섯 곳이 함께 만들려고 해요. 총회 날을 정했는데 공고를 못 했어요"),
    ("정관은 어떻게 고치나요?", "정관에 사업을 하나 더 넣고 싶어요. 총회를 다시 열어야 하나요"),
    ("사업자등록은 어디서 하나요?", "등기까지 마쳤고 사업자등록 서류가 궁금해요"),
    ("돌봄 협동조합도 되나요?", "요양보호사 일곱 명이 모였어요. 사회적협동조합이 맞는지 모르겠어요"),
    ("이사장을 바꾸고 싶어요", "이사장을 변경하면 등기를 언제까지 해야 하나요"),
    ("조합원은 몇 명이 필요해요?", "네 명인데 한 명을 더 찾고 있어요"),
)
_ids = count()


async def take(server: Server) -> None:
    """The queue, a case with what opens in it, what is found, the numbers, the editor, and the door."""
    cases = [await _citizen(server.address, words) for words in CITIZENS]
    await pictures_content.asks_in_vain(server.address)
    await _numbers(next(server.data.glob("*.sqlite3")))
    async with chromium() as browser:
        desk = DeskPage(await _page(browser, SCREEN), server.address)
        await desk.sits_down("한소라")
        for case in cases[1:3]:
            await desk.page.goto(f"{server.address}/desk/cases/{case}")
            await desk.does("claim")
            await desk.answers("안녕하세요. 보내 주신 말씀을 읽었어요. 제가 살펴보고 오늘 안에 알려 드릴게요.")
        await desk.page.goto(f"{server.address}/desk")
        await _keep(desk.page, "desk_queue")
        await _case(desk, cases[0])
        await desk.page.goto(f"{server.address}/desk/search?q=이사장변경")
        await _keep(desk.page, "desk_search")
        await desk.page.goto(f"{server.address}/desk/numbers")
        await _keep(desk.page, "desk_numbers")
        await _editor(desk)
        await pictures_content.take(desk, _keep)
        phone = DeskPage(await _page(browser, PHONE), server.address)
        await phone.sits_down("한소라")
        await phone.page.goto(f"{server.address}/desk/cases/{cases[0]}")
        await _keep(phone.page, "desk_phone")
        _account(server)
        await phone.page.set_viewport_size(SCREEN)
        await phone.page.goto(f"{server.address}/desk")
        await _keep(phone.page, "desk_enter")


async def _case(desk: DeskPage, case: str) -> None:
    page = desk.page
    await desk.opens(case)
    await desk.does("claim")
    await expect(page.locator("#head .mine")).to_be_visible()
    await page.locator("[data-opens=canned]").click()
    await page.locator("#canned-query").fill("총회 공고는 며칠 전에")
    await expect(page.locator("#canned-list button").first).to_be_visible()
    await _keep(page, "desk_answer")
    await page.locator("#canned-list button").first.click()
    await page.locator("[data-opens=papers]").click()
    await page.locator("#papers [name=paper]").first.check()
    await _keep(page, "desk_papers")
    await page.locator("#papers [data-closes]").click()
    await desk.page.locator("#answer [value=answer]").click()
    await expect(page.locator("#thread .consultant")).to_be_visible()
    await page.locator("[data-keep=close] summary").click()
    await page.locator("[data-keep=close] [value=registered]").check()
    await _keep(page, "desk_closing")


async def _editor(desk: DeskPage) -> None:
    """The files of the content, and one of them with a slip in it. Nothing is published."""
    page = desk.page
    await page.goto(f"{desk.address}/desk/content")
    await page.locator(".begin summary").first.click()
    await _keep(page, "desk_content")
    await page.goto(f"{desk.address}/desk/content/edit?file=faq/start.yaml")
    text = await page.locator("#text").input_value()
    await page.locator("#text").fill(text.replace("certainty: confirmed", "certainty: sure", 1))
    await page.locator("#slips a").first.click()
    await page.locator("#why").fill("확실한 정도를 다시 적음")
    await _keep(page, "desk_editor")
    await page.locator("#text").fill(text.replace("answer: |\n      ", "answer: |\n      다섯 가지가 있어요. ", 1))
    asked = re.search(r"asks:\n +- (.+)", text)
    assert asked
    await page.locator("#question").fill(asked[1])
    await page.locator("#question").press("Enter")
    await page.locator("#ask .both").wait_for(timeout=60_000)
    await page.set_viewport_size({"width": 1180, "height": 1400})
    await _keep(page, "desk_ask", page.locator("#ask"))
    page.once("dialog", lambda dialog: dialog.accept())
    await page.goto(f"{desk.address}/desk")


async def _citizen(address: str, words: Sequence[str]) -> str:
    """A case that a citizen opened, and what they wrote around it."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        token = (await client.post("/api/session")).json()["session"]

        async def sends(**body: str) -> list[dict[str, Any]]:
            data, headers = {"id": f"p{next(_ids)}", **body}, {"authorization": f"Bearer {token}"}
            return list((await client.post("/api/messages", json=data, headers=headers)).json()["messages"])

        await sends(text=words[0])
        asked = await sends(text="상담사와 이야기하고 싶어요")
        await sends(button=next(button["id"] for message in asked for button in message["buttons"]))
        for text in words[1:]:
            await sends(text=text)
        said = (await client.get("/api/messages", headers={"authorization": f"Bearer {token}"})).json()["messages"]
    found = [match[0] for message in said if (match := NUMBER.search(message["text"]))]
    return str(found[0])


async def _numbers(database: Path) -> None:
    """What three months of an office leave in the numbers."""
    engine = await sqlite.open_engine(database)
    try:
        today = datetime.now(SEOUL).date()
        await engine.run([*figure_writes(it for back in range(84) for it in _day(today - timedelta(days=back)))])
    finally:
        await engine.close()


def _day(day: date) -> Iterator[Counted]:
    chance = random.Random(day.toordinal())
    yield Counted(day, "conversations", (), chance.randrange(5, 30))
    for band, most in zip(BANDS, (30, 9, 6, 5), strict=True):
        yield Counted(day, "asked", (band,), chance.randrange(most))
    yield Counted(day, "cases", ("상담", "closed"), chance.randrange(5))
    yield Counted(day, "kept", (), chance.randrange(5))
    yield Counted(day, "late", (), chance.randrange(2))
    yield Counted(day, "first", ("4h",), chance.randrange(4))
    yield Counted(day, "ratings", (str(chance.randrange(3, 6)),), 1)
    if day.toordinal() % 9 == 0:
        yield Counted(day, "outcomes", ("registered", "care"), 1)
        yield Counted(day, "jobs", ("registered", "care"), 4)


def _account(server: Server) -> None:
    """With the first account one signs in."""
    here = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "DATA_DIR": str(server.data), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "bot", "staff", "add", "한소라"],
        env=here,
        cwd=server.data,
        check=True,
        capture_output=True,
    )


async def _page(browser: Browser, size: ViewportSize) -> Page:
    context = await browser.new_context(viewport=size, locale="ko-KR", color_scheme="light")
    return await context.new_page()


async def _keep(page: Page, name: str, part: Locator | None = None) -> None:
    await page.mouse.move(0, 0)
    png = await (part or page).screenshot(animations="disabled")
    (PICTURES / f"{name}.png").write_bytes(await small_png.small(page, png))


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("faq", "flows"):  # something is published
            shutil.copytree(CONTENT / name, Path(folder) / "content" / name)
        server = Server(Path(folder) / "data", CONTENT_DIR=str(Path(folder) / "content"))
        try:
            server.start()
            asyncio.run(take(server))
        finally:
            server.kill()


if __name__ == "__main__":
    main()
