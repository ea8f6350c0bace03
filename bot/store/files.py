"""What the store knows of files; their bytes are in a folder."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.files import File
from bot.core.reply import Reply
from bot.service.ports.files import Wanted
from bot.store import sql_files
from bot.store.codec_parts import moment, stamp
from bot.store.engine import Params, Write
from bot.store.outbox import SqlOutbox


class SqlFiles(SqlOutbox):
    """Implements `service.ports.files.KnownFiles`, with words about files in the outbox."""

    async def knows_file(self, kept: str) -> bool:
        rows = await self._engine.rows(sql_files.KNOWS_FILE, {"kept": kept})
        return bool(rows[0][0])

    async def kept_files(self) -> frozenset[str]:
        return frozenset(str(row[0]) for row in await self._engine.rows(sql_files.KEPT_FILES, {}))

    async def removed_files(self) -> Sequence[str]:
        return [str(row[0]) for row in await self._engine.rows(sql_files.REMOVED_FILES, {})]

    async def files_of(self, conversation: str) -> Sequence[str]:
        """The names of all bytes of a conversation, and of those that were joined to it."""
        rows = await self._engine.rows(sql_files.FILES_OF, {"conversation": conversation})
        return [str(row[0]) for row in rows]

    async def forget_file(self, kept: str) -> None:
        await self._engine.run((Write(sql_files.FORGET_FILE, {"kept": kept}),))

    async def to_fetch(self, now: datetime) -> Sequence[Wanted]:
        rows = await self._engine.rows(sql_files.TO_FETCH, {"now": stamp(now)})
        return [Wanted(row[0], row[1], row[2], File(*row[3:10]), row[10]) for row in rows]

    async def next_fetch(self, now: datetime) -> datetime | None:
        rows = await self._engine.rows(sql_files.NEXT_FETCH, {"now": stamp(now)})
        return moment(rows[0][0]) if rows[0][0] else None

    async def fetching(self, wanted: Wanted, until: datetime) -> bool:
        values: Params = {**_place(wanted), "due": stamp(until), "attempts": wanted.attempts}
        return await self._engine.run((Write(sql_files.FETCHING, values, rows=1),))

    async def fetched(self, wanted: Wanted, file: File) -> bool:
        values: Params = {**_place(wanted), "kept": file.kept, "type": file.type, "size": file.size}
        return await self._engine.run((Write(sql_files.FETCHED, values, rows=1),))

    async def fetch_later(self, wanted: Wanted, at: datetime, *, counts: bool) -> None:
        values: Params = {**_place(wanted), "due": stamp(at), "uncounted": int(not counts)}
        await self._engine.run((Write(sql_files.FETCH_LATER, values),))

    async def not_fetched(self, wanted: Wanted, now: datetime, told: Sequence[Reply], about: str | None) -> None:
        source = f"file:{wanted.conversation}:{wanted.number}"
        words = self._words_to_desk(source, wanted.conversation, about, told, now)
        await self._engine.run((Write(sql_files.FETCH_FAILED, _place(wanted)), *words))


def _place(wanted: Wanted) -> Params:
    return {"conversation": wanted.conversation, "number": wanted.number}
