"""Pages: nothing from elsewhere, no script in them, and everything typed or written stays text."""

import re
from dataclasses import replace

import pytest

from bot.core.library import Menu
from tests.support.web import DeskBrowser, Web
from tests.talk.small import small_library

PORTAL = ("/faq", "/faq/loan", "/faq/nothing", "/faq/search?q=대출 되나요?", "/flows", "/flows/founding")
PAGES = ("/", *PORTAL, "/desk", "/nothing")


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_whole_by_itself(web: Web, path: str) -> None:
    """No file of another host, no script or style in the page: the policy would refuse them."""
    answer = await web.client.get(path)
    assert "'unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert re.findall(r"""(?:src|href|action)=["']?(?:https?:)?//""", answer.text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", answer.text) == []


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_says_its_language(web: Web, path: str) -> None:
    """Screen readers speak Korean with it."""
    assert '<html lang="ko">' in (await web.client.get(path)).text


async def test_every_file_of_a_page_is_there_for_good(web: Web) -> None:
    """Browsers keep what is named by its content; another version is asked for each time."""
    pages = [(await web.client.get(path)).text for path in ("/", "/flows")]
    files = re.findall(r"/static/[^\"]+", "".join(pages))
    assert files
    for file in files:
        kept = await web.client.get(file)
        assert (kept.status_code, "immutable" in kept.headers["cache-control"]) == (200, True)
        older = await web.client.get(re.sub(r"/static/\w+/", "/static/older/", file))
        assert (older.status_code, older.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize("path", ["/static/x/../../app.py", "/static/x/%2e%2e/%2e%2e/app.py", "/static/x/", "/static/"])
async def test_nothing_but_the_files_of_pages_is_served(web: Web, path: str) -> None:
    """The folder has no way out, and no list."""
    assert (await web.client.get(path)).status_code in (404, 405)


async def test_the_welcome_offers_every_procedure(web: Web) -> None:
    """By the words that begin it; what is asked after a case is opened is none of them."""
    page = (await web.client.get("/")).text
    assert 'data-say="만들래요">만들기<' in page
    assert "상담 신청할래요" not in page


async def test_the_welcome_is_as_short_as_the_menu(web: Web) -> None:
    """What the table puts behind the button for more is there behind its words."""
    library, shown = small_library(), (await web.client.get("/")).text
    first = next(flow for flow in library.flows.values() if f">{flow.title}<" in shown)
    later = replace(first, id="later", title="다음 절차")
    flows = {**library.flows, later.id: later}
    web.service.in_force.library = replace(library, flows=flows, menu=Menu((first.id,), (later.id,)))
    page = (await web.client.get("/")).text
    assert (f">{first.title}<" in page, f">{later.title}<" in page) == (True, False)
    assert f'data-say="{library.words.commands["more"][0]}"' in page


async def test_a_new_library_is_shown_at_once(web: Web) -> None:
    """Pages read what is in force when they are asked for."""
    web.service.in_force.library = replace(small_library(), entries={}, version="newer")
    assert (await web.client.get("/faq")).status_code == 200
    assert (await web.client.get("/healthz")).json()["library"] == "newer"


async def test_the_pages_of_the_desk_are_kept_by_nobody(web: Web) -> None:
    """What a consultant saw is not in the browser's store."""
    case = await (await web.browser()).asks_for_a_person()
    async with web.desk() as desk:
        assert isinstance(desk, DeskBrowser)
        for path in ("/desk", f"/desk/cases/{case}", f"/desk/api/cases/{case}", "/desk/api/queue"):
            assert (await desk.client.get(path)).headers["cache-control"] == "no-store"
