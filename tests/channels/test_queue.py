"""The desk's queue: the order of work, and one queue of the office by itself."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web import views
from bot.core.case import URGENT, Case
from bot.core.desk_texts import DeskKey
from bot.core.library import Then
from bot.service.ports import Listed
from tests.support.web import Web, serving
from tests.talk.small import small_library
from tests.talk.talker import NOON, Talker


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """An office in which 교육 is urgent, and one question leads to it."""
    library = small_library()
    kinds = {**library.kinds, "교육": replace(library.kinds["교육"], flags=(URGENT,))}
    entries = {**library.entries, "loan": replace(library.entries["loan"], then=Then(handoff="교육"))}
    async with serving(tmp_path, library=replace(library, kinds=kinds, entries=entries)) as web:
        yield web


async def asks_for_a_course(web: Web) -> str:
    """Opens a case of the kind that a question leads to, and gives its number."""
    browser = await web.browser()
    shown: Any = await browser.says("대출 되나요?")
    for _ in ("a person", "yes"):
        buttons = [button for message in shown for button in message["buttons"]]
        shown = (await browser.sends(button=buttons[0]["id"])).json()["messages"]
    return max(it.case.number for it in await web.service.store.cases())


def listed(person: Talker, **changes: object) -> Listed:
    case: Case = replace(person.cases["26-0001"], **changes)  # type: ignore[arg-type]  # by name
    return Listed(case, "", "", NOON, 0)


def test_the_urgent_come_first_and_then_who_was_promised_first() -> None:
    """Also before what one had in hand oneself, which comes before the rest."""
    case = Talker().says("상담사").says("네")
    late, later = NOON + timedelta(hours=5), NOON + timedelta(hours=6)
    rows = views.queue(
        (
            listed(case, number="26-0001"),
            listed(case, number="26-0002", promise=late),
            listed(case, number="26-0003", promise=later, former="보라"),
            listed(case, number="26-0004", promise=later, flags=(URGENT,)),
            listed(case, number="26-0005", promise=late, flags=(URGENT,)),
        ),
        "보라",
        NOON,
        small_library(),
    )
    assert [row.number[-1] for row in rows["waiting"]] == ["5", "4", "3", "1", "2"]


async def test_an_urgent_kind_comes_first_and_a_queue_can_be_seen_by_itself(web: Web) -> None:
    """By a link that works without scripts, and is kept on the way to a case; a name that is none shows all."""
    usual = await (await web.browser()).asks_for_a_person()
    course = await asks_for_a_course(web)
    async with web.desk() as desk:
        assert await desk.numbers() == [course, usual]
        assert await desk.numbers("교육팀") == [course]
        assert await desk.numbers("상담팀") == [usual]
        assert await desk.numbers("없는 줄") == [course, usual]
        page = (await desk.client.get("/desk", params={"queue": "교육팀"})).text
        assert (f'data-number="{course}"' in page, f'data-number="{usual}"' in page) == (True, False)
        assert f'href="/desk/cases/{course}?queue=%EA%B5%90%EC%9C%A1%ED%8C%80"' in page
        beside = (await desk.client.get(f"/desk/cases/{course}", params={"queue": "교육팀"})).text
        assert f'data-number="{usual}"' not in beside


async def test_a_case_of_the_web_has_its_timers_too(web: Web) -> None:
    """B2 20: its promise wakes, the owner's silence ends the claim, and the desk sees it wait again."""
    case = await (await web.browser()).asks_for_a_person()
    async with web.desk() as desk:
        await desk.acts(case, "claim")
        (listed,) = await web.service.store.cases()
        woken = [words for _ in range(3) for saved in await web.service.waits(days=1) for words in saved.told]
        assert DeskKey.DESK_LAPSED.value in woken
        file = await web.service.store.case(case, "")
        assert file is not None
        assert (file.case.state, file.case.promise) == ("waiting", listed.case.promise)
        assert [logged.verb for logged in file.history] == ["open", "claim", "lapse"]
    async with web.desk("문지호") as colleague:
        assert "한소라" in (await colleague.part(case))["packet"]
