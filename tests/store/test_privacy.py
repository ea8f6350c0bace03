"""Erasing: a person is in no table afterwards, in no file of the database, and nothing else is touched."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.core.answers import Answer, Contact
from bot.core.case import Case, Close, Note, Open, Packet, Rate
from bot.core.conversation import Decision, Judged
from bot.core.event import Act, File, Sent, Tapped
from bot.core.gaps import Gap
from bot.core.outcomes import Result
from bot.core.reply import Reply
from bot.service.ports import Saved
from bot.store.codec_parts import stamp
from bot.store.engine import Engine
from bot.store.sqlite import SqliteEngine, open_engine
from bot.store.store import SqlStore
from bot.store.writes_erasing import NOBODYS, RULES
from tests.store.steps import SORRY, case_of, opened, said, seen, turn
from tests.support.fakes import NOON

LATER = NOON + timedelta(days=400)
PHONE = "비밀"
"""What the masking of the tests hides."""

TABLES = {
    "sqlite": "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    "postgres": "select table_name from information_schema.tables where table_schema = 'public'",
}


async def tables(engine: Engine) -> set[str]:
    kind = "sqlite" if isinstance(engine, SqliteEngine) else "postgres"
    return {str(row[0]) for row in await engine.rows(TABLES[kind], {})}


async def everything(engine: Engine) -> str:
    """All that stands in any table, as one text."""
    found = [
        f"{row}" for table in sorted(await tables(engine)) for row in await engine.rows(f"select * from {table}", {})
    ]
    return "\n".join(found)


async def lived(store: SqlStore, word: str, *, closed: bool = True) -> Case:
    """A person who did all that leaves something behind, each time with their word; `closed` is the end of it."""
    conversation = await store.open_address(f"test:{word}", NOON, push=True)
    first = said(conversation, f"{word}-1", word)
    at = await seen(store, first)
    answers = {"reach": Answer(Contact(True, "phone", f"{PHONE} {word}"), NOON)}
    case = replace(case_of(at), packet=Packet(word, answers=(("연락처", f"{PHONE} {word}"),)))
    having = replace(at.conversation, answers=answers, missed=(word,))
    replies = (Reply(f"{PHONE} {word}"), Reply(word, to="desk"))
    opening = Decision(having, said=word, replies=replies, moves=(Open(case),))
    assert isinstance(await store.save(at, first, opening), Saved)
    file = File("photo", word, 1, word)
    await turn(store, Sent(f"{word}-2", conversation, "m2", file, word), said=word)
    note = Act(f"{word}-3", conversation, case.number, "한소라", "note", f"{PHONE} {word}")
    await turn(store, note, moves=(Note(case.number, "한소라", f"{PHONE} {word}"),))
    await store.failed(Act(f"{word}-4", conversation, case.number, "한소라", "answer", word), NOON, SORRY, "KeyError")
    verdict = Judged(1, "notice_days", good=False)
    await turn(store, Tapped(f"{word}-6", conversation, 2, 0), judged=verdict, gap=Gap(2, "missed"))
    assert await store.case(case.number, "한소라") is not None
    if closed:
        await turn(
            store, Act(f"{word}-5", conversation, case.number, "한소라", "close"), moves=(Close(case.number, "한소라"),)
        )
    return case


async def test_every_table_is_erased_or_holds_nobody(engine: Engine) -> None:
    """Invariant 9: a new table needs a rule."""
    assert await tables(engine) == {*RULES, *NOBODYS, "conversations"}
    assert not {*RULES} & {*NOBODYS}


async def test_an_erased_person_is_in_no_table(store: SqlStore, engine: Engine) -> None:
    """Whatever they left behind is gone; of their case it is known that it was, and its number is not given again."""
    case, other = await lived(store, "바람꽃"), await lived(store, "은방울")
    assert "바람꽃" in await everything(engine)
    assert await store.erase_conversation(case.conversation, LATER, "asked")
    left = await everything(engine)
    assert ("바람꽃" in left, case.conversation in left, case.number in left) == (False, False, True)
    assert [each.case.number for each in await store.cases(closed=True)] == [other.number]
    assert await store.erase_conversation(case.conversation, LATER, "asked") is False
    again = await seen(store, said(await opened(store), "new"))
    assert again.next_case not in (case.number, other.number)


async def test_a_case_that_ended_long_ago_goes_and_the_conversation_stays(store: SqlStore, engine: Engine) -> None:
    """What was said later is kept, as are the answers of somebody who is still here."""
    case = await lived(store, "바람꽃")
    event = said(case.conversation, "later", "한 해 뒤의 말")
    at = replace(await seen(store, event), now=LATER)
    assert isinstance(await store.save(at, event, Decision(at.conversation, said="한 해 뒤의 말")), Saved)
    assert await store.ended_by(NOON - timedelta(seconds=1)) == []
    assert await store.ended_by(NOON) == [case.number]
    assert await store.erase_case(case.number, LATER)
    assert (await store.ended_by(LATER), await store.case(case.number, "한소라")) == ([], None)
    assert [message.text for message in await store.messages(case.conversation)] == ["한 해 뒤의 말"]
    assert await store.quiet_since(NOON) == []
    assert await store.quiet_since(LATER) == [case.conversation]


async def test_an_open_case_is_never_too_old(store: SqlStore) -> None:
    """Neither it nor its conversation, however long ago it was opened."""
    await lived(store, "바람꽃", closed=False)
    assert await store.ended_by(LATER) == []
    assert await store.quiet_since(LATER) == []


async def test_a_contact_is_forgotten_before_the_case(store: SqlStore, engine: Engine) -> None:
    """It is in no packet, message, note or answer any more, and nobody looks for it again."""
    case = await lived(store, "바람꽃")
    assert await store.ended_by(NOON, unforgotten=True) == [case.number]
    assert await store.forget_contact(case.number)
    left = await everything(engine)
    assert (PHONE in left, "바람꽃" in left) == (False, True)
    conversation = await store.conversation(case.conversation)
    assert conversation is not None and conversation.answers == {}
    assert await store.ended_by(LATER, unforgotten=True) == []


async def test_who_is_helped_again_can_still_be_reached(store: SqlStore) -> None:
    """The contact of a case that is open stays, whatever case ended before it."""
    case = await lived(store, "바람꽃")
    at = await seen(store, event := said(case.conversation, "second", "또요"))
    decision = Decision(at.conversation, said="또요", moves=(Open(case_of(at)),))
    assert isinstance(await store.save(at, event, decision), Saved)
    assert await store.forget_contact(case.number)
    conversation = await store.conversation(case.conversation)
    assert conversation is not None and "reach" in conversation.answers


async def test_a_turn_that_came_between_is_not_erased(store: SqlStore, engine: Engine) -> None:
    """Somebody who writes in the same moment is looked at again the next night."""

    class Meanwhile(SqlStore):
        async def _cases_of(self, conversation: str) -> list[Case]:
            await turn(store, said(conversation, "now"), said="여기 있어요")
            return []

    conversation = await opened(store)
    assert await Meanwhile(engine, str).erase_conversation(conversation, LATER, "kept long enough") is False
    assert [message.text for message in await store.messages(conversation)] == ["여기 있어요"]


def stands_in_a_file(folder: Path, word: bytes) -> bool:
    return any(word in file.read_bytes() for file in folder.iterdir())


async def test_what_was_erased_is_in_no_file(tmp_path: Path) -> None:
    """Invariant 9: neither in the database nor in the log beside it, while it runs."""
    store, word = SqlStore(await open_engine(tmp_path / "store.db"), str), "바람꽃".encode()
    try:
        case = await lived(store, "바람꽃")
        assert stands_in_a_file(tmp_path, word)
        await store.erase_conversation(case.conversation, LATER, "asked")
        await store.scrub()
        assert not stands_in_a_file(tmp_path, word)
    finally:
        await store.close()


async def test_what_a_case_came_to_outlives_it_in_figures(store: SqlStore, engine: Engine) -> None:
    """The city counts on; whose it was is gone."""
    case = await lived(store, "바람꽃", closed=False)
    result = Result("registered", "care", 7, 3)
    act = Act("end", case.conversation, case.number, "한소라", "close", "바람꽃", result=result)
    await turn(store, act, moves=(Close(case.number, "한소라", "바람꽃", result),))
    rated = said(case.conversation, "rated", "바람꽃")
    await turn(store, rated, said="바람꽃", moves=(Rate(case.number, 4), Rate(case.number, 4, "바람꽃")))
    assert await store.erase_case(case.number, LATER)
    left = await engine.rows("select outcome, field, members, jobs, rating, closed from erased", {})
    assert [tuple(row) for row in left] == [("registered", "care", 7, 3, 4, stamp(NOON))]
    assert await store.erase_conversation(case.conversation, LATER, "asked")
    assert "바람꽃" not in await everything(engine)
