"""A broken file on disk and a new start: the version in force goes on serving, and says why."""

import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import started
from tests.support.web import form_token

FLOW = "flows/picnic.yaml"


class Product:
    """The real product on a content of its own, started and stopped on the same data."""

    def __init__(self, folder: Path, content: Path, models: Path) -> None:
        self.folder, self.content, self.told = folder, folder / "content", ""
        shutil.copytree(content, self.content)
        (folder / "data").mkdir()
        (folder / "data" / "models").symlink_to(models)

    @contextmanager
    def running(self) -> Iterator[httpx.Client]:
        """A client of it while it runs; what it said on stderr is then in `told`."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        where = {"PORT": str(port), "DATA_DIR": str(self.folder / "data"), "CONTENT_DIR": str(self.content)}
        run = started(where, self.folder)
        try:
            assert run.stdout is not None
            assert any(f":{port}/" in line for line in iter(run.stdout.readline, ""))
            with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
                yield client
        finally:
            run.send_signal(signal.SIGTERM)
            self.told = run.communicate(timeout=120)[1]


@pytest.fixture
def product(picnic: Path, models: Path, tmp_path: Path) -> Product:
    return Product(tmp_path, picnic, models)


def version(client: httpx.Client) -> str:
    return str(client.get("/healthz").json()["library"])


def desk(client: httpx.Client) -> str:
    """The desk's page, as the one who sits down there sees it."""
    token = form_token(client.get("/desk").text)
    return client.post("/desk/seat", data={"name": "한소라", "csrf": token}, follow_redirects=True).text


def answer(client: httpx.Client) -> str:
    """What a citizen is told who begins the procedure that is broken on disk."""
    token = client.post("/api/session").json()["session"]
    said = {"id": "1", "text": "소풍 가요"}
    told = client.post("/api/messages", json=said, headers={"authorization": f"Bearer {token}"})
    return str([message["text"] for message in told.json()["messages"]])


def break_yaml(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines[:2], "status: [published\n", *lines[3:]]), encoding="utf-8")


def break_encoding(file: Path) -> None:
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp949", "replace"))


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "bad YAML": (break_yaml, f"{FLOW}:3: "),
    "CP949": (break_encoding, f"{FLOW}:2: "),
    "a flow deleted": (Path.unlink, "flows/words.yaml:"),
}


def test_a_broken_file_leaves_the_version_in_force_and_says_so(product: Product) -> None:
    """Whatever is broken: the same answer, the same version, the place on stderr and at the desk; mended, no word."""
    file = product.content / FLOW
    good = file.read_bytes()
    with product.running() as client:
        before = version(client), answer(client)
        assert "kept-out" not in desk(client)
    assert product.told == ""
    for break_, place in BROKEN.values():
        break_(file)
        with product.running() as client:
            assert (version(client), answer(client)) == before
            page = desk(client)
            assert "kept-out" in page
            assert place.rstrip(": ") in page
        assert place in product.told
        file.write_bytes(good)
    with product.running() as client:
        assert version(client) == before[0]
        assert "kept-out" not in desk(client)
    assert product.told == ""
