"""What is written of a turn that failed. Nothing was seen, so its numbers are counted where they are kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core import linking
from bot.core.event import Act, Edited, Event, Said, Sent, Tapped, Woke
from bot.core.korean_finding import findable
from bot.core.reply import Message, Reply
from bot.store import sql, sql_files, sql_search
from bot.store.codec_buttons import buttons_to_json
from bot.store.codec_parts import dumped, stamp
from bot.store.digest import digest
from bot.store.drafts import keep, kind_of
from bot.store.engine import Params, Write
from bot.store.writes_outbox import failed_sending_writes, file_write
from bot.store.writes_parts import FOUND, told_writes

SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
DOUBLINGS = 10
HIDDEN = "·"


def failed_writes(
    event: Event,
    said: str | None,
    replies: Sequence[Reply],
    error: str,
    now: datetime,
    attempts: int,
    desk: str | None = None,
) -> Iterator[Write]:
    """The message and the replies under the next numbers, the fault, and what the kind of event asks for."""
    answers = [reply for reply in replies if reply.to == "citizen"]
    count = len(answers) + (said is not None)
    at: Params = {"conversation": event.conversation, "at": stamp(now)}
    yield Write(sql.BUMP, {"conversation": event.conversation, "count": count}, rows=1)
    if not isinstance(event, Woke):
        known: Params = {"event": event.id, "digest": digest(event), "own": int(said is not None), "count": count}
        yield Write(sql.INSERT_FAILED_EVENT, {**at, **known}, rows=1)
    if isinstance(event, Edited):
        yield Write(sql_search.CHANGED_AT_REF, {"conversation": event.conversation, "ref": event.message})
    if said is not None:
        yield _message(event, Reply(said, sender="citizen"), count - 1, at)
        if isinstance(event, Sent) and event.file.kept:
            file = replace(event.file, name="")  # it may hold a number that nobody has masked
            yield file_write(sql_files.INSERT_COUNTED_FILE, at, file, left=count - 1)
    for left, reply in zip(reversed(range(len(answers))), answers, strict=True):
        yield _message(event, reply, left, at)
    told = [reply for reply in replies if reply.to != "citizen"]
    source = f"{event.id}:failed:{attempts}" if isinstance(event, Woke) else event.id  # the timer itself comes again
    yield from told_writes(event.conversation, source, told, now)
    yield from failed_sending_writes(event, source, replies, now, desk)
    yield Write(sql.INSERT_FAULT, {**at, "event": event.id, "error": error})
    yield from _afterwards(event, attempts, now)


def said_of(event: Event, about: Message | None, mask: Callable[[str], str]) -> str | None:
    """What is stored of the event's own words, masked: its text, or the label of the button that was tapped."""
    match event:
        case Said(text=text) | Edited(text=text):
            return linking.HIDDEN if linking.read(text) else _masked(text, mask)
        case Sent(file=file, caption=caption):
            return _masked(f"{file.name}\n{caption}".strip(), mask) or file.kind
        case Tapped(place=place) if about and 0 <= place < len(about.buttons):
            return about.buttons[place].label
    return None


def pause(attempts: int) -> timedelta:
    """How long a timer that failed so many times rests: a minute, then twice as long each time, up to six hours."""
    times: int = 2 ** min(attempts, DOUBLINGS)
    return min(SHORTEST_PAUSE * times, LONGEST_PAUSE)


def _masked(text: str, mask: Callable[[str], str]) -> str:
    """The text masked. If masking is what failed, everything that could be a number or an address is hidden."""
    try:
        return mask(text)
    except Exception:  # noqa: BLE001  whatever it is, the words must be kept and no number with them
        return "".join(HIDDEN if sign.isdigit() or (sign.isascii() and sign.isalpha()) else sign for sign in text)


def _message(event: Event, reply: Reply, left: int, at: Params) -> Write:
    own = reply.sender == "citizen"
    values = {
        "left": left,
        "sender": reply.sender,
        "text": reply.text,
        "buttons": dumped(buttons_to_json(reply.buttons)),
        "edited": event.message if own and isinstance(event, Edited) else None,
        "asks": reply.asks,
        "folded": findable(reply.text) if reply.sender in FOUND else "",
        "ref": event.message if own and isinstance(event, Said | Sent | Edited) else None,
    }
    return Write(sql.INSERT_COUNTED_MESSAGE, {**at, **values}, rows=1)


def _afterwards(event: Event, attempts: int, now: datetime) -> Iterator[Write]:
    if isinstance(event, Woke):
        values = {"name": event.name, "at": stamp(event.at), "due": stamp(now + pause(attempts))}
        yield Write(sql.POSTPONE_WAKE, {"conversation": event.conversation, **values})
    if isinstance(event, Act) and event.text:
        yield keep(event.case, event.who, kind_of(event.verb), event.text, now)
