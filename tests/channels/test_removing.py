"""A citizen has a file removed: the bytes are gone, nothing tells what it was, and the desk sees that it was there."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.texts import Key
from bot.service.tidying import Tidying
from tests.support.linking import house
from tests.support.samples import GOOD
from tests.support.telegram import KIM
from tests.support.web import Browser, DeskBrowser, Web

CASE = "26-0001"
SECRET = "김동그라미 이력서"


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    async with web.desk() as desk:
        yield desk


async def sent(web: Web) -> tuple[Browser, int]:
    """A citizen with a case who has sent a file, and its message's number."""
    kim = await web.browser()
    await kim.asks_for_a_person()
    answer = await kim.sends_file(f"{SECRET}.pdf", GOOD["pdf"], text=SECRET)
    return kim, int(answer.json()["number"])


async def removes(kim: Browser, number: int, id: str = "remove") -> dict[str, object]:
    path = f"/api/files/{number}/remove"
    answer = await kim.web.client.post(path, json={"id": id}, headers=kim.headers)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def stored(folder: Path) -> str:
    """All that is in the database."""
    with closing(sqlite3.connect(folder / "store.db")) as database:
        return "\n".join(database.iterdump())


async def tidied(web: Web) -> None:
    """What runs beside the service has done its work."""
    await web.service.files.drop_removed()


async def test_of_a_file_that_is_removed_only_a_trace_stays(web: Web, desk: DeskBrowser, tmp_path: Path) -> None:
    """No byte, no name, no words below it: not on the disk, not in the database, not at the desk, not on the page."""
    kim, number = await sent(web)
    await desk.acts(CASE, "claim")
    answer = await removes(kim, number)
    assert [it["text"] for it in answer["messages"]] == [Key.FILE_IS_REMOVED.value]  # type: ignore[attr-defined]  # JSON
    await tidied(web)
    trace = [it for it in await kim.all() if it["number"] in (number, answer["number"])]
    assert [(it["edits"], it["text"]) for it in trace] == [(None, Key.FILE_REMOVED), (number, Key.FILE_REMOVED)]
    part = await desk.part(CASE)
    assert "gone" in part["thread"] and "download" not in part["thread"]
    assert SECRET not in str(await kim.all()) + str(part)
    assert [*(tmp_path / "files").iterdir()] == []
    for path in (f"/desk/cases/{CASE}/files/{number}", f"/desk/cases/{CASE}/files/{answer['number']}"):
        assert (await desk.client.get(path)).status_code == 404
    assert (await kim.get(f"/api/files/{number}")).status_code == 404
    assert SECRET not in stored(tmp_path)


async def test_it_is_removed_once(web: Web, tmp_path: Path) -> None:
    """The same request again gives the same answer, another one a toast, and the desk is told once."""
    kim, number = await sent(web)
    first = await removes(kim, number)
    assert await removes(kim, number) == first
    again = await removes(kim, number, "other")
    assert (again["number"], again["toast"]) == (None, Key.TOAST_ALREADY.value)
    assert stored(tmp_path).count(DeskKey.DESK_FILE_REMOVED.value) == 1


@pytest.mark.parametrize("which", ["another's", "a consultant's", "words", "none"])
async def test_only_a_file_of_ones_own_is_removed(web: Web, desk: DeskBrowser, which: str) -> None:
    """Everything else stays as it is."""
    kim, number = await sent(web)
    await desk.sends_file(CASE, "답.pdf", GOOD["pdf"])
    answer = next(it for it in await kim.all() if it["from"] == "consultant")
    who = await web.browser() if which == "another's" else kim
    target = {"another's": number, "a consultant's": int(str(answer["number"])), "words": 1, "none": 999}[which]
    assert (await removes(who, target))["number"] is None
    for it in (number, answer["number"]):
        assert (await kim.get(f"/api/files/{it}")).content == GOOD["pdf"]


async def test_what_was_cut_off_is_removed_at_the_next_start(web: Web, tmp_path: Path) -> None:
    """As soon as the turn is saved nobody can open it; the bytes go even if nothing ran at that moment."""
    kim, number = await sent(web)
    await removes(kim, number)
    assert (await kim.get(f"/api/files/{number}")).status_code == 404
    service = web.service
    await Tidying(service.files, service.clock, service.news).tidy()
    assert [*(tmp_path / "files").iterdir()] == []


async def test_what_one_has_sent_is_listed_with_ones_answers(web: Web, desk: DeskBrowser) -> None:
    """Also under a consultant; its button has the file removed and says nothing of its name."""
    kim, number = await sent(web)
    await desk.acts(CASE, "claim")
    said = (await kim.says("내 답"))[-1]
    [button] = said["buttons"]  # type: ignore[misc]  # JSON
    assert SECRET not in str(said)
    assert (await kim.sends(button=button["id"])).json()["messages"][-1]["text"] == Key.FILE_IS_REMOVED.value
    assert (await kim.get(f"/api/files/{number}")).status_code == 404
    assert (await kim.says("내 답"))[-1]["buttons"] == []
    assert (await kim.sends(button=button["id"])).json()["toast"] == Key.TOAST_ALREADY.value


async def test_what_was_sent_before_two_channels_were_linked_is_removed_too(tmp_path: Path, library: Library) -> None:
    """It stands in no place of the conversation that goes on; the desk sees where it was."""
    async with house(tmp_path, library) as both:
        both.channel.api.files["bylaws"] = GOOD["hwp"]
        await both.channel.api.sends_document(KIM, f"{SECRET}.hwp", SECRET, file="bylaws")
        await both.channel.settled()
        browser = await both.web.browser()
        number = await both.case_of(browser)
        await both.linked(browser)
        assert SECRET in str(await both.desk.part(number))
        said = await browser.says(both.words["answers"])
        [button] = [it for it in said[-1]["buttons"] if str(it["label"]).endswith("지우기")]  # type: ignore[attr-defined]
        answer = await browser.sends(button=button["id"])
        assert answer.json()["messages"][-1]["text"] == both.text(Key.FILE_IS_REMOVED)
        await both.channel.settled()
        await both.web.service.files.drop_removed()
        assert SECRET not in stored(tmp_path) + str(await both.desk.part(number))
        assert "gone" in (await both.desk.part(number))["thread"]
        assert [*(tmp_path / "files").iterdir()] == []
        assert (await browser.says(both.words["answers"]))[-1]["buttons"] != said[-1]["buttons"]
