"""Writes of links between channels: a code, a wrong try, two conversations that become one, an address cut off."""

from collections.abc import Iterator

from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Edited, Event, Said
from bot.core.linking import TRIES_COUNT, Cut, Erase, Forget, Given, Join, Offer, Wrong
from bot.core.reply import Message
from bot.core.staff import code_digest
from bot.store import sql, sql_links
from bot.store.codec import conversation_to_text
from bot.store.codec_parts import stamp
from bot.store.engine import Params, Write
from bot.store.writes_outbox import message_sending
from bot.store.writes_parts import message_write


def joins(decision: Decision) -> bool:
    """Whether two conversations become one."""
    return any(isinstance(link, Join) for link in decision.links)


def link_writes(seen: Situation, base: Situation, event: Event, decision: Decision, fresh: str) -> Iterator[Write]:
    """What becomes of the channels. `base` is where the turn goes on, `fresh` the id of a conversation begun anew."""
    id = base.conversation.id
    for link in decision.links:
        match link:
            case Offer(code, shown):
                values: Params = {"digest": code_digest(code), "until": stamp(shown.until), "number": shown.number}
                yield Write(sql_links.KEEP_CODE, {"conversation": id, **values}, rows=1)
            case Forget(number, text):
                at: Params = {"conversation": id, "number": number}
                yield Write(sql_links.FORGET_WORDS, {**at, "text": text})
                yield Write(sql_links.DROP_CODE, at)
            case Wrong(given):
                yield from _wrong(seen, event, given)
            case Join(code):
                yield Write(sql_links.USE_CODE, {"conversation": id, "digest": code_digest(code)}, rows=1)
                yield from _came(seen, base)
            case Cut():
                yield from _cut(base, event, link, fresh)
            case Erase():
                pass  # see writes_erasing: everything else of the turn is written where the person begins anew


def _cut(base: Situation, event: Event, cut: Cut, fresh: str) -> Iterator[Write]:
    """The address gets a conversation of its own, which begins with what is told there."""
    at = stamp(base.now)
    body = conversation_to_text(Conversation(fresh))
    yield Write(sql.INSERT_CONVERSATION, {"conversation": fresh, "body": body, "at": at, "push": None}, rows=1)
    place: Params = {"address": cut.address, "conversation": base.conversation.id}
    yield Write(sql_links.BEGIN_ANEW, {**place, "fresh": fresh}, rows=1)
    yield Write(sql_links.DROP_SENDINGS, place)
    yield Write(sql_links.TELL_ANEW, {"address": cut.address, "fresh": fresh}, rows=1)
    yield message_write(fresh, Message(1, "notice", cut.text, base.now))
    yield message_sending(f"{event.id}:anew", fresh, 1, base.now)


def who_tries(event: Event, given: Given) -> tuple[str, str]:
    """What wrong tries are counted by: where they came from, and the case that was named."""
    here = event.address if isinstance(event, Said | Edited) else ""
    return here or event.conversation, given.case or ""


def leave(seen: Situation, into: str) -> Write:
    """Ends a conversation that goes on in another one, as it was seen. It remembers nothing itself any more."""
    id = seen.conversation.id
    values: Params = {"source": id, "seen": seen.conversation.version, "at": stamp(seen.now)}
    return Write(sql_links.LEAVE, {**values, "into": into, "body": conversation_to_text(Conversation(id))}, rows=1)


def _wrong(seen: Situation, event: Event, given: Given) -> Iterator[Write]:
    here, case = who_tries(event, given)
    for who in (here, *([case] if given.case else [])):
        yield Write(sql_links.KEEP_TRY, {"who": who, "event": event.id, "at": stamp(seen.now)})
    yield Write(sql_links.DROP_TRIES, {"before": stamp(seen.now - TRIES_COUNT)})


def _came(seen: Situation, base: Situation) -> Iterator[Write]:
    """What comes along: addresses, cases with their cards and drafts; the messages stay where they were written.

    At the desk a case that came is read up to where it came to.
    """
    places: Params = {"source": seen.conversation.id, "into": base.conversation.id}
    last = base.conversation.last
    yield Write(sql_links.LEAD_ON, places)
    yield Write(sql_links.REPOINT, {**places, "at": stamp(seen.now)}, rows=len(seen.addresses))
    yield Write(sql_links.MOVE_SEEN, {"source": seen.conversation.id, "last": last})
    yield Write(sql_links.MOVE_CASES, {**places, "first": last + 1}, rows=len(seen.cases))
    for statement in (sql_links.MOVE_DRAFTS, sql_links.MOVE_CARDS, sql_links.MOVE_CARDS_TO_SEND):
        yield Write(statement, places)
    yield Write(sql_links.STOP_WAKES, {"source": seen.conversation.id})
    yield from _unshown(seen)


def _unshown(seen: Situation) -> Iterator[Write]:
    """A code of the conversation that ends leads nowhere, and stands nowhere."""
    at: Params = {"conversation": seen.conversation.id}
    shown = seen.conversation.code
    if shown is not None:
        yield Write(sql_links.FORGET_WORDS, {**at, "number": shown.number, "text": ""})
    yield Write(sql_links.DROP_CODES, at)
