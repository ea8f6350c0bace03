"""The content that is served, and its matcher, trained once for all tests."""

from pathlib import Path

import pytest

from bot.content.contents import Contents
from bot.core.library import Matcher
from tests.support import served

ROOT = served.ROOT


@pytest.fixture(scope="session")
def contents() -> Contents:
    return served.contents()


@pytest.fixture(scope="session")
def matcher(models: Path) -> Matcher:
    return served.matcher(models)
