"""Cases in the store: their numbers, moves, history, and the queue."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.case import Claim, Close, Note, Open, Tell
from bot.core.conversation import Decision, Situation
from bot.core.errors import Refused
from bot.core.event import Act
from bot.core.reply import Reply
from bot.service.ports import Stale
from bot.store.store import SqlStore
from tests.store.steps import case_of, opened, opened_case, said, seen, turn
from tests.support.fakes import NOON


async def test_case_numbers_run_and_none_is_given_twice(store: SqlStore) -> None:
    """Turns at the same time get different numbers; one that was not used is given to the next."""
    conversation, other = await opened(store), await opened(store, "lee")
    one, two = await seen(store, said(conversation, "1")), await seen(store, said(other, "2"))
    assert (one.next_case, two.next_case) == ("26-0001", "26-0002")
    assert (await seen(store, said(conversation, "1"))).next_case == "26-0001"
    await store.save(one, said(conversation, "1"), Decision(one.conversation))
    assert (await opened_case(store, conversation)).number == "26-0001"
    await store.save(two, said(other, "2"), Decision(two.conversation, moves=(Open(case_of(two)),)))
    assert (await seen(store, said(other, "3"))).next_case == "26-0003"


async def test_numbers_begin_anew_each_year(store: SqlStore) -> None:
    """The year's two digits, and 1 again in January."""
    conversation = await opened(store)
    await opened_case(store, conversation)
    situation = await store.load(said(conversation, "1"), NOON + timedelta(days=60))
    assert isinstance(situation, Situation) and situation.next_case == "27-0001"


async def test_a_number_that_is_taken_is_stale(store: SqlStore) -> None:
    """Another process took the number meanwhile: nothing is written, and the next round has the next number."""
    conversation, other = await opened(store), await opened(store, "lee")
    event = said(conversation, "1")
    situation = await seen(store, event)
    taken = await opened_case(store, other)
    decision = Decision(situation.conversation, moves=(Open(replace(taken, conversation=conversation)),))
    assert await store.save(situation, event, decision) == Stale()
    assert (await seen(store, event)).next_case > taken.number


async def test_a_case_moves_and_its_history_is_kept(store: SqlStore) -> None:
    """State and owner as the moves leave them, and a line for each move, a note's words included."""
    conversation = await opened(store)
    case = await opened_case(store, conversation)
    act = Act("a", conversation, case.number, "한소라", "answer", "제가 볼게요")
    moves = (
        Claim(case.number, "한소라"),
        Tell(case.number, "한소라", "제가 볼게요"),
        Note(case.number, "한소라", "속말"),
    )
    saved = await turn(store, act, moves=moves, replies=(Reply("제가 볼게요", sender="consultant"),))
    assert saved.case is not None and (saved.case.state, saved.case.owner) == ("claimed", "한소라")
    assert (await seen(store, said(conversation, "1"))).cases == (saved.case,)
    file = await store.case(case.number, "한소라")
    assert file is not None and file.case == saved.case
    assert [(line.place, line.who, line.verb, line.text) for line in file.history] == [
        (1, "", "open", ""),
        (2, "한소라", "claim", ""),
        (3, "한소라", "answer", "제가 볼게요"),
        (4, "한소라", "note", "속말"),
    ]
    assert [message.text for message in file.messages] == ["상담사요", "제가 볼게요"]
    assert await store.case("26-9999", "한소라") is None


async def test_a_refused_move_writes_nothing(store: SqlStore) -> None:
    """A move that may not follow raises before anything is written."""
    conversation = await opened(store)
    case = await opened_case(store, conversation)
    await turn(store, Act("c", conversation, case.number, "한소라", "close"), moves=(Close(case.number, "한소라"),))
    act = Act("d", conversation, case.number, "한소라", "claim")
    situation = await seen(store, act)
    with pytest.raises(Refused):
        await store.save(situation, act, Decision(situation.conversation, moves=(Claim(case.number, "한소라"),)))
    assert (await seen(store, act)).conversation.version == situation.conversation.version


async def test_the_queue_shows_last_words_and_what_is_unread(store: SqlStore) -> None:
    """Unread is what the citizen wrote since the case opened and the consultant has not read."""
    conversation = await opened(store)
    await turn(store, said(conversation, "0"), said="먼저 한 말", replies=(Reply("네"),))
    case = await opened_case(store, conversation)
    await turn(store, said(conversation, "1"), said="저기요", replies=(Reply("기다려 주세요", sender="notice"),))
    (line,) = await store.cases()
    assert (line.case.number, line.last_text, line.last_from, line.unread) == (case.number, "저기요", "citizen", 2)
    await store.case(case.number, "한소라")
    assert [line.unread for line in await store.cases(who="한소라")] == [0]
    assert [line.unread for line in await store.cases(who="김다온")] == [2]
    assert [line.unread for line in await store.cases()] == [0]
    await turn(store, said(conversation, "2"), said="아직인가요")
    assert [line.unread for line in await store.cases(who="한소라")] == [1]


async def test_who_answers_has_read(store: SqlStore) -> None:
    """Words to the citizen mark everything before them as read by their author."""
    conversation = await opened(store)
    case = await opened_case(store, conversation)
    act = Act("a", conversation, case.number, "한소라", "answer", "네")
    await turn(store, act, moves=(Tell(case.number, "한소라", "네"),), replies=(Reply("네", sender="consultant"),))
    assert [line.unread for line in await store.cases(who="한소라")] == [0]


async def test_closed_cases_leave_the_queue(store: SqlStore) -> None:
    """Open cases by their promise; closed ones only when they are asked for, the newest first."""
    numbers = []
    for name in ("kim", "lee", "park"):
        conversation = await opened(store, name)
        case = await opened_case(store, conversation, f"open-{name}")
        numbers.append(case.number)
        if name != "park":
            act = Act(f"close-{name}", conversation, case.number, "한소라", "close")
            await turn(store, act, moves=(Close(case.number, "한소라"),))
    assert [line.case.number for line in await store.cases()] == numbers[2:]
    assert [line.case.number for line in await store.cases(closed=True)] == [numbers[1], numbers[0]]
    assert (await seen(store, said(await opened(store), "w"))).waiting == 1
