"""What a consultant is writing is at the server: there after a reload and elsewhere, and nobody else's."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.support.web import DeskBrowser, Web, form_token


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant who sits at the desk."""
    async with web.desk() as desk:
        yield desk


async def writes(desk: DeskBrowser, case: str, kind: str, text: str) -> httpx.Response:
    token = form_token((await desk.client.get("/desk")).text)
    return await desk.client.post(f"/desk/cases/{case}/draft", data={"csrf": token, "kind": kind, "text": text})


async def test_it_is_there_when_the_case_is_opened_again(web: Web, desk: DeskBrowser) -> None:
    """Each in its place, as text; at another desk of theirs, and not at a colleague's."""
    case = await (await web.browser()).asks_for_a_person()
    assert (await writes(desk, case, "answer", "쓰던 답 </textarea>")).status_code == 204
    assert (await writes(desk, case, "note", "쓰던 메모")).status_code == 204
    async with web.desk() as elsewhere, web.desk("문지호") as colleague:
        page = (await elsewhere.client.get(f"/desk/cases/{case}")).text
        assert ">쓰던 답 &lt;/textarea&gt;</textarea>" in page and ">쓰던 메모</textarea>" in page
        assert page.index("쓰던 답") < page.index("쓰던 메모")
        assert "쓰던" not in (await colleague.client.get(f"/desk/cases/{case}")).text
    await desk.acts(case, "answer", "쓰던 답 </textarea>")
    await writes(desk, case, "note", "  ")
    page = (await desk.client.get(f"/desk/cases/{case}")).text
    assert "&lt;/textarea&gt;</textarea>" not in page and "쓰던 메모" not in page


async def test_only_words_of_a_case_are_kept(web: Web, desk: DeskBrowser) -> None:
    """Of a form of our own, of who sits."""
    case = await (await web.browser()).asks_for_a_person()
    assert (await writes(desk, "26-9999", "answer", "답")).status_code == 404
    assert (await writes(desk, case, "other", "답")).status_code == 400
    path, form = f"/desk/cases/{case}/draft", {"csrf": "x", "kind": "answer", "text": "답"}
    assert (await desk.client.post(path, data=form)).status_code == 403
    assert (await web.client.post(path, data=form)).status_code == 401
