"""The content that is served, read once in a process for every test that asks: nobody changes what is given here."""

from functools import cache
from pathlib import Path

from bot.content.build import build
from bot.content.contents import Contents, read_contents
from bot.content.sources import Sources, read
from bot.content.trained import learn
from bot.content.translations import read_translations
from bot.core.library import Library
from bot.matching.matcher import WholeMatcher

ROOT = Path(__file__).resolve().parents[2]
"""The folder with `faq` and `flows`."""


@cache
def sources() -> Sources:
    return read(ROOT)


@cache
def contents() -> Contents:
    """As it is written; whether anything is wrong with it is not looked at."""
    contents = read_contents(sources())
    contents.translations = read_translations(contents)
    return contents


@cache
def matcher(models: Path) -> WholeMatcher:
    """What is learnt of it; learnt first where that folder does not hold it."""
    return learn(contents().lessons, models)


@cache
def library(models: Path, *, drafts: bool = False) -> Library:
    """What is in force; `drafts`: with the procedures that are not published. Raises Unfit."""
    return build(sources(), matcher(models), drafts=drafts)
