"""Starting and stopping: the port, the database, the content, the signals."""

import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from bot.app import SEOUL, CannotOpen, SystemClock, open_house
from bot.config import Address, Settings
from bot.core.errors import Problem
from bot.core.texts import Key
from bot.listening import CannotListen, listen
from bot.logs import PlaceOnly
from bot.service.ports.content import Disk, Slip, Unfit
from tests.cli.conftest import started
from tests.support.fakes import FakeClock
from tests.support.postgres import PostgresServer


def test_a_port_in_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    """With the port, and another one to try; nothing is made before."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = started({"PORT": str(port), "DATA_DIR": str(tmp_path / "data")}, tmp_path)
        _, told = run.communicate(timeout=120)
    assert run.returncode == 1
    assert str(port) in told
    assert f"PORT={port + 1}" in told
    assert len(told.splitlines()) == 1
    assert not (tmp_path / "data").exists()


def test_a_wrong_setting_is_told_in_one_sentence(tmp_path: Path) -> None:
    """With its name, and no traceback."""
    run = started({"PORT": "eighty"}, tmp_path)
    _, told = run.communicate(timeout=120)
    assert (run.returncode, len(told.splitlines())) == (1, 1)
    assert "PORT" in told


def answering(content: Path, models: Path, folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """The product on a data folder of its own, once it has said where it is, and its address."""
    (folder / "data").mkdir()
    (folder / "data" / "models").symlink_to(models)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = {"DATA_DIR": str(folder / "data"), "CONTENT_DIR": str(content)}
    run = started({"PORT": str(port), **where}, folder)
    assert run.stdout is not None
    assert any(f"http://127.0.0.1:{port}/" in line for line in iter(run.stdout.readline, ""))
    return run, f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(picnic: Path, models: Path, tmp_path: Path, number: signal.Signals) -> None:
    """It says where it is, then ends with 0 and leaves no write-ahead log behind."""
    run, _ = answering(picnic, models, tmp_path)
    os.kill(run.pid, number)
    out, told = run.communicate(timeout=120)
    assert (run.returncode, told) == (0, "")
    assert "data" in out
    assert [file.name for file in (tmp_path / "data").glob("bot.sqlite3*")] == ["bot.sqlite3"]


def test_an_open_page_is_told_of_the_end(picnic: Path, models: Path, tmp_path: Path) -> None:
    """A stream that is under way at the signal ends as a whole answer does, and is not cut off."""
    run, address = answering(picnic, models, tmp_path)
    with httpx.Client(base_url=address) as client:
        headers = {"authorization": f"Bearer {client.post('/api/session').json()['session']}"}
        with client.stream("GET", "/api/stream", headers=headers, timeout=120) as stream:
            parts = stream.iter_text()
            next(parts)
            os.kill(run.pid, signal.SIGTERM)
            assert "data:" not in "".join(parts)
    _, told = run.communicate(timeout=120)
    assert (run.returncode, told) == (0, "")


def test_a_port_is_taken_at_once() -> None:
    """Whoever comes second is told so; once it is given back it can be had again."""
    first = listen("127.0.0.1", 0)
    port = first.getsockname()[1]
    with pytest.raises(CannotListen) as caught:
        listen("127.0.0.1", port)
    assert caught.value.taken
    first.close()
    listen("127.0.0.1", port).close()


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_not_taken_for_a_busy_port(host: str) -> None:
    """HOST is what is wrong, not PORT."""
    with pytest.raises(CannotListen) as caught:
        listen(host, 0)
    assert not caught.value.taken


def test_a_database_that_cannot_be_reached_is_told_without_its_address(tmp_path: Path) -> None:
    """One sentence that names the setting, and neither the server nor the password."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = {"DATA_DIR": str(tmp_path / "data"), "PORT": str(port)}
    run = started({"DATABASE_URL": "postgresql://someone:hush@127.0.0.1:1/where", **where}, tmp_path)
    _, told = run.communicate(timeout=120)
    assert (run.returncode, len(told.splitlines())) == (1, 1)
    assert "DATABASE_URL" in told
    assert not [word for word in ("hush", "someone", "127.0.0.1", "where") if word in told]


async def test_a_file_that_is_no_database_is_named(content: Disk, tmp_path: Path) -> None:
    """It is left as it is."""
    file = tmp_path / "notes.txt"
    file.write_text("only words " * 100)
    with pytest.raises(CannotOpen, match=r"notes\.txt"):
        async with open_house(file, FakeClock(), content):
            pass
    assert file.read_text().startswith("only words")


async def test_a_database_of_a_later_version_is_refused(content: Disk, tmp_path: Path) -> None:
    """What a newer version wrote is not touched by an older one."""
    file = tmp_path / "bot.sqlite3"
    async with open_house(file, FakeClock(), content):
        pass
    later = sqlite3.connect(file)
    later.execute("insert into migrations (number, name, at) values (999, 'later', '')")
    later.commit()
    later.close()
    with pytest.raises(Problem) as caught:
        async with open_house(file, FakeClock(), content):
            pass
    assert caught.value.key == Key.DATABASE_NEWER


async def test_what_is_kept_on_postgres_is_there_after_a_restart(content: Disk, postgres: PostgresServer) -> None:
    """The house opens by an address as by a file: conversations and the version in force are the database's."""
    address = Address(await postgres.database())
    async with open_house(address, FakeClock(), content) as house:
        conversation = await house.store.open_address("test:kim", house.clock.now())
        version = house.publishing.library.version
    async with open_house(address, FakeClock(), content) as house:
        assert await house.store.conversation_at("test:kim") == conversation
        kept = await house.store.version_in_force()
        assert kept is not None
        assert kept[0] == version


TOLD = Slip("flows/words.yaml", 1, "told")


async def test_a_bad_edit_serves_the_version_before_it_also_across_a_restart(content: Disk, tmp_path: Path) -> None:
    """What is on disk now does not pass: the version in force goes on, and staff are told."""
    broken = {"flows/words.yaml": "broken"}

    def build(files: Mapping[str, str]) -> object:
        return Unfit((TOLD,)) if files is broken else content.build(files)

    async with open_house(tmp_path / "db", FakeClock(), content) as house:
        version = house.publishing.library.version
    async with open_house(tmp_path / "db", FakeClock(), Disk(broken, build)) as house:  # type: ignore[arg-type]  # narrower above
        assert (house.publishing.library.version, house.problems) == (version, (TOLD,))


async def test_without_any_version_there_is_no_start(tmp_path: Path) -> None:
    """Disk that does not pass, and none that ever did."""
    with pytest.raises(Problem) as caught:
        async with open_house(tmp_path / "db", FakeClock(), Disk({}, lambda files: Unfit((TOLD,)))):
            pass
    assert caught.value.key == Key.NO_CONTENT


def test_the_clock_is_seouls() -> None:
    """Whatever the machine's zone."""
    assert SystemClock().now().tzinfo is SEOUL


def test_an_error_is_logged_by_its_place_and_never_by_its_words() -> None:
    """The text of an exception may hold what a person wrote."""
    try:
        raise ValueError("010-1234-5678")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    shown = PlaceOnly("%(message)s").format(record)
    assert "ValueError" in shown
    assert Path(__file__).name in shown
    assert "010" not in shown


def test_content_that_cannot_be_served_is_told_problem_by_problem(settings: Settings, tmp_path: Path) -> None:
    """On the first start there is no version to fall back on: what to mend is shown at once."""
    for folder in ("faq", "flows"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "content" / "flows" / "texts.yaml").write_text("greting: hello\n", encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = {"CONTENT_DIR": str(tmp_path / "content"), "DATA_DIR": str(tmp_path / "data"), "PORT": str(port)}
    run = started(where, tmp_path)
    out, told = run.communicate(timeout=120)
    assert (run.returncode, len(told.splitlines())) == (1, 1)
    assert "flows/texts.yaml:1: " in out
