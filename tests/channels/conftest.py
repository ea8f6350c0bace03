"""The web application of each test, and the content that is served, its matcher trained once for all tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.sources import Sources
from bot.core.library import Library, Matcher
from tests.support import served
from tests.support.web import Web, serving


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """The web on a store of its own, with the small library, whose sentences are their keys."""
    async with serving(tmp_path) as web:
        yield web


@pytest.fixture(scope="session")
def sources() -> Sources:
    return served.sources()


@pytest.fixture(scope="session")
def matcher(models: Path) -> Matcher:
    return served.matcher(models)


@pytest.fixture(scope="session")
def library(models: Path) -> Library:
    """The content that is served."""
    return served.library(models)


@pytest.fixture(scope="session")
def drafts(models: Path) -> Library:
    """The same, with the procedures that are not published."""
    return served.library(models, drafts=True)
