"""Rows → values, and the reads that take nothing but them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeGuard

from bot.core.case import Case
from bot.core.conversation import Conversation, Situation
from bot.core.event import Act, Edited, Event, Tapped
from bot.core.files import File, Held
from bot.core.linking import Address, hidden
from bot.core.reply import Message
from bot.service.ports import CaseFile, Listed, Logged, Passage, Repeated, Saved
from bot.service.ports.drafts import Draft
from bot.store import sql, sql_links, sql_outbox
from bot.store.case_numbers import year_of
from bot.store.codec import conversation_from_text
from bot.store.codec_buttons import buttons_from_json
from bot.store.codec_cases import case_from_row, result_from_json
from bot.store.codec_parts import loaded, moment
from bot.store.digest import digest
from bot.store.engine import Engine, Params, Row

WHOLE = 2**62
"""Above every number of a message."""
EARLIER = 1_000_000
"""Above every number that a conversation comes to: at the desk what was joined to it is numbered from here on."""


def _changes_a_message(event: Event) -> TypeGuard[Edited | Act]:
    return isinstance(event, Edited) or (isinstance(event, Act) and event.verb == "edit")


def load_params(event: Event, now: datetime) -> Params:
    """What a situation is asked for with."""
    first, last = year_of(now)
    return {
        "conversation": event.conversation,
        "event": event.id,
        "number": event.number if isinstance(event, Tapped) else None,
        "ref": event.message if _changes_a_message(event) else None,
        "first_place": first,
        "last_place": last,
    }


def situation(rows: Sequence[Row], conversation: str, now: datetime) -> tuple[Situation, int]:
    """The situation in the rows of `sql.LOAD`, and the highest place of a case this year. Raises LookupError."""
    kinds = ("conversation", "address", "case", "about", "file")
    by = {what: [row for row in rows if row[0] == what] for what in kinds}
    count = {row[0]: row[1] for row in rows if row[0] in ("waiting", "highest")}
    if not by["conversation"]:
        raise LookupError("no such conversation")
    _, version, last, _, body, push, *_ = by["conversation"][0]
    about = next((message_of((*row[1:3], *row[4:9])) for row in by["about"]), None)
    cases = (case_from_row(row[4], conversation, *row[5:10]) for row in sorted(by["case"], key=lambda row: row[1]))
    read = replace(conversation_from_text(conversation, version, last, body), push=push)
    addresses = tuple(sorted((_address(row) for row in by["address"]), key=lambda it: it.name))
    held = _held(by["file"])
    found = Situation(read, now, tuple(cases), about, count["waiting"], addresses=addresses, files=held)
    return found, count["highest"]


def _address(row: Row) -> Address:
    _, pushes, _, _, name, linked, *_ = row
    return Address(name, bool(pushes), moment(linked) if linked else None)


def goes_on_in(rows: Sequence[Row]) -> str | None:
    """The conversation that the one in the rows of `sql.LOAD` was joined to; None for one that is its own."""
    return next((row[6] for row in rows if row[0] == "conversation"), None)


async def home(engine: Engine, conversation: str) -> str:
    """Where a conversation goes on: in itself, or in the one it was joined to."""
    rows = await engine.rows(sql_links.HOME, {"conversation": conversation})
    return str(rows[0][0]) if rows and rows[0][0] else conversation


async def earlier(engine: Engine, conversation: str) -> tuple[Message, ...]:
    """The messages of what was joined to a conversation, one after the other, each numbered far above its own."""
    rows = await engine.rows(sql_links.JOINED, {"conversation": conversation})
    ids = [row[0] for row in sorted(rows, key=lambda row: (row[1], row[0]))]
    return tuple(
        [_raised(it, part * EARLIER) for part, id in enumerate(ids, 1) for it in await messages(engine, id, 0)]
    )


def _raised(message: Message, by: int) -> Message:
    return replace(message, number=message.number + by, edits=message.edits + by if message.edits else None)


def _held(rows: Sequence[Row]) -> tuple[Held, ...]:
    """The files in order, each as it was sent first; removed as soon as any state of it is."""
    removed = {(row[7], row[1]) for row in rows if row[5] == "removed"}
    first = {(row[7], row[1]): row for row in sorted(rows, key=lambda row: (str(row[6]), row[1]), reverse=True)}
    held = (Held(at[1], row[4], moment(row[6]), at in removed, at[0]) for at, row in first.items())
    return tuple(sorted(held, key=lambda it: (it.at, it.place)))


def message_of(row: Row) -> Message:
    """A message from its columns number, edits, sender, text, at, buttons, asks and, where they matter, more.

    These are its papers, and after them the columns of its file.
    """
    number, edits, sender, text, at, buttons, asks, *more = row
    papers, *file = more or ("",)
    shown = buttons_from_json(loaded(buttons))
    return Message(number, sender, text, moment(at), shown, edits, asks, tuple(papers.split()), file_of(file))


def file_of(row: Row) -> File | None:
    """A file from its columns kind, name, size, ref, kept, type and state; None where there is none."""
    return File(*row) if row and row[0] else None


async def messages(
    engine: Engine, conversation: str, after: int, upto: int = WHOLE, most: int = WHOLE
) -> tuple[Message, ...]:
    """The messages of a conversation between two numbers, in order, at most so many."""
    between: Params = {"conversation": conversation, "after": after, "upto": upto, "most": most}
    rows = await engine.rows(sql.MESSAGES, between)
    return tuple(message_of(row) for row in rows)


async def conversation(engine: Engine, id: str) -> Conversation | None:
    """A conversation as it is now; None for one that was never begun."""
    rows = await engine.rows(sql.CONVERSATION, {"conversation": id})
    return conversation_from_text(id, *rows[0]) if rows else None


async def message(engine: Engine, conversation: str, number: int) -> Message | None:
    rows = await engine.rows(sql.MESSAGE, {"conversation": conversation, "number": number})
    return message_of(rows[0]) if rows else None


async def repeated(engine: Engine, event: Event) -> Repeated | None:
    """What an event left behind when it was seen before, None for a new one. The case is as it is today."""
    rows = await engine.rows(sql.EVENT, {"event": event.id})
    if not rows:
        return None
    number, first, last, said, conversation = rows[0]
    stored = await messages(engine, conversation, first - 1, last)
    told = await engine.rows(sql.TOLD, {"event": event.id})
    saved = Saved(
        number,
        tuple(message for message in stored if message.number != number),
        told=tuple(row[0] for row in told),
        case=await newest_case(engine, conversation),
        conversation=conversation,
    )
    return Repeated(saved, same=said == digest(event))


async def newest_case(engine: Engine, conversation: str) -> Case | None:
    rows = await engine.rows(sql.NEWEST_CASE, {"conversation": conversation})
    return case_from_row(*rows[0]) if rows else None


async def case_by_number(engine: Engine, number: str) -> Case:
    """Raises LookupError for a number that was never given."""
    rows = await engine.rows(sql.CASE, {"number": number})
    if not rows:
        raise LookupError("no such case")
    return case_from_row(*rows[0])


async def listed(engine: Engine, closed: bool, who: str | None) -> tuple[Listed, ...]:
    """Open cases by their promise, or the newest closed ones."""
    rows = await engine.rows(sql.CLOSED_CASES if closed else sql.OPEN_CASES, {"who": who})
    found = [_listed(row) for row in rows]
    return tuple(found if closed else sorted(found, key=lambda line: line.case.promise))


def _listed(row: Row) -> Listed:
    case = case_from_row(*row[:7])
    text, sender, at, unread = row[7:]
    return Listed(case, text or "", sender or "", moment(at) if at else case.opened, unread)


async def case_file(engine: Engine, number: str, draft: Draft) -> CaseFile | None:
    """All there is of a case for a consultant; None for a number that was never given."""
    rows = await engine.rows(sql.CASE, {"number": number})
    if not rows:
        return None
    case = case_from_row(*rows[0])
    history = await engine.rows(sql.LOG, {"number": number})
    lines = tuple(_logged(*row) for row in history)
    failed = await engine.rows(sql_outbox.FAILED_MESSAGES, {"conversation": case.conversation})
    return CaseFile(
        case,
        await _without_code(engine, case.conversation),
        lines,
        draft,
        frozenset(row[0] for row in failed),
        await earlier(engine, case.conversation),
        await passages(engine, case.conversation),
    )


async def passages(engine: Engine, conversation: str) -> Mapping[int, tuple[Passage, ...]]:
    """By which channels each message came or went, as far as that is known; by its number at the desk."""
    joined = await engine.rows(sql_links.JOINED, {"conversation": conversation})
    ids = [conversation, *(row[0] for row in sorted(joined, key=lambda row: (row[1], row[0])))]
    found: dict[int, tuple[Passage, ...]] = {}
    for part, id in enumerate(ids):
        for state, number, name in await engine.rows(sql_outbox.PASSAGES, {"conversation": id}):
            place = number + part * EARLIER
            passage = Passage(name.partition(":")[0], state)
            found[place] = tuple(dict.fromkeys((*found.get(place, ()), passage)))
    return found


async def _without_code(engine: Engine, conversation: str) -> tuple[Message, ...]:
    """What a consultant reads: a code that works is for its person alone."""
    said = await messages(engine, conversation, 0)
    shown = {row[0] for row in await engine.rows(sql_links.CODE_SHOWN, {"conversation": conversation})}
    return tuple(replace(it, text=hidden(it.text)) if it.number in shown else it for it in said)


def _logged(place: int, at: str, who: str, verb: str, text: str, result: str) -> Logged:
    return Logged(place, moment(at), who, verb, text, result_from_json(loaded(result)) if result else None)
