"""Files from the desk to the page of a citizen: with the answer, once, and by nobody who may not answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from tests.support.samples import BAD, GOOD
from tests.support.web import Browser, DeskBrowser, Web

CASE = "26-0001"


@pytest.fixture
async def kim(web: Web) -> Browser:
    """A citizen whose case waits at the desk."""
    kim = await web.browser()
    await kim.asks_for_a_person()
    return kim


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    async with web.desk() as desk:
        yield desk


def kept(folder: Path) -> int:
    """How many files are kept."""
    return len([*(folder / "files").iterdir()])


async def of_consultant(kim: Browser) -> list[dict[str, object]]:
    """What the citizen sees of consultants."""
    return [it for it in await kim.all() if it["from"] == "consultant"]


@pytest.mark.parametrize("text", ["이렇게 적으시면 돼요", ""])
async def test_a_file_goes_with_an_answer(kim: Browser, desk: DeskBrowser, text: str) -> None:
    """Or alone; the citizen gets it byte for byte, and the case is then the consultant's."""
    answer = await desk.sends_file(CASE, "견적 예시.hwpx", GOOD["hwpx"], text)
    assert answer.status_code == 200, answer.text
    [message] = await of_consultant(kim)
    known = {"kind": "document", "name": "견적 예시.hwpx", "size": len(GOOD["hwpx"]), "type": "hwpx", "state": "here"}
    assert message["file"] == known
    assert "견적 예시.hwpx" in str(message["text"]) and text in str(message["text"])
    assert (await kim.get(f"/api/files/{message['number']}")).content == GOOD["hwpx"]
    assert f"files/{message['number']}" in answer.json()["thread"]
    assert [it.case.owner for it in await desk.web.service.store.cases()] == ["한소라"]


async def test_a_form_acts_once(kim: Browser, desk: DeskBrowser, tmp_path: Path) -> None:
    """However often it is sent; with another file it is refused."""
    for _ in range(2):
        assert (await desk.sends_file(CASE, "a.pdf", GOOD["pdf"], "이거예요", id="one")).status_code == 200
    assert (await desk.sends_file(CASE, "b.pdf", GOOD["pdf"], "이거예요", id="one")).status_code == 409
    assert (len(await of_consultant(kim)), kept(tmp_path)) == (1, 1)


async def test_a_colleagues_case_gets_no_file_but_by_taking_it(
    web: Web, kim: Browser, desk: DeskBrowser, tmp_path: Path
) -> None:
    """What was not sent is not kept either."""
    await desk.acts(CASE, "claim")
    async with web.desk("문지호") as colleague:
        told = (await colleague.sends_file(CASE, "a.pdf", GOOD["pdf"])).json()
        assert told["anothers"] and kept(tmp_path) == 0
        await colleague.sends_file(CASE, "a.pdf", GOOD["pdf"], verb="take")
    assert [it["file"]["name"] for it in await of_consultant(kim)] == ["a.pdf"]  # type: ignore[index]  # JSON
    assert [it.case.owner for it in await web.service.store.cases()] == ["문지호"]


@pytest.mark.parametrize("verb", ["note", "claim", "close", "return", "transfer"])
async def test_only_an_answer_has_a_file(kim: Browser, desk: DeskBrowser, tmp_path: Path, verb: str) -> None:
    """A note with one would be believed to hold it."""
    answer = await desk.sends_file(CASE, "a.pdf", GOOD["pdf"], "비밀 메모", verb=verb)
    assert (answer.status_code, answer.json()["error"]) == (400, DeskKey.DESK_FILE_TO_CITIZEN.value)
    assert not (tmp_path / "files").exists()
    file = await desk.web.service.consultant().file(CASE)
    assert file is not None and [it.verb for it in file.history] == ["open"]


@pytest.mark.parametrize(("what", "status"), [("a program", 415), ("nothing", 400)])
async def test_what_is_no_such_file_does_not_go(kim: Browser, desk: DeskBrowser, what: str, status: int) -> None:
    """Nor do the words with it: the form still has both."""
    assert (await desk.sends_file(CASE, "a.pdf", BAD[what], "이거예요")).status_code == status
    assert await of_consultant(kim) == []


async def test_no_other_page_can_send_one(web: Web, kim: Browser, desk: DeskBrowser, tmp_path: Path) -> None:
    """A form that is not of our own pages changes nothing, nor does one of somebody who has left."""
    answer = await desk.sends_file(CASE, "a.pdf", GOOD["pdf"], csrf="guessed")
    assert answer.status_code == 403
    desk.client.cookies.clear()
    assert (await desk.sends_file(CASE, "a.pdf", GOOD["pdf"])).status_code == 401
    assert (await of_consultant(kim), (tmp_path / "files").exists()) == ([], False)


async def test_a_form_in_parts_without_a_file_is_an_answer(kim: Browser, desk: DeskBrowser) -> None:
    """As the page without its script sends it; without words either it is told."""
    assert (await desk.sends_file(CASE, "", b"", "안녕하세요")).status_code == 200
    assert [it["text"] for it in await of_consultant(kim)] == ["안녕하세요"]
    assert (await desk.sends_file(CASE, "", b"")).status_code == 400
