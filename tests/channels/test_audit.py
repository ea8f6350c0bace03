"""Who has read which case: every reading is in the log before a word of it is given, and no word is in the log."""

import ast
import csv
import io
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.channels.web.seat import Seat
from bot.core.audit import WAYS, Reader, Sought
from bot.service.privacy import Privacy
from bot.service.readings import SAME_READING, Readings
from tests.support.samples import GOOD
from tests.support.telegram import telegram
from tests.support.web import SECRET, DeskBrowser, Web, serving
from tests.talk.small import DAYS_KEPT

BOT = Path(__file__).parents[2] / "bot"
CANARY = "까치밥나무 이야기"
HERE = "127.0.0.1"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Web]:
    """A server that is open to others, with two consultants and a supervisor."""
    async with serving(tmp_path, seat=Seat(False, SECRET)) as web:
        await web.staff.add("한소라")
        await web.staff.add("문지호")
        await web.staff.add("오민준", "supervisor")
        yield web


@pytest.fixture
async def desks(office: Web) -> AsyncIterator[tuple[DeskBrowser, DeskBrowser, DeskBrowser]]:
    """Each at a browser."""
    async with AsyncExitStack() as stack:
        han, mun, oh = [await stack.enter_async_context(office.office(name)) for name in ("한소라", "문지호", "오민준")]
        yield han, mun, oh


async def lines(web: Web, **sought: str) -> Sequence[tuple[str, str, str]]:
    """Who, which case, how; oldest first."""
    found = await Readings(web.service.store, web.service.clock).log(Sought(**sought), 1000)
    return [(read.who, read.case, read.way) for read in reversed(found)]


async def test_every_reading_of_a_case_is_in_the_log(
    office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]
) -> None:
    """The page, what a script reads of it, an act, a file, what was found; each with the address it came from."""
    han, mun, _ = desks
    browser = await office.browser()
    case = await browser.asks_for_a_person()
    name, content = next(iter(GOOD.items()))
    sent = (await browser.sends_file(name, content)).json()["number"]
    await han.client.get(f"/desk/cases/{case}")
    await mun.part(case)
    await mun.acts(case, "claim")
    assert (await han.client.get(f"/desk/cases/{case}/files/{sent}")).status_code == 200
    await mun.client.get("/desk/search", params={"q": case})
    assert sorted(await lines(office, case=case)) == [
        ("문지호", case, "page"),
        ("문지호", case, "search"),
        ("한소라", case, "file"),
        ("한소라", case, "page"),
    ]
    found = await Readings(office.service.store, office.service.clock).log(Sought(), 1000)
    assert {read.address for read in found} == {HERE}


async def test_a_page_that_is_live_is_one_reading(
    office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]
) -> None:
    """However often it is read anew within some minutes; after them it is another."""
    case = await (await office.browser()).asks_for_a_person()
    for _ in range(3):
        await desks[0].part(case)
        office.service.clock.pass_(seconds=SAME_READING.total_seconds() / 3)
    await desks[0].part(case)
    assert await lines(office, case=case) == [("한소라", case, "page")] * 2


async def test_what_is_no_case_is_in_no_log(office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]) -> None:
    """A number that was never given, or what somebody made up as one."""
    for number in ("26-9999", quote(CANARY)):
        assert (await desks[0].client.get(f"/desk/cases/{number}")).status_code == 404
    assert {read[1] for read in await lines(office)} == {""}


async def test_signing_in_and_the_queue_are_in_the_log(
    office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]
) -> None:
    """The queue shows the last words of every case: once an hour it is a line."""
    for _ in range(2):
        await desks[0].client.get("/desk")
        await desks[1].client.get("/desk/weak")
    assert sorted(await lines(office, who="한소라")) == [("한소라", "", "enter"), ("한소라", "", "queue")]
    assert sorted(await lines(office, who="문지호")) == [("문지호", "", "enter"), ("문지호", "", "questions")]


async def test_the_log_holds_no_word_of_anybody(
    office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]
) -> None:
    """Neither what was said, nor what was looked for; on its page and in its file it is the same."""
    han, _, oh = desks
    browser = await office.browser()
    await browser.says(CANARY)
    case = await browser.asks_for_a_person()
    await han.client.get(f"/desk/cases/{case}")
    await han.client.get("/desk/search", params={"q": CANARY})
    pages = [await oh.client.get(path) for path in ("/desk/audit", "/desk/audit.csv")]
    assert [case in page.text for page in pages] == [True, True]
    assert not any(word in page.text for page in pages for word in CANARY.split())
    table = await office.service.real._engine.rows("select * from audit", {})
    assert case in repr([tuple(row) for row in table]) and CANARY.split()[0] not in repr([tuple(row) for row in table])


async def test_the_log_is_sought_by_name_case_and_way(
    office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]
) -> None:
    """And its file holds the same; that it was taken along is a line of it."""
    han, mun, oh = desks
    cases = [await (await office.browser()).asks_for_a_person() for _ in range(2)]
    for desk, case in ((han, cases[0]), (han, cases[1]), (mun, cases[1])):
        office.service.clock.pass_(seconds=1)
        await desk.part(case)

    async def file(**query: str) -> list[list[str]]:
        text = (await oh.client.get("/desk/audit.csv", params=query)).content.decode("utf-8-sig")
        return [row[1:3] for row in csv.reader(io.StringIO(text)) if row][1:]

    assert await file(who="한소라", way="page") == [["한소라", cases[1]], ["한소라", cases[0]]]
    assert await file(case=cases[1]) == [["문지호", cases[1]], ["한소라", cases[1]]]
    assert await file(way="file") == []
    assert ("오민준", "", "export") in await lines(office)
    page = (await oh.client.get("/desk/audit", params={"case": cases[0]})).text
    assert (cases[0] in page, cases[1] in page) == (True, False)


async def test_older_lines_are_on_further_pages(
    office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]
) -> None:
    """Each line is on one of them."""
    case, now = await (await office.browser()).asks_for_a_person(), office.service.clock.now()
    for place in range(205):
        at = now + timedelta(seconds=place)
        await office.service.store.note(Reader("한소라"), "page", case, at, timedelta())
    readings = []
    path = f"/desk/audit?case={case}"
    while path:
        page = (await desks[2].client.get(path)).text
        readings.append(page.count('<th scope="row">'))
        older = page.split(f'href="?who=&amp;case={case}&amp;way=&amp;before=')[1:]
        before = older[0].split('"')[0] if older else ""
        path = f"/desk/audit?case={case}&before={before}" if before else ""
    assert readings == [100, 100, 5]


async def test_the_log_is_kept_for_its_time_and_outlives_the_case(
    office: Web, desks: tuple[DeskBrowser, DeskBrowser, DeskBrowser]
) -> None:
    """Of an erased person it tells that their case was read; after its own days that is gone too."""
    browser, service = await office.browser(), office.service
    case = await browser.asks_for_a_person()
    await desks[0].part(case)
    file = await service.store.case(case, "")
    assert file is not None
    assert await service.real.erase_conversation(file.case.conversation, service.clock.now(), "asked")
    sweep = Privacy(service.real, service.in_force, service.clock, service.news).sweep
    service.clock.pass_(days=DAYS_KEPT["audit"])
    await sweep(service.clock.now())
    assert await lines(office, case=case) == [("한소라", case, "page")]
    service.clock.pass_(seconds=1)
    await sweep(service.clock.now())
    assert await lines(office) == []


async def test_what_the_group_is_shown_is_in_the_log(tmp_path: Path) -> None:
    """A card there is read by all of them."""
    async with telegram(tmp_path) as channel:
        await channel.hands_over()
        [listed] = await channel.service.store.cases()
        found = await channel.service.store.read(Sought(case=listed.case.number), 10)
    assert [(read.who, read.way) for read in found] == [("", "group")]


def test_a_case_is_read_by_one_function_alone() -> None:
    """Invariant 7: whoever else reaches for a case, what is found or what answered badly goes past the log."""
    guarded = {"case", "search", "not_helped"}
    places = {
        f"{file.relative_to(BOT)}:{node.func.attr}"
        for file in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in guarded
        if "store" in ast.unparse(node.func.value)
    }
    assert places == {f"service/readings.py:{name}" for name in guarded}


def test_every_way_has_words() -> None:
    """On the page and in the file."""
    words = (BOT / "channels/web/templates/desk_words.html").read_text(encoding="utf-8")
    assert all(f'"{way}": ' in words for way in WAYS)
