"""What is counted: by days in Seoul, and without a word of anybody."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

from bot.core.case import Claim, Close, Conclude, Packet, Rate, Reopen, Tell
from bot.core.conversation import Heard
from bot.core.event import Act, Woke
from bot.core.outcomes import Result
from bot.core.reply import Reply
from bot.service.ports import Counted
from bot.store.counting import SqlFigures
from bot.store.engine import Engine, Params, Row, Write
from bot.store.store import SqlStore
from bot.store.writes_parts import wake_id
from tests.store.steps import SORRY, opened, opened_case, said, turn
from tests.support.fakes import NOON

TODAY = date(2026, 11, 24)
LONG_AGO = NOON - timedelta(days=30)


async def test_an_empty_store_counts_nothing(store: SqlStore) -> None:
    """No row, and no error."""
    assert await store.counted(LONG_AGO) == []


async def test_what_was_said_is_counted_by_day_and_sender(store: SqlStore) -> None:
    """An evening in UTC is the next day's morning in Seoul; what is older than asked is left out."""
    late = NOON.replace(hour=3)
    conversation = await store.open_address("test:kim", late)
    await turn(store, said(conversation, "1"), said="비밀", replies=(Reply("네"), Reply("네")))
    assert await store.counted(LONG_AGO) == [
        Counted(TODAY, "conversations", (), 1),
        Counted(TODAY, "messages", ("bot",), 2),
        Counted(TODAY, "messages", ("citizen",), 1),
    ]
    assert await store.counted(NOON + timedelta(days=1)) == []


async def test_cases_promises_and_failures_are_counted(store: SqlStore) -> None:
    """A case by kind and state, a promise that was kept, one that was broken, a failure by its kind of error."""
    conversation = await opened(store)
    case = await opened_case(store, conversation)
    act = Act("a", conversation, case.number, "한소라", "answer", "제가 볼게요")
    answer = Reply("제가 볼게요", sender="consultant")
    moves = (Claim(case.number, "한소라"), Tell(case.number, "한소라", "제가 볼게요"))
    await turn(store, act, moves=moves, replies=(answer,))
    await opened_case(store, conversation, "again")
    for name in ("promise:26-0002", "again:26-0002"):
        woke = Woke(wake_id(conversation, name, "2026-11-24T01:00:00.000000Z"), conversation, name, NOON)
        await turn(store, woke, replies=(Reply("약속이 지났어요", to="desk"),))
    await store.failed(said(conversation, "f"), NOON, SORRY, "KeyError")
    counted = [each for each in await store.counted(LONG_AGO) if each.what not in ("messages", "conversations")]
    assert counted == [
        Counted(TODAY, "broken", (), 1),
        Counted(TODAY, "cases", ("상담", "claimed"), 1),
        Counted(TODAY, "cases", ("상담", "waiting"), 1),
        Counted(TODAY, "faults", ("KeyError",), 1),
        Counted(TODAY, "first", ("1h",), 1),
        Counted(TODAY, "kept", (), 1),
    ]


class AtOnce:
    """An engine at which two read before either writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._both = asyncio.Barrier(2)
        self.run, self.scrub, self.close = engine.run, engine.scrub, engine.close

    async def rows(self, sql: str, values: Params) -> Sequence[Row]:
        found = await self._engine.rows(sql, values)
        await self._both.wait()
        return found


async def test_sums_are_the_same_numbers_in_fewer_rows(store: SqlStore, engine: Engine) -> None:
    """Two instances may sum at once; what comes late for a day is added to it; erasing takes nothing away."""
    conversation = await opened(store)
    for number in range(3):
        asked = Heard("faq", "answer", ("entry",))
        await turn(store, said(conversation, f"q{number}"), said="무엇", heard=asked)
    await opened_case(store, conversation)
    before = await store.figures(date.min)
    assert Counted(TODAY, "asked", ("answer",), 3) in before
    tomorrow = TODAY + timedelta(days=1)
    assert (await store.unsummed(TODAY), await store.unsummed(tomorrow)) == ([], [TODAY])
    both = SqlFigures()
    both._engine = AtOnce(engine)
    assert sorted(await asyncio.gather(both.sum_up(TODAY), both.sum_up(TODAY))) == [False, True]
    assert (await store.unsummed(tomorrow), await store.figures(date.min)) == ([], before)
    rows = await engine.rows("select count(*) from figures where what = 'asked'", {})
    assert rows[0][0] == 1
    await turn(store, said(conversation, "late"), said="무엇", heard=Heard("faq", "answer", ("entry",)))
    await store.sum_up(TODAY)
    assert await store.erase_conversation(conversation, NOON, "asked")
    after = await store.figures(date.min)
    assert Counted(TODAY, "asked", ("answer",), 4) in after and Counted(TODAY, "cases", ("상담", "waiting"), 1) in after


async def test_what_a_case_came_to_counts_once(store: SqlStore) -> None:
    """Told otherwise later, it counts otherwise on the same day; opened again, not at all; points are changed."""
    conversation = await opened(store)
    number = (await opened_case(store, conversation)).number
    end = Act("end", conversation, number, "한소라", "close")
    await turn(store, end, moves=(Close(number, "한소라", "", Result("advice", "care", 7)), Rate(number, 3)))
    assert [it for it in await store.came_to() if it.what == "outcomes"] == [
        Counted(date.min, "outcomes", ("advice", "care"), 1)
    ]
    told = Act("told", conversation, number, "한소라", "conclude")
    await turn(store, told, moves=(Conclude(number, "한소라", Result("registered", "", None, 4)), Rate(number, 5)))
    assert await store.came_to() == [
        Counted(date.min, "jobs", ("registered", ""), 4),
        Counted(date.min, "outcomes", ("registered", ""), 1),
    ]
    assert [it for it in await store.figures(TODAY) if it.what == "ratings"] == [Counted(TODAY, "ratings", ("5",), 1)]
    await turn(store, said(conversation, "again"), said="다시", moves=(Reopen(number, Packet("다시"), NOON),))
    assert await store.came_to() == []


async def test_what_was_there_before_counting_began_is_counted_once(store: SqlStore, engine: Engine) -> None:
    """As in a store of an older version; the next start counts nothing twice."""
    conversation = await opened(store)
    await opened_case(store, conversation)
    counted = await store.figures(date.min)
    await engine.run((Write("delete from figures", {}),))
    await asyncio.gather(store.begin_counting(NOON), store.begin_counting(NOON))
    await store.begin_counting(NOON)
    assert (await store.figures(date.min), await store.counting_since()) == (counted, TODAY)
