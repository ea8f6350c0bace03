"""`backup` and `restore`: all that is kept in one file, and back. The one goes beside a product, the other not."""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from bot import __version__
from bot.app import SystemClock, open_store
from bot.cli.telling import Told, prepared, told_kindly
from bot.cli.words import Line, say
from bot.config import Address, Settings
from bot.core.korean import moment as in_words
from bot.store import archive, copying, migrating
from bot.store.codec_parts import moment, stamp
from bot.store.presence import Occupied, alone, present

ENDING = ".zip"
PREFIX, BEFORE = "hyeopdong-", "before-restore-"
LAST = "last_backup.json"


def folder_of_backups(settings: Settings) -> Path:
    """Where backups go that are not named otherwise."""
    return settings.data_dir / "backups"


@click.command("backup")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--keep", type=click.IntRange(1), metavar="N", help="Leave the newest N of the folder of backups.")
def backup(file: Path | None, keep: int | None) -> None:
    """Write everything that is kept to one FILE, also while the product runs; without FILE into DATA_DIR/backups.

    The database as it is at one moment, and the files of its messages. The secret key is not in it.
    """
    with told_kindly():
        settings = prepared()
        with present(settings.data_dir):
            target = file or _fresh(settings, PREFIX)
            try:
                gone = made(settings, target)
            except copying.CANNOT_COPY as error:
                raise Told(say(Line.BACKUP_FAILED, file=str(target))) from error
        click.echo(say(Line.BACKUP_DONE, file=str(target), count=str(archive.read(target).files)))
        if gone:
            click.echo(say(Line.BACKUP_GONE, count=str(gone)))
        if keep is not None:
            for old in sorted(folder_of_backups(settings).glob(f"{PREFIX}*{ENDING}"))[:-keep]:
                old.unlink()


def made(settings: Settings, target: Path) -> int:
    """Writes a backup; how many files were taken back meanwhile. Raises Told, and CANNOT_COPY of the database."""
    if target.exists():
        raise Told(say(Line.BACKUP_EXISTS, file=str(target)))
    now = SystemClock().now()
    try:
        with _told_of_tools(), archive.staged(target) as folder:
            copied, engine = _copied(settings, folder / "database")
            about = archive.About(stamp(now), __version__, engine, copied.migration, len(copied.files))
            files, shown = settings.data_dir / "files", _shown(Line.BACKUP_FILES)
            gone = archive.write(target, about, folder / "database", files, copied.files, shown)
    except OSError as error:
        raise Told(say(Line.BACKUP_FAILED, file=str(target))) from error
    (settings.data_dir / LAST).write_text(
        json.dumps({"at": stamp(now), "file": str(target.resolve())}), encoding="utf-8"
    )
    return gone


def _copied(settings: Settings, target: Path) -> tuple[copying.Copied, archive.EngineName]:
    if isinstance(settings.database, Address):
        return asyncio.run(copying.copy_postgres(settings.database.url, target)), "postgresql"
    if not settings.database.exists():
        raise Told(say(Line.BACKUP_NOTHING))
    return copying.copy_sqlite(settings.database, target), "sqlite"


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="In the place of what is there, of which a backup is made first.")
def restore(file: Path, *, force: bool) -> None:
    """Put back what `backup` wrote to FILE. Nothing of the product may be running.

    Refuses a broken or newer backup, one of another kind of database, and to take the place of what is kept already.
    """
    with told_kindly():
        settings = prepared()
        try:
            with alone(settings.data_dir), _told_of_tools():
                about = _fitting(settings, file)
                erased = _made_way(settings, file, about, force=force)
                names = _put_back(settings, file)
        except Occupied as error:
            raise Told(say(Line.RESTORE_RUNNING)) from error
        except OSError as error:
            raise Told(say(Line.RESTORE_FAILED)) from error
        again = asyncio.run(_erase_again(settings, erased))
        made_at = in_words(moment(about.made), SystemClock().now())
        click.echo(say(Line.RESTORE_DONE, made=made_at, count=str(len(names))))
        if again:
            click.echo(say(Line.RESTORE_ERASED, cases=", ".join(again)))


def _fitting(settings: Settings, file: Path) -> archive.About:
    """What a backup says of itself, when it can be put back here. Raises Told, Problem."""
    try:
        about = archive.read(file)
    except archive.Broken as error:
        raise Told(say(Line.RESTORE_BROKEN, file=str(file))) from error
    if about.engine != ("postgresql" if isinstance(settings.database, Address) else "sqlite"):
        raise Told(say(Line.RESTORE_OTHER, file=str(file), engine=about.engine))
    migrating.pending(about.migration, migrating.known())
    return about


def _made_way(settings: Settings, file: Path, about: archive.About, *, force: bool) -> tuple[str, ...]:
    """Backs up what is there; the cases of people erased since the backup. Raises Told without `force`."""
    if not _is_used(settings):
        return ()
    if not force:
        raise Told(say(Line.RESTORE_EXISTING))
    kept, erased = _fresh(settings, BEFORE), _erased_since(settings, about.made)
    try:
        made(settings, kept)
    except copying.CANNOT_COPY as error:
        if isinstance(settings.database, Address):
            raise Told(say(Line.DATABASE_AWAY)) from error
        if copying.is_unreached(error):
            raise Told(say(Line.BACKUP_FAILED, file=str(kept))) from error
        kept = settings.database.with_name(f"{settings.database.name}.{_now():%Y%m%d-%H%M%S}")
        settings.database.rename(kept)
    click.echo(say(Line.RESTORE_KEPT, file=str(kept)))
    return erased


def _is_used(settings: Settings) -> bool:
    """Raises Occupied for a database of a server that others use."""
    if not isinstance(settings.database, Address):
        return copying.holds_people(settings.database)
    others, used = asyncio.run(copying.state_of_postgres(settings.database.url))
    if others:
        raise Occupied
    return used


def _put_back(settings: Settings, file: Path) -> frozenset[str]:
    """First the files, then the database at once: broken off, it is the old one still. Then files it does not know."""
    files = settings.data_dir / "files"
    place = settings.database if isinstance(settings.database, Path) else settings.data_dir / "database"
    with archive.staged(place) as folder:
        archive.take_out(file, folder / "database")
        if isinstance(settings.database, Path):
            try:
                copying.inspect_sqlite(folder / "database")
            except copying.CANNOT_COPY as error:
                raise Told(say(Line.RESTORE_BROKEN, file=str(file))) from error
        names = archive.put_files(file, files, _shown(Line.RESTORE_FILES))
        if isinstance(settings.database, Address):
            copying.replace_postgres(folder / "database", settings.database.url)
        else:
            copying.replace_sqlite(folder / "database", settings.database)
    for left in files.iterdir():
        if left.name not in names:
            left.unlink()
    return names


def _erased_since(settings: Settings, made_at: str) -> tuple[str, ...]:
    """None where the database there cannot be read: then a person must look."""
    try:
        return asyncio.run(copying.erased_since(_where(settings), made_at))
    except copying.CANNOT_COPY:
        click.echo(say(Line.RESTORE_UNKNOWN), err=True)
        return ()


def _where(settings: Settings) -> str | Path:
    return settings.database.url if isinstance(settings.database, Address) else settings.database


async def _erase_again(settings: Settings, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Takes people out anew who were erased after the backup was made; the cases that were there again."""
    if not numbers:
        return ()
    again: list[str] = []
    async with open_store(settings) as store:
        for number in numbers:
            found = await store.belongings(number)
            if found is None:
                continue
            files = await store.files_of(found.conversation)
            await store.erase_conversation(found.conversation, _now(), "asked")
            for name in files:
                (settings.data_dir / "files" / name).unlink(missing_ok=True)
            again += found.cases
        await store.scrub()
    return tuple(again)


def _fresh(settings: Settings, prefix: str) -> Path:
    folder = folder_of_backups(settings)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{prefix}{_now():%Y%m%d-%H%M%S}{ENDING}"


def _now() -> datetime:
    return SystemClock().now()


@contextmanager
def _told_of_tools() -> Iterator[None]:
    """What a program of PostgreSQL cannot do, and what cannot be read, become one sentence."""
    try:
        yield
    except copying.NoTool as missing:
        line = Line.BACKUP_TOOL_FAILED if missing.failed else Line.BACKUP_NO_TOOL
        raise Told(say(line, tool=missing.name)) from missing


def _shown(line: Line) -> archive.Progress:
    """Shows how far it has come, where somebody looks on."""
    looked_at = sys.stderr.isatty()

    def show(done: int, all: int) -> None:
        if looked_at:
            click.echo(f"\r{say(line)} {done}/{all}", nl=done == all, err=True)

    return show


def last_backup(settings: Settings) -> tuple[datetime, Path] | None:
    """When the last backup was made, and where; None where none was made from here."""
    try:
        told = json.loads((settings.data_dir / LAST).read_text(encoding="utf-8"))
        return moment(told["at"]), Path(told["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
