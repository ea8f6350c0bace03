"""Beginning files and entries at the desk, as its pages do."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from tests.channels.test_editing import Editor, editing
from tests.content.base import BASE
from tests.service.test_editing import FAQ

BOATS, EDIT = "faq/boats.yaml", "/desk/content/edit"
SEEN = (DeskKey.CONTENT_SEEN, DeskKey.CONTENT_SEEN_IN_PART, DeskKey.CONTENT_UNSEEN)


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    async with editing(tmp_path) as editor:
        yield editor


async def begins(editor: Editor, status: int = 200, **query: str) -> str:
    """Sends the form below the files; what stands in the field for the text, if there is one."""
    answer = await editor.desk.client.get("/desk/content/new", params={"kind": "topic", "name": "boats", **query})
    assert answer.status_code == status
    editor.page = answer.text
    texts = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", editor.page, re.DOTALL)
    return html.unescape(texts[0]) if texts else ""


@pytest.mark.parametrize("json", [True, False])
async def test_a_topic_is_begun_filled_in_and_published(editor: Editor, json: bool) -> None:
    """Its first text stands in the editor, at the line where to go on; looking at it leaves nothing behind."""
    page = (await editor.desk.client.get("/desk/content")).text
    assert {"topic", "flow"} == set(re.findall(r'name="kind" value="(\w+)"', page))
    text = await begins(editor, title="배")
    (line,) = re.findall(r'<form id="editor"[^>]* data-line="(\d+)"', editor.page)
    assert text.split("\n")[int(line) - 1].startswith("owner:")
    assert not (editor.shelf.folder.root / BOATS).exists()
    assert (await editor.sends("check", text, path=BOATS)).status_code == 200
    done = await editor.sends("publish", text.replace("topic: 배", "topic: 나룻배"), path=BOATS, json=json)
    assert done.status_code == (200 if json else 303)
    assert "topic: 나룻배" in editor.shelf.text(BOATS)
    assert "나룻배" in (await editor.desk.client.get("/desk/content")).text
    assert await editor.opens(BOATS) == editor.shelf.text(BOATS)


@pytest.mark.parametrize("json", [True, False])
async def test_a_draft_that_is_published_is_not_said_to_be_seen(editor: Editor, json: bool) -> None:
    """Nor where it is taken back; of a file with other entries the drafts are counted."""
    key, draft = DeskKey.CONTENT_UNSEEN, await begins(editor)
    assert await published(editor, draft, BOATS, json) == key
    assert await published(editor, BASE[FAQ], FAQ, json) == DeskKey.CONTENT_SEEN
    entry = draft.split("entries:\n")[1]
    assert await published(editor, f"{BASE[FAQ]}{entry.replace('boats', 'oars')}", FAQ, json) == (
        DeskKey.CONTENT_SEEN_IN_PART
    )
    trip = await begins(editor, kind="flow", name="boat_trip")
    assert await published(editor, trip, "flows/boat_trip.yaml", json) == key
    back = await editor.desk.client.get("/desk/content/history", params={"done": BOATS})
    assert key.value in back.text


async def published(editor: Editor, text: str, path: str, json: bool) -> DeskKey:
    """What is said of who sees it: by the script of the page and without it."""
    if path == FAQ:
        await editor.opens(path)
    done = await editor.sends("publish", f"{text}# more\n", path=path, json=json)
    told = done.json()["seen"] if json else (await editor.desk.client.get(done.headers["location"])).text
    (key,) = [it for it in SEEN if re.search(rf"\b{it.value}\b", told)]
    return key


async def test_a_new_file_is_headed_by_its_title(editor: Editor) -> None:
    """Before and after it is published, and where it is refused."""
    text = await begins(editor, title="배")
    refused = await editor.sends("publish", text, path=BOATS, json=False, why="")
    assert (await editor.sends("publish", text, path=BOATS)).status_code == 200
    pages = (editor.page, refused.text, (await editor.desk.client.get(EDIT, params={"file": BOATS})).text)
    assert ["<h1>배 " in page for page in pages] == [True] * 3


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"name": "picnic"}, 409),
        ({"name": "소풍"}, 400),
        ({"name": "../<b>"}, 400),
        ({"name": "Boats", "kind": "flow"}, 400),
    ],
)
async def test_a_name_that_is_refused_is_told_where_it_was_typed(
    editor: Editor, query: dict[str, str], status: int
) -> None:
    """And still stands there; another one begins."""
    assert await begins(editor, status, title="배 & 물", **query) == ""
    (value,) = re.findall(r'name="name"[^>]* value="([^"]*)" aria-invalid', editor.page)
    assert html.unescape(value) == query["name"] and 'role="alert"' in editor.page
    if "kind" not in query:
        assert 'value="배 &amp; 물"' in editor.page
    assert await begins(editor)


async def test_only_a_topic_or_a_procedure_is_begun(editor: Editor) -> None:
    await begins(editor, 400, kind="table")
    assert set(editor.shelf.folder.read().files) == set(BASE)


@pytest.mark.parametrize("json", [True, False])
async def test_a_question_is_begun_at_the_end_of_what_is_being_written(editor: Editor, json: bool) -> None:
    """Of the text as it stands, published or not; nothing is published by it."""
    await editor.opens()
    assert 'action="/desk/content/entry"' in editor.page
    text = BASE[FAQ] + "# written just now\n"
    answer = await editor.sends("entry", text, name="how_far", json=json)
    assert answer.status_code == 200 and editor.shelf.text(FAQ) == BASE[FAQ]
    if not json:
        editor.page = answer.text
        shown = html.unescape(editor.page.split("<textarea")[1].split(">\n", 1)[1].split("</textarea>")[0])
        assert shown.startswith(text) and "\n  how_far:\n    status: draft" in shown
        return
    made = answer.json()
    assert made["text"].startswith(text)
    assert made["text"].split("\n")[made["line"] - 1].startswith("  how_far:")
    assert (await editor.sends("publish", made["text"])).status_code == 200
    assert editor.shelf.text(FAQ) == made["text"]


async def test_a_question_is_begun_in_a_file_that_is_not_written_yet(editor: Editor) -> None:
    """And goes out with it; without a text it is put into the one in force."""
    text = await begins(editor)
    made = (await editor.sends("entry", text, path=BOATS, name="oars")).json()
    assert (await editor.sends("publish", made["text"], path=BOATS)).status_code == 200
    made = (await editor.sends("entry", "", path=BOATS, name="sails")).json()
    assert re.findall(r"^  (\w+):", made["text"], re.MULTILINE) == ["boats_first", "oars", "sails"]


@pytest.mark.parametrize("json", [True, False])
@pytest.mark.parametrize(
    ("path", "name", "status"),
    [
        (FAQ, "where_to", 409),
        (FAQ, "어디까지", 400),
        (FAQ, "Where", 400),
        (FAQ, "", 400),
        ("flows/picnic.yaml", "how_far", 404),
        ("faq/not_ours.yaml", "how_far", 404),
    ],
)
async def test_a_question_whose_name_is_refused_leaves_the_text_as_it_is(
    editor: Editor, path: str, name: str, status: int, json: bool
) -> None:
    """With a sentence that says why."""
    await editor.opens(path)
    assert ("adding" in editor.page) == (path == FAQ)
    text = BASE[path] + "# mine\n"
    answer = await editor.sends("entry", text, path=path, name=name, json=json)
    assert answer.status_code == status
    assert answer.json()["error"] if json else "# mine" in answer.text


async def test_a_file_whose_end_takes_no_entry_is_left_alone(editor: Editor) -> None:
    """It is told which one."""
    await editor.opens()
    told = await editor.sends("entry", "topic: 소풍\nowner: 팀\nentries: {}\n", name="how_far")
    assert told.status_code in (400, 404) and told.json()["error"]
