"""Do local facts stand once: none is written in a sentence, none is said with more certainty than it has."""

import re
from collections.abc import Mapping
from functools import cache

from bot.content.parts import Page
from bot.content.places import PREFIX, Place, named, said
from bot.content.reader import Fields, Scalar, Tree
from bot.content.sentences import Sentence, tell
from bot.content.sources import language_of
from bot.content.style import style

_PHONE = r"(?<![\d-])(?:0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4})(?![\d-])"
_SITE = r"(?<![\w.@])(?:[a-z0-9-]+\.)+(?:kr|com|net|org)\b"
SAMPLE = "010-1234-5678"
"""The number that shows people how to write theirs."""
SHORTEST = 4
"""A value of the table is looked for in sentences from so many letters on: shorter ones stand in other words."""


@cache
def _written() -> re.Pattern[str]:
    return re.compile(f"{_PHONE}|{style()['street']}|{_SITE}")


def check_written(tree: Tree, page: Page, places: Mapping[str, Place]) -> None:
    """Warns of a number, address or site written in a sentence, and of what the table already holds."""
    language = language_of(page.file)
    kept = {place.said(language): place.name for place in reversed(list(places.values()))}
    sought = sorted((value for value in kept if len(value) >= SHORTEST), key=len, reverse=True)
    for scalar in said(tree):
        text = scalar.text
        for value in sought:
            position = text.find(value)
            if position >= 0:
                name = f"{PREFIX}{kept[value]}"
                page.add(scalar.line_of(position), tell(Sentence.PLACE_WRITTEN, text=value, name=name), "warning")
                text = text.replace(value, " " * len(value))
        for found in _written().finditer(text):
            if found[0] != SAMPLE:
                page.add(scalar.line_of(found.start()), tell(Sentence.PLACE_LACKING, text=found[0]), "warning")


def check_certainty(tree: Tree, page: Page, places: Mapping[str, Place]) -> None:
    """Warns of an entry that is told as confirmed and says a local fact that is not."""
    entries = tree.values.get("entries") if isinstance(tree, Fields) else None
    for entry in entries.values.values() if isinstance(entries, Fields) else ():
        if not isinstance(entry, Fields):
            continue
        answer, certainty = entry.values.get("answer"), entry.values.get("certainty")
        if not (isinstance(answer, Scalar) and isinstance(certainty, Scalar) and certainty.text == "confirmed"):
            continue
        for name, position in named(answer.text):
            if name in places and places[name].certainty == "check":
                page.add(answer.line_of(position), tell(Sentence.PLACE_UNSURE, name=f"{PREFIX}{name}"), "warning")
