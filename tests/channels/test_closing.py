"""Closing a case at the desk: what it came to is asked, filled in, shown, and can be told later."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.core.case import Case
from bot.core.outcomes import Result
from tests.support.web import Browser, DeskBrowser, Web

TOLD = {"outcome": "registered", "field": "care", "members": "7", "jobs": "3"}
RESULT = Result("registered", "care", 7, 3)


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant who sits at the desk."""
    async with web.desk() as desk:
        yield desk


async def case_of(web: Web, number: str) -> Case:
    file = await web.service.store.case(number, "test")
    assert file is not None
    return file.case


async def test_what_a_case_came_to_is_kept_with_it_and_its_history(web: Web, desk: DeskBrowser) -> None:
    """Outcome, field, members and planned jobs; the desk shows all of them in words."""
    citizen = await web.browser()
    case = await citizen.asks_for_a_person()
    await desk.acts(case, "claim")
    assert (await desk.acts(case, "close", "잘 됐어요", **TOLD)).status_code == 200
    file = await web.service.store.case(case, "test")
    assert file is not None
    assert (file.case.state, file.case.result) == ("closed", RESULT)
    assert [(it.verb, it.text, it.result) for it in file.history][-1] == ("close", "잘 됐어요", RESULT)
    packet = (await desk.part(case))["packet"]
    assert packet.count("등기") == 2 and packet.count("돌봄") == 2


async def test_what_came_of_a_case_can_be_told_after_its_end(web: Web, desk: DeskBrowser) -> None:
    """Founding takes months; the case stays closed and the citizen hears nothing."""
    citizen = await web.browser()
    case = await citizen.asks_for_a_person()
    await desk.acts(case, "close", outcome="advice")
    before = await citizen.all()
    assert (await desk.acts(case, "conclude", **TOLD)).status_code == 200
    after = await case_of(web, case)
    assert (after.state, after.result, await citizen.all()) == ("closed", RESULT, before)


async def test_a_case_can_be_closed_without_telling(web: Web, desk: DeskBrowser) -> None:
    """As in the group and in the terminal; what was told once before it was opened again stays."""
    citizen = await web.browser()
    case = await citizen.asks_for_a_person()
    await desk.acts(case, "close")
    assert (await case_of(web, case)).result is None
    await desk.acts(case, "conclude", outcome="advice")
    await opens_again(citizen)
    await desk.acts(case, "close")
    assert (await case_of(web, case)).result == Result("advice")


async def opens_again(citizen: Browser) -> None:
    asked = (await citizen.says("상담사"))[-1]
    await citizen.sends(button=asked["buttons"][0]["id"])  # type: ignore[index]  # JSON


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "founded"},
        {**TOLD, "field": "space"},
        {**TOLD, "members": "-1"},
        {**TOLD, "members": "many"},
        {**TOLD, "jobs": "99999"},
    ],
)
async def test_what_no_form_of_ours_sends_is_refused(web: Web, desk: DeskBrowser, wrong: dict[str, str]) -> None:
    """Nothing is closed by it."""
    case = await (await web.browser()).asks_for_a_person()
    assert (await desk.acts(case, "close", **wrong)).status_code == 400
    assert (await case_of(web, case)).open


async def test_a_form_that_comes_again_with_another_outcome_is_too_old(web: Web, desk: DeskBrowser) -> None:
    """The same one is carried out once."""
    case = await (await web.browser()).asks_for_a_person()
    assert (await desk.acts(case, "close", id="once", **TOLD)).status_code == 200
    assert (await desk.acts(case, "close", id="once", **TOLD)).status_code == 200
    assert (await desk.acts(case, "close", id="once", **{**TOLD, "jobs": "4"})).status_code == 409
    assert (await case_of(web, case)).result == RESULT


async def test_the_form_begins_with_what_the_citizen_has_told(web: Web, desk: DeskBrowser) -> None:
    """The field from their own words, the members from the question that asks for them; no outcome is guessed."""
    citizen = await web.browser()
    case = await citizen.asks_for_a_person()
    for words in ("돌봄을 하려고요", "유성구", "12명"):
        await citizen.says(words)
    head = (await desk.part(case))["head"]
    assert re.findall(r'name="members"[^>]*value="(\d*)"', head) == ["12"]
    assert re.findall(r'<option value="(\w*)" selected', head) == ["care"]
    assert "checked" not in head and head.count('type="radio"') == 2
