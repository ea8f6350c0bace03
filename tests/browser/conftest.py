"""The product in its own process, and real browsers in front of it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ViewportSize

from bot.core.library import Library
from tests.support import served
from tests.support.browser import chromium
from tests.support.server import Server


@dataclass(frozen=True)
class Size:
    """A screen, in CSS pixels."""

    name: str
    width: int
    height: int

    @property
    def viewport(self) -> ViewportSize:
        return {"width": self.width, "height": self.height}


DESKTOP = Size("desktop", 1440, 900)
PHONE = Size("phone", 360, 740)


both_sizes = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=lambda size: size.name)


@pytest.fixture(scope="session")
def library(models: Path) -> Library:
    """The real content, so that no test repeats its words."""
    return served.library(models)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Iterator[Server]:
    """The running product, for all tests that leave it alone."""
    yield from _running(Server(tmp_path_factory.mktemp("data"), models))


@pytest.fixture
def own_server(tmp_path: Path, models: Path) -> Iterator[Server]:
    """The running product on an empty data folder, to be killed at will."""
    yield from _running(Server(tmp_path / "data", models))


def _running(server: Server) -> Iterator[Server]:
    """A server that is dead at the end, whatever happened."""
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real browser."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def citizens(browser: Browser, size: Size) -> AsyncIterator[BrowserContext]:
    """A citizen's own browser."""
    async with await browser.new_context(viewport=size.viewport, locale="ko-KR") as context:
        yield context


@pytest_asyncio.fixture(loop_scope="session")
async def consultants(browser: Browser, size: Size) -> AsyncIterator[BrowserContext]:
    """A consultant's own browser."""
    async with await browser.new_context(viewport=size.viewport, locale="ko-KR") as context:
        yield context
