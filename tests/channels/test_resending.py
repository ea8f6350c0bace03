"""A message that could not be sent: a consultant sees it in the case, and sends it again once."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.core.reply import Message
from bot.core.texts import Key
from bot.service.ports import Refused, Wait
from tests.support.web import DeskBrowser, Web, form_token

CHAT = "test:kim"
JSON = {"accept": "application/json"}


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant who sits at the desk."""
    async with web.desk() as desk:
        yield desk


async def failed_answer(web: Web, desk: DeskBrowser) -> str:
    """A case whose owner answered in vain; its number."""
    person = await web.service.person(push=True)
    await person.says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    case = await web.service.consultant().newest()
    await desk.acts(case, "claim")
    await web.service.delivery.settle()
    web.service.sender.answers[CHAT] = [Refused("BadRequest")]
    await desk.acts(case, "answer", "내일 뵐게요")
    await web.service.delivery.settle()
    return case


async def again(web: Web, desk: DeskBrowser, case: str, **fields: str) -> httpx.Response:
    """The button below the message that failed, as the page has it."""
    page = (await desk.client.get(f"/desk/cases/{case}")).text
    form = page.split(f'action="/desk/cases/{case}/again"')[1].split("</form>")[0] if "/again" in page else page
    known = {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("id", "message") if name in form}
    data = {"csrf": form_token(page), **known, **fields}
    return await desk.client.post(f"/desk/cases/{case}/again", data=data, headers=JSON)


def sent(web: Web) -> list[str]:
    """The number of the answer's message, once for every attempt to send it."""
    words = [it.what for it in web.service.sender.to(CHAT) if isinstance(it.what, Message)]
    return [str(message.number) for message in words if message.text == "내일 뵐게요"]


async def test_what_failed_is_marked_and_sent_again_once(web: Web, desk: DeskBrowser) -> None:
    """B4 39: a reply that does not reach the citizen is shown as failed; a double click sends it once."""
    case = await failed_answer(web, desk)
    assert (await desk.part(case))["thread"].count("/again") == 1
    answer = await again(web, desk, case, id="same")
    assert (answer.status_code, "/again" in answer.json()["thread"]) == (200, False)
    await again(web, desk, case, id="same", message=sent(web)[0])
    await web.service.delivery.settle()
    await again(web, desk, case, id="other", message=sent(web)[0])
    await web.service.delivery.settle()
    assert len(sent(web)) == 2
    assert "/again" not in (await desk.part(case))["thread"]


async def test_an_old_form_does_not_send_what_failed_again(web: Web, desk: DeskBrowser) -> None:
    """It failed a second time: only a new press sends it a third time."""
    case = await failed_answer(web, desk)
    web.service.sender.answers[CHAT] = [Refused("BadRequest"), Refused("BadRequest")]
    for id in ("same", "same", "new"):
        await again(web, desk, case, id=id)
        await web.service.delivery.settle()
    assert len(sent(web)) == 3


async def test_what_was_put_back_goes_before_what_came_later(web: Web, desk: DeskBrowser) -> None:
    """It takes its old place among the words that still wait."""
    case = await failed_answer(web, desk)
    web.service.sender.answers[CHAT] = [Wait(30, "RetryAfter", counts=False)]
    await desk.acts(case, "answer", "하나 더요")
    await web.service.delivery.settle()
    await again(web, desk, case)
    web.service.clock.pass_(seconds=31)
    await web.service.delivery.settle()
    texts = [it.what.text for it in web.service.sender.to(CHAT) if isinstance(it.what, Message)]
    assert texts[-2:] == ["내일 뵐게요", "하나 더요"]


async def test_another_message_is_not_sent(web: Web, desk: DeskBrowser) -> None:
    """One that arrived, one that is none, one of the citizen; what cannot be read is refused."""
    case = await failed_answer(web, desk)
    before = len(web.service.sender.given)
    for number in ("1", "2", "999999999999999999"):
        assert (await again(web, desk, case, id=number, message=number)).status_code == 200
    for number in ("", "x", "-1", "٣", "1" * 19):
        assert (await again(web, desk, case, id="x", message=number)).json()["error"] == Key.WEB_UNREADABLE
    assert (await again(web, desk, case, csrf="x")).status_code == 403
    await web.service.delivery.settle()
    assert len(web.service.sender.given) == before


async def test_without_scripts_it_leads_back_to_the_case(web: Web, desk: DeskBrowser) -> None:
    """A reload sends nothing."""
    case = await failed_answer(web, desk)
    page = (await desk.client.get(f"/desk/cases/{case}")).text
    data = {"csrf": form_token(page), "id": "1", "message": sent(web)[0]}
    answer = await desk.client.post(f"/desk/cases/{case}/again", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/cases/{case}")
