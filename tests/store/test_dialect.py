"""Every statement keeps to the closed dialect, so that another engine takes the same text."""

import re

import pytest

from bot.store import migrating, sql, sql_outbox
from bot.store.engine import Engine
from bot.store.sqlite import SqliteEngine

STATEMENTS = {
    name: text
    for page in (sql, sql_outbox)
    for name, text in vars(page).items()
    if name.isupper() and isinstance(text, str)
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
NUMBERS = {"place", "number", "m.number", "c.place"}


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


def test_the_engine_is_one() -> None:
    """SQLite's engine is what the store asks of an engine."""
    engine: type[Engine] = SqliteEngine
    assert engine is SqliteEngine
