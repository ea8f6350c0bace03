"""The folder of files: what goes in comes out, under a name that says nothing, and half a file is none."""

import os
import stat
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.service.ports.files import TooLarge
from bot.store.folder import Folder
from tests.support.fakes import NOON
from tests.support.samples import GOOD


async def parts(*content: bytes) -> AsyncIterator[bytes]:
    for part in content:
        yield part


async def broken(*content: bytes) -> AsyncIterator[bytes]:
    for part in content:
        yield part
    raise ConnectionError


async def content(folder: Folder, name: str) -> bytes | None:
    found = await folder.read(name)
    return None if found is None else b"".join([part async for part in found])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.lists(st.binary(max_size=2000), max_size=5))
async def test_what_goes_in_comes_out(tmp_path: Path, given: list[bytes]) -> None:
    """Whatever the bytes are, and however they came."""
    folder = Folder(tmp_path / "files")
    kept = await folder.keep(parts(*given), 10_000)
    assert (await content(folder, kept.name), kept.size) == (b"".join(given), sum(map(len, given)))


@pytest.mark.parametrize("type", GOOD)
async def test_its_type_is_told(tmp_path: Path, type: str) -> None:
    """Read from the disk, where it is whole."""
    half = len(GOOD[type]) // 2
    kept = await Folder(tmp_path / "files").keep(parts(GOOD[type][:half], GOOD[type][half:]), 10_000)
    assert kept.type == type


async def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    """Neither the folder nor what is in it, and a name tells nothing of another."""
    folder = Folder(tmp_path / "files")
    one, other = [(await folder.keep(parts(b"x"), 1)).name for _ in range(2)]
    assert one != other
    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o700
    assert {stat.S_IMODE(it.stat().st_mode) for it in (tmp_path / "files").iterdir()} == {0o600}


@pytest.mark.parametrize("source", [parts(b"x" * 6, b"x" * 5), broken(b"x")])
async def test_what_breaks_off_leaves_nothing(tmp_path: Path, source: AsyncIterator[bytes]) -> None:
    """Neither what is too large nor what ended in the middle."""
    with pytest.raises((TooLarge, ConnectionError)):
        await Folder(tmp_path / "files").keep(source, 10)
    assert [*(tmp_path / "files").iterdir()] == []


async def test_what_is_dropped_is_gone(tmp_path: Path) -> None:
    """And dropping it again is no trouble."""
    folder = Folder(tmp_path / "files")
    name = (await folder.keep(parts(b"x"), 1)).name
    for _ in range(2):
        await folder.drop(name)
    assert await folder.read(name) is None
    assert [*(tmp_path / "files").iterdir()] == []


@pytest.mark.parametrize("name", ["", "..", "../secret_key", "/etc/passwd", "A" * 32, "0" * 31, "0" * 32 + "/.."])
async def test_no_other_name_leads_anywhere(tmp_path: Path, name: str) -> None:
    """Names are made here alone."""
    (tmp_path / "secret_key").write_text("secret")
    folder = Folder(tmp_path / "files")
    for act in (folder.read, folder.drop):
        with pytest.raises(ValueError, match="no name"):
            await act(name)


async def test_what_has_been_there_is_told(tmp_path: Path) -> None:
    """Also what was never finished, but nothing that is no file of ours, and nothing that is new."""
    folder = Folder(tmp_path / "files")
    assert await folder.names(NOON) == ()
    old = (await folder.keep(parts(b"x"), 1)).name
    await folder.keep(parts(b"x"), 1)
    unfinished = tmp_path / "files" / f"{'0' * 32}.part"
    for path in (tmp_path / "files" / old, unfinished, tmp_path / "files" / "notes.txt"):
        path.touch()
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    new = datetime.fromtimestamp((tmp_path / "files").stat().st_mtime, NOON.tzinfo)
    assert {*await folder.names(min(new, NOON + timedelta(hours=1)))} == {old, unfinished.name}
