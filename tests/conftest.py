"""What holds for every test."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.postgres import PostgresServer

settings.register_profile("tests", deadline=None)  # a busy machine is no reason for a test to fail
settings.load_profile("tests")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The PostgreSQL of this run, started when the first test asks for it."""
    with PostgresServer() as server:
        yield server
