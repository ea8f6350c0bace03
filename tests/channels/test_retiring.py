"""Taking a file away at the desk, as its pages do."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.channels.test_beginning import BOATS, begins
from tests.channels.test_editing import Editor, editing
from tests.support.web import form_token

FLOW = "flows/picnic.yaml"
AT = "/desk/content/retire"


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    """A desk with a topic that nothing refers to."""
    async with editing(tmp_path) as editor:
        text = await begins(editor, title="배")
        assert (await editor.sends("publish", text, path=BOATS)).status_code == 200
        yield editor


async def looks(editor: Editor, path: str = BOATS) -> str:
    page = await editor.desk.client.get(AT, params={"file": path})
    assert page.status_code == 200
    return page.text


async def retires(editor: Editor, page: str, why: str = "아무도 묻지 않아서") -> httpx.Response:
    """Sends the form of that page."""
    opened = re.findall(r'name="opened" value="([^"]*)"', page)[0]
    form = {"csrf": form_token(page), "path": BOATS, "opened": opened, "why": why}
    return await editor.desk.client.post(AT, data=form)


async def test_a_file_is_taken_away_from_its_page_and_taken_back_from_the_record(editor: Editor) -> None:
    """With a reason that is kept; everything leads on."""
    client, text = editor.desk.client, editor.shelf.text(BOATS)
    await editor.opens(BOATS)
    (link,) = re.findall(rf'href="({AT}[^"]*)"', editor.page)
    page = (await client.get(html.unescape(link))).text
    assert (await retires(editor, page, "  ")).status_code == 400
    done = await retires(editor, page)
    assert done.status_code == 303 and not (editor.shelf.folder.root / BOATS).exists()
    listed = (await client.get(done.headers["location"])).text
    (record,) = re.findall(r'href="(/desk/content/history\?file=[^"]*)"', listed)
    assert f"<code>{BOATS}" not in listed
    history = (await client.get(record)).text
    assert "아무도 묻지 않아서" in history and "/desk/content/edit" not in history
    (place,) = re.findall(r'href="/desk/content/history/(\d+)[^"]*"', history)[:1]
    one = (await client.get(f"/desk/content/history/{place}")).text
    (link,) = re.findall(rf'href="(/desk/content/history/{place}/back[^"]*)"', one)
    page = (await client.get(html.unescape(link))).text
    form = {"csrf": form_token(page), "file": BOATS, "opened": "", "why": "되돌림"}
    assert (await client.post(f"/desk/content/history/{place}/back", data=form)).status_code == 303
    assert editor.shelf.text(BOATS) == text


async def test_what_refers_to_it_is_told_and_there_is_no_form(editor: Editor) -> None:
    """Each line leads to where it is."""
    page = await looks(editor, FLOW)
    assert 'name="why"' not in page and f'{AT}"' not in page
    assert re.findall(r'href="/desk/content/edit\?file=[^"]+#L\d+"', page)


async def test_what_was_changed_meanwhile_is_looked_at_again(editor: Editor) -> None:
    """And stays."""
    page, text = await looks(editor), await editor.opens(BOATS)
    other = text.replace("topic: 배", "topic: 나룻배")
    assert (await editor.sends("publish", other, path=BOATS)).status_code == 200
    refused = await retires(editor, page)
    assert (refused.status_code, editor.shelf.text(BOATS)) == (409, other)
    assert "아무도 묻지 않아서" in refused.text
    assert (await retires(editor, refused.text)).status_code == 303


async def test_while_another_text_is_saved_it_stays(editor: Editor) -> None:
    """The page leads to that text instead of a form."""
    editor.shelf.write(BOATS, "a: [")
    page = await looks(editor)
    assert 'name="opened"' not in page and f"/desk/content/edit?file={BOATS}&from=disk" in html.unescape(page)


async def test_what_the_bot_needs_has_no_way_out(editor: Editor) -> None:
    """Neither a link nor an address."""
    await editor.opens("flows/texts.yaml")
    assert AT not in editor.page
    assert (await editor.desk.client.get(AT, params={"file": "flows/texts.yaml"})).status_code == 400


async def test_who_is_in_the_middle_of_a_procedure_is_counted(editor: Editor) -> None:
    """Before it is taken away."""
    text = await begins(editor, kind="flow", name="boat_trip")
    path = "flows/boat_trip.yaml"
    live = text.replace("status: draft", "status: published\nlaw: 2026-06-24").replace(
        "sources: []", "sources: [배 규칙 제1조]"
    )
    done = await editor.sends("publish", live, path=path)
    assert done.status_code == 200, done.text
    assert "1명" not in await looks(editor, path)
    editor.desk.web.service.in_force.library = editor.shelf.publishing.library
    await (await editor.desk.web.browser()).says("boat_trip (초안)")
    assert "1명" in await looks(editor, path)
