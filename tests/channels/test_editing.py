"""The editor at the desk as its page uses it."""

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.service.ports.commits import Commits
from bot.service.ports.content import Slip
from tests.content.base import BASE
from tests.service.test_editing import CUT, FAQ, TEN
from tests.support.contents import Shelf, filled
from tests.support.person import running
from tests.support.web import DeskBrowser, form_token, web_on

JSON = {"accept": "application/json"}


class Editor:
    """An editor's browser."""

    def __init__(self, desk: DeskBrowser, shelf: Shelf) -> None:
        self.desk, self.shelf = desk, shelf

    async def opens(self, path: str = FAQ, **query: str) -> str:
        self.page = (await self.desk.client.get("/desk/content/edit", params={"file": path, **query})).text
        return html.unescape(self.page.split("<textarea")[1].split(">\n", 1)[1].split("</textarea>")[0])

    async def sends(self, where: str, text: str, *, json: bool = True, **fields: str) -> httpx.Response:
        """A form of the page that is open."""
        opened = re.findall(r'name="opened" value="([^"]*)"', self.page)[0]
        form = {"csrf": form_token(self.page), "path": FAQ, "opened": opened, "text": text, "why": "시각", **fields}
        return await self.desk.client.post(f"/desk/content/{where}", data=form, headers=JSON if json else {})


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    async with editing(tmp_path) as editor:
        yield editor


@asynccontextmanager
async def editing(folder: Path, commits: Commits | None = None) -> AsyncIterator[Editor]:
    async with running(folder) as service:
        shelf = await filled(service, folder / "content", BASE, commits)
        async with web_on(service, editing=shelf.editing) as web, web.desk() as desk:
            yield Editor(desk, shelf)


async def test_the_files_are_listed_and_lead_to_their_text(editor: Editor) -> None:
    """Each with its title; its words are shown as words, whatever they are."""
    page = (await editor.desk.client.get("/desk/content")).text
    links = re.findall(r'href="(/desk/content/edit\?file=[^"#]+)"', page)
    assert len(links) == len(BASE)
    for link in links:
        assert (await editor.desk.client.get(html.unescape(link))).status_code == 200
    assert await editor.opens() == BASE[FAQ]


async def test_the_text_of_a_file_is_never_part_of_the_page(editor: Editor) -> None:
    """Markup in an answer stays an answer."""
    evil = TEN.replace("열 시에", "</textarea><script src=//evil></script>{{ 7 * 7 }} 열 시에")
    editor.shelf.write(FAQ, evil)
    assert await editor.opens(**{"from": "disk"}) == evil
    assert "<script src=//evil" not in editor.page
    told = await editor.sends("publish", TEN, opened="another", json=False)
    assert told.status_code == 409 and "<script src=//evil" not in told.text
    told = await editor.sends("publish", TEN, opened="another")
    assert "<script" not in told.json()["changed"]["diff"]


async def test_what_is_wrong_is_told_at_its_line_as_one_types(editor: Editor) -> None:
    """With the file, as it may be another."""
    await editor.opens()
    assert (await editor.sends("check", TEN)).json() == {"problems": []}
    found = (await editor.sends("check", CUT)).json()["problems"]
    assert found and all(set(it) == {"file", "line", "text", "level"} and it["file"] == FAQ for it in found)


@pytest.mark.parametrize("json", [True, False])
async def test_a_text_is_published_with_a_reason(editor: Editor, json: bool) -> None:
    """By the script of the page and without it; without a reason it is not, and the words stay."""
    await editor.opens()
    without = await editor.sends("publish", TEN, json=json, why="  ")
    assert without.status_code == 400 and ("열 시에" in without.text or json)
    assert editor.shelf.text(FAQ) == BASE[FAQ]
    done = await editor.sends("publish", TEN, json=json)
    assert done.status_code == (200 if json else 303)
    assert editor.shelf.text(FAQ) == TEN
    assert await editor.opens() == TEN


@pytest.mark.parametrize("json", [True, False])
async def test_a_text_that_does_not_pass_comes_back_with_its_slips(editor: Editor, json: bool) -> None:
    """Nothing is lost."""
    await editor.opens()
    told = await editor.sends("publish", CUT, json=json)
    assert told.status_code == 422 and editor.shelf.text(FAQ) == BASE[FAQ]
    assert told.json()["problems"] if json else html.escape(CUT.rstrip(), quote=False) in told.text


async def test_the_second_of_two_sees_what_differs(editor: Editor) -> None:
    """And may go on from the other's text, or with their own in the knowledge of it."""
    await editor.opens()
    await editor.sends("publish", TEN)
    told = await editor.sends("publish", TEN.replace("열 시", "열한 시"))
    changed = told.json()["changed"]
    assert told.status_code == 409 and changed["text"] == TEN
    assert "열한 시에" in changed["diff"] and "열 시에" in changed["diff"]
    again = await editor.sends("publish", TEN.replace("열 시", "열한 시"), opened=changed["mark"])
    assert again.status_code == 200


async def test_forms_of_others_are_refused(editor: Editor) -> None:
    """And what is larger than any file."""
    await editor.opens()
    for where in ("check", "publish"):
        assert (await editor.sends(where, TEN, csrf="x")).status_code == 403
        assert (await editor.sends(where, "가" * 1_100_000)).status_code == 413
    large = (await editor.sends("check", "#" * 1_000_001)).json()["problems"]
    assert [(it["line"], it["level"]) for it in large if it["file"] == FAQ] == [(1, "error")]
    assert editor.shelf.text(FAQ) == BASE[FAQ]


async def test_what_keeps_saved_content_out_leads_from_the_desk_to_its_line(editor: Editor) -> None:
    """Where consultants work it is told as well."""
    editor.desk.web.service.in_force.problems = (Slip(FAQ, 7, "<b>"),)
    page = (await editor.desk.client.get("/desk")).text
    assert f"/desk/content/edit?file={FAQ}&from=disk#L7" in html.unescape(page) and "<b>" not in page
