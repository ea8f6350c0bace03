"""The shapes of a JSON Schema (draft 7) that the schemas of the content files are put together from.

They are a little stricter than the reader (a number in quotes is none), never laxer about a key.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.content.parts import DAY as WRITTEN_DAY
from bot.content.parts import NAME as WRITTEN_NAME
from bot.content.word_file import grouped

Shape = dict[str, Any]


def matching(pattern: str) -> Shape:
    """A text of which the whole looks so."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def one_of(words: Iterable[str]) -> Shape:
    """One of some words."""
    return {"enum": list(words)}


def any_of(*shapes: Shape) -> Shape:
    return {"anyOf": list(shapes)}


def list_of(shape: Shape, least: int = 0, most: int | None = None) -> Shape:
    """A list; `most` items at most when it is given."""
    longest = {} if most is None else {"maxItems": most}
    return {"type": "array", "items": shape, "minItems": least, **longest}


def map_of(shape: Shape, names: Shape | None = None) -> Shape:
    """A mapping whose keys are the writer's own names."""
    return {"type": "object", "additionalProperties": shape, **({"propertyNames": names} if names else {})}


def fields(about: str, keys: Mapping[str, Shape], must: Iterable[str] = ()) -> Shape:
    """A mapping of known keys alone, each with what keys.toml says of it under `about`."""
    words = grouped("bot.content", "keys.toml")[about]
    properties = {key: _told(words[key], shape) for key, shape in keys.items()}
    return {"type": "object", "properties": properties, "required": sorted(must), "additionalProperties": False}


def when(test: Shape, then: Shape) -> Shape:
    """The second where the first fits."""
    return {"if": test, "then": then}


def is_one(key: str, word: str) -> Shape:
    """A mapping that has that word under that key."""
    return {"required": [key], "properties": {key: {"const": word}}}


def defined(name: str) -> Shape:
    """What stands in the definitions of the schema under that name."""
    return {"$ref": f"#/definitions/{name}"}


def _told(words: str, shape: Shape) -> Shape:
    """With a description: beside a reference it would not be read."""
    return {"description": words, **({"allOf": [shape]} if "$ref" in shape else shape)}


TEXT: Shape = {"type": ["string", "number", "boolean"], "pattern": "\\S"}
"""A sentence or word. One that looks like a number is a text too."""
NAME = matching(WRITTEN_NAME.pattern)
WHOLE: Shape = {"type": "integer"}
COUNT: Shape = {"type": "integer", "minimum": 1}
FLAG: Shape = {"type": "boolean"}
DAY = matching(WRITTEN_DAY.pattern)
TEXTS = list_of(TEXT)
SOME_TEXTS = list_of(TEXT, least=1)
