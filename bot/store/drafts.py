"""What consultants are still writing about a case: an answer and a note, each in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.core.event import Verb
from bot.service.ports.drafts import Draft, DraftKind
from bot.store import sql_drafts
from bot.store.codec_parts import stamp
from bot.store.engine import Engine, Params, Write

_KEEP: Mapping[DraftKind, str] = {"answer": sql_drafts.KEEP_ANSWER, "note": sql_drafts.KEEP_NOTE}
_DROP: Mapping[DraftKind, str] = {"answer": sql_drafts.DROP_ANSWER, "note": sql_drafts.DROP_NOTE}


class SqlDrafts:
    """Implements `service.ports.drafts.Drafts`."""

    _engine: Engine

    async def keep_draft(self, number: str, who: str, kind: DraftKind, text: str, now: datetime) -> bool:
        if text:
            return await self._engine.run((replace(keep(number, who, kind, text, now), rows=1),))
        return await self._engine.run((*drop(number, who, kind),))

    async def draft(self, number: str, who: str) -> Draft:
        rows = await self._engine.rows(sql_drafts.DRAFT, {"number": number, "who": who})
        return Draft(*rows[0]) if rows else Draft()


def kind_of(verb: Verb) -> DraftKind:
    """Where the words of an act were written."""
    return "note" if verb == "note" else "answer"


def keep(number: str, who: str, kind: DraftKind, text: str, now: datetime) -> Write:
    """Keeps what is being written, in the place of what was; there is no row without a case."""
    return Write(_KEEP[kind], {"number": number, "who": who, "text": text, "at": stamp(now)})


def drop(number: str, who: str, kind: DraftKind) -> Iterator[Write]:
    """Takes off what is written no more."""
    place: Params = {"number": number, "who": who}
    yield Write(_DROP[kind], place)
    yield Write(sql_drafts.DROP_EMPTY, place)
