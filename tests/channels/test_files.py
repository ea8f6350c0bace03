"""Files from the page of a citizen to the desk: bytes as they are, names that lead nowhere, limits in one sentence."""

import asyncio
import os
from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from bot.core.event import Event, Sent
from bot.core.files import ENDINGS, LARGEST, PICTURES
from bot.core.texts import Key
from bot.service.files import STRAY
from tests.support.fakes import NOON, StoreFailure, TroubledStore
from tests.support.samples import BAD, GOOD, png
from tests.support.web import Browser, DeskBrowser, Web, serving


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


def kept(folder: Path) -> list[Path]:
    """What is in the folder of files."""
    return [*(folder / "files").iterdir()] if (folder / "files").exists() else []


async def file_of(kim: Browser, at: int = -1) -> dict[str, object]:
    """What the page is told of the citizen's newest message with a file."""
    with_file = [it for it in await kim.all() if "file" in it]
    return with_file[at]


async def opened(desk: DeskBrowser, number: object, case: str = "26-0001") -> httpx.Response:
    return await desk.client.get(f"/desk/cases/{case}/files/{number}")


@pytest.mark.parametrize("type", GOOD)
async def test_what_a_citizen_sends_is_what_a_consultant_opens(kim: Browser, desk: DeskBrowser, type: str) -> None:
    """And the citizen too, byte for byte; the case is told as it is of every file."""
    answer = await kim.sends_file(f"우리 정관.{type}", GOOD[type], text="이거예요")
    assert answer.status_code == 200, answer.text
    assert answer.json()["messages"][0]["text"] == Key.FILE_KEPT.value
    message = await file_of(kim)
    kind = "photo" if type in PICTURES else "document"
    known = {"kind": kind, "name": f"우리 정관.{type}", "size": len(GOOD[type]), "type": type, "state": "here"}
    assert message["file"] == known
    assert "이거예요" in str(message["text"])
    number = message["number"]
    assert f"/desk/cases/26-0001/files/{number}" in (await desk.part("26-0001"))["thread"]
    for given in (await opened(desk, number), await kim.get(f"/api/files/{number}")):
        assert given.content == GOOD[type]
        assert given.headers["content-disposition"].startswith("attachment;")
        assert quote(f"우리 정관.{type}", safe="") in given.headers["content-disposition"]
        assert given.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in given.headers["content-security-policy"]


async def test_what_is_no_such_file_is_refused_whatever_its_name(kim: Browser, tmp_path: Path) -> None:
    """Nothing of it stays, neither here nor in the conversation."""
    endings = cycle(("pdf", "jpg", "docx", "hwp"))
    before = await kim.all()
    for what, content in BAD.items():
        name = f"정관.{next(endings)}"
        answer = await kim.sends_file(name, content)
        assert answer.status_code == (415 if content else 400), what
        assert answer.json()["error"] == (Key.FILE_TYPE if content else Key.FILE_EMPTY).value
    assert (kept(tmp_path), await kim.all()) == ([], before)


@pytest.mark.parametrize("name", ["정관.exe", "정관.pdf.html", "정관.svg"])
async def test_a_name_that_is_no_such_file_is_refused(kim: Browser, name: str) -> None:
    """Whatever its content."""
    assert (await kim.sends_file(name, GOOD["pdf"])).status_code == 415


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/cron.d/정관.pdf", "정관.pdf"),
        ("..\\..\\정관.pdf", "정관.pdf"),
        ("정\u200b관\u202e.pdf", "정관.pdf"),
        ('정관"; filename="x.exe.pdf', None),
        ("<script>alert(1)</script>.pdf", None),
        ("010-1234-5678.pdf", None),
        ("가" * 300 + ".pdf", None),
    ],
)
async def test_a_name_leads_nowhere(
    kim: Browser, desk: DeskBrowser, tmp_path: Path, name: str, shown: str | None
) -> None:
    """It is shown and given back, and is no path, no header and no markup; a number in it is masked as everywhere."""
    assert (await kim.sends_file(name, GOOD["pdf"])).status_code == 200
    message = await file_of(kim)
    assert shown is None or message["file"]["name"] == shown  # type: ignore[index]  # JSON
    assert "1234-5678" not in str(message)
    assert [len(it.name) for it in kept(tmp_path)] == [32]
    assert "<script>" not in (await desk.part("26-0001"))["thread"]
    given = await opened(desk, message["number"])
    assert given.content == GOOD["pdf"]
    assert given.headers["content-disposition"].count(";") == 2


async def test_the_same_id_is_the_same_message(kim: Browser, tmp_path: Path) -> None:
    """However often it is sent; with another file it is refused."""
    first, second = [await kim.sends_file("정관.pdf", GOOD["pdf"], id="one") for _ in range(2)]
    assert first.json() == second.json()
    assert len(kept(tmp_path)) == 1
    assert (await kim.sends_file("정관.hwp", GOOD["hwp"], id="one")).status_code == 409
    assert len(kept(tmp_path)) == 1


async def test_several_at_once_are_one_thought(web: Web) -> None:
    """The first of them is answered."""
    kim = await web.browser()
    answers = [await kim.sends_file(f"{it}.png", png(it), part="album") for it in range(3)]
    assert [len(answer.json()["messages"]) for answer in answers] == [1, 0, 0]


@pytest.mark.parametrize("told", [True, False])
async def test_what_is_too_large_is_refused_while_it_comes(kim: Browser, tmp_path: Path, told: bool) -> None:
    """Whether its length was told before or not: the answer is there before all of it was sent."""
    url = kim.web.client.base_url
    length = f"content-length: {LARGEST * 4}" if told else "transfer-encoding: chunked"
    head = f"POST /api/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {kim.token}\r\n{length}\r\n"
    begin = b'--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(f"{head}content-type: multipart/form-data; boundary=b\r\n\r\n".encode())
    async with asyncio.timeout(20):
        for part in (begin, *([] if told else [bytes(LARGEST // 10)] * 11)):
            writer.write(part if told else b"%x\r\n%b\r\n" % (len(part), part))
            await writer.drain()
        assert (await reader.readline()).split()[1] == b"413"
        assert await reader.readuntil(Key.FILE_TOO_LARGE.value.encode())
    writer.close()
    assert kept(tmp_path) == []


async def test_the_largest_that_may_be_sent_passes(kim: Browser, tmp_path: Path) -> None:
    """And one byte more does not."""
    content = GOOD["pdf"].ljust(LARGEST, b" ")
    assert (await kim.sends_file("큰 정관.pdf", content + b" ")).status_code == 413
    assert (await kim.sends_file("큰 정관.pdf", content)).status_code == 200
    assert [it.stat().st_size for it in kept(tmp_path)] == [LARGEST]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=b"),
        (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
        (b"--b--\r\n", "multipart/form-data"),
        (b"{}", "application/json"),
        (b'--b\r\ncontent-disposition: form-data; name="id"\r\n\r\n1\r\n--b--\r\n', "multipart/form-data; boundary=b"),
    ],
)
async def test_what_is_no_form_with_a_file_is_refused(kim: Browser, body: bytes, kind: str) -> None:
    """With a sentence, and nothing follows."""
    answer = await kim.web.client.post("/api/files", content=body, headers={**kim.headers, "content-type": kind})
    assert answer.status_code == 400 and answer.json()["error"]


async def test_only_whose_conversation_it_is_may_have_it(web: Web, kim: Browser) -> None:
    """Without a session nobody sends or gets anything, and another's numbers are no numbers here."""
    await kim.sends_file("정관.pdf", GOOD["pdf"])
    number = (await file_of(kim))["number"]
    other = await web.browser()
    assert (await other.get(f"/api/files/{number}")).status_code == 404
    assert (await web.client.get(f"/api/files/{number}")).status_code == 401
    assert (await web.client.post("/api/files", data={"id": "1"})).status_code == 401
    assert [(await kim.get(f"/api/files/{it}")).status_code for it in (1, 999, "x", "-1")] == [404, 404, 400, 400]


async def test_only_who_sits_at_the_desk_may_open_it_and_only_of_its_case(
    web: Web, kim: Browser, desk: DeskBrowser
) -> None:
    """A number of one case is none of another."""
    await kim.sends_file("정관.pdf", GOOD["pdf"])
    number = (await file_of(kim))["number"]
    await (await web.browser()).asks_for_a_person()
    assert (await opened(desk, number)).status_code == 200
    assert (await opened(desk, number, "26-0002")).status_code == 404
    assert (await opened(desk, number, "26-9999")).status_code == 404
    assert (await opened(desk, 999)).status_code == 404
    assert (await web.client.get(f"/desk/cases/26-0001/files/{number}")).status_code == 401
    assert [(await web.client.get(it)).status_code for it in ("/files/", "/static/../files/", "/desk/files")] == [
        404
    ] * 3


async def test_a_picture_is_shown_and_a_document_is_not(kim: Browser, desk: DeskBrowser) -> None:
    """As a document may hold anything."""
    for type in ("png", "pdf"):
        await kim.sends_file(f"a.{type}", GOOD[type])
    thread = (await desk.part("26-0001"))["thread"]
    assert thread.count("<img") == 1
    assert thread.count(" download>") == 3


async def test_bytes_without_a_message_go(web: Web, kim: Browser, tmp_path: Path) -> None:
    """Those of a turn that never came to its commit; those of a message stay, and what is just coming too."""
    await kim.sends_file("정관.pdf", GOOD["pdf"])
    [ours] = kept(tmp_path)
    stray, coming = ours.with_name("0" * 32), ours.with_name("1" * 32 + ".part")
    for path in (stray, coming):
        path.write_bytes(b"x")
    for path, age in ((ours, 2), (stray, 2), (coming, 0)):
        at = (NOON - age * STRAY).timestamp()
        os.utime(path, (at, at))
    assert await web.service.files.sweep() == 1
    assert {*kept(tmp_path)} == {ours, coming}


async def test_a_file_whose_turn_failed_is_kept_all_the_same(tmp_path: Path) -> None:
    """The person is told and offered somebody, who then has the file. Its name, which nobody masked, is not kept."""

    def troubles(call: str, event: Event) -> Exception | None:
        return StoreFailure() if call == "save" and isinstance(event, Sent) else None

    async with serving(tmp_path, wrap=lambda store: TroubledStore(store, troubles)) as web:
        kim = await web.browser()
        await kim.asks_for_a_person()
        answer = (await kim.sends_file("010-1234-5678.pdf", GOOD["pdf"])).json()
        assert [it["text"] for it in answer["messages"]] == [Key.TURN_FAILED.value]
        message = await file_of(kim)
        assert (message["number"], message["file"]["name"]) == (answer["number"], "")  # type: ignore[index]  # JSON
        assert (await kim.get(f"/api/files/{answer['number']}")).content == GOOD["pdf"]
        assert len(kept(tmp_path)) == 1


async def test_a_session_cannot_send_without_end(kim: Browser) -> None:
    """Disks are smaller than the patience of programs."""
    answers = [(await kim.sends_file(f"{it}.png", GOOD["png"])).status_code for it in range(21)]
    assert answers == [200] * 20 + [429]


async def test_the_page_knows_what_is_taken(web: Web) -> None:
    """So that it can say so before anything is sent."""
    page = (await web.client.get("/")).text
    assert f'data-largest="{LARGEST}"' in page
    assert all(f".{ending}" in page for endings in ENDINGS.values() for ending in endings)
