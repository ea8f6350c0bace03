"""The JSON Schemas: what the reader takes passes, a key that it refuses is refused, and the kept files are current."""

import copy
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.cli.schema import written
from bot.content import contents as reading
from bot.content.parts import Part, Path
from bot.content.schema import SCHEMAS, UNLIKE, schema_of
from bot.content.sources import Sources, language_of, read
from bot.content.word_file import grouped
from tests.content.base import BASE
from tests.content.conftest import ROOT

PROJECT = read(ROOT).files
KEYS = grouped("bot.content", "keys.toml")
MODEL = "flows/every_kind.yaml"
SMALL = {**BASE, MODEL: PROJECT[MODEL]}
"""The small content, and the reference in which every key of a procedure stands."""


class Loader(yaml.CSafeLoader):
    """YAML as editors read it, by its version 1.2: a day and 09:00 are texts, and `no` is a word."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, signs in (
    ("bool", "true|false", "tf"),
    ("null", "~|null|", ["~", "n", ""]),
    ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?\d+\.\d+", "-+0123456789"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), list(signs))


def loaded(text: str) -> Any:
    """A tree of its own, to be changed."""
    return copy.deepcopy(_once(text))


@cache
def _once(text: str) -> Any:
    return yaml.load(text, Loader)


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft7Validator]:
    """By the file in which the schema is kept. A schema that is none itself is told here."""
    made = {path: make() for path, make in SCHEMAS.items()}
    for schema in made.values():
        Draft7Validator.check_schema(schema)
    return {path: Draft7Validator(schema) for path, schema in made.items()}


def of(validators: dict[str, Draft7Validator], path: str) -> Draft7Validator:
    schema = schema_of(path)
    assert schema is not None
    return validators[schema]


@pytest.fixture(scope="module")
def places() -> dict[str, set[Path]]:
    """Where the reader takes known keys alone, by file: what it asked for while it read the small content."""
    found: dict[str, set[Path]] = {path: set() for path in SMALL}
    only = Part.only

    def listening(part: Part, keys: Iterable[str]) -> Part:
        if not language_of(part.page.file):
            found[part.page.file].add(part.path)
        return only(part, keys)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Part, "only", listening)
        reading.read_contents(Sources(SMALL))
    return found


def within(tree: Any, path: Path) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def test_the_kept_schemas_are_current() -> None:
    """After a change of the reader: python -m bot schema --write ."""
    for path, text in written().items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, path


@pytest.mark.parametrize("path", [path for path in PROJECT if schema_of(path)])
def test_every_file_passes(validators: dict[str, Draft7Validator], path: str) -> None:
    """As an editor reads it: a staff member must see no line under what is right."""
    assert [f"{list(it.path)}: {it.message}" for it in of(validators, path).iter_errors(loaded(PROJECT[path]))] == []


def test_only_files_of_a_form_of_their_own_have_no_schema() -> None:
    """Words, synonyms and files of another language."""
    assert {path for path in PROJECT if not schema_of(path) and not language_of(path)} == set(UNLIKE)


def test_an_unknown_key_is_refused_wherever_the_reader_refuses_it(
    validators: dict[str, Draft7Validator], places: dict[str, set[Path]]
) -> None:
    """At every place of every file, and nothing else is wrong with the file."""
    passed = []
    for path, found in places.items():
        for place in found if schema_of(path) else ():
            tree = around(loaded(SMALL[path]), place)
            assert of(validators, path).is_valid(tree)
            within(tree, place)["zzz"] = "a word"
            if of(validators, path).is_valid(tree):
                passed.append((path, place))
    assert passed == []
    assert all(found for path, found in places.items() if schema_of(path))


def around(tree: Any, place: Path) -> Any:
    """The file without the nodes and examples that the place is not in: it is looked through so many times."""
    if "nodes" in tree:
        kept = place[1] if place[:1] == ("nodes",) else next(iter(tree["nodes"]))
        tree["nodes"] = {kept: tree["nodes"][kept]}
    if "examples" in tree and place[:1] != ("examples",):
        del tree["examples"]
    return tree


@pytest.mark.parametrize(
    ("path", "place", "value"),
    [
        (MODEL, ("status",), "published!"),
        (MODEL, ("nodes", "party_place", "kind"), "choise"),
        (MODEL, ("nodes", "party_on", "range", "to"), "in a while"),
        (MODEL, ("nodes", "party_guests", "compute", "helpers_missing", "rule"), "promoters_mising"),
        (MODEL, ("nodes", "party_guests", "compute", "helpers_missing", "people"), "many"),
        (MODEL, ("nodes", "party_wish", "takes"), "everything"),
        (MODEL, ("nodes", "party_ready", "handoff", "priority", 0, "is"), "soon"),
        (MODEL, ("nodes", "party_ready", "say", "soon", "when", "days_to_party", "between"), [1]),
        (MODEL, ("nodes", "party_tents", "next", 0, "goto"), "Party Food"),
        (MODEL, ("examples", 4, "error"), "too_far"),
        (MODEL, ("examples", 0, "today"), "24 November"),
        ("faq/picnic.yaml", ("entries", "where_to", "certainty"), "sure"),
        ("faq/picnic.yaml", ("entries", "where_to", "reviewed"), "yesterday"),
        ("faq/picnic.yaml", ("entries", "where_to", "asks"), "one"),
        ("faq/picnic.yaml", ("entries", "where_to", "then"), {"flow": "picnic", "handoff": "상담"}),
        ("faq/not_ours.yaml", ("kinds", "chitchat", "person"), "perhaps"),
        ("flows/tables/hours.yaml", ("opens",), "9"),
        ("flows/tables/retention.yaml", ("retention", "chat", "days"), 0),
    ],
)
def test_a_wrong_word_is_refused(validators: dict[str, Draft7Validator], path: str, place: Path, value: object) -> None:
    """Kinds, rules with their arguments, levels, how sure one is, states, days."""
    tree = loaded(SMALL[path])
    within(tree, place[:-1])[place[-1]] = value
    assert not of(validators, path).is_valid(tree)


def lacking(path: str) -> Iterator[tuple[Path, str]]:
    """The keys of the reference and the small content without which the reader says that one is lacking."""
    tree = loaded(SMALL[path])
    if path == MODEL:
        for id, node in tree["nodes"].items():
            needed = {"kind", "name", "ask", "choices", "chat", "consent", "what", "say"} & node.keys()
            yield from ((("nodes", id), key) for key in needed)
        yield from (((), key) for key in ("flow", "title", "status", "start", "nodes"))
    else:
        entry = ("entries", "where_to")
        yield from ((entry, key) for key in ("asks", "answer", "sources", "reviewed", "certainty"))


@pytest.mark.parametrize("path", [MODEL, "faq/picnic.yaml"])
def test_a_key_that_must_be_there_is_missed(validators: dict[str, Draft7Validator], path: str) -> None:
    """Whatever the reader cannot do without."""
    tree, validator = loaded(SMALL[path]), of(validators, path)
    for place, key in lacking(path):
        without = copy.deepcopy(tree)
        del within(without, place)[key]
        assert not validator.is_valid(without), (place, key)


def test_what_is_said_of_a_key_is_said_in_a_schema() -> None:
    """keys.toml has no line for a key that is no more."""
    told = "".join(written().values())
    unsaid = [f"{group}.{key}" for group, keys in KEYS.items() for key, words in keys.items() if words not in told]
    assert unsaid == []
