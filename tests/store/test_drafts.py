"""Words that are still being written, and by which channels messages came and went, on both engines."""

from dataclasses import replace

from bot.core.case import Note, Tell
from bot.core.event import Act, Said
from bot.core.reply import Reply
from bot.service.ports import Delivered, Draft, Passage, Refused
from bot.store.engine import Engine
from bot.store.store import SqlStore
from tests.store.steps import opened, opened_case, turn
from tests.support.fakes import NOON

WHO, OTHER = "한소라", "문지호"


async def draft(store: SqlStore, number: str, who: str = WHO) -> Draft:
    """What is given with the case."""
    file = await store.case(number, who)
    assert file is not None
    return file.draft


async def test_an_answer_and_a_note_are_kept_each_in_its_place(store: SqlStore, engine: Engine) -> None:
    """For who writes them; what was sent is gone, and the other stays."""
    case = await opened_case(store, await opened(store))
    for kind, text in (("answer", "답"), ("note", "메모"), ("answer", "긴 답")):
        assert await store.keep_draft(case.number, WHO, kind, text, NOON)  # type: ignore[arg-type]  # of a loop
    assert await draft(store, case.number) == Draft("긴 답", "메모")
    assert await draft(store, case.number, OTHER) == Draft()
    act = Act("a", case.conversation, case.number, WHO, "answer", "긴 답")
    await turn(store, act, moves=(Tell(case.number, WHO, "긴 답"),))
    assert await draft(store, case.number) == Draft("", "메모")
    assert await store.keep_draft(case.number, WHO, "note", "", NOON)
    assert await engine.rows("select text from drafts", {}) == []
    assert not await store.keep_draft("26-9999", WHO, "note", "메모", NOON)


async def test_a_note_that_failed_never_stands_where_an_answer_is_written(store: SqlStore) -> None:
    """Invariant 4: one tap more, and it would be the citizen's."""
    case = await opened_case(store, await opened(store))
    act = Act("n", case.conversation, case.number, WHO, "note", "우리끼리")
    await store.failed(act, NOON, Reply("failed", to=WHO), "ValueError")
    assert await draft(store, case.number) == Draft("", "우리끼리")
    await turn(store, replace(act, id="again"), moves=(Note(case.number, WHO, "우리끼리"),))
    assert await draft(store, case.number) == Draft()


async def test_what_is_written_is_erased_with_its_person(store: SqlStore, engine: Engine) -> None:
    """And cannot come back afterwards."""
    case = await opened_case(store, await opened(store))
    await store.keep_draft(case.number, WHO, "note", "바람꽃 님", NOON)
    assert await store.erase_conversation(case.conversation, NOON, "asked")
    assert not await store.keep_draft(case.number, WHO, "note", "바람꽃 님", NOON)
    assert await engine.rows("select note from drafts", {}) == []


async def test_it_is_known_by_which_channel_a_message_came_and_went(store: SqlStore) -> None:
    """Waiting, then there or refused; what is only looked up has no passage."""
    conversation = await store.open_address("telegram:1:2", NOON, push=True)
    case = await opened_case(store, conversation)
    event = Said("telegram:1:77", conversation, "m", "안녕", address="telegram:1:2")
    await turn(store, event, said="안녕", replies=(Reply("하나"), Reply("둘")))

    async def passages() -> dict[int, tuple[Passage, ...]]:
        file = await store.case(case.number, WHO)
        assert file is not None
        return {number: it for number, it in file.passages.items() if number > 1}

    came, waiting = (Passage("telegram", "came"),), (Passage("telegram", "waiting"),)
    assert await passages() == {2: came, 3: waiting, 4: waiting}
    await store.sent((await store.to_send(NOON))[0], Delivered(("m1",)), NOON)
    await store.sent((await store.to_send(NOON))[0], Refused("gone"), NOON)
    assert await passages() == {
        2: came,
        3: (Passage("telegram", "sent"),),
        4: (Passage("telegram", "failed"),),
    }
