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


def row(**changes: object) -> views.Row:
    """A line of the queue: somebody waits, with a promise of tomorrow."""
    promise = views.Promise("", 1000)
    line = views.Row("26-0001", "상담", "상담팀", "waiting", None, "", False, (), None, 0, "", "citizen", NOON, promise)
    return replace(line, **changes)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        (row(), {"all", "free"}),
        (row(group="mine"), {"all", "mine", "answer"}),
        (row(group="mine", last_from="consultant", promise=None), {"all", "mine"}),
        (row(group="others"), {"all"}),
        (row(group="others", promise=views.Promise("", views.SOON)), {"all", "soon"}),
        (row(promise=views.Promise("", -5), flags=("협박",)), {"all", "free", "soon", "flagged"}),
        (row(urgent=True), {"all", "free", "flagged"}),
        (row(group="closed", promise=None, urgent=True), {"all", "closed"}),
    ],
)
def test_a_line_belongs_to_what_is_shown(line: views.Row, shows: set[str]) -> None:
    """By who has it, whose turn it is, its promise and its flags; what is closed is over."""
    assert {show for show in views.SHOWS.values() if views.is_shown(line, show)} == shows


def test_of_ones_own_the_urgent_come_first_and_then_who_waits_for_words() -> None:
    """Whatever was said last."""
    mine = Talker().says("상담사").says("네")
    of = {"state": "claimed", "owner": "보라"}
    lines = (
        replace(listed(mine, number="26-0001", **of), last_from="consultant"),
        replace(listed(mine, number="26-0002", **of), last_from="citizen"),
        replace(listed(mine, number="26-0003", flags=(URGENT,), **of), last_from="consultant"),
    )
    rows = views.queue(lines, "보라", NOON, small_library())
    assert [it.number[-1] for it in rows["mine"]] == ["3", "2", "1"]


async def test_a_choice_of_the_queue_stands_in_the_address(web: Web) -> None:
    """It is kept on the way to a case and in what is drawn again, and tells how many there are."""
    free = await (await web.browser()).asks_for_a_person()
    mine = await (await web.browser()).asks_for_a_person()
    closed = await asks_for_a_course(web)
    async with web.desk() as desk:
        await desk.acts(mine, "claim")
        await desk.acts(closed, "close", outcome="registered")
        assert await desk.numbers(show="mine") == await desk.numbers(show="answer") == [mine]
        assert await desk.numbers(show="free") == [free]
        assert await desk.numbers(show="closed") == [closed]
        assert await desk.numbers(show="flagged") == []
        assert await desk.numbers(show="없는 것") == [free, mine, closed]
        assert await desk.numbers(kind="교육") == [closed]
        assert await desk.numbers(kind="상담", show="free") == [free]
        await desk.acts(mine, "answer", "답이에요")
        assert await desk.numbers(show="answer") == []
        page = (await desk.client.get(f"/desk/cases/{free}", params={"show": "free", "kind": "상담"})).text
        assert f'href="/desk/cases/{free}?show=free&amp;kind=%EC%83%81%EB%8B%B4"' in page
        assert f'data-number="{mine}"' not in page
