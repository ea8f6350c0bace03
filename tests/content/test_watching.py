"""The content's folders as editors change them."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from bot.content.sources import read
from bot.content.watching import changes

PATIENCE = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for below in ("faq", "flows/tables"):
        (tmp_path / below).mkdir(parents=True)
    (tmp_path / "faq" / "start.yaml").write_text("old", encoding="utf-8")
    return tmp_path


def in_pieces(file: Path) -> None:
    """As an editor that truncates and writes again."""
    with file.open("w", encoding="utf-8") as opened:
        for part in ("n", "e", "w"):
            opened.write(part)
            opened.flush()


def beside(file: Path) -> None:
    """As an editor that writes a new file and lets it take the place of the old one, a backup beside it."""
    file.with_name("start.yaml~").write_text("old", encoding="utf-8")
    new = file.with_name(".start.yaml.swp")
    new.write_text("new", encoding="utf-8")
    new.replace(file)


@pytest.mark.parametrize("saves", [in_pieces, beside])
async def test_a_save_is_one_tick_and_then_whole(folder: Path, saves: Callable[[Path], None]) -> None:
    """However it is written."""
    async with aclosing(changes(folder, look_anyway=1_000 * PATIENCE)) as watched:
        tick = asyncio.ensure_future(anext(watched))
        while not tick.done():  # the watch begins with the first wait
            saves(folder / "faq" / "start.yaml")
            await asyncio.wait({tick}, timeout=1)
    assert read(folder).files == {"faq/start.yaml": "new"}


async def test_folders_are_looked_at_without_a_change_too(folder: Path) -> None:
    """A watch that is lost costs half a minute, not a day."""
    async with aclosing(changes(folder, look_anyway=50)) as watched:
        await asyncio.wait_for(anext(watched), PATIENCE)


async def test_folders_that_are_gone_are_told(tmp_path: Path) -> None:
    """So that they can be looked for again."""
    with pytest.raises(FileNotFoundError):
        await anext(changes(tmp_path / "gone"))


def test_what_editors_keep_beside_a_file_is_no_content(folder: Path) -> None:
    """A lock, a backup, a file to be swapped in."""
    for name in (".#start.yaml", ".start.yaml", "start.yaml~", "start.yaml.bak", "#start.yaml#"):
        (folder / "faq" / name).write_text("x", encoding="utf-8")
    assert list(read(folder).files) == ["faq/start.yaml"]
