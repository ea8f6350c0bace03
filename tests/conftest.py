"""What holds for every test."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest
from hypothesis import settings

from tests.support import served
from tests.support.postgres import PostgresServer

settings.register_profile("tests", deadline=None)  # a busy machine is no reason for a test to fail
settings.load_profile("tests")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The PostgreSQL of this run, started when the first test asks for it."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def few_authorities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test speaks TLS: of the authorities of the world, which every new client would read anew, one is enough."""
    file = tmp_path_factory.mktemp("authorities") / "one.pem"
    first, end, _ = certifi.contents().partition("-----END CERTIFICATE-----\n")
    file.write_text(first + end, encoding="ascii")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SSL_CERT_FILE", str(file))
        yield


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the matcher learns, kept for the tests of every process: whoever comes first learns what is served."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "models"
    folder.mkdir(exist_ok=True)
    with (folder / "learning").open("w") as learning:
        fcntl.flock(learning, fcntl.LOCK_EX)  # the others wait rather than learn the same beside it
        served.matcher(folder)
    return folder
