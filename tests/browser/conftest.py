"""The product in its own process, and real browsers in front of it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext

from bot.content import build as content
from bot.content.sources import read
from bot.content.trained import untrained
from bot.core.library import Library
from tests.support.browser import chromium
from tests.support.server import CONTENT, Server


@dataclass(frozen=True)
class Size:
    """A screen, in CSS pixels."""

    name: str
    width: int
    height: int


DESKTOP = Size("desktop", 1440, 900)
PHONE = Size("phone", 360, 740)


@pytest.fixture(params=[DESKTOP, PHONE], ids=lambda size: size.name)
def size(request: pytest.FixtureRequest) -> Size:
    """Each of the two sizes."""
    found = request.param
    assert isinstance(found, Size)
    return found


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content, so that no test repeats its words."""
    sources = read(CONTENT)
    lessons = content.lessons(sources)
    return content.build(sources, untrained(lessons.entries, lessons.not_ours, lessons.words))


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is learnt once is there for every server of the run."""
    return tmp_path_factory.mktemp("models")


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


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real browser."""
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def citizens(browser: Browser, size: Size) -> BrowserContext:
    """A citizen's own browser."""
    return await browser.new_context(viewport={"width": size.width, "height": size.height}, locale="ko-KR")


@pytest.fixture
async def consultants(browser: Browser, size: Size) -> BrowserContext:
    """A consultant's own browser."""
    return await browser.new_context(viewport={"width": size.width, "height": size.height}, locale="ko-KR")
