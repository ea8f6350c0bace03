"""Looking for words in cases, on both engines: what is found, and that nothing is that is gone."""

from collections.abc import Sequence
from datetime import timedelta

from bot.core.case import Case, Close, Note, Tell
from bot.core.event import Act, Edited
from bot.core.reply import Reply
from bot.service.ports.searching import Found
from bot.store.engine import Engine, Write
from bot.store.store import SqlStore
from tests.store.steps import SORRY, opened, opened_case, said, turn
from tests.support.fakes import NOON

WHO = "한소라"
MOST = 20


async def talked(store: SqlStore, name: str, *texts: str) -> Case:
    """A citizen's case, and what they wrote after it was opened; the bot says the same back."""
    conversation = await opened(store, name)
    case = await opened_case(store, conversation, f"{name}-open")
    for place, text in enumerate(texts):
        event = said(conversation, f"{name}-{place}", text)
        await turn(store, event, said=text, replies=(Reply(f"봇 {text}"),))
    return case


async def noted(store: SqlStore, case: Case, text: str) -> None:
    act = Act(f"note-{text}", case.conversation, case.number, WHO, "note", text)
    await turn(store, act, moves=(Note(case.number, WHO, text),))


def numbers(found: Sequence[Found]) -> list[str]:
    return [each.case.number for each in found]


async def test_words_are_found_in_what_people_wrote(store: SqlStore) -> None:
    """Of citizens, consultants and in notes, over several lines of a case, the newest first; the bot is left out."""
    first = await talked(store, "kim", "이사장을 변경하려고요", "서류도 궁금해요")
    second = await talked(store, "lee", "서류가 뭔가요")
    await noted(store, second, "이사장 변경 등기 안내")
    answer = Act("answer", first.conversation, first.number, WHO, "answer", "등기소에 가세요")
    words = (Reply("등기소에 가세요", sender="consultant"),)
    await turn(store, answer, replies=words, moves=(Tell(first.number, WHO, "등기소에 가세요"),))
    assert numbers(await store.search("이사장변경", MOST)) == [second.number, first.number]
    assert numbers(await store.search("이사장 서류를", MOST)) == [second.number, first.number]
    assert numbers(await store.search("등기소", MOST)) == [first.number]
    assert numbers(await store.search("봇", MOST)) == []
    assert numbers(await store.search(second.number, MOST)) == [second.number]
    assert numbers(await store.search("서류", 1)) == [second.number]
    assert await store.search("%", MOST) == ()
    (found,) = await store.search("뭔가요", MOST)
    assert [(line.sender, line.text) for line in found.lines] == [("citizen", "서류가 뭔가요")]
    (noted_line,) = (await store.search("등기 안내", MOST))[0].lines
    assert (noted_line.sender, noted_line.text) == ("note", "이사장 변경 등기 안내")


async def test_what_was_changed_is_found_as_it_is_now(store: SqlStore, engine: Engine) -> None:
    """An edit takes the old words' place, as in the thread."""
    case = await talked(store, "kim", "처음 적은 말")
    event = Edited("edit", case.conversation, "m-kim-0", "고쳐 적은 말")
    await turn(store, event, said="고쳐 적은 말", edits=2)
    assert numbers(await store.search("처음", MOST)) == []
    assert numbers(await store.search("고쳐", MOST)) == [case.number]
    again = Edited("again", case.conversation, "m-kim-0", "또 바꿔 적은 말")
    await store.failed(again, NOON, SORRY, "KeyError")
    await store.fold_earlier()
    assert numbers(await store.search("고쳐", MOST)) == []
    assert numbers(await store.search("바꿔", MOST)) == [case.number]
    await engine.run((Write("update messages set folded = null where sender = 'citizen'", {}),))
    await store.fold_earlier()
    assert numbers(await store.search("처음", MOST)) == numbers(await store.search("고쳐", MOST)) == []
    assert numbers(await store.search("바꿔", MOST)) == [case.number]


async def test_words_of_a_turn_that_failed_are_found(store: SqlStore) -> None:
    """Masked, as they are kept."""
    case = await talked(store, "kim")
    await store.failed(said(case.conversation, "bad", "비밀 번호는 여기요"), NOON, SORRY, "KeyError")
    assert numbers(await store.search("여기요", MOST)) == [case.number]
    assert numbers(await store.search("비밀", MOST)) == []


async def test_what_is_erased_is_not_found(store: SqlStore, engine: Engine) -> None:
    """A person; and of a closed case the contacts that are forgotten."""
    case, other = await talked(store, "kim", "바람꽃 총회"), await talked(store, "lee", "바람꽃 정관")
    await noted(store, other, "비밀 바람꽃")
    closing = Act("close", other.conversation, other.number, WHO, "close")
    await turn(store, closing, moves=(Close(other.number, WHO),))
    assert len(await store.search("바람꽃", MOST)) == 2
    await store.erase_conversation(case.conversation, NOON, "asked")
    assert numbers(await store.search("바람꽃", MOST)) == [other.number]
    assert await store.search("비밀", MOST)
    assert await store.forget_contact(other.number)
    assert numbers(await store.search("비밀", MOST)) == []
    assert numbers(await store.search("바람꽃", MOST)) == [other.number]
    assert await store.erase_case(other.number, NOON + timedelta(days=1))
    assert await store.search("바람꽃", MOST) == []
    assert await engine.rows("select number from messages where folded like '%바람꽃%'", {}) == []


async def test_what_was_kept_before_is_found_after_the_next_start(store: SqlStore, engine: Engine) -> None:
    """A database that was begun without this."""
    case = await talked(store, "kim", "이사장을 변경하려고요")
    await noted(store, case, "등기 안내")
    for table in ("messages", "case_log"):
        await engine.run((Write(f"update {table} set folded = null", {}),))
    assert numbers(await store.search("이사장", MOST)) == []
    await store.fold_earlier()
    assert numbers(await store.search("이사장변경", MOST)) == [case.number]
    assert numbers(await store.search("등기안내", MOST)) == [case.number]
