"""kill -9 at every boundary of a case's life: what holds after the restart, and in how many of how many rounds."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from bot.app import SystemClock
from bot.channels.telegram.names import address, person
from bot.config import Telegram
from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from bot.service.ports import CaseFile
from bot.service.staff import Staff
from bot.store.sqlite import open_engine
from bot.store.store import SqlStore
from tests.faults.mortal import LOG, Place, Point, living
from tests.faults.story import ANSWER, MARK, NOTES, QUESTION, WISH, Story, once, text_of
from tests.support.bot_api import BotApi, bot_api
from tests.support.bot_api_json import BOT
from tests.support.telegram import GROUP, HAN, KIM

OTHERS = (101, 102, 103)
"""Citizens who may write in the midst of it."""
CHATS = (KIM, *OTHERS, GROUP)
AT_ONCE = 4
"""Rounds that run beside each other."""


class Boundary(NamedTuple):
    """Where a round dies: in which step, before or after which call, and how many such calls the step makes."""

    step: str
    method: str
    when: Literal["before", "after"]
    calls: int = 1

    def __str__(self) -> str:
        return f"{self.step}: {self.when} {self.method}"


def _boundaries() -> Iterator[Boundary]:
    """Five for each step: nothing is kept yet, not acknowledged, not sent, not marked as sent, not confirmed."""
    for step, sends in (("open", 3), ("claim", 3), ("answer", 1), ("return", 3), ("close", 3)):
        yield Boundary(step, "save", "before")
        yield Boundary(step, "save", "after")
        yield Boundary(step, "trying", "after", sends)
        yield Boundary(step, "sent", "before", sends)
        yield Boundary(step, "keep_cursor", "before")
    yield Boundary("note", "save", "before", 2)
    yield Boundary("note", "save", "after", 2)
    yield Boundary("note", "keep_prompt", "before")
    yield Boundary("note", "keep_prompt", "after")
    yield Boundary("note", "keep_cursor", "before", 3)


BOUNDARIES = tuple(_boundaries())
KEPT = (
    ("citizen", WISH),
    ("bot", Key.HANDOVER.value),
    ("citizen", Key.BUTTON_HANDOVER_YES.value),
    ("notice", Key.CASE_OPENED.value),
    ("bot", Key.CASE_INTAKE.value),
    ("notice", Key.NOTICE_TAKEN.value),
    ("consultant", ANSWER),
    ("citizen", QUESTION),
    ("notice", Key.NOTICE_BOT_COULD_ANSWER.value),
    ("notice", Key.NOTICE_RETURNED.value),
    ("citizen", QUESTION),
    ("bot", "7일 이상이에요."),
    ("notice", Key.NOTICE_TAKEN.value),
    ("notice", Key.NOTICE_CLOSED.value),
)
"""What is to be kept of the story, each once: who, and the first line."""
DONE = ("open", "claim", "answer", "note", "note", "return", "claim", "close")
TOLD = (DeskKey.DESK_CLAIMED, DeskKey.GROUP_CITIZEN, DeskKey.DESK_RETURNED, DeskKey.DESK_CLAIMED, DeskKey.DESK_CLOSED)
"""What the consultants' group is told beside the card."""


@dataclass(frozen=True)
class Lived:
    """What a round left behind. `restart` is how long the product took to answer again, in seconds."""

    api: BotApi
    said: Sequence[tuple[str, str]]
    others: Sequence[Sequence[tuple[str, str]]]
    file: CaseFile
    sound: bool
    log: str
    ended: Sequence[int]
    restart: float


async def kill_at(boundaries: Iterable[Boundary], rounds: int) -> tuple[Counter[str], list[str], float]:
    """So many rounds at each. Counts, what did not hold, and the longest restart in seconds."""
    counts, wrong, restarts, room = Counter[str](), list[str](), [0.0], asyncio.Semaphore(AT_ONCE)

    async def one(boundary: Boundary, seed: int) -> None:
        counts["rounds"] += 1
        try:
            async with room:
                lived = await live_through(boundary, seed)
        except TimeoutError:
            wrong.append(f"{boundary}, round {seed}: it does not go on")
            return
        found = [f"{boundary}, round {seed}: {fault}" for fault in faults(lived)]
        counts.update({"right": not found, "marked as a repeat": sum(marked(lived.api, chat) for chat in CHATS)})
        wrong.extend(found)
        restarts.append(lived.restart)

    await asyncio.gather(*(one(boundary, seed) for boundary in boundaries for seed in range(rounds)))
    return counts, wrong, max(restarts)


async def live_through(boundary: Boundary, seed: int) -> Lived:
    """The story, its product killed once, with chance in who else writes and which call of the boundary it is."""
    chance = Random(f"{boundary} {seed}")
    others = OTHERS[: chance.randint(0, len(OTHERS))]
    extra = len(others) if boundary.method in ("save", "trying", "sent") else 0
    point = Point(boundary.method, boundary.when, chance.randint(1, boundary.calls + extra))
    with tempfile.TemporaryDirectory() as folder:
        async with bot_api() as api:
            api.messages[GROUP] = {}
            place = Place(Path(folder), Telegram(api.token, api.address, GROUP))
            await hire(place)
            async with living(place, point) as lives:
                await Story(api, lives, boundary.step, others, chance).whole()
        return await _left(place, api, others, lives.ended, lives.all[-1].ready or 0.0)


async def hire(place: Place) -> None:
    """The consultant has an account before the story begins."""
    store = SqlStore(await open_engine(place.database), str)
    staff = Staff(store, SystemClock())
    await staff.link((await staff.add("한소라"))[1], person(HAN))
    await store.close()


async def _left(place: Place, api: BotApi, others: Sequence[int], ended: Sequence[int], restart: float) -> Lived:
    engine = await open_engine(place.database)
    store = SqlStore(engine, str)
    said = [await _said(store, chat) for chat in (KIM, *others)]
    [listed] = await store.cases(closed=True)
    file = await store.case(listed.case.number, "")
    assert file is not None
    sound = [row[0] for row in await engine.rows("pragma integrity_check", {})] == ["ok"]
    await store.close()
    return Lived(api, said[0], said[1:], file, sound, (place.folder / LOG).read_text(), ended, restart)


async def _said(store: SqlStore, chat: int) -> list[tuple[str, str]]:
    conversation = await store.conversation_at(address(BOT, chat))
    assert conversation is not None
    return [(it.sender, it.text) for it in await store.messages(conversation)]


def faults(lived: Lived) -> Iterator[str]:
    """What of the invariants does not hold."""
    if lived.ended != [-9, 0]:
        yield f"it was not killed once and ended well once: {lived.ended}"
    if not lived.sound:
        yield "the database is broken"
    yield from _stored(lived)
    yield from _arrived(lived)
    yield from _owned(lived.file)
    yield from _leaked(lived)


def _stored(lived: Lived) -> Iterator[str]:
    """1: every message is stored once, answered once, and every act done once."""
    if [(sender, text.split("\n")[0]) for sender, text in lived.said] != [*KEPT]:
        yield f"kept is {lived.said}"
    if [done.verb for done in lived.file.history] != [*DONE]:
        yield f"done is {[done.verb for done in lived.file.history]}"
    if [done.text for done in lived.file.history if done.verb == "note"] != [*NOTES]:
        yield "the notes are others"
    for said in lived.others:
        if [sender for sender, _ in said] != ["citizen", "bot"]:
            yield f"to another was said {said}"


def _arrived(lived: Lived) -> Iterator[str]:
    """2: every reply reached its chat, in order, and what is there twice says so."""
    for chat, said in zip((KIM, *OTHERS), (lived.said, *lived.others), strict=False):
        wanted = [text.split("\n")[0] for sender, text in said if sender != "citizen"]
        arrived = [text.removeprefix(DeskKey.TELEGRAM_CONSULTANT.value).strip() for text in once(lived.api, chat)]
        if [text.split("\n")[0] for text in arrived] != wanted:
            yield f"in chat {chat} arrived {arrived}"
    told = _told(lived.api)
    if told != [*map(str, TOLD)]:
        yield f"the group was told {told}"
    for chat in CHATS:
        if unmarked(lived.api, chat):
            yield f"a repeat without its mark in chat {chat}"
        if marked(lived.api, chat) > 1:
            yield f"{marked(lived.api, chat)} messages of chat {chat} say that they are a repeat"


def _told(api: BotApi) -> list[str]:
    """What the group was told, by its first lines: a card or a question may stand between words and their repeat."""
    found: list[str] = []
    for text in api.seen(GROUP):
        head = text.split("\n")[0]
        if head in {*map(str, TOLD)} and not (MARK in text and head in found[-1:]):
            found.append(head)
    return found


def _owned(file: CaseFile) -> Iterator[str]:
    """3: nobody takes what is another's, and the bot says nothing but notices while somebody has it."""
    owner = ""
    for done in file.history:
        if done.verb == "claim" and owner:
            yield f"{done.who} claims what {owner} has"
        owner = {"claim": done.who, "return": "", "close": ""}.get(done.verb, owner)
    owned = False
    for message in file.messages:
        if message.sender == "notice":
            owned = {Key.NOTICE_TAKEN.value: True, Key.NOTICE_RETURNED.value: False}.get(message.text, owned)
        if owned and message.sender == "bot":
            yield f"the bot says {message.text} while a person has the case"


def _leaked(lived: Lived) -> Iterator[str]:
    """4: no word of a note in what was sent to anybody, nor in a log."""
    sent = [repr(call.fields) for call in lived.api.calls]
    if any(note in words for note in NOTES for words in (*sent, lived.log)):
        yield "a note was seen"


def unmarked(api: BotApi, chat: int) -> bool:
    """Whether something is there twice in a row without saying so; cards and questions to consultants are no words."""
    texts = [text_of(it) for it in api.of_bot(chat).values() if chat != GROUP or "reply_to_message" in it]
    said = [text for text in texts if DeskKey.GROUP_NOTE_HERE.value not in text]
    return any(before.removesuffix(MARK).rstrip() == after for before, after in pairwise(said))


def marked(api: BotApi, chat: int) -> int:
    """How many messages there say that they may be a repeat."""
    return sum(MARK in text for text in api.seen(chat))
