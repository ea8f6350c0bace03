"""Numbered migrations. They run by themselves at start, and a database newer than this code is refused."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.core.errors import Problem
from bot.core.texts import Key

CREATE = "create table if not exists migrations (number bigint primary key, name text not null, at text not null)"
NEWEST = "select coalesce(max(number), 0) from migrations"
RECORD = "insert into migrations (number, name, at) values (:number, :name, :at)"


@cache
def known() -> Mapping[int, tuple[str, tuple[str, ...]]]:
    """Every migration of this code by number: its name and its statements."""
    found = sorted(item.name for item in (files("bot.store") / "migrations").iterdir() if item.name.endswith(".sql"))
    return {int(name.split("_")[0]): (name.removesuffix(".sql"), _statements(name)) for name in found}


def pending(
    newest: int, migrations: Mapping[int, tuple[str, tuple[str, ...]]]
) -> Mapping[int, tuple[str, tuple[str, ...]]]:
    """What is to be run on a database whose newest migration is that. Raises Problem for a newer database."""
    if newest > max(migrations):
        raise Problem(Key.DATABASE_NEWER, found=str(newest), known=str(max(migrations)))
    return {number: migration for number, migration in sorted(migrations.items()) if number > newest}


def _statements(name: str) -> tuple[str, ...]:
    text = (files("bot.store") / "migrations" / name).read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.splitlines() if not line.strip().startswith("--"))
    return tuple(statement.strip() for statement in bare.split(";") if statement.strip())
