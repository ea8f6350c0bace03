"""`staff`: accounts made, shown and ended in the terminal, also beside a server that runs."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.cli.words import Line, say
from bot.config import Settings
from bot.disk import models_dir
from tests.support.server import CODE, Server
from tests.support.web import form_token

Staff = Callable[..., Result]


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    """`python -m bot staff …` on a data folder of its own."""
    return lambda *words: CliRunner().invoke(main, ["staff", *words], env={"DATA_DIR": str(tmp_path)})


def code_of(told: str) -> str:
    found = CODE.search(told)
    assert found is not None, told
    return found[0]


def test_an_account_is_made_shown_and_ended(staff: Staff) -> None:
    """Each step is told, and the code of an account is shown this once."""
    assert staff("list").exit_code == 0
    added = staff("add", "한소라")
    assert added.exit_code == 0
    listed = staff("list").output
    assert "한소라" in listed and code_of(added.output) not in listed
    assert staff("remove", "한소라").exit_code == 0
    assert "한소라" not in staff("list").output


def test_a_role_is_given_and_shown(staff: Staff) -> None:
    """A consultant's without a word; one that is none is refused."""
    assert staff("add", "한소라").exit_code == 0
    assert staff("add", "오민준", "--role", "admin").exit_code == 0
    for name, role in (("한소라", "consultant"), ("오민준", "admin")):
        [line] = [line for line in staff("list").output.splitlines() if name in line]
        assert say(Line(f"staff_{role}")) in line
    assert staff("role", "한소라", "editor").exit_code == 0
    assert say(Line.STAFF_EDITOR) in staff("list").output
    assert staff("role", "한소라", "chief").exit_code != 0
    assert staff("end", "한소라").exit_code == 0


def test_another_code_is_another_one(staff: Staff) -> None:
    """Each time."""
    first = code_of(staff("add", "한소라").output)
    assert code_of(staff("code", "한소라").output) != first


@pytest.mark.parametrize(
    "words",
    [
        ("add", "한소라"),
        ("add", " "),
        ("code", "오민준"),
        ("remove", "오민준"),
        ("role", "오민준", "admin"),
        ("end", "오민준"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(staff: Staff, words: tuple[str, ...]) -> None:
    """And exit 1."""
    staff("add", "한소라")
    told = staff(*words)
    assert (told.exit_code, told.output.count("\n")) == (1, 1)
    assert "Traceback" not in told.output


@pytest.mark.usefixtures("content")
def test_an_account_opens_the_desk_of_a_running_server(settings: Settings, tmp_path: Path, staff: Staff) -> None:
    """A server that is open to others has no seat; with the account one works there, without a start in between."""
    server = Server(tmp_path, models_dir(settings), HOST="127.0.0.1")
    server.start()
    try:
        with httpx.Client(base_url=server.address) as client:
            assert client.get("/desk").status_code == 403
            code = code_of(staff("add", "한소라").output)
            door = {"csrf": form_token(client.get("/desk").text), "code": code, "password": "느티나무 아래 다섯"}
            assert client.post("/desk/begin", data=door).status_code == 303
            assert "한소라" in client.get("/desk").text
            staff("remove", "한소라")
            assert client.get("/desk/api/queue").status_code == 403
    finally:
        server.kill()
