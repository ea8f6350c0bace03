"""The nodes of a flow, one builder for each kind. What every kind has is read in one place."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.content.bounds import read_days, read_numbers
from bot.content.calls import read_compute, read_due
from bot.content.conditions import read_when
from bot.content.outcomes import read_handoff, read_say
from bot.content.parts import Part
from bot.content.routes import read_route
from bot.content.sentences import Sentence, tell
from bot.content.sorts import KINDS, Scope, kind_of
from bot.core.flow import (
    Choice,
    ChoiceNode,
    ChoicesNode,
    ContactNode,
    DateNode,
    Item,
    Node,
    NumberNode,
    OutcomeNode,
    StepNode,
    TextNode,
)

EVERY = ("kind", "name", "next", "skip", "marks", "compute", "needs", "formerly", "each_time", "only_open")
ASKING = ("ask", "hint", "errors")
KEYS: Mapping[str, tuple[str, ...]] = {
    "choice": (*EVERY, *ASKING, "choices"),
    "choices": (*EVERY, *ASKING, "choices", "none"),
    "date": (*EVERY, *ASKING, "range"),
    "number": (*EVERY, *ASKING, "range", "unit"),
    "text": (*EVERY, *ASKING, "max_length", "private", "takes"),
    "contact": (*EVERY, *ASKING, "chat", "consent"),
    "step": (*EVERY, "what", "checklist", "due", "remind", "where", "mistakes", "sources", "papers"),
    "outcome": ("kind", "name", "compute", "needs", "formerly", "say", "sources", "papers", "handoff"),
}
VERDICTS: Mapping[str, tuple[str, ...]] = {
    "choice": ("unreadable",),
    "choices": ("unreadable",),
    "date": ("unreadable", "out_of_range"),
    "number": ("unreadable", "out_of_range"),
    "text": ("unreadable", "too_long"),
    "contact": ("unreadable",),
}
LONGEST = 1000  # characters of a text answer, unless it says otherwise


def read_node(id: str, part: Part, scope: Scope) -> Node:
    """A node of any kind. What is missing or wrong is laid down and stands in as empty."""
    part.name(None, id)
    part.one_of("kind", KINDS)
    kind = kind_of(part)
    part = part.only(KEYS[kind])
    common = _common(id, part, scope)
    if kind in VERDICTS:
        common |= _asking(part, kind)
    return _BUILD[kind](part, scope, common)


def _common(id: str, part: Part, scope: Scope) -> dict[str, Any]:
    return {
        "id": id,
        "name": part.text("name"),
        "next": read_route(part, scope),
        "skip": part.words("skip"),
        "marks": part.words("marks"),
        "compute": read_compute(part, scope),
        "needs": _needs(part, scope),
        "formerly": part.words("formerly"),
        "each_time": part.flag("each_time"),
        "only_open": part.flag("only_open"),
    }


def _needs(part: Part, scope: Scope) -> tuple[str, ...]:
    names = enumerate(part.words("needs"))
    right = (scope.node(part.page, (*part.path, "needs", place), name) for place, name in names)
    return tuple(name for name in right if name)


def _asking(part: Part, kind: str) -> dict[str, Any]:
    errors = part.part("errors")
    if errors is not None:
        errors = errors.only(VERDICTS[kind])
    return {
        "ask": part.text("ask"),
        "hint": part.text("hint", must=False),
        "errors": {name: errors.text(name) for name in errors.values} if errors else {},
    }


def _choices(part: Part, scope: Scope, *, onward: bool) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for line in part.each("choices", must=True):
        line = line.only(("id", "label", "also", "next") if onward else ("id", "label", "also"))
        id = line.name("id", line.text("id"))
        if any(choice.id == id for choice in choices):
            line.add("id", tell(Sentence.SAME_ID, id=id))
        choices.append(Choice(id, line.text("label"), line.words("also"), read_route(line, scope)))
    return tuple(choices)


def _choice(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    return ChoiceNode(**common, choices=_choices(part, scope, onward=True))


def _several(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    return ChoicesNode(**common, choices=_choices(part, scope, onward=False), none=part.words("none"))


def _date(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    earliest, latest = read_days(part)
    return DateNode(**common, earliest=earliest, latest=latest)


def _number(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    least, most = read_numbers(part)
    return NumberNode(**common, unit=part.text("unit", must=False), least=least, most=most)


def _text(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    takes = part.one_of("takes", ("answer", "anything"), must=False)
    longest = part.number("max_length")
    return TextNode(
        **common,
        max_length=LONGEST if longest is None else longest,
        private=part.flag("private"),
        takes="anything" if takes == "anything" else "answer",
    )


def _contact(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    consent = part.part("consent", must=True)
    if consent is not None:
        consent = consent.only(("what", "keep"))
    what, keep = (consent.text("what"), consent.text("keep")) if consent else ("", "")
    return ContactNode(**{**common, "each_time": True}, chat=part.text("chat"), what=what, keep=keep)


def _items(part: Part, scope: Scope) -> tuple[Item, ...]:
    items: list[Item] = []
    for line in part.each("checklist"):
        line = line.only(("id", "label", "when"))
        id = line.name("id", line.text("id"))
        if any(item.id == id for item in items):
            line.add("id", tell(Sentence.SAME_ID, id=id))
        items.append(Item(id, line.text("label"), read_when(line, scope)))
    return tuple(items)


def _step(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    return StepNode(
        **common,
        what=part.text("what"),
        checklist=_items(part, scope),
        due=read_due(part, scope),
        remind=part.number("remind"),
        where=part.text("where", must=False),
        mistakes=part.words("mistakes"),
        sources=part.words("sources"),
        papers=part.words("papers"),
    )


def _outcome(part: Part, scope: Scope, common: dict[str, Any]) -> Node:
    say, handoff = read_say(part, scope), read_handoff(part, scope)
    return OutcomeNode(**common, say=say, sources=part.words("sources"), papers=part.words("papers"), handoff=handoff)


_BUILD: Mapping[str, Callable[[Part, Scope, dict[str, Any]], Node]] = {
    "choice": _choice,
    "choices": _several,
    "date": _date,
    "number": _number,
    "text": _text,
    "contact": _contact,
    "step": _step,
    "outcome": _outcome,
}
