"""JSON Schema, draft 7, as far as the schemas of the content use it. A word it does not know is an error.

https://json-schema.org/draft-07/json-schema-validation
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}
LEAST: Mapping[str, tuple[type, Callable[[Any, Any], bool]]] = {
    "minItems": (list, lambda value, bound: len(value) >= bound),
    "maxItems": (list, lambda value, bound: len(value) <= bound),
    "minProperties": (dict, lambda value, bound: len(value) >= bound),
    "maxProperties": (dict, lambda value, bound: len(value) <= bound),
    "minimum": (int, lambda value, bound: value >= bound),
    "pattern": (str, lambda value, bound: re.search(bound, value) is not None),
    "required": (dict, lambda value, bound: set(bound) <= value.keys()),
}
"""Words that say something of one type of value alone: others pass."""
SILENT = {"$schema", "description", "definitions", "markdownEnumDescriptions", "then", "else", "additionalProperties"}


def problems(value: Any, schema: Schema, root: Schema | None = None, place: str = "") -> Iterator[str]:
    """Where a value does not fit, and which word of the schema says so."""
    root = schema if root is None else root
    for word, bound in schema.items():
        if word in LEAST:
            of, fits = LEAST[word]
            if isinstance(value, of) and not fits(value, bound):
                yield f"{place}: {word} {bound}"
        elif word in SINGLE:
            if not SINGLE[word](value, bound):
                yield f"{place}: {word} {bound}"
        elif word in SEVERAL:
            yield from SEVERAL[word](value, schema, root, place)
        elif word not in SILENT:
            raise ValueError(f"not a word of the schemas: {word}")
    yield from _other_keys(value, schema, root, place)


def fits(value: Any, schema: Schema, root: Schema | None = None) -> bool:
    return next(problems(value, schema, root), None) is None


SINGLE: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": lambda value, names: any(TYPES[name](value) for name in ([names] if isinstance(names, str) else names)),
    "enum": lambda value, words: any(type(word) is type(value) and word == value for word in words),
    "const": lambda value, word: type(word) is type(value) and word == value,
}


def _any(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    if not any(fits(value, one, root) for one in schema["anyOf"]):
        yield f"{place}: anyOf"


def _all(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for one in schema["allOf"]:
        yield from problems(value, one, root, place)


def _if(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    way = "then" if fits(value, schema["if"], root) else "else"
    yield from problems(value, schema.get(way, {}), root, place)


def _ref(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    name = schema["$ref"].removeprefix("#/definitions/")
    yield from problems(value, root["definitions"][name], root, place)


def _items(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for number, item in enumerate(value if isinstance(value, list) else ()):
        yield from problems(item, schema["items"], root, f"{place}/{number}")


def _names(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for key in value if isinstance(value, dict) else ():
        yield from problems(key, schema["propertyNames"], root, f"{place}/{key}")


def _properties(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for key, below in schema["properties"].items():
        if isinstance(value, dict) and key in value:
            yield from problems(value[key], below, root, f"{place}/{key}")


def _other_keys(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    others = schema.get("additionalProperties", True)
    for key in value if isinstance(value, dict) and others is not True else ():
        if key in schema.get("properties", {}):
            continue
        if others is False:
            yield f"{place}/{key}: additionalProperties"
        else:
            yield from problems(value[key], others, root, f"{place}/{key}")


SEVERAL: Mapping[str, Callable[[Any, Schema, Schema, str], Iterator[str]]] = {
    "anyOf": _any,
    "allOf": _all,
    "if": _if,
    "$ref": _ref,
    "items": _items,
    "propertyNames": _names,
    "properties": _properties,
}
