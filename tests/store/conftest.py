"""A store of its own for every test, on each engine."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.store import postgres as on_postgres
from bot.store.engine import Engine
from bot.store.sqlite import open_engine
from bot.store.store import SqlStore
from tests.support.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgres"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Engine]:
    """An empty database that is up to date."""
    async with AsyncExitStack() as ending:
        if request.param == "sqlite":
            engine: Engine = await open_engine(tmp_path / "store.db")
        else:
            server: PostgresServer = request.getfixturevalue("postgres")
            engine = await on_postgres.open_engine(await ending.enter_async_context(server.lent()))
        ending.push_async_callback(engine.close)
        yield engine


@pytest.fixture
async def store(engine: Engine) -> SqlStore:
    """An empty store whose masking hides nothing but the word 비밀."""
    return SqlStore(engine, lambda text: text.replace("비밀", "●●"))
