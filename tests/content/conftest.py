"""The content that is served, and its matcher, trained once for all tests."""

from pathlib import Path

import pytest

from bot.content.contents import Contents, read_contents
from bot.content.sources import read
from bot.content.trained import learn
from bot.core.library import Matcher

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def contents() -> Contents:
    return read_contents(read(ROOT))


@pytest.fixture(scope="session")
def matcher(contents: Contents, models: Path) -> Matcher:
    taught = contents.lessons
    return learn(taught, models)
