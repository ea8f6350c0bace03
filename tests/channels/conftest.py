"""The web application of each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.web import Web, serving


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """The web on a store of its own, with the small library, whose sentences are their keys."""
    async with serving(tmp_path) as web:
        yield web
