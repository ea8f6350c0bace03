"""What an engine of a database does for the store: run lists of writes all or nothing, and answer reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Param = str | int | None
Params = Mapping[str, Param]
Row = Sequence[Any]
"""Columns in the order of the `select`; their types are the schema's."""


@dataclass(frozen=True, slots=True)
class Write:
    """One statement with named parameters. Other than `rows` rows touched (None: any) undoes the whole list."""

    sql: str
    values: Params
    rows: int | None = None


class Engine(Protocol):
    """A database. It cleans what no database keeps alike: see `clean`."""

    async def run(self, writes: Sequence[Write]) -> bool:
        """Runs a list all or nothing and returns after its commit.

        False: a statement touched other rows than expected, and nothing was written. Whatever else goes wrong is
        raised, and nothing was written either; only a server that was lost at the commit itself leaves that open.
        """
        ...

    async def rows(self, sql: str, values: Params) -> Sequence[Row]:
        """The rows of one statement, as one snapshot of what is committed."""
        ...

    async def scrub(self) -> None:
        """Lets what was deleted not stay in files beside the database, as far as the engine can."""
        ...

    async def close(self) -> None: ...


def clean(values: Params) -> dict[str, Param]:
    """The values without half characters and NUL signs in texts, which no database takes."""
    return {name: _clean(value) if isinstance(value, str) else value for name, value in values.items()}


def _clean(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
