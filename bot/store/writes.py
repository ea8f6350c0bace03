"""What a turn writes: a pure function from what was seen, what happened and what was decided to a list of writes.

Every event bumps the version and takes the next numbers of its messages, so numbers have no gaps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core import figures
from bot.core.case import Case, advance
from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Act, Edited, Event, Said, Sent
from bot.core.joining import anew, joined
from bot.core.reply import Message, Reply
from bot.service.ports import Saved
from bot.store import sql, sql_figures, sql_files, sql_search
from bot.store.codec import conversation_to_text
from bot.store.codec_parts import stamp
from bot.store.counting import figure_writes
from bot.store.digest import digest
from bot.store.drafts import drop, kind_of
from bot.store.engine import Params, Write
from bot.store.gaps import gap_writes
from bot.store.writes_cases import case_writes
from bot.store.writes_erasing import begun_anew, erases
from bot.store.writes_linking import joins, leave, link_writes
from bot.store.writes_outbox import sending_writes
from bot.store.writes_parts import FOUND, message_write, told_writes, wake_writes


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, all or nothing, and what the turn leaves behind once it is."""

    writes: tuple[Write, ...]
    saved: Saved


def plan(came: Situation, event: Event, decision: Decision, desk: str | None = None, fresh: str = "") -> Plan:
    """The plan of a decided turn: everything happens at the conversation that it leaves the person at.

    `desk` is the address of the consultants' group, `fresh` the id of a conversation that may begin. Raises Refused for
    a wrong move.
    """
    seen, decision = _goes_on(came, decision, fresh)
    own, answers = _own_message(seen, decision), _answers(seen, decision)
    last = seen.conversation.last + len(answers) + (own is not None)
    after = advance(seen.cases, decision.moves, seen.now)
    told = [reply for reply in decision.replies if reply.to != "citizen"]
    writes = (
        *(begun_anew(came, fresh) if erases(decision) else ()),
        *_conversations(came, seen, decision, last),
        *link_writes(came, seen, event, decision, fresh),
        _event(seen, event, own, last),
        *_messages(seen, event, own, answers),
        *case_writes(seen, after, decision.moves, last),
        *told_writes(seen.conversation.id, event.id, told, seen.now),
        *wake_writes(seen.conversation.id, seen.conversation.version + 1, decision.wakes),
        *_discarded(seen, decision),
        *sending_writes(seen, event, decision, own, answers, after, desk),
        *_draft(event, decision),
        *_judged(seen, decision),
        *gap_writes(seen, decision),
        *figure_writes(figures.of_turn(seen, event, decision, after)),
    )
    words = tuple(reply.text for reply in told)
    number, case = own.number if own else None, newest(seen.cases, after)
    home = seen.conversation.id
    return Plan(writes, Saved(number, answers, decision.toast, words, case, conversation=home))


def _goes_on(came: Situation, decision: Decision, fresh: str) -> tuple[Situation, Decision]:
    """Where the person is after the turn: at a conversation they were joined to, at one without a past, or here."""
    if erases(decision):
        seen = anew(came, fresh)
        return seen, replace(decision, conversation=seen.conversation, moves=(), wakes=())
    return (joined(came) if joins(decision) else came), decision


def newest(cases: Sequence[Case], after: dict[str, Case]) -> Case | None:
    """The newest case of a conversation after a turn."""
    known = {case.number: case for case in cases} | after
    return max(known.values(), key=lambda case: (case.opened, case.number), default=None)


def _own_message(seen: Situation, decision: Decision) -> Message | None:
    if decision.said is None:
        return None
    return Message(seen.conversation.last + 1, "citizen", decision.said, seen.now, edits=decision.edits)


def _answers(seen: Situation, decision: Decision) -> tuple[Message, ...]:
    first = seen.conversation.last + 1 + (decision.said is not None)
    replies = [reply for reply in decision.replies if reply.to == "citizen"]
    return tuple(_answer(number, reply, seen) for number, reply in enumerate(replies, first))


def _answer(number: int, reply: Reply, seen: Situation) -> Message:
    return Message(number, reply.sender, reply.text, seen.now, reply.buttons, reply.instead, reply.asks, reply.papers)


def _conversations(came: Situation, seen: Situation, decision: Decision, last: int) -> Sequence[Write]:
    """Both conversations as they were seen, where there are two: in one order for everybody, so that nobody waits."""
    goes_on = _conversation(seen, decision.conversation, last)
    if not joins(decision):
        return (goes_on,)
    ends, into = leave(came, seen.conversation.id), seen.conversation.id
    return (goes_on, ends) if into < came.conversation.id else (ends, goes_on)


def _conversation(seen: Situation, conversation: Conversation, last: int) -> Write:
    before = seen.conversation
    body = conversation_to_text(replace(conversation, version=0, last=0))
    values: Params = {
        "id": before.id,
        "seen": before.version,
        "version": before.version + 1,
        "last": last,
        "body": body,
        "push": conversation.push,
    }
    return Write(sql.UPDATE_CONVERSATION, values, rows=1)


def _event(seen: Situation, event: Event, own: Message | None, last: int) -> Write:
    values: Params = {
        "id": event.id,
        "conversation": seen.conversation.id,
        "at": stamp(seen.now),
        "digest": digest(event),
        "number": own.number if own else None,
        "first_message": seen.conversation.last + 1,
        "last_message": last,
    }
    return Write(sql.INSERT_EVENT, values, rows=1)


def _messages(seen: Situation, event: Event, own: Message | None, answers: Sequence[Message]) -> Iterator[Write]:
    for message in (*([own] if own else []), *answers):
        if message.edits is not None and message.sender in FOUND:
            place: Params = {"conversation": seen.conversation.id, "place": message.edits}
            yield Write(sql_search.CHANGED, place)
    if own is not None:
        ref = event.message if isinstance(event, Said | Sent | Edited) else None
        yield message_write(seen.conversation.id, own, ref)
    written = (event.message or None) if isinstance(event, Act) else None
    for answer in answers:
        yield message_write(seen.conversation.id, answer, written if answer.sender == "consultant" else None)


def _discarded(seen: Situation, decision: Decision) -> Iterator[Write]:
    """Of a file that is removed nothing stays but that it was there: no name, no words below it, no reference."""
    gone = decision.discards
    if gone is not None:
        place: Params = {"conversation": gone.conversation or seen.conversation.id, "place": gone.place}
        yield Write(sql_files.DISCARD, place)
        yield Write(sql_files.SAY_INSTEAD, {**place, "text": decision.said or ""})


def _judged(seen: Situation, decision: Decision) -> Iterator[Write]:
    """Whether an answer helped, once for each: what the question was stands in the conversation."""
    judged = decision.judged
    if judged is not None:
        values: Params = {"conversation": seen.conversation.id, "number": judged.place, "entry": judged.entry}
        yield Write(sql_figures.JUDGE, {**values, "good": int(judged.good), "at": stamp(seen.now)}, rows=1)


def _draft(event: Event, decision: Decision) -> Iterator[Write]:
    """Words that went through at last are no draft any more."""
    if isinstance(event, Act) and event.text and decision.moves:
        yield from drop(event.case, event.who, kind_of(event.verb))
