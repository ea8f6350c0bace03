"""A database of every earlier migration is brought up to date, with what it held."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.conversation import Conversation
from bot.store import migrating
from bot.store.codec import conversation_to_text
from bot.store.copying import copy_sqlite
from bot.store.sqlite import migrate, open_engine
from bot.store.store import SqlStore
from tests.store.steps import said, turn
from tests.support.fakes import NOON

KNOWN = migrating.known()
AT = "2026-01-02T03:04:05.000000Z"


def made_then(file: Path, number: int) -> None:
    """A database as the code of that migration left it, with somebody's message and case in it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        migrate(database, {each: it for each, it in KNOWN.items() if each <= number}, datetime(2026, 1, 2, tzinfo=UTC))
        body = conversation_to_text(Conversation("c"))
        database.execute(
            "insert into conversations (id, version, last, body, begun) values ('c', 1, 1, ?, ?)", (body, AT)
        )
        database.execute("insert into addresses (address, conversation, added) values ('web:1', 'c', ?)", (AT,))
        database.execute(
            "insert into events (id, conversation, at, digest, number, first_message, last_message)"
            " values ('e', 'c', ?, 'd', 1, 1, 1)",
            (AT,),
        )
        database.execute(
            "insert into messages (conversation, number, sender, text, buttons, at)"
            " values ('c', 1, 'citizen', '안녕하세요', '[]', ?)",
            (AT,),
        )


def columns(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """The tables of a database, with their columns."""
    with closing(sqlite3.connect(file)) as database:
        names = [
            row[0] for row in database.execute("select name from sqlite_master where type = 'table' order by name")
        ]
        return {name: database.execute(f"pragma table_info({name})").fetchall() for name in names}


@pytest.mark.parametrize("number", sorted(KNOWN))
async def test_a_database_of_every_earlier_migration_goes_on(tmp_path: Path, number: int) -> None:
    """Its tables are those of a new one, its person's words are there, and the talk goes on."""
    await (await open_engine(tmp_path / "new.sqlite3")).close()
    made_then(tmp_path / "old.sqlite3", number)
    store = SqlStore(await open_engine(tmp_path / "old.sqlite3"), str)
    try:
        assert [it.text for it in await store.messages("c")] == ["안녕하세요"]
        await turn(store, said("c", "thanks"), said="고마워요")
        assert [it.text for it in await store.messages("c")] == ["안녕하세요", "고마워요"]
        assert await store.due(NOON) is not None
    finally:
        await store.close()
    assert columns(tmp_path / "old.sqlite3") == columns(tmp_path / "new.sqlite3")


@pytest.mark.parametrize("number", sorted(KNOWN))
def test_a_database_of_every_earlier_migration_can_be_copied(tmp_path: Path, number: int) -> None:
    """So that it can be backed up by the program that is about to change it."""
    made_then(tmp_path / "old.sqlite3", number)
    assert copy_sqlite(tmp_path / "old.sqlite3", tmp_path / "copy.sqlite3").migration == number
    assert columns(tmp_path / "copy.sqlite3") == columns(tmp_path / "old.sqlite3")
