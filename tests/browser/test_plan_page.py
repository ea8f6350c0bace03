"""내 진행표 taken along: its days as a file for the calendar, and the plan on paper."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from icalendar import Calendar
from playwright.async_api import BrowserContext, Locator, Page, expect

from bot.app import SEOUL
from bot.core import korean
from bot.core.library import Library
from bot.core.texts import Key
from tests.browser.conftest import both_sizes
from tests.support.pages import CitizenPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
FLOW = "ordinary_coop"
TELL_PRINTING = "window.print = () => { document.documentElement.dataset.printed = 'yes'; };"


@dataclass(frozen=True)
class Founder:
    """A person with a plan that holds a done step and days to come, and what the server tells of it."""

    citizen: CitizenPage
    page: Page

    async def plan(self) -> dict[str, Any]:
        """GET /api/plan, in the name of the page's session."""
        token = await self.page.evaluate("localStorage.getItem('session')")
        headers = {"authorization": f"Bearer {token}"}
        answer = await self.page.request.get(f"{self.citizen.address}/api/plan", headers=headers)
        return dict(await answer.json())

    def tool(self, name: str) -> Locator:
        return self.page.locator(f".tools [data-paper={name}]")

    async def prints(self) -> Locator:
        """Taps the tool, and gives what is then on the paper."""
        await self.tool("print").click()
        await expect(self.page.locator("html")).to_have_attribute("data-printed", "yes")
        await self.page.emulate_media(media="print")
        return self.page.locator("#sheet")


@pytest_asyncio.fixture(loop_scope="session")
async def founder(server: Server, library: Library, citizens: BrowserContext) -> AsyncIterator[Founder]:
    """On a page that must not report a mistake, and that only tells when it would print."""
    page = await citizens.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda line: mistakes.append(line.text) if "Content Security Policy" in line.text else None)
    await page.add_init_script(TELL_PRINTING)
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    await walks_to_the_notice(citizen)
    yield Founder(citizen, page)
    assert mistakes == []


async def walks_to_the_notice(citizen: CitizenPage) -> None:
    """A step done, the others before the meeting left for later, and a day for the meeting; then the plan."""
    library = citizen.library
    nodes, later = library.flows[FLOW].nodes, library.text(Key.BUTTON_STEP_LATER)
    await citizen.begins(FLOW)
    await expect(citizen.last).to_contain_text(nodes["idea"].name)
    await citizen.taps(library.text(Key.BUTTON_STEP_DONE))
    await citizen.says("일곱 명이요")
    for id in ("promoters", "bylaws", "consenters"):
        await expect(citizen.last).to_contain_text(nodes[id].name)
        await citizen.taps(later)
    await citizen.says(f"{meeting():%Y-%m-%d}")
    await expect(citizen.last).to_contain_text(nodes["notice"].name)
    await citizen.uses("plan")
    await expect(citizen.last).to_contain_text(korean.day(meeting()))


def meeting() -> date:
    """Late enough for the notice to be in time."""
    return datetime.now(SEOUL).date() + timedelta(days=60)


def days(plan: dict[str, Any]) -> list[str]:
    """The days of a plan that are still to come."""
    return sorted(step["due"] for step in plan["steps"] if step["due"] and step["state"] != "done")


async def days_of_file(page: Page, button: Locator) -> list[str]:
    """What a calendar finds in the file that a tap brings."""
    async with page.expect_download() as download:
        await button.click()
    file = await download.value
    assert file.suggested_filename == "plan.ics"
    return days_in(await file.path())


def days_in(file: Path) -> list[str]:
    """The days of a calendar file."""
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return sorted(event.decoded("dtstart").isoformat() for event in events)


@both_sizes
async def test_the_days_come_as_a_file_for_the_calendar(founder: Founder, library: Library) -> None:
    """By the tool, and under the message that gives it; the page says that it came."""
    expected = days(await founder.plan())
    assert meeting().isoformat() in expected
    assert await days_of_file(founder.page, founder.tool("calendar")) == expected
    await expect(founder.page.locator("#toast")).to_be_visible()
    await founder.citizen.taps(library.text(Key.BUTTON_CALENDAR))
    await expect(founder.citizen.last).to_contain_text(library.text(Key.CALENDAR))
    given = founder.citizen.last.locator("[data-paper=calendar]")
    assert await days_of_file(founder.page, given) == expected


@both_sizes
async def test_the_paper_shows_the_plan_and_nothing_else(founder: Founder, library: Library) -> None:
    """Every step in its place, every day to come with its law, and what it is not; the page is as it was afterwards."""
    before = await founder.citizen.texts()
    plan = await founder.plan()
    sheet = await founder.prints()
    assert await founder.page.evaluate(VISIBLE_OUTSIDE) == []
    text = await sheet.inner_text()
    assert plan["title"] in text
    assert korean.day(date.fromisoformat(plan["today"])) in text
    assert library.text(Key.PLAN_NOTE) in text
    await expect(sheet.locator("li")).to_have_count(len(plan["steps"]))
    for place, step in enumerate(plan["steps"], 1):
        await shows(sheet.locator(f"li[value='{place}']"), step)
    await founder.page.emulate_media(media="screen")
    await founder.page.keyboard.press("Tab")
    await expect(founder.page.locator("body")).not_to_have_class(re.compile("printing"))
    await expect(sheet).to_be_hidden()
    assert await founder.citizen.texts() == before


VISIBLE_OUTSIDE = """
[...document.querySelectorAll("body *")]
  .filter((it) => !it.closest("#sheet") && it.checkVisibility()).map((it) => it.outerHTML.slice(0, 80))
"""


async def shows(item: Locator, step: dict[str, Any]) -> None:
    """The step's name, under what it stands, and its days."""
    await expect(item.locator("xpath=ancestor::section[1]")).to_have_attribute("data-states", re.compile(step["state"]))
    await expect(item).to_contain_text(step["name"])
    text = await item.inner_text()
    assert [iso for iso in (step["done"],) if iso and korean.day(date.fromisoformat(iso)) not in text] == []
    if step["due"] and not step["done"]:
        assert korean.day(date.fromisoformat(step["due"])) in text
        assert step["law"] in text


@both_sizes
async def test_a_refusal_and_a_lost_line_are_told(founder: Founder, library: Library) -> None:
    """With the server's sentence if there is one; what was written stays, and the next tap works."""
    toast, calendar = founder.page.locator("#toast"), founder.tool("calendar")
    await founder.page.locator("#text").fill("쓰던 글")
    await founder.page.route("**/api/plan.ics", lambda route: route.abort(), times=1)
    await calendar.click()
    await expect(toast).to_have_text(await founder.page.locator("#sheet").get_attribute("data-failed") or "")
    refusal = {"error": library.text(Key.NO_CALENDAR)}
    await founder.page.route("**/api/plan.ics", lambda route: route.fulfill(status=404, json=refusal), times=1)
    await calendar.click()
    await expect(toast).to_have_text(library.text(Key.NO_CALENDAR))
    assert await days_of_file(founder.page, calendar) == days(await founder.plan())
    await expect(founder.page.locator("#text")).to_have_value("쓰던 글")


@both_sizes
async def test_the_tools_of_the_plan_fit_the_screen(founder: Founder) -> None:
    """Nothing is cut off at the side, and each can be hit by a thumb and reached without a mouse."""
    assert not await founder.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not await founder.page.evaluate(
        "(({scrollWidth, clientWidth}) => scrollWidth > clientWidth)(document.querySelector('.tools'))"
    )
    for name in ("calendar", "print"):
        box = await founder.tool(name).bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
    await founder.page.locator("#text").focus()
    await founder.tool("print").focus()
    await founder.page.keyboard.press("Enter")
    await expect(founder.page.locator("html")).to_have_attribute("data-printed", "yes")
    await founder.page.emulate_media(media="print")
    await expect(founder.page.locator("#sheet")).to_be_visible()
    assert not await founder.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@both_sizes
async def test_without_a_plan_its_tools_are_not_in_the_way(
    server: Server, library: Library, citizens: BrowserContext
) -> None:
    """They come with the question for the plan; while there is none, the paper says so and is not printed."""
    page = await citizens.new_page()
    await page.add_init_script(TELL_PRINTING)
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    tool = page.locator(".tools [data-paper=print]")
    await expect(tool).to_be_hidden()
    await citizen.uses("plan")
    await expect(citizen.last).to_contain_text(library.text(Key.NO_PLAN))
    await tool.click()
    await expect(page.locator("#toast")).to_have_text(library.text(Key.NO_PLAN))
    await expect(page.locator("html")).not_to_have_attribute("data-printed", "yes")


@both_sizes
async def test_any_word_for_the_plan_shows_what_one_can_take_along(
    server: Server, library: Library, citizens: BrowserContext
) -> None:
    """Typed as a tap: until then nothing of it stands there."""
    page = await citizens.new_page()
    citizen = CitizenPage(page, library, server.address)
    await citizen.opens()
    await citizen.begins(FLOW)
    await expect(page.locator(".tools [data-paper=print]")).to_be_hidden()
    await citizen.says(library.words.commands["plan"][-2])
    await expect(page.locator(".tools [data-paper=print]")).to_be_visible()
