"""`erase`: one person leaves everything that is kept, after the number was asked for again."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.cli.words import Line, say
from bot.store.sqlite import open_engine
from bot.store.store import SqlStore
from tests.store.steps import opened, opened_case

Erase = Callable[..., Result]


@pytest.fixture
def number(tmp_path: Path) -> str:
    """A case in the database of a data folder."""

    async def made() -> str:
        store = SqlStore(await open_engine(tmp_path / "bot.sqlite3"), str)
        try:
            return (await opened_case(store, await opened(store))).number
        finally:
            await store.close()

    return asyncio.run(made())


@pytest.fixture
def erase(tmp_path: Path) -> Erase:
    """`python -m bot erase …` on that folder, with what is typed."""

    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["erase", *words], input=typed, env={"DATA_DIR": str(tmp_path)})

    return run


def test_a_person_is_erased_once(erase: Erase, number: str) -> None:
    """After the number was typed again; then there is nobody of that number."""
    told = erase(number, typed=f"{number}\n")
    assert (told.exit_code, say(Line.ERASE_DONE) in told.output) == (0, True)
    again = erase(number, "--yes")
    assert (again.exit_code, again.output.strip()) == (1, say(Line.ERASE_NOBODY, number=number))


@pytest.mark.parametrize("typed", ["\n", "26-9999\n", "네\n"])
def test_nothing_is_erased_by_a_slip(erase: Erase, number: str, typed: str) -> None:
    """Another word than the number leaves everything."""
    told = erase(number, typed=typed)
    assert (told.exit_code, say(Line.ERASE_NOT) in told.output) == (1, True)
    assert erase(number, "--yes").exit_code == 0
