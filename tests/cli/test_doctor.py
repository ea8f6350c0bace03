"""`doctor`: what is well, what is worth a look and what must be mended, each in one line."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.app import SystemClock
from bot.cli import doctor
from bot.cli.backup import last_backup
from bot.cli.doctor import Finding, findings
from bot.cli.main import main
from bot.cli.words import Line, say
from bot.config import read_settings
from bot.content import days
from bot.store import migrating
from bot.store.sqlite import migrate, open_engine
from tests.support.bot_api import TOKEN, bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.postgres import PostgresServer
from tests.support.server import CONTENT

GROUP = -1001
OPEN = {"BASE_URL": "https://talk.example.kr"}
Run = Callable[..., Result]
NOW = SystemClock().now()


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


def test_a_fresh_folder_has_nothing_to_mend(run: Run) -> None:
    """The demo is well; that there is no backup yet is worth a look."""
    told = run("doctor")
    assert told.exit_code == 0, told.output
    assert say(Line.DOCTOR_WRONG) not in told.output
    for line in (Line.DOCTOR_DATABASE_NONE, Line.DOCTOR_BACKUP_NONE, Line.DOCTOR_TOKEN_NONE, Line.DOCTOR_RESTING):
        assert say(line) in told.output


def test_every_line_says_how_it_stands(run: Run, tmp_path: Path) -> None:
    """Nothing stands there without its mark, and a database that is there is well."""
    with_database(tmp_path)
    assert run("backup").exit_code == 0
    lines = run("doctor").output.splitlines()
    marks = tuple(say(mark) for mark in (Line.DOCTOR_GOOD, Line.DOCTOR_LOOK, Line.DOCTOR_WRONG))
    assert all(line.startswith(marks) for line in lines)
    assert f"{marks[0]} {say(Line.DOCTOR_DATABASE)}" in lines


def test_a_broken_database_must_be_mended(run: Run, tmp_path: Path) -> None:
    """And what can be done stands there."""
    file = tmp_path / "bot.sqlite3"
    file.write_bytes(b"broken" * 1000)
    told = run("doctor")
    assert (told.exit_code, say(Line.DOCTOR_DATABASE_BROKEN, file=str(file)) in told.output) == (1, True)


def test_an_older_or_newer_database_is_seen(tmp_path: Path) -> None:
    """The one is changed at the next start, the other needs the newer program. Looking changes neither."""
    known = migrating.known()
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)) as database:
        migrate(database, {1: known[1]}, NOW)
    for _ in range(2):
        assert Finding(Line.DOCTOR_LOOK, say(Line.DOCTOR_DATABASE_OLD)) in found(tmp_path)
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as database, database:
        database.execute("insert into migrations values (999, 'later', '')")
    newer = say(Line.DATABASE_NEWER, found="999", known=str(max(known)))
    assert Finding(Line.DOCTOR_WRONG, newer) in found(tmp_path)


def test_a_server_without_accounts_must_be_mended(run: Run, tmp_path: Path) -> None:
    """Open to others it has no seat, so that nobody could answer."""
    with_database(tmp_path)
    assert say(Line.DOCTOR_STAFF_NONE) in run("doctor", **OPEN).output
    assert run("staff", "add", "한소라").exit_code == 0
    assert say(Line.DOCTOR_STAFF, count="1") in run("doctor", **OPEN).output


def test_the_last_backup_grows_old_and_goes_astray(run: Run, tmp_path: Path) -> None:
    """After two days, and when it is not where it was put."""
    with_database(tmp_path)
    assert run("backup").exit_code == 0
    last = last_backup(read_settings({"DATA_DIR": str(tmp_path)}))
    assert last is not None
    marks = {it.mark for it in found(tmp_path, timedelta(minutes=1)) if last[1].name in it.sentence}
    assert marks == {Line.DOCTOR_GOOD}
    marks = {it.mark for it in found(tmp_path, timedelta(days=3)) if "backup" in it.sentence}
    assert marks == {Line.DOCTOR_LOOK}
    last[1].unlink()
    marks = {it.mark for it in found(tmp_path, timedelta(minutes=1)) if last[1].name in it.sentence}
    assert marks == {Line.DOCTOR_LOOK}


def test_content_that_is_wrong_is_counted(run: Run, tmp_path: Path) -> None:
    """Where it is wrong `check` tells."""
    content = tmp_path / "content"
    for name in ("faq", "flows"):
        shutil.copytree(CONTENT / name, content / name)
    (content / "faq" / "broken.yaml").write_text("topic: [", encoding="utf-8")
    told = run("doctor", CONTENT_DIR=str(content))
    assert (told.exit_code, say(Line.DOCTOR_CONTENT_WRONG, count="1") in told.output) == (1, True)


def test_holidays_and_clock_are_looked_at(tmp_path: Path) -> None:
    """A table that was installed long ago, one that ends, and a clock that is behind what was stored."""
    version, learnt = days.learnt()
    age = (NOW + timedelta(days=400)).date() - learnt
    old = say(Line.DOCTOR_HOLIDAYS_OLD, version=version, days=str(age.days))
    assert Finding(Line.DOCTOR_LOOK, old) in found(tmp_path, timedelta(days=400))
    assert say(Line.DOCTOR_HOLIDAYS_END, year=str(days.LAST)) in {
        it.sentence for it in found(tmp_path, timedelta(days=8000))
    }
    with_database(tmp_path)
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as database, database:
        database.execute("insert into conversations (id, version, last, body, begun) values ('c', 0, 0, '{}', '')")
        database.execute(
            "insert into events (id, conversation, at, digest, first_message, last_message)"
            " values ('e', 'c', '2099-01-01T00:00:00.000000Z', '', 1, 1)"
        )
    assert any(it.mark is Line.DOCTOR_WRONG for it in found(tmp_path))


def test_a_full_disk_must_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before nothing can be stored any more: the aim is set above whatever this disk has."""
    assert all(it.mark is not Line.DOCTOR_WRONG for it in found(tmp_path))
    monkeypatch.setattr(doctor, "LITTLE", 1e9)
    assert any(it.mark is Line.DOCTOR_LOOK and str(tmp_path) in it.sentence for it in found(tmp_path))
    monkeypatch.setattr(doctor, "VERY_LITTLE", 1e9)
    assert any(it.mark is Line.DOCTOR_WRONG and str(tmp_path) in it.sentence for it in found(tmp_path))


@pytest.mark.parametrize(
    ("api", "forum", "line", "status"),
    [
        (ForumApi(), True, Line.DOCTOR_GROUP_OPEN, 0),
        (ForumApi(may_manage=False), True, Line.DOCTOR_GROUP_BARRED, 1),
        (ForumApi(), False, Line.DOCTOR_GROUP_FLAT, 0),
        (ForumApi(token="1:another"), True, Line.DOCTOR_TOKEN_REFUSED, 1),
    ],
    ids=["open", "barred", "flat", "refused"],
)
async def test_the_bot_and_its_group_are_looked_at(
    run: Run, api: ForumApi, forum: bool, line: Line, status: int
) -> None:
    """The token, the topics and the right to open them; nothing is written there."""
    async with bot_api(api):
        api.messages[GROUP] = {}
        if forum:
            api.forums.add(GROUP)
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.address, "TELEGRAM_DESK_CHAT": str(GROUP)}
        told = await asyncio.to_thread(run, "doctor", **settings)
        assert (told.exit_code, say(line) in told.output) == (status, True), told.output
        assert TOKEN not in told.output
        assert not [call for call in api.calls if call.method.lower().startswith("send")]


async def test_a_group_without_the_bot_and_a_service_that_is_away(run: Run) -> None:
    """Two different things to do."""
    api = ForumApi()
    async with bot_api(api):
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.address, "TELEGRAM_DESK_CHAT": str(GROUP)}
        told = await asyncio.to_thread(run, "doctor", **settings)
        assert (told.exit_code, say(Line.DOCTOR_GROUP_AWAY) in told.output) == (1, True), told.output
    told = await asyncio.to_thread(run, "doctor", **settings)
    assert (told.exit_code, say(Line.DOCTOR_TOKEN_UNREACHED) in told.output) == (1, True), told.output


def test_postgres_is_looked_at(run: Run, postgres: PostgresServer) -> None:
    """One that is there, and one that is not; its address is in no line."""
    address = asyncio.run(postgres.database())
    assert say(Line.DOCTOR_DATABASE_NONE) in run("doctor", DATABASE_URL=address).output
    assert run("staff", "list", DATABASE_URL=address).exit_code == 0
    assert say(Line.DOCTOR_DATABASE) in run("doctor", DATABASE_URL=address).output
    told = run("doctor", DATABASE_URL=address.replace("hush-hush", "wrong-word").replace("/test_", "/none_"))
    assert (told.exit_code, say(Line.DATABASE_AWAY) in told.output) == (1, True)
    assert "wrong-word" not in told.output
