"""Erasing people and what has been kept long enough."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.answers import Contact
from bot.core.case import Case
from bot.core.conversation import Conversation
from bot.core.korean_finding import findable
from bot.service.ports.privacy import Belongings, Why
from bot.store import reading, sql_links, sql_privacy
from bot.store.codec import conversation_to_text
from bot.store.codec_cases import case_from_row, case_to_text, searchable
from bot.store.codec_parts import stamp
from bot.store.engine import Engine, Params, Row, Write
from bot.store.writes_erasing import RULES, person_writes, tombstone


class SqlErasing:
    """Implements `service.ports.privacy.Erasing`. `mask` hides telephone numbers and addresses in a text."""

    _engine: Engine
    _mask: Callable[[str], str]

    async def belongings(self, number: str) -> Belongings | None:
        rows = await self._engine.rows(sql_privacy.BELONGING, {"number": number})
        if not rows:
            return None
        conversation, messages = rows[0]
        return Belongings(conversation, tuple(it.number for it in await self._cases_of(conversation)), messages)

    async def quiet_since(self, before: datetime) -> Sequence[str]:
        return [str(row[0]) for row in await self._engine.rows(sql_privacy.QUIET, {"before": stamp(before)})]

    async def ended_by(self, before: datetime, *, unforgotten: bool = False) -> Sequence[str]:
        values: Params = {"before": stamp(before), "forgotten": 0 if unforgotten else 1}
        return [str(row[0]) for row in await self._engine.rows(sql_privacy.ENDED, values)]

    async def erase_conversation(self, conversation: str, now: datetime, why: Why) -> bool:
        known = await reading.conversation(self._engine, conversation)
        if known is None:
            return False
        return await self._engine.run((*person_writes(known, await self._cases_of(conversation), now, why),))

    async def erase_case(self, number: str, now: datetime) -> bool:
        case = await reading.case_by_number(self._engine, number)
        values: Params = {"number": number, "closed": await self._closed_at(number)}
        erased = [
            Write(each.of_case, {**values, "conversation": id})
            for id in await self._with_joined(case.conversation)
            for table, each in RULES.items()
            if each.of_case and table != "cases"
        ]
        left = tombstone(case, now, "kept long enough")
        return await self._engine.run((left, *erased, Write(sql_privacy.CASE, {"number": number}, rows=1)))

    async def forget_contact(self, number: str) -> bool:
        case = await reading.case_by_number(self._engine, number)
        known = await reading.conversation(self._engine, case.conversation)
        goes_on = any(each.open for each in await self._cases_of(case.conversation))
        closed = await self._closed_at(number)
        masked = [
            write
            for id in await self._with_joined(case.conversation)
            for write in self._masked(
                sql_privacy.CHANGE_MESSAGE,
                "number",
                {"conversation": id},
                await self._engine.rows(sql_privacy.SAID_UPTO, {"conversation": id, "closed": closed}),
            )
        ]
        logged = await self._engine.rows(sql_privacy.LOGGED, {"number": number})
        writes = [
            self._case_without(case),
            *masked,
            *self._masked(sql_privacy.CHANGE_LOG, "place", {"number": number}, logged),
            *(_without_contacts(known) if known and not goes_on else ()),
        ]
        return await self._engine.run(writes)

    async def scrub(self) -> None:
        await self._engine.scrub()

    async def _with_joined(self, conversation: str) -> Sequence[str]:
        """A conversation and those that were joined to it: they are kept and erased together."""
        rows = await self._engine.rows(sql_links.JOINED, {"conversation": conversation})
        return [conversation, *(str(row[0]) for row in rows)]

    async def _closed_at(self, number: str) -> str:
        return str((await self._engine.rows(sql_privacy.CLOSED_AT, {"number": number}))[0][0])

    async def _cases_of(self, conversation: str) -> Sequence[Case]:
        rows = await self._engine.rows(sql_privacy.CASES_IN, {"conversation": conversation})
        return [case_from_row(*row) for row in rows]

    def _case_without(self, case: Case) -> Write:
        answers = tuple((name, self._mask(value)) for name, value in case.packet.answers)
        after = replace(case, packet=replace(case.packet, answers=answers))
        texts: Params = {"before": case_to_text(case), "body": case_to_text(after), "folded": searchable(after)}
        return Write(sql_privacy.CHANGE_CASE, {"number": case.number, **texts}, rows=1)

    def _masked(self, sql: str, key: str, where: Params, rows: Sequence[Row]) -> Iterator[Write]:
        for place, text in rows:
            masked = self._mask(text)
            if masked != text:
                yield Write(sql, {**where, key: place, "text": masked, "folded": findable(masked)}, rows=1)


def _without_contacts(conversation: Conversation) -> Iterator[Write]:
    """Nothing where there are none: a version that changes without need costs somebody a second round."""
    kept = {id: answer for id, answer in conversation.answers.items() if not isinstance(answer.value, Contact)}
    if len(kept) < len(conversation.answers):
        body = conversation_to_text(replace(conversation, answers=kept))
        values: Params = {"conversation": conversation.id, "seen": conversation.version, "body": body}
        yield Write(sql_privacy.CHANGE_BODY, values, rows=1)
