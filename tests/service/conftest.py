"""The service on a store of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.person import Service, running


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    """The whole service on a real SQLite file, with the small library and a clock that is moved by hand."""
    async with running(tmp_path) as service:
        yield service
