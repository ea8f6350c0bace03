"""The pages of what was published, for who keeps the content."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.core.desk_texts import DeskKey
from bot.service.opened import mark_of
from bot.service.ports.commits import Uncommitted
from tests.channels.test_editing import Editor, editing
from tests.content.base import BASE
from tests.service.test_editing import FAQ, TEN
from tests.support.fakes import NOON
from tests.support.web import Web, form_token

A = "faq/a.yaml"


async def test_publications_are_listed_and_lead_to_their_lines(web: Web) -> None:
    """Who, why, and the lines by their signs; whatever stands in a file or a reason is text."""
    await web.service.store.keep_version("1", {A: "one\ntwo\n"}, "", "start", NOON)
    await web.service.store.keep_version("2", {A: "one\n<b>\n"}, "한소라", "<i>고침</i>", NOON)
    async with web.desk() as desk:
        page = (await desk.client.get("/desk/content/history")).text
        assert re.findall(r'href="/desk/content/history/(\d+)"', page) == ["2", "1"]
        assert "한소라" in page
        assert "&lt;i&gt;고침" in page
        one = (await desk.client.get("/desk/content/history/2")).text
        assert re.findall(r'<tr class="(\w+)">.*?<td class="text">(.*?)</td>', one) == [
            ("removed", "two"),
            ("added", "&lt;b&gt;"),
        ]
        assert (await desk.client.get("/desk/content/history/1")).status_code == 200
        assert (await desk.client.get("/desk/content/history/3")).status_code == 404
        assert (await desk.client.get("/desk/content/history/x")).status_code == 400


async def test_older_publications_are_a_page_further(web: Web) -> None:
    """Every one is on one page, and no page ends in a link that leads nowhere."""
    for many in range(51):
        await web.service.store.keep_version(f"{many}", {A: f"{many}"}, "한소라", "고침", NOON)
    async with web.desk() as desk:
        first = (await desk.client.get("/desk/content/history")).text
        older = re.search(r'href="\?before=(\d+)"', first)
        assert older
        second = (await desk.client.get(f"/desk/content/history?before={older[1]}")).text
        places = [re.findall(r"history/(\d+)\"", page) for page in (first, second)]
        assert [len(each) for each in places] == [50, 1]
        assert "before=" not in second


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    """A desk on whose content a change was published."""
    async with editing(tmp_path) as editor:
        await editor.opens()
        assert (await editor.sends("publish", TEN)).status_code == 200
        yield editor


async def looks_back(editor: Editor, place: int = 2) -> str:
    page = await editor.desk.client.get(f"/desk/content/history/{place}/back", params={"file": FAQ})
    assert page.status_code == 200, page.text
    return page.text


async def takes_back(editor: Editor, page: str, why: str = "되돌림: 시각", place: int = 2) -> httpx.Response:
    """Sends the form of that page."""
    opened = re.findall(r'name="opened" value="([^"]*)"', page)[0]
    form = {"csrf": form_token(page), "file": FAQ, "opened": opened, "why": why}
    return await editor.desk.client.post(f"/desk/content/history/{place}/back", data=form)


async def test_a_publication_is_taken_back_after_a_look_at_what_that_changes(editor: Editor) -> None:
    """From its page: the lines, a reason, and the content of before is in force and on disk."""
    one = (await editor.desk.client.get("/desk/content/history/2")).text
    (link,) = re.findall(r'href="(/desk/content/history/2/back[^"]*)"', one)
    page = (await editor.desk.client.get(html.unescape(link))).text
    assert "아홉 시에" in page and "열 시에" in page
    assert (await takes_back(editor, page, "  ")).status_code == 400
    assert editor.shelf.text(FAQ) == TEN
    done = await takes_back(editor, page)
    assert (done.status_code, done.headers["location"]) == (
        303,
        "/desk/content/history?done=faq%2Fpicnic.yaml&uncommitted=",
    )
    assert editor.shelf.text(FAQ) == BASE[FAQ] == editor.shelf.publishing.files[FAQ]
    shown = (await editor.desk.client.get(done.headers["location"])).text
    assert "되돌림: 시각" in shown


async def test_a_file_that_was_changed_meanwhile_is_looked_at_again(editor: Editor) -> None:
    """Nothing is overwritten; the page shows what is there by now, and from there it can be taken back."""
    page = await looks_back(editor)
    later = TEN.replace("열 시에", "열한 시에")
    assert (await editor.sends("publish", later, opened=mark_of(TEN))).status_code == 200
    refused = await takes_back(editor, page)
    assert (refused.status_code, editor.shelf.text(FAQ)) == (409, later)
    assert "열한 시에" in refused.text
    assert (await takes_back(editor, refused.text)).status_code == 303
    assert editor.shelf.text(FAQ) == BASE[FAQ]


async def test_while_another_text_is_saved_nothing_can_be_taken_back(editor: Editor) -> None:
    """The page leads to that text instead of a form."""
    editor.shelf.write(FAQ, "a: [")
    page = await looks_back(editor)
    assert 'name="opened"' not in page
    assert f"/desk/content/edit?file={FAQ}&from=disk" in page


async def test_what_was_taken_back_already_has_no_form(editor: Editor) -> None:
    """Nor is there one for a publication that left the file alone."""
    assert (await takes_back(editor, await looks_back(editor))).status_code == 303
    assert 'name="opened"' not in await looks_back(editor)
    other = await editor.desk.client.get("/desk/content/history/2/back", params={"file": "flows/picnic.yaml"})
    assert other.status_code == 404


async def test_staff_are_told_what_is_not_committed(tmp_path: Path) -> None:
    """In a sentence, after it was published: at the editor, without its script, and where it was taken back."""
    async with editing(tmp_path, Refusing()) as editor:
        await editor.opens()
        told = (await editor.sends("publish", TEN)).json()["told"]
        assert DeskKey.CONTENT_NOT_COMMITTED.value in told
        await editor.opens()
        plain = await editor.sends("publish", TEN + "# more\n", json=False)
        assert DeskKey.CONTENT_NOT_COMMITTED.value in (await editor.desk.client.get(plain.headers["location"])).text
        done = await takes_back(editor, await looks_back(editor))
        assert DeskKey.CONTENT_NOT_COMMITTED.value in (await editor.desk.client.get(done.headers["location"])).text


class Refusing:
    """A checkout that is in use."""

    def commit(self, path: str, who: str, why: str) -> Uncommitted | None:
        return "busy"
