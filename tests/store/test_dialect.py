"""Every statement keeps to the closed dialect, so that another engine takes the same text."""

import re
from pathlib import Path

import asyncpg
import pytest

from bot.store import (
    migrating,
    sql,
    sql_audit,
    sql_backup,
    sql_doors,
    sql_drafts,
    sql_figures,
    sql_files,
    sql_gaps,
    sql_links,
    sql_outbox,
    sql_past,
    sql_privacy,
    sql_prompts,
    sql_search,
    sql_staff,
    sql_topics,
    sql_versions,
)
from bot.store.engine import Engine
from bot.store.postgres import PostgresEngine, open_engine, positional
from bot.store.sqlite import SqliteEngine, open_writer
from tests.support.postgres import PostgresServer

PAGES = (
    sql,
    sql_backup,
    sql_audit,
    sql_doors,
    sql_drafts,
    sql_figures,
    sql_files,
    sql_gaps,
    sql_links,
    sql_outbox,
    sql_past,
    sql_privacy,
    sql_prompts,
    sql_search,
    sql_staff,
    sql_topics,
    sql_versions,
)
STATEMENTS = {
    name: text for page in PAGES for name, text in vars(page).items() if name.isupper() and isinstance(text, str)
}
SCHEMA = {
    f"{name} {place}": text
    for name, statements in migrating.known().values()
    for place, text in enumerate(statements, 1)
}
FORBIDDEN = {
    "a function of one engine": r"\b(json\w*|date|time|datetime|strftime|julianday|now|ifnull|iif|group_concat)\s*\(",
    "an operator of one engine": r"->|::|\bglob\b|\bregexp\b|\bilike\b|\|\|",
    "a boolean": r"\b(true|false|boolean)\b",
    "a statement of one engine": r"\b(insert or|replace into|pragma|autoincrement|without rowid|rowid|strict)\b",
    "a type that is not shared": r"\b(integer|int|real|blob|varchar|timestamp|datetime|serial)\b",
    "a write inside `with`": r"^\s*with\b",
    "a question mark or a number as a parameter": r"\?|\$\d",
}
NUMBERS = {"place", "number", "m.number", "f.number", "c.place"}


@pytest.mark.parametrize("name", sorted(STATEMENTS | SCHEMA))
def test_a_statement_keeps_to_the_dialect(name: str) -> None:
    """Nothing that only one engine understands, or that two understand differently."""
    text = re.sub(r"'[^']*'", "''", (STATEMENTS | SCHEMA)[name]).lower()
    assert not [why for why, pattern in FORBIDDEN.items() if re.search(pattern, text, re.MULTILINE)]


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_nothing_is_ordered_by_text(name: str) -> None:
    """Engines order text differently; whole numbers they order alike."""
    ordered = re.findall(r"order by\s+([\w.]+)", STATEMENTS[name])
    assert set(ordered) <= NUMBERS
    assert name != "DUE" or not ordered


def test_cases_number_is_ordered_by_its_place() -> None:
    """A case's number is text; what it is ordered by is a whole number of its own."""
    cases = [text for text in STATEMENTS.values() if re.search(r"from cases\b.*order by number", text, re.DOTALL)]
    assert cases == []


def parameters(text: str) -> dict[str, None]:
    """The names a statement is run with, each with no value."""
    return dict.fromkeys(re.findall(r"(?<!:):(\w+)", text))


def test_sqlite_takes_every_statement(tmp_path: Path) -> None:
    """On a database with every migration, each one is understood."""
    writer = open_writer(tmp_path / "store.db")
    for text in STATEMENTS.values():
        writer.execute(f"explain {text}", parameters(text))
    writer.close()


async def test_postgres_takes_every_statement(postgres: PostgresServer) -> None:
    """Each one can be prepared, and every parameter is a text or a whole number as wide as the columns."""
    address = await postgres.database()
    await (await open_engine(address)).close()
    connection = await asyncpg.connect(address)
    kinds = {}
    for name, text in STATEMENTS.items():
        prepared = await connection.prepare(positional(text, parameters(text))[0])
        kinds[name] = {kind.name for kind in prepared.get_parameters()} - {"text", "int8"}
    await connection.close()
    assert {name: found for name, found in kinds.items() if found} == {}


@pytest.mark.parametrize("engine", [SqliteEngine, PostgresEngine])
def test_an_engine_is_what_the_store_asks_for(engine: type[Engine]) -> None:
    """Both have every function of the port."""
    asked = {name for name in vars(Engine) if not name.startswith("_")}
    assert asked
    assert asked <= set(vars(engine))
