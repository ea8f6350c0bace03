"""What a situation knows of a code that a text gives, and where the events of a joined conversation go."""

from dataclasses import replace

from bot.core.conversation import Situation
from bot.core.event import Edited, Event, Said, Tapped
from bot.core.linking import TRIES_COUNT, Given, Tries, read
from bot.core.staff import code_digest
from bot.store import reading, sql, sql_links
from bot.store.case_numbers import year_of
from bot.store.codec_parts import stamp
from bot.store.engine import Engine
from bot.store.writes_linking import who_tries


def at_home(event: Event, home: str) -> Event:
    """An event at the conversation where its own goes on. There a button of the old one stands nowhere."""
    if event.conversation == home:
        return event
    event = replace(event, conversation=home)
    return replace(event, number=0) if isinstance(event, Tapped) else event


async def with_code(engine: Engine, situation: Situation, event: Event) -> Situation:
    """With what the code in a text leads to, and the wrong tries before it."""
    given = read(event.text) if isinstance(event, Said | Edited) else None
    if given is None:
        return situation
    tries = await _tries(engine, situation, event, given)
    return replace(situation, tries=tries, other=None if tries.too_many else await _other(engine, situation, given))


async def _tries(engine: Engine, situation: Situation, event: Event, given: Given) -> Tries:
    here, case = who_tries(event, given)
    since = stamp(situation.now - TRIES_COUNT)
    rows = await engine.rows(sql_links.TRIES, {"here": here, "case_number": case, "since": since})
    count = {what: int(times) for what, times in rows}
    return Tries(count["here"], count["case"] if given.case else 0)


async def _other(engine: Engine, situation: Situation, given: Given) -> Situation | None:
    """The situation at the conversation of a code that works; None for what is no such code."""
    code = {"digest": code_digest(given.code), "now": stamp(situation.now)}
    rows = await engine.rows(sql_links.CODE_OF, code)
    if not rows:
        return None
    conversation, (first, last) = str(rows[0][0]), year_of(situation.now)
    nothing = {"event": "", "number": None, "ref": None, "first_place": first, "last_place": last}
    found = await engine.rows(sql.LOAD, {**nothing, "conversation": conversation})
    return reading.situation(found, conversation, situation.now)[0]
