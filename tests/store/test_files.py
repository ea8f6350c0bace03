"""Files in the store, on each engine: rows that are to be fetched, and what stays of one that was removed."""

from datetime import timedelta

from bot.core.event import Act, Removed, Sent
from bot.core.files import File, Held
from bot.core.reply import Reply
from bot.service.ports.files import Wanted
from bot.store.store import SqlStore
from tests.store.steps import opened, opened_case, seen, turn
from tests.support.fakes import NOON

NAMED = File("document", "정관.hwp", 9, "ref")
HERE = File("document", "명부.pdf", 7, "", "0" * 32, "pdf", "here")
LATER = NOON + timedelta(minutes=5)


async def sent(store: SqlStore, conversation: str, id: str, file: File) -> int:
    """A citizen's file; the number of its message."""
    saved = await turn(store, Sent(id, conversation, f"m-{id}", file), said=f"[파일] {file.name}", file=file)
    assert saved.number is not None
    return saved.number


async def only(store: SqlStore, conversation: str) -> File:
    """The file of the first message that has one."""
    return next(it.file for it in await store.messages(conversation) if it.file)


async def test_what_a_channel_names_is_to_be_fetched_and_what_is_here_is_not(store: SqlStore) -> None:
    """By a row of the turn itself."""
    conversation = await opened(store)
    number = await sent(store, conversation, "1", NAMED)
    await sent(store, conversation, "2", HERE)
    await sent(store, conversation, "3", File("voice", "", 5, "ref-voice"))
    [wanted] = await store.to_fetch(NOON)
    assert (wanted.number, wanted.sender, wanted.file.ref, wanted.attempts) == (number, "citizen", "ref", 0)
    assert [it.file.state for it in await store.messages(conversation) if it.file] == ["wanted", "here", "elsewhere"]


async def test_an_attempt_is_one_instances(store: SqlStore) -> None:
    """Until its moment has come; then somebody else may try."""
    await sent(store, await opened(store), "1", NAMED)
    [wanted] = await store.to_fetch(NOON)
    assert await store.fetching(wanted, LATER)
    assert not await store.fetching(wanted, LATER)
    assert (await store.to_fetch(NOON), await store.next_fetch(NOON)) == ([], LATER)
    [again] = await store.to_fetch(LATER)
    assert again.attempts == 1
    await store.fetch_later(again, NOON, counts=False)
    assert [it.attempts for it in await store.to_fetch(NOON)] == [0]


async def test_where_bytes_are_is_kept_once(store: SqlStore) -> None:
    """What comes for a file that is not wanted any more is refused."""
    conversation = await opened(store)
    await sent(store, conversation, "1", NAMED)
    [wanted] = await store.to_fetch(NOON)
    assert not await store.knows_file(HERE.kept)
    assert await store.fetched(wanted, HERE)
    assert not await store.fetched(wanted, HERE)
    file = await only(store, conversation)
    assert (file.state, file.kept, file.type, file.size, file.name) == ("here", HERE.kept, "pdf", 7, "정관.hwp")
    assert await store.knows_file(HERE.kept)
    assert await store.kept_files() == {HERE.kept}
    assert (await store.to_fetch(LATER), await store.next_fetch(NOON)) == ([], None)


async def test_what_cannot_be_had_is_told_once(store: SqlStore) -> None:
    """And never asked for again."""
    conversation = await opened(store)
    await sent(store, conversation, "1", NAMED)
    [wanted] = await store.to_fetch(NOON)
    await store.not_fetched(wanted, NOON, (Reply("없어요", to="desk"),), None)
    assert (await only(store, conversation)).state == "failed"
    assert await store.to_fetch(LATER) == []


async def test_of_a_file_that_is_removed_nothing_is_told(store: SqlStore) -> None:
    """No name, no words below it, no reference; its bytes are named until they are gone."""
    conversation = await opened(store)
    number = await sent(store, conversation, "1", HERE)
    trace = File("document", "", 0, "", state="removed")
    event = Removed("2", conversation, number)
    saved = await turn(store, event, said="지웠어요", edits=number, file=trace, discards=Held(number, "document", NOON))
    stored = await store.messages(conversation)
    assert [(it.text, it.edits, it.file and it.file.name) for it in stored] == [
        ("지웠어요", None, ""),
        ("지웠어요", number, ""),
    ]
    assert {it.file.state for it in stored if it.file} == {"removed"}
    assert not await store.knows_file(HERE.kept)
    assert (await store.kept_files(), await store.removed_files()) == (frozenset(), [HERE.kept])
    await store.forget_file(HERE.kept)
    assert await store.removed_files() == []
    assert saved.number == number + 1


async def test_a_file_that_was_removed_is_not_fetched(store: SqlStore) -> None:
    """Also when somebody was at it already."""
    conversation = await opened(store)
    number = await sent(store, conversation, "1", NAMED)
    [wanted] = await store.to_fetch(NOON)
    assert await store.fetching(wanted, NOON)
    await turn(
        store,
        Removed("2", conversation, number),
        said="지웠어요",
        edits=number,
        discards=Held(number, "document", NOON),
    )
    assert not await store.fetched(wanted, HERE)
    assert not await store.fetching(Wanted(conversation, number, "citizen", NAMED, 1), NOON)
    assert await store.to_fetch(LATER) == []


async def test_a_situation_holds_the_citizens_files(store: SqlStore) -> None:
    """Those that were removed marked, those of consultants not."""
    conversation = await opened(store)
    case = await opened_case(store, conversation)
    number = await sent(store, conversation, "1", HERE)
    other = await sent(store, conversation, "2", NAMED)
    act = Act("3", conversation, case.number, "한소라", "answer", file=NAMED)
    await turn(store, act, replies=(Reply("[파일]", sender="consultant"),), file=NAMED)
    event = Removed("4", conversation, number)
    await turn(store, event, said="지웠어요", edits=number, discards=Held(number, "document", NOON))
    held = (await seen(store, Removed("5", conversation, number))).files
    assert held == (Held(number, "document", NOON, removed=True), Held(other, "document", NOON))
