"""`backup` and `restore`: one file with everything, made while others write, and put back where it should be."""

import asyncio
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import asyncpg
import pytest
from click.testing import CliRunner, Result

from bot.cli.backup import folder_of_backups
from bot.cli.main import main
from bot.cli.words import Line, say
from bot.config import read_settings
from bot.core.event import File, Sent
from bot.store import archive, migrating
from bot.store.copying import OTHERS
from bot.store.folder import Folder
from bot.store.presence import alone, present
from bot.store.sqlite import open_engine
from bot.store.store import SqlStore
from tests.store.steps import opened, opened_case, turn
from tests.store.test_folder import parts
from tests.support.postgres import PostgresServer
from tests.support.samples import GOOD
from tests.support.server import Server

Bot = Callable[..., Result]
SMALL = 64 * 1024
"""Bytes that a file may have: less than any database of ours."""


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    """`python -m bot …` on the data folder `here`, or on another one."""

    def run(*words: str, at: str = "here", **settings: str) -> Result:
        environment = {"DATA_DIR": str(tmp_path / at), **settings}
        return CliRunner().invoke(main, [*words], env=environment)

    return run


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A data folder with a case, and a file that somebody sent."""
    folder = tmp_path / "here"

    async def made() -> None:
        store = SqlStore(await open_engine(folder / "bot.sqlite3"), str)
        try:
            await opened_case(store, await opened(store))
            await _sends_a_file(store, folder, "lee")
        finally:
            await store.close()

    asyncio.run(made())
    return folder


async def _sends_a_file(store: SqlStore, folder: Path, name: str) -> str:
    conversation = await opened(store, name)
    kept = await Folder(folder / "files").keep(parts(GOOD["pdf"]), 10_000)
    file = File("document", "명부.pdf", kept.size, "", kept.name, "pdf", "here")
    await turn(store, Sent(f"file-{name}", conversation, "m", file), said="[파일]", file=file)
    return kept.name


def content(folder: Path) -> list[str]:
    """All that a database holds, as text, and the files beside it."""
    with closing(sqlite3.connect(folder / "bot.sqlite3")) as database:
        dumped = list(database.iterdump())
    return [*dumped, *sorted(it.name for it in (folder / "files").iterdir())]


def test_everything_comes_back(bot: Bot, here: Path, tmp_path: Path) -> None:
    """Database and files, on another machine; what was made is for its owner's eyes only."""
    file = tmp_path / "all.zip"
    assert bot("backup", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    told = bot("restore", str(file), at="there")
    assert told.exit_code == 0, told.output
    assert content(tmp_path / "there") == content(here)
    assert not list((tmp_path / "there").glob(".backup-*"))


def test_a_backup_made_in_the_middle_is_whole(bot: Bot, here: Path, tmp_path: Path) -> None:
    """Ten of them, while somebody sends one file after another: none knows a file that it has not."""

    async def made() -> None:
        store, going = SqlStore(await open_engine(here / "bot.sqlite3"), str), True

        async def keeps_sending() -> int:
            count = 0
            while going:
                await _sends_a_file(store, here, f"p{count}")
                count += 1
            return count

        sending = asyncio.create_task(keeps_sending())
        try:
            for number in range(10):
                told = await asyncio.to_thread(bot, "backup", str(tmp_path / f"{number}.zip"))
                assert told.exit_code == 0, told.output
        finally:
            going = False
            assert await sending > 10
            await store.close()

    asyncio.run(made())
    sizes = []
    for number in range(10):
        at = f"there{number}"
        assert bot("restore", str(tmp_path / f"{number}.zip"), at=at).exit_code == 0
        with closing(sqlite3.connect(tmp_path / at / "bot.sqlite3")) as database:
            known = {row[0] for row in database.execute("select kept from files")}
        assert known == {it.name for it in (tmp_path / at / "files").iterdir()}
        sizes.append(len(known))
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_a_running_product_is_backed_up_and_not_restored(bot: Bot, tmp_path: Path, models: Path) -> None:
    """Nor does it start in the middle of a restore."""
    server = Server(tmp_path / "here", models)
    try:
        server.start()
        assert bot("backup", str(tmp_path / "all.zip")).exit_code == 0
        told = bot("restore", str(tmp_path / "all.zip"), "--force")
        assert (told.exit_code, told.output.strip()) == (1, say(Line.RESTORE_RUNNING))
    finally:
        server.kill()
    assert bot("restore", str(tmp_path / "all.zip"), at="there").exit_code == 0  # killed, it holds nothing
    with alone(tmp_path / "there"):
        told = bot("backup", at="there")
        assert (told.exit_code, told.output.strip()) == (1, say(Line.RESTORE_UNDERWAY))


def test_what_is_there_is_not_replaced_by_a_slip(bot: Bot, here: Path, tmp_path: Path) -> None:
    """With --force it is, and is backed up first: the way back is there."""
    file = tmp_path / "empty.zip"
    asyncio.run(_empty(tmp_path / "empty"))
    assert bot("backup", str(file), at="empty").exit_code == 0
    before = content(here)
    told = bot("restore", str(file))
    assert (told.exit_code, told.output.strip()) == (1, say(Line.RESTORE_EXISTING))
    assert content(here) == before
    assert bot("restore", str(file), "--force").exit_code == 0
    assert content(here) != before
    (kept,) = folder_of_backups(read_settings({"DATA_DIR": str(here)})).glob("before-restore-*.zip")
    told = bot("restore", str(kept))
    assert told.exit_code == 0, told.output
    assert content(here) == before


async def _empty(folder: Path) -> None:
    await (await open_engine(folder / "bot.sqlite3")).close()


def test_who_was_erased_stays_erased(bot: Bot, here: Path, tmp_path: Path) -> None:
    """A backup from before still holds them; put back, they are taken out again."""
    with closing(sqlite3.connect(here / "bot.sqlite3")) as database:
        number = database.execute("select number from cases").fetchone()[0]
    assert bot("backup", str(tmp_path / "all.zip")).exit_code == 0
    assert bot("erase", number, "--yes").exit_code == 0
    told = bot("restore", str(tmp_path / "all.zip"), "--force")
    assert say(Line.RESTORE_ERASED, cases=number) in told.output
    assert bot("erase", number, "--yes").output.strip() == say(Line.ERASE_NOBODY, number=number)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-500])


def _flipped(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    file.write_bytes(bytes(whole))


def _text(file: Path) -> None:
    file.write_text("백업", encoding="utf-8")


def _another(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive_:
        archive_.writestr("photo.jpg", b"x")


def _without_files(file: Path) -> None:
    _rewritten(file, lambda name, content: None if name.startswith("files/") else content)


def _no_database(file: Path) -> None:
    _rewritten(file, lambda name, content: b"none" * 300 if name == "database" else content)


def _rewritten(file: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    with zipfile.ZipFile(file) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, whole in kept.items():
            changed = change(name, whole)
            if changed is not None:
                new.writestr(name, changed)


@pytest.mark.parametrize("breaks", [_cut, _flipped, _text, _another, _without_files, _no_database])
def test_a_broken_backup_changes_nothing(bot: Bot, here: Path, tmp_path: Path, breaks: Callable[[Path], None]) -> None:
    """Cut off, changed on the way, not ours, or not all of it."""
    file, before = tmp_path / "all.zip", content(here)
    assert bot("backup", str(file)).exit_code == 0
    breaks(file)
    told = bot("restore", str(file), "--force")
    assert (told.exit_code, say(Line.RESTORE_BROKEN, file=str(file)) in told.output) == (1, True)
    assert content(here) == before


def test_a_newer_backup_is_refused(bot: Bot, here: Path, tmp_path: Path) -> None:
    """Its database would not be understood."""
    file, known = tmp_path / "all.zip", max(migrating.known())

    def newer(name: str, whole: bytes) -> bytes:
        return json.dumps({**json.loads(whole), "migration": known + 1}).encode() if name == "backup.json" else whole

    assert bot("backup", str(file)).exit_code == 0
    _rewritten(file, newer)
    told = bot("restore", str(file), at="there")
    assert told.output.strip() == say(Line.DATABASE_NEWER, found=str(known + 1), known=str(known))
    assert not (tmp_path / "there" / "bot.sqlite3").exists()


def test_a_database_that_is_broken_is_set_aside(bot: Bot, here: Path, tmp_path: Path) -> None:
    """That is when one restores; what it was is still there to be looked at."""
    file, before = tmp_path / "all.zip", content(here)
    assert bot("backup", str(file)).exit_code == 0
    (here / "bot.sqlite3").write_bytes(b"broken" * 1000)
    told = bot("restore", str(file), "--force")
    assert told.exit_code == 0, told.output
    assert content(here) == before
    assert any(it.read_bytes().startswith(b"broken") for it in here.glob("bot.sqlite3.*"))


def test_a_sound_database_stays_where_there_is_no_room_to_back_it_up(bot: Bot, here: Path, tmp_path: Path) -> None:
    """It is not taken for a broken one and set aside."""
    file, before = tmp_path / "all.zip", content(here)
    assert bot("backup", str(file)).exit_code == 0
    told = restored_without_room(file, here)
    assert told.returncode == 1 and say(Line.BACKUP_FAILED, file="").strip() in told.stderr + told.stdout
    assert content(here) == before and list(here.glob("bot.sqlite3.*-*")) == []


def test_what_there_is_no_room_to_put_back_is_told_in_a_sentence(bot: Bot, here: Path, tmp_path: Path) -> None:
    """Nothing half done is taken for the whole; with room, the same command does it."""
    file, new = tmp_path / "all.zip", tmp_path / "new"
    assert bot("backup", str(file)).exit_code == 0
    told = restored_without_room(file, new)
    assert (told.returncode, (told.stderr + told.stdout).strip()) == (1, say(Line.RESTORE_FAILED))
    assert not (new / "bot.sqlite3").exists()
    assert bot("restore", str(file), at="new").exit_code == 0
    assert content(new) == content(here)


def restored_without_room(file: Path, data: Path) -> "subprocess.CompletedProcess[str]":
    """`restore --force` into a data folder on a disk that is nearly full."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "restore", str(file), "--force"],
        env={**os.environ, "DATA_DIR": str(data)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_that_cannot_be_copied_is_told_in_a_sentence(bot: Bot, here: Path, tmp_path: Path) -> None:
    """Broken, or for want of room: nothing half done is left, and the last backup is the one before."""
    file = tmp_path / "all.zip"
    (here / "bot.sqlite3").write_bytes(b"broken" * 1000)
    told = bot("backup", str(file))
    assert (told.exit_code, told.output.strip()) == (1, say(Line.BACKUP_FAILED, file=str(file)))
    assert not file.exists()
    assert not (here / "last_backup.json").exists()


def test_nothing_is_written_over(bot: Bot, here: Path, tmp_path: Path) -> None:
    """A backup of yesterday least of all; where there is nothing to back up it says so."""
    file = tmp_path / "all.zip"
    file.write_text("mine", encoding="utf-8")
    assert bot("backup", str(file)).output.strip() == say(Line.BACKUP_EXISTS, file=str(file))
    assert file.read_text(encoding="utf-8") == "mine"
    assert bot("backup", at="nowhere").output.strip() == say(Line.BACKUP_NOTHING)


def test_old_backups_go_where_it_is_wanted(bot: Bot, here: Path) -> None:
    """How long erased people are still in backups is the operator's to say; other files are left."""
    folder = folder_of_backups(read_settings({"DATA_DIR": str(here)}))
    folder.mkdir()
    for name in ("hyeopdong-20250101-000000.zip", "hyeopdong-20250102-000000.zip", "mine.zip"):
        (folder / name).touch()
    assert bot("backup", "--keep", "2").exit_code == 0
    names = sorted(it.name for it in folder.iterdir())
    assert len(names) == 3
    assert {"mine.zip", "hyeopdong-20250102-000000.zip"} < {*names}


def test_postgres_comes_back(
    bot: Bot, here: Path, tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By pg_dump and pg_restore; not while somebody else is connected, and not over what is there."""
    monkeypatch.setenv("PATH", f"{postgres.programs}:/usr/bin:/bin")
    first, second = asyncio.run(postgres.database()), asyncio.run(postgres.database())
    assert bot("staff", "add", "한소라", DATABASE_URL=first).exit_code == 0
    file = tmp_path / "all.zip"
    told = bot("backup", str(file), DATABASE_URL=first)
    assert told.exit_code == 0, told.output
    assert archive.read(file).engine == "postgresql"
    told = asyncio.run(_beside_another(second, lambda: bot("restore", str(file), at="there", DATABASE_URL=second)))
    assert told.output.strip() == say(Line.RESTORE_RUNNING)
    told = asyncio.run(_just_after_another(second, lambda: bot("restore", str(file), at="there", DATABASE_URL=second)))
    assert told.exit_code == 0, told.output
    assert "한소라" in bot("staff", "list", at="there", DATABASE_URL=second).output
    told = bot("restore", str(file), at="there", DATABASE_URL=second)
    assert told.output.strip() == say(Line.RESTORE_EXISTING)
    told = bot("restore", str(file), at="other")
    assert told.output.strip() == say(Line.RESTORE_OTHER, file=str(file), engine="postgresql")


async def _beside_another(address: str, act: Callable[[], Result]) -> Result:
    """Does something while somebody is connected to that database."""
    another = await asyncpg.connect(address)
    try:
        return await asyncio.to_thread(act)
    finally:
        await another.close()


async def _just_after_another(address: str, act: Callable[[], Result]) -> Result:
    """Does something while somebody who was connected is leaving."""
    another = await asyncpg.connect(address)
    acting = asyncio.create_task(asyncio.to_thread(act))
    while await another.fetchval(OTHERS) == 0:  # until it has seen us
        pass
    await another.close()
    return await acting


def test_without_the_program_of_postgres_it_is_named(
    bot: Bot, tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And how it is installed."""
    address = asyncio.run(postgres.database())
    monkeypatch.setenv("PATH", str(tmp_path))
    told = bot("backup", DATABASE_URL=address)
    assert told.output.strip() == say(Line.BACKUP_NO_TOOL, tool="pg_dump")


def test_a_folder_is_left_when_its_process_ends(tmp_path: Path) -> None:
    """Two work beside each other, one alone does not, and nothing stays held."""
    with present(tmp_path), present(tmp_path), suppress(Exception), alone(tmp_path):
        raise AssertionError
    with alone(tmp_path):
        shutil.rmtree(tmp_path / "nothing", ignore_errors=True)
