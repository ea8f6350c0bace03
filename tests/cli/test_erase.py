"""`erase`: one person leaves everything that is kept, after the number was asked for again."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.cli.words import Line, say
from bot.core.audit import Sought
from bot.core.event import File, Sent
from bot.store.folder import Folder
from bot.store.sqlite import open_engine
from bot.store.store import SqlStore
from tests.store.steps import opened, opened_case, turn
from tests.store.test_folder import parts
from tests.support.samples import GOOD

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


def test_a_person_is_erased_once(erase: Erase, number: str, tmp_path: Path) -> None:
    """After the number was typed again; then there is nobody of that number, and the log tells that it was done."""
    told = erase(number, typed=f"{number}\n")
    assert (told.exit_code, say(Line.ERASE_DONE) in told.output) == (0, True)
    again = erase(number, "--yes")
    assert (again.exit_code, again.output.strip()) == (1, say(Line.ERASE_NOBODY, number=number))
    assert asyncio.run(_log(tmp_path)) == [(number, "terminal")]


async def _log(folder: Path) -> list[tuple[str, str]]:
    """Which cases were read, and how."""
    store = SqlStore(await open_engine(folder / "bot.sqlite3"), str)
    try:
        return [(read.case, read.way) for read in await store.read(Sought(), 10)]
    finally:
        await store.close()


def test_files_are_erased_with_their_person(erase: Erase, number: str, tmp_path: Path) -> None:
    """Their bytes too; those of others stay."""
    kept = asyncio.run(_with_a_file(tmp_path, number))
    assert erase(number, "--yes").exit_code == 0
    assert [it.name for it in (tmp_path / "files").iterdir()] == [kept]


async def _with_a_file(folder: Path, number: str) -> str:
    """Has that person send a file, and somebody else another one, whose name is given."""
    store = SqlStore(await open_engine(folder / "bot.sqlite3"), str)
    try:
        found = await store.belongings(number)
        assert found is not None
        for conversation in (found.conversation, await opened(store, "lee")):
            kept = await Folder(folder / "files").keep(parts(GOOD["pdf"]), 10_000)
            file = File("document", "명부.pdf", kept.size, "", kept.name, "pdf", "here")
            await turn(store, Sent(f"file-{conversation}", conversation, "m", file), said="[파일]", file=file)
        return kept.name
    finally:
        await store.close()


@pytest.mark.parametrize("typed", ["\n", "26-9999\n", "네\n"])
def test_nothing_is_erased_by_a_slip(erase: Erase, number: str, typed: str) -> None:
    """Another word than the number leaves everything."""
    told = erase(number, typed=typed)
    assert (told.exit_code, say(Line.ERASE_NOT) in told.output) == (1, True)
    assert erase(number, "--yes").exit_code == 0
