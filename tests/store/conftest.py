"""A store of its own for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.sqlite import open_engine
from bot.store.store import SqlStore


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """An empty store whose masking hides nothing but the word 비밀."""
    store = SqlStore(await open_engine(tmp_path / "store.db"), lambda text: text.replace("비밀", "●●"))
    yield store
    await store.close()
