"""A file of sentences beside the code that says them: they are needed also where no content can be read."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def sentences(package: str) -> Mapping[str, str]:
    """The sentences by key, from the `words.toml` of a package."""
    return tomllib.loads(files(package).joinpath("words.toml").read_text(encoding="utf-8"))
