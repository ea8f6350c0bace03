"""The Telegram channel of each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.telegram import Channel, telegram


@pytest.fixture
async def channel(tmp_path: Path) -> AsyncIterator[Channel]:
    """The channel on a store of its own."""
    async with telegram(tmp_path) as channel:
        yield channel
