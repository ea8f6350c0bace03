"""Questions that were left open: kept by their place, with the words of the conversation alone."""

from datetime import timedelta

import pytest

from bot.core.case import Claim, Tell
from bot.core.conversation import Judged
from bot.core.event import Act, Edited, Tapped
from bot.core.gaps import Gap, Question
from bot.core.reply import Reply
from bot.store.engine import Engine
from bot.store.store import SqlStore
from tests.store.steps import opened, opened_case, said, turn
from tests.support.fakes import NOON

ASKED = "두레는 몇 명이 필요해요?"


async def asks(store: SqlStore, id: str, text: str = ASKED, who: str = "kim") -> str:
    """A question that was not understood; the conversation it stands in."""
    conversation = await opened(store, who)
    last = (await store.messages(conversation))[-1:]
    number = last[0].number + 2 if last else 2
    await turn(
        store, said(conversation, id, text), said=text, replies=(Reply("모르겠어요"),), gap=Gap(number, "missed")
    )
    return conversation


async def open_ones(store: SqlStore) -> list[tuple[str, str]]:
    return [(it.text, it.why) for it in await store.left_open(NOON)]


async def test_a_question_is_kept_with_its_words_and_why(store: SqlStore) -> None:
    """What was offered to no use, and an answer that did not help, belong to the question before them."""
    conversation = await asks(store, "1")
    await turn(store, Tapped("2", conversation, 2, 0), said="다른 거예요", gap=Gap(2, "refused"))
    assert await store.left_open(NOON) == [Question(conversation, 1, ASKED, "refused", NOON)]
    await turn(store, said(conversation, "3", "공고는?"), said="공고는?", replies=(Reply("14일"),))
    await turn(store, Tapped("4", conversation, 5, 1), judged=Judged(5, "notice_days", good=False))
    helped = Question(conversation, 5, "공고는?", "not helped", NOON, entry="notice_days")
    assert helped in await store.left_open(NOON)
    assert await store.left_open(NOON + timedelta(seconds=1)) == []


async def test_what_is_written_anew_is_another_question(store: SqlStore) -> None:
    """Its slip is mended: it was answered, or not, under its new words alone."""
    conversation = await asks(store, "1")
    edit = Edited("2", conversation, "m-1", "두레 인원은?")
    await turn(store, edit, said="두레 인원은?", edits=1, gap=Gap(4, "missed"))
    assert await open_ones(store) == [("두레 인원은?", "missed")]
    await turn(store, Edited("3", conversation, "m-1", "인원은?"), said="인원은?", edits=1)
    assert await open_ones(store) == []


async def test_the_case_is_the_one_in_which_a_consultant_wrote(store: SqlStore) -> None:
    """None while nobody did; their words are those that stand in the end."""
    conversation = await asks(store, "1")
    case = await opened_case(store, conversation)
    assert [it.case for it in await store.left_open(NOON)] == [""]
    claim = Act("c", conversation, case.number, "한소라", "claim")
    await turn(store, claim, moves=(Claim(case.number, "한소라"),))
    answer = Act("a", conversation, case.number, "한소라", "answer", "다섯 명이에요")
    words = (Reply("다섯 명이에요", sender="consultant"), Reply("다섯 명부터예요", sender="consultant", instead=4))
    await turn(store, answer, moves=(Tell(case.number, "한소라", "다섯 명이에요"),), replies=words)
    assert [it.case for it in await store.left_open(NOON)] == [case.number]
    assert [it.text for it in await store.written(case.number, NOON, 5)] == ["다섯 명부터예요"]
    assert await store.written(case.number, NOON + timedelta(seconds=1), 5) == []


async def test_what_staff_say_of_a_question_stays_with_it(store: SqlStore) -> None:
    """Until it is asked again by the same message."""
    await asks(store, "1")
    await asks(store, "2", "다른 것", "lee")
    first, other = await store.left_open(NOON)
    await store.settle([first], "not ours")
    settled = {it.text: it.settled for it in await store.left_open(NOON)}
    assert settled == {first.text: "not ours", other.text: ""}


async def test_a_verdict_can_be_settled_too(store: SqlStore) -> None:
    """An answer that did not help is in the same list."""
    conversation = await opened(store)
    await turn(store, said(conversation, "1", "공고는?"), said="공고는?", replies=(Reply("14일"),))
    await turn(store, Tapped("2", conversation, 2, 1), judged=Judged(2, "notice_days", good=False))
    await store.settle(await store.left_open(NOON), "done")
    assert [it.settled for it in await store.left_open(NOON)] == ["done"]


@pytest.mark.parametrize("erase", [True, False])
async def test_it_is_forgotten_with_the_person_and_after_its_time(
    store: SqlStore, engine: Engine, *, erase: bool
) -> None:
    """Of the person nothing is left; of an old question the message is, but not that it was left open."""
    conversation = await asks(store, "1")
    if erase:
        assert await store.erase_conversation(conversation, NOON, "asked")
    else:
        await store.forget_questions(NOON)
        assert len(await store.left_open(NOON)) == 1
        await store.forget_questions(NOON + timedelta(seconds=1))
    assert await store.left_open(NOON) == []
    assert await engine.rows("select number from unanswered", {}) == []
