"""A file of sentences beside the code that says them: they are needed also where no content can be read."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def sentences(package: str) -> Mapping[str, str]:
    """The sentences by key, from the `words.toml` of a package."""
    return tomllib.loads(_text(package, "words.toml"))


@cache
def grouped(package: str, name: str) -> Mapping[str, Mapping[str, str]]:
    """The sentences of another file of a package, by group and key."""
    return tomllib.loads(_text(package, name))


def _text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")
