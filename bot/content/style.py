"""What the checker looks for in sentences; the words stand in style.toml, beside those the checker says."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def style() -> Mapping[str, Any]:
    """The words and patterns by name."""
    return tomllib.loads(files("bot.content").joinpath("style.toml").read_text(encoding="utf-8"))


def names_article(source: str) -> bool:
    """Whether a source is an article of a law, and no report or site."""
    return re.search(style()["article"], source) is not None
