"""The end of a session: its key opens nothing, the browser is asked to forget, the rest of the person stays or goes."""

import pytest

from bot.core.texts import Key
from tests.support.web import Browser, Web


async def ends(web: Web, browser: Browser, **body: object) -> None:
    answer = await web.client.post("/api/session/end", json=body, headers=browser.headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'


async def status(web: Web, browser: Browser) -> int:
    return (await web.client.get("/api/messages", headers=browser.headers)).status_code


async def test_the_key_opens_nothing_any_more(web: Web) -> None:
    """Not even a second end; a person's other browser, by its own key, is untouched."""
    citizen, other = await web.browser(), await web.browser()
    await citizen.says("비밀")
    await other.says("남의 말")
    await ends(web, citizen)
    assert (await status(web, citizen), await status(web, other)) == (401, 200)
    again = await web.client.post("/api/session/end", json={}, headers=citizen.headers)
    assert again.status_code == 401


@pytest.mark.parametrize("erase", [False, True])
async def test_what_was_said_stays_unless_it_is_to_go(web: Web, erase: bool) -> None:
    """An open case is still answered; or nothing of the person is left, and the desk is told so."""
    citizen = await web.browser()
    case = await citizen.asks_for_a_person()
    await ends(web, citizen, id="last", erase=erase)
    file = await web.service.store.case(case, "한소라")
    assert (file is None) == erase


async def test_by_when_a_person_would_answer_is_told_to_anybody(web: Web) -> None:
    """It stands on the page too; no session is needed."""
    answer = await web.client.get("/api/person")
    assert answer.json() == {"when": Key.PERSON_WHEN, "open": True}
    assert Key.PERSON_WHEN in (await web.client.get("/")).text
