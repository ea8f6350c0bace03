"""Pictures of the content at the desk: an edit is tried, published, found again and taken back; what is still open."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import httpx
from playwright.async_api import Locator, Page, expect

from bot.store.codec_parts import SEOUL
from tests.support.pages import DeskPage

Keep = Callable[..., Awaitable[None]]
FAQ, KIND = "faq/filing.yaml", "flows/kind.yaml"
ENTRY = "social_coop_requirements"
"""What those got whom it did not help."""
UNHELPED = (
    "협동조합 유니폼은 꼭 맞춰야 하나요?",
    "유니폼을 맞춰야 하는지 궁금해요",
    "조합원 유니폼 꼭 맞춰야 해요?",
)
TOPIC = """\
topic: 조합 유니폼
owner: 상담팀
entries:
  uniform:
    asks: [협동조합 유니폼을 맞춰야 하나요, 유니폼이 꼭 있어야 해요, 단체복을 맞춰야 하나요, 조합원 옷을 같이 입나요,
      유니폼은 의무인가요, 단체 티셔츠가 필요해요, 유니폼은 누가 정해요, 조합 옷 규정이 있나요]
    answer: 아니요. 유니폼은 조합에서 정하면 돼요.
    sources: [협동조합 기본법 제15조]
    law: 2026-06-24
    reviewed: 2026-11-24
    certainty: general
    tests: [조합원 모두 유니폼을 꼭 입어야 하는지 궁금해요]
"""
LOW, MIDDLE = {"width": 1180, "height": 620}, {"width": 1180, "height": 860}
LONG = {"width": 1180, "height": 1500}


async def asks_in_vain(address: str) -> None:
    """Citizens whom the answer did not help."""
    for place, text in enumerate(UNHELPED):
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            token = (await client.post("/api/session")).json()["session"]
            headers = {"authorization": f"Bearer {token}"}
            told = await client.post("/api/messages", json={"id": f"v{place}", "text": text}, headers=headers)
            buttons = [button for message in told.json()["messages"] for button in message["buttons"]]
            no = next(button["id"] for button in buttons if button["label"] == "아니에요")
            await client.post("/api/messages", json={"id": f"w{place}", "button": no}, headers=headers)


async def take(desk: DeskPage, keep: Keep) -> None:
    """Something is published: the server must have a content of its own."""
    page, home = desk.page, desk.address
    await page.set_viewport_size(LONG)
    await page.goto(f"{home}/desk/content/edit?file={FAQ}")
    text = await page.locator("#text").input_value()
    entry = text.index(f"\n  {ENTRY}:")
    new = text[:entry] + text[entry:].replace("answer: |\n      ", "answer: |\n      네 가지를 갖추면 돼요. ", 1)
    await page.locator("#text").fill(new)
    await page.locator("[data-impact=soon]").click()
    await expect(page.locator("#impact-shown p").first).to_be_visible(timeout=60_000)
    await keep(page, "desk_impact", page.locator("#impact"))
    await _publishes(page, "첫 문장에 답을 먼저 적음")
    await _walk(page, home, keep)
    await page.set_viewport_size(LOW)
    await page.goto(f"{home}/desk/content/history")
    await keep(page, "desk_history")
    await page.set_viewport_size(MIDDLE)
    await page.locator(".published a").first.click()
    await expect(page.locator(".diff .added").first).to_be_visible()
    await page.locator(".with-file a").first.click()
    await expect(page.locator("form[action$='/back'] button")).to_be_visible()
    await keep(page, "desk_back")
    await page.set_viewport_size(LOW)
    await _open(page, home, keep)
    await _retires(page, home, keep)


async def _publishes(page: Page, why: str) -> None:
    await page.locator("#why").fill(why)
    await page.locator(".publish [type=submit]").click()
    await expect(page.locator("#told")).to_have_class("done", timeout=120_000)


async def _walk(page: Page, home: str, keep: Keep) -> None:
    await page.goto(f"{home}/desk/content/edit?file={KIND}")
    await page.locator("#walk summary").click()
    await page.locator("[data-walk=begin]").click()
    thread: Locator = page.locator("#walk .thread")
    for before in (1, 2):
        await thread.locator(".line-item.bot .taps").last.locator("[data-tap]").first.click()
        await expect(thread.locator(".line-item.citizen")).to_have_count(before + 1)
    await page.locator("[data-days='7']").click()
    await expect(page.locator("#walk .day-line")).to_have_count(2)
    await keep(page, "desk_walk", page.locator("#walk"))


async def _open(page: Page, home: str, keep: Keep) -> None:
    """What nobody could answer, and what should be read again."""
    await page.goto(f"{home}/desk/questions")
    await keep(page, "desk_questions")
    await page.locator("h2 a[href*='/desk/questions/']").first.click()
    await page.set_viewport_size(LONG)
    await keep(page, "desk_question", page.locator("main"))
    await page.set_viewport_size(MIDDLE)
    await page.goto(f"{home}/desk/stale?article=협동조합 기본법 제15조")
    await page.locator("#date").fill(f"{datetime.now(SEOUL):%Y-%m-%d}")
    await page.locator("#note").fill("신고 서류가 하나 늘었어요")
    await page.locator("form[method=post] [type=submit]").first.click()
    await expect(page.locator("#s-changed")).to_be_visible(timeout=120_000)
    await page.goto(f"{home}/desk/stale")
    await keep(page, "desk_stale")


async def _retires(page: Page, home: str, keep: Keep) -> None:
    """A topic that was published, and what would be without it."""
    await page.goto(f"{home}/desk/content/new?kind=topic&name=uniform")
    await page.locator("#text").fill(TOPIC)
    await _publishes(page, "유니폼을 많이 물어서")
    await page.set_viewport_size(LONG)
    await page.goto(f"{home}/desk/content/retire?file=faq/uniform.yaml")
    await expect(page.locator("#impact-shown p").first).to_be_visible(timeout=120_000)
    await keep(page, "desk_retire", page.locator("main"))
