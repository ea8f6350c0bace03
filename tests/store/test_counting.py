"""What is counted: by days in Seoul, and without a word of anybody."""

from datetime import date, timedelta

from bot.core.case import Claim, Tell
from bot.core.event import Act, Woke
from bot.core.reply import Reply
from bot.service.ports import Counted
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
        Counted(TODAY, "kept", (), 1),
    ]
