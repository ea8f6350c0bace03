"""The web application of each test, and the content that is served, its matcher trained once for all tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.build import build, lessons
from bot.content.sources import Sources, read
from bot.content.trained import learn
from bot.core.library import Library, Matcher
from tests.support.web import Web, serving

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """The web on a store of its own, with the small library, whose sentences are their keys."""
    async with serving(tmp_path) as web:
        yield web


@pytest.fixture(scope="session")
def sources() -> Sources:
    return read(ROOT)


@pytest.fixture(scope="session")
def matcher(sources: Sources, models: Path) -> Matcher:
    taught = lessons(sources)
    return learn(taught, models)


@pytest.fixture(scope="session")
def library(sources: Sources, matcher: Matcher) -> Library:
    """The content that is served."""
    return build(sources, matcher)


@pytest.fixture(scope="session")
def drafts(sources: Sources, matcher: Matcher) -> Library:
    """The same, with the procedures that are not published."""
    return build(sources, matcher, drafts=True)
