"""What another site is given: the script, the page for the frame, and nothing else that a frame would show."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from starlette.routing import Route

from bot.channels.web.embedding import FRAME
from tests.support.web import Web, serving


def framers(answer: object) -> str:
    """Who may show a response in a frame."""
    policy: str = answer.headers["content-security-policy"]  # type: ignore[attr-defined]  # a response
    return policy.split("frame-ancestors ")[1]


def paths(web: Web) -> list[str]:
    """A path of every route that can be read, with something in the place of what varies."""
    routes = [it for it in web.app.routes if isinstance(it, Route) and "GET" in (it.methods or ())]
    return [it.path.replace("{", "").replace("}", "") for it in routes]


async def test_only_the_page_for_the_frame_can_be_framed(tmp_path: Path) -> None:
    """Not the desk, not its door, not the whole page: nobody can be made to tap there unseen."""
    async with serving(tmp_path) as web:
        given = {path: framers(await web.client.get(path)) for path in paths(web) if "stream" not in path}
    assert given.pop(FRAME) == "*"
    assert len(given) > 10
    assert set(given.values()) == {"'none'"}


@pytest.mark.parametrize("sites", [("https://www.example.kr", "https://*.example.kr"), ("*",)])
async def test_the_sites_that_are_named_may_frame_it(tmp_path: Path, sites: Sequence[str]) -> None:
    """And the browser keeps others from it."""
    async with serving(tmp_path, widget=sites) as web:
        assert framers(await web.client.get(FRAME)) == " ".join(sites)


async def test_where_it_is_shut_there_is_neither_button_nor_frame(tmp_path: Path) -> None:
    """A site that still names the script shows no button."""
    async with serving(tmp_path, widget=None) as web:
        for path in ("/widget.js", FRAME):
            answer = await web.client.get(path)
            assert (answer.status_code, framers(answer)) == (404, "'none'")


async def test_a_cookie_is_no_session(tmp_path: Path) -> None:
    """The frame may keep its session in a cookie, but a request that has no more than that is refused."""
    async with serving(tmp_path) as web:
        browser = await web.browser()
        cookie = {"cookie": f"framed.session={browser.token}; session={browser.token}"}
        assert (await web.client.get("/api/messages", headers=cookie)).status_code == 401
        sent = await web.client.post("/api/messages", json={"id": "1", "text": "안녕하세요"}, headers=cookie)
        assert sent.status_code == 401
        assert "access-control-allow-origin" not in (await browser.get("/api/messages")).headers
