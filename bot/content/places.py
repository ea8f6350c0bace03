"""flows/tables/places.yaml: each local fact once, put into answers and steps by its name, as `<place.city_desk>`."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from bot.content.parts import Page, Part
from bot.content.problems import no_such
from bot.content.reader import Fields, Items, Scalar, Tree
from bot.content.sentences import Sentence, tell
from bot.content.sources import language_of
from bot.core.korean import PLACEHOLDER, fill
from bot.core.library import Certainty
from bot.core.tongue import TONGUES

PLACES = "flows/tables/places.yaml"
PREFIX = "place."
SURE: tuple[Certainty, ...] = get_args(Certainty)
UNSAID = frozenset({"asks", "tests", "sources", "also", "marks", "words", "sentences", "examples", "formerly", "skip"})
"""Keys below which nothing is said by the bot: what people write, and where a fact stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """A local fact: an office, an address, a telephone number, a programme. `day` is that of its source.

    `others` are its words in other languages, where they are not the same.
    """

    name: str
    value: str
    source: str
    day: date
    certainty: Certainty
    others: Mapping[str, str] = field(default_factory=dict)

    def said(self, language: str = "") -> str:
        """Its words in a language; "" for Korean."""
        return self.others.get(language, self.value)


@dataclass(frozen=True, slots=True)
class Use:
    """Where a local fact is said."""

    place: str
    file: str
    line: int


def read_places(part: Part) -> Mapping[str, Place]:
    """The local facts by name."""
    rows = part.only(("places",)).part("places", must=True)
    found: dict[str, Place] = {}
    for name, row in rows.parts() if rows else ():
        row.name(None, name)
        row = row.only(("value", "source", "date", "certainty", *TONGUES))
        value, written = row.text("value"), row.one_of("certainty", SURE)
        others = {tongue: row.text(tongue) for tongue in TONGUES if tongue in row.values}
        if any(sign in text for text in (value, *others.values()) for sign in "\n<"):
            row.add("value", tell(Sentence.PLACE_NOT_PLAIN), mended=True)
        day = row.day("date", must=True) or date.min
        certainty: Certainty = next((each for each in SURE if each == written), "check")
        found[name] = Place(name, value.replace("<", ""), row.text("source"), day, certainty, others)
    return found


def with_places(tree: Tree, page: Page, places: Mapping[str, Place] | None) -> tuple[Tree, list[Use]]:
    """A file with its local facts in the sentences, and where they are said; an unknown name is laid down.

    `places` is None when the table could not be read: then nobody is blamed.
    """
    uses: list[Use] = []
    language = language_of(page.file)

    def put(scalar: Scalar) -> Scalar:
        if f"<{PREFIX}" not in scalar.text:
            return scalar
        for name, position in named(scalar.text):
            line = scalar.line_of(position)
            uses.append(Use(name, page.file, line))
            if places is not None and name not in places:
                page.add(line, no_such(Sentence.A_PLACE, name, places), mended=True)
        return replace(scalar, text=_filled(scalar.text, places or {}, language))

    return _changed(tree, put), uses


def said(tree: Tree) -> Iterator[Scalar]:
    """Every text of a file that is said, in order."""
    if isinstance(tree, Scalar):
        yield tree
    elif isinstance(tree, Items):
        for item in tree.items:
            yield from said(item)
    else:
        for key, value in tree.values.items():
            yield from said(value) if key not in UNSAID else ()


def named(text: str) -> Iterator[tuple[str, int]]:
    """The local facts that a text names, each with its position."""
    for found in PLACEHOLDER.finditer(text):
        if found[1].startswith(PREFIX):
            yield found[1].removeprefix(PREFIX), found.start()


def _filled(text: str, places: Mapping[str, Place], language: str) -> str:
    """With local facts and the particles after them; an unknown one by its name, other values as they are."""

    def put(found: re.Match[str]) -> str:
        name = found[1].removeprefix(PREFIX)
        if name == found[1]:
            return found[0]
        return fill(found[0], {found[1]: places[name].said(language) if name in places else name})

    return PLACEHOLDER.sub(put, text)


def _changed(tree: Tree, put: Callable[[Scalar], Scalar]) -> Tree:
    if isinstance(tree, Scalar):
        return put(tree)
    if isinstance(tree, Items):
        return replace(tree, items=tuple(_changed(item, put) for item in tree.items))
    values = {key: value if key in UNSAID else _changed(value, put) for key, value in tree.values.items()}
    return Fields(values, tree.lines, tree.line)
