"""Versions of the content: what was in force when, with every text of a file kept once."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.core.publications import Publication
from bot.store import sql_versions as sql
from bot.store.codec_parts import fields, loaded, moment, stamp, text_of
from bot.store.engine import Engine, Params, Write

KEPT = timedelta(days=3 * 365)
"""So long every publication can be looked at and taken back; the one in force stays longer."""


class SqlVersions:
    """Implements `service.ports.versions.Versions`."""

    _engine: Engine

    async def keep_version(self, version: str, files: Mapping[str, str], who: str, why: str, now: datetime) -> None:
        values = {"version": version, "at": stamp(now), "who": who, "why": why}
        before = {"before": stamp(now - KEPT)}
        await self._engine.run(
            [
                Write(sql.NONE_IN_FORCE, {}),
                Write(sql.INSERT_VERSION, values, rows=1),
                *await self._texts(files),
                *(Write(sql.KEEP_FILE, {"path": it, "digest": digest(text)}, rows=1) for it, text in files.items()),
                Write(sql.FORGET_FILES, before),
                Write(sql.FORGET_VERSIONS, before),
                Write(sql.FORGET_TEXTS, {}),
            ]
        )

    async def version_in_force(self) -> tuple[str, Mapping[str, str]] | None:
        rows = await self._engine.rows(sql.IN_FORCE, {})
        if not rows:
            return None
        place, version, whole = rows[0]
        if whole:
            return str(version), _apart(whole)
        return str(version), dict(await self._pairs(sql.FILES_OF, {"place": place}))

    async def publications(self, before: int, most: int) -> Sequence[Publication]:
        rows = await self._engine.rows(sql.LISTED, {"before": before, "most": most})
        return [Publication(place, version, moment(at), who, why) for place, version, at, who, why in rows]

    async def publication(self, place: int) -> Publication | None:
        found = await self.publications(place + 1, 1)
        return found[0] if found and found[0].place == place else None

    async def digests(self, first: int, last: int) -> Mapping[int, Mapping[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for place, path, text in await self._engine.rows(sql.DIGESTS, {"first": first, "last": last}):
            found.setdefault(place, {})[path] = text
        return found

    async def digests_of(self, path: str, first: int) -> Mapping[int, str]:
        return dict(await self._pairs(sql.DIGESTS_OF, {"path": path, "first": first}))

    async def texts(self, place: int, paths: Sequence[str]) -> Mapping[str, str]:
        found = {path: await self._engine.rows(sql.TEXT_OF, {"place": place, "path": path}) for path in paths}
        return {path: str(rows[0][0]) for path, rows in found.items() if rows}

    async def take_apart(self) -> None:
        """Keeps each text once of what was kept whole, one version at a time."""
        while rows := await self._engine.rows(sql.WHOLE, {}):
            place, whole = rows[0]
            files = _apart(whole)
            kept = [{"place": place, "path": path, "digest": digest(text)} for path, text in files.items()]
            writes = [*await self._texts(files), *(Write(sql.KEEP_FILE_OF, it) for it in kept)]
            await self._engine.run([*writes, Write(sql.SHELVED, {"place": place}, rows=1)])

    async def _pairs(self, statement: str, values: Params) -> Sequence[tuple[Any, str]]:
        return [(key, value) for key, value in await self._engine.rows(statement, values)]

    async def _texts(self, files: Mapping[str, str]) -> Sequence[Write]:
        """Those that are not kept yet: a save of one file does not send the other ones."""
        known = {row[0] for row in await self._engine.rows(sql.KNOWN_TEXTS, {})}
        return [*_kept({digest(text): text for text in files.values()}, known)]


def _apart(whole: str) -> Mapping[str, str]:
    """The files of a version that was kept whole."""
    return {path: text_of(text) for path, text in fields(loaded(whole)).items()}


def _kept(texts: Mapping[str, str], known: set[str]) -> Iterator[Write]:
    return (Write(sql.KEEP_TEXT, {"digest": it, "text": text}) for it, text in texts.items() if it not in known)


def digest(text: str) -> str:
    """What stands for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
