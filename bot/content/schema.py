"""JSON Schemas of the content files, for editors that complete and underline as one writes; from what the reader knows.

They say which keys there are and what may stand under them. Whether names fit together, `check` tells.
"""

from collections.abc import Callable, Mapping

from bot.content import shapes
from bot.content.bounds import DAYS, MONTHS
from bot.content.calls import VALUE
from bot.content.conditions import OPERATORS
from bot.content.examples import ERRORS
from bot.content.examples import KEYS as OF_EXAMPLE
from bot.content.faqs import CERTAIN, ENTRY
from bot.content.flows import KEYS as OF_FLOW
from bot.content.nodes import KEYS as OF_NODE
from bot.content.nodes import VERDICTS
from bot.content.outcomes import LEVELS
from bot.content.parts import DAY as WRITTEN_DAY
from bot.content.routes import MOST_LINES
from bot.content.schema_tables import TABLES, tables
from bot.content.sentences import about_rule
from bot.content.shapes import (
    DAY,
    FLAG,
    NAME,
    SOME_TEXTS,
    TEXT,
    TEXTS,
    WHOLE,
    Shape,
    any_of,
    defined,
    fields,
    is_one,
    list_of,
    map_of,
    matching,
    one_of,
)
from bot.content.sorts import KINDS
from bot.core.rules import RULES, Rule

DRAFT = "http://json-schema.org/draft-07/schema#"
STATUS = one_of(("draft", "published"))
MUST: Mapping[str, tuple[str, ...]] = {
    "choice": ("ask", "choices"),
    "choices": ("ask", "choices"),
    "date": ("ask",),
    "number": ("ask",),
    "text": ("ask",),
    "contact": ("ask", "chat", "consent"),
    "step": ("what",),
    "outcome": ("say",),
}
"""What a node of a kind cannot be without, besides its kind and name."""


def entries() -> Shape:
    """Of a topic's questions and answers, and of what is not ours: whichever has `kinds`."""
    return {
        "$schema": DRAFT,
        "if": {"required": ["kinds"]},
        "then": fields("not_ours", {"kinds": map_of(_not_ours(), NAME)}, ("kinds",)),
        "else": _topic(),
    }


def _topic() -> Shape:
    known: Mapping[str, Shape] = {
        "asks": SOME_TEXTS,
        "answer": TEXT,
        "status": STATUS,
        "then": {
            **fields("then", {"flow": NAME, "handoff": TEXT}),
            "minProperties": 1,
            "maxProperties": 1,
        },
        "steps": TEXTS,
        "sources": TEXTS,
        "law": DAY,
        "reviewed": DAY,
        "certainty": one_of(CERTAIN),
        "tests": TEXTS,
    }
    entry = fields("entry", {key: known[key] for key in ENTRY}, ("asks", "answer"))
    entry |= {"if": is_one("status", "draft"), "then": {}, "else": _whole_entry()}
    keys = {"topic": TEXT, "owner": TEXT, "entries": map_of(entry, NAME)}
    return fields("topic", keys, keys)


def _whole_entry() -> Shape:
    """What an entry cannot be without once it is no draft."""
    certain = shapes.when(is_one("certainty", "confirmed"), {"required": ["law"]})
    must = ["sources", "reviewed", "certainty"]
    return {"required": must, "properties": {"sources": {"minItems": 1}}, **certain}


def _not_ours() -> Shape:
    keys = {"say": TEXT, "person": FLAG, "flag": TEXT, "urgent": FLAG, "sentences": SOME_TEXTS}
    return fields("not_ours", keys, ("say", "sentences"))


def flow() -> Shape:
    """Of a procedure."""
    known: Mapping[str, Shape] = {
        "flow": NAME,
        "title": TEXT,
        "about": TEXT,
        "owner": TEXT,
        "status": STATUS,
        "law": DAY,
        "reviewed": DAY,
        "start": NAME,
        "nodes": map_of(defined("node"), NAME),
        "examples": list_of(defined("example")),
    }
    whole = fields("flow", {key: known[key] for key in OF_FLOW}, ("flow", "title", "status", "start", "nodes"))
    definitions = {"node": _node(), "example": _example(), "call": _call(), "when": _when(), "next": _next()}
    return {"$schema": DRAFT, **whole, "definitions": definitions}


def _node() -> Shape:
    kinds = [shapes.when(is_one("kind", kind), _of_kind(kind)) for kind in KINDS]
    return {"type": "object", "required": ["kind"], "properties": {"kind": one_of(KINDS)}, "allOf": kinds}


def _of_kind(kind: str) -> Shape:
    """A node of one kind."""
    known = _keys_of_nodes() | {"kind": {"const": kind}}
    if kind in VERDICTS:
        known["errors"] = fields("errors", dict.fromkeys(VERDICTS[kind], TEXT))
    if kind == "number":
        known["range"] = fields("range", {"from": WHOLE, "to": WHOLE})
    if kind == "choice":
        known["choices"] = list_of(_choice({"next": defined("next")}), least=1)
    return fields("node", {key: known[key] for key in OF_NODE[kind]}, ("kind", "name", *MUST[kind]))


def _keys_of_nodes() -> dict[str, Shape]:
    bound = _bound()
    return {
        "name": TEXT,
        "next": defined("next"),
        "skip": TEXTS,
        "marks": TEXTS,
        "compute": map_of(defined("call"), NAME),
        "needs": list_of(NAME),
        "formerly": list_of(NAME),
        "each_time": FLAG,
        "only_open": FLAG,
        "ask": TEXT,
        "hint": TEXT,
        "choices": list_of(_choice({}), least=1),
        "none": TEXTS,
        "range": fields("range", {"from": bound, "to": bound}),
        "unit": TEXT,
        "max_length": WHOLE,
        "private": FLAG,
        "takes": one_of(("answer", "anything")),
        "chat": TEXT,
        "consent": fields("consent", {"what": TEXT, "keep": NAME}, ("what", "keep")),
        "what": TEXT,
        "checklist": list_of(fields("item", {"id": NAME, "label": TEXT, "when": defined("when")}, ("id", "label"))),
        "due": any_of(_value(), defined("call")),
        "remind": WHOLE,
        "where": TEXT,
        "mistakes": TEXTS,
        "sources": TEXTS,
        "papers": TEXTS,
        "say": map_of(fields("say", {"when": defined("when"), "text": TEXT}, ("text",)), NAME),
        "handoff": _handoff(),
    }


def _choice(more: Mapping[str, Shape]) -> Shape:
    return fields("choice", {"id": NAME, "label": TEXT, "also": TEXTS, **more}, ("id", "label"))


def _handoff() -> Shape:
    level = one_of(LEVELS)
    lines = any_of(
        fields("priority", {"when": defined("when"), "is": level}, ("is",)),
        fields("priority", {"otherwise": level}, ("otherwise",)),
    )
    keys = {"kind": TEXT, "button": TEXT, "at_once": FLAG, "priority": list_of(lines), "summary": list_of(NAME)}
    return fields("handoff", keys, ("kind", "button"))


def _next() -> Shape:
    """One node, or lines with conditions."""
    line = any_of(
        fields("next", {"when": defined("when"), "goto": NAME}, ("when", "goto")),
        fields("next", {"otherwise": NAME}, ("otherwise",)),
    )
    return any_of(NAME, list_of(line, least=1, most=MOST_LINES))


def _when() -> Shape:
    known: Mapping[str, Shape] = {"known": FLAG, "between": list_of(TEXT, least=2, most=2)}
    compared = fields("when", {operator: known.get(operator, TEXT) for operator in OPERATORS})
    return {**map_of(any_of(TEXT, TEXTS, compared), NAME), "minProperties": 1}


def _call() -> Shape:
    """A rule with its arguments, each rule with its own."""
    calls = [shapes.when(is_one("rule", name), _arguments(rule)) for name, rule in RULES.items()]
    named = {**one_of(RULES), "markdownEnumDescriptions": [about_rule(name) for name in RULES]}
    return {"type": "object", "required": ["rule"], "properties": {"rule": named}, "allOf": calls}


def _arguments(rule: Rule) -> Shape:
    constants = {"date": any_of(_value(), DAY), "number": any_of(_value(), WHOLE), "word": TEXT}
    properties: dict[str, Shape] = {"rule": {"description": about_rule(rule.name)}}
    properties |= {argument: constants[kind] for argument, kind in rule.takes.items()}
    return {"properties": properties, "required": sorted(properties), "additionalProperties": False}


def _value() -> Shape:
    """A value by its name, as `<day>`."""
    return matching(VALUE.pattern)


def _bound() -> Shape:
    """today, a day, or so many days, weeks, months or years from it."""
    units = "|".join((*DAYS, *MONTHS))
    away = rf"in \d{{1,4}} (?:{units})|\d{{1,4}} (?:{units}) ago"
    return matching(f"today|{WRITTEN_DAY.pattern}|{away}")


def _example() -> Shape:
    step = fields("doing", {"ticks": list_of(NAME), "done": DAY})
    known: Mapping[str, Shape] = {
        "name": TEXT,
        "today": DAY,
        "answers": map_of(any_of(TEXT, TEXTS, step), NAME),
        "given": map_of(DAY, NAME),
        "says": TEXTS,
        "ends_at": NAME,
        "values": map_of(any_of(TEXT, TEXTS), NAME),
        "shows": list_of(NAME),
        "handoff": any_of(TEXT, fields("case", {"kind": TEXT, "priority": TEXT}, ("kind",))),
        "error": one_of(ERRORS),
    }
    shape = fields("example", {key: known[key] for key in OF_EXAMPLE}, ("name", "today", "ends_at"))
    return {**shape, "anyOf": [{"required": ["answers"]}, {"required": ["says"]}]}


SCHEMAS: Mapping[str, Callable[[], Shape]] = {
    "faq/schema.json": entries,
    "flows/schema.json": flow,
    "flows/tables/schema.json": lambda: {"$schema": DRAFT, **tables()},
}
"""Each schema by the file in which it is kept, beside what it describes."""

UNLIKE = ("faq/synonyms.yaml", "flows/texts.yaml", "flows/words.yaml")
"""Files there that have a form of their own: these, and those of other languages, are looked at by `check` alone."""


def schema_of(path: str) -> str | None:
    """The schema that a content file follows, or None."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yaml")
    if path in UNLIKE or "." in stem or (folder == "flows/tables" and stem not in TABLES):
        return None
    return f"{folder}/schema.json"
