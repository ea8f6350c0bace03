"""Topics of the consultants' group: which case lives where, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.case import Case
from bot.core.reply import Reply
from bot.service.ports.topics import ForumState, Housed, Topic
from bot.store import sql_topics
from bot.store.codec_cases import case_from_row
from bot.store.codec_parts import stamp
from bot.store.engine import Engine, Params, Write
from bot.store.writes_outbox import card_write, told_sending_writes

_STATES: Mapping[str, ForumState] = {"flat": "flat", "barred": "barred", "open": "open"}


class SqlTopics:
    """Implements `service.ports.topics.Topics`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def keep_topic(self, address: str, case: str, topic: Topic, now: datetime) -> int:
        at: Params = {"address": address, "case_number": case}
        made: Params = {**at, "thread": topic.thread, "shown": topic.shown, "at": stamp(now)}
        await self._engine.run((Write(sql_topics.KEEP_TOPIC, made),))
        rows = await self._engine.rows(sql_topics.LIVING, at)
        return int(rows[0][0])

    async def show_topic(self, address: str, topic: Topic) -> None:
        values: Params = {"address": address, "thread": topic.thread, "shown": topic.shown}
        await self._engine.run((Write(sql_topics.SHOW_TOPIC, values),))

    async def shut_topic(self, address: str, thread: int, *, closed: bool) -> None:
        values: Params = {"address": address, "thread": thread, "closed": int(closed)}
        await self._engine.run((Write(sql_topics.SHUT_TOPIC, values),))

    async def case_in(self, address: str, thread: int) -> Case | None:
        rows = await self._engine.rows(sql_topics.CASE_IN, {"address": address, "thread": thread})
        return case_from_row(*rows[0]) if rows else None

    async def housed(self, address: str) -> Sequence[Housed]:
        rows = await self._engine.rows(sql_topics.HOUSED, {"address": address})
        return [Housed(case_from_row(*row[:7]), topic_of(*row[7:])) for row in rows]

    async def redraw(self, address: str, case: Case, now: datetime) -> None:
        await self._engine.run((card_write(f"redraw:{case.number}:{stamp(now)}", address, case, now),))

    async def tell(self, id: str, address: str, case: Case, who: str, text: str, now: datetime) -> None:
        told = (Reply(text, to=who),)
        await self._engine.run(tuple(told_sending_writes(id, case.conversation, case.number, told, now, address)))

    async def is_answer(self, conversation: str, ref: str) -> bool:
        rows = await self._engine.rows(sql_topics.IS_ANSWER, {"conversation": conversation, "ref": ref})
        return bool(rows[0][0])

    async def forum(self, address: str) -> ForumState | None:
        rows = await self._engine.rows(sql_topics.FORUM, {"address": address})
        return _STATES.get(str(rows[0][0])) if rows else None

    async def keep_forum(self, address: str, state: ForumState, now: datetime) -> None:
        values = {"address": address, "state": state, "at": stamp(now)}
        await self._engine.run((Write(sql_topics.KEEP_FORUM, values),))


def topic_of(thread: int | None, shown: str | None, closed: int | None) -> Topic | None:
    """A topic out of its columns; None where there is none."""
    return None if thread is None else Topic(thread, shown or "", bool(closed))
