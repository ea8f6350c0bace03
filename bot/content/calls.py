"""`compute` and `due`: rules by name, their arguments typed."""

import re
from collections.abc import Mapping

from bot.content.parts import Part, read_day, read_number
from bot.content.problems import nearest, no_such
from bot.content.reader import Fields, Scalar, Tree
from bot.content.sentences import Sentence, tell
from bot.content.sorts import Scope, Type, sort_words
from bot.core.flow import Call, Constant, Ref
from bot.core.rules import RULES, Kind

VALUE = re.compile(r"<([a-z_][a-z0-9_]*)>")


def read_compute(node: Part, scope: Scope) -> Mapping[str, Call]:
    """The calls under `compute`, by the name of what they make."""
    compute = node.part("compute")
    calls = {}
    for name, part in compute.parts() if compute else ():
        part.name(None, name)
        call = read_call(part, scope)
        if call is not None:
            calls[name] = call
    return calls


def read_due(node: Part, scope: Scope) -> Call | Ref | None:
    """A value or a rule that gives a day."""
    tree = node.values.get("due")
    if tree is None:
        return None
    if isinstance(tree, Scalar):
        return _due_value(node, node.scalar(tree, "due"), scope)
    part = node.below(tree, "due")
    call = read_call(part, scope) if part else None
    if call is not None and RULES[call.rule].gives != "date":
        node.add("due", tell(Sentence.GIVES_NO_DAY, rule=call.rule))
        return None
    return call


def read_call(part: Part, scope: Scope) -> Call | None:
    """A rule with its arguments. Of a misspelled rule the nearest; None when there is none near."""
    name = part.text("rule")
    right = name if name in RULES else nearest(name, RULES)
    if name and name not in RULES:
        part.add("rule", no_such(Sentence.A_RULE, name, RULES), mended=right is not None)
    if right is None:
        return None
    rule = RULES[right]
    part = part.only(("rule", *rule.takes))
    arguments: dict[str, Ref | Constant] = {}
    for argument, kind in rule.takes.items():
        tree = part.need(argument)
        read = None if tree is None else _argument(part, argument, tree, kind, scope)
        if read is not None:
            arguments[argument] = read
    return Call(rule.name, arguments)


def _due_value(node: Part, text: str, scope: Scope) -> Ref | None:
    found = VALUE.fullmatch(text)
    if found is None:
        if text:
            node.add("due", tell(Sentence.NOT_A_DUE, text=text))
        return None
    name = scope.value(node.page, (*node.path, "due"), found[1])
    sort = scope.sorts.get(name or "")
    if sort is not None and sort.type != "date":
        node.add("due", _other_sort("due", "date", name or "", sort.type))
        return None
    return Ref(name) if name else None


def _argument(part: Part, key: str, tree: Tree, kind: Kind, scope: Scope) -> Ref | Constant | None:
    if isinstance(tree, Fields):
        part.add(key, tell(Sentence.RULE_IN_RULE))
        return None
    text = part.scalar(tree, key)
    found = VALUE.fullmatch(text)
    if found is None:
        return _literal(part, key, text, kind, scope)
    name = scope.value(part.page, (*part.path, key), found[1])
    if name is None:
        return None
    sort = scope.sorts[name]
    if sort is not None and sort.type != kind:
        part.add(key, _other_sort(key, kind, name, sort.type))
    return Ref(name)


def _literal(part: Part, key: str, text: str, kind: Kind, scope: Scope) -> Ref | Constant | None:
    if text in scope.sorts:
        part.add(key, tell(Sentence.BARE_VALUE, name=text), mended=True)
        return Ref(text)
    read = _read(text, kind)
    if read is None and text:
        said = tell(Sentence.NOT_THAT_SORT, text=text)
        part.add(key, f"{_wants(key, kind)} {said}")
    return read


def _read(text: str, kind: Kind) -> Constant | None:
    if kind == "date":
        return read_day(text)
    return read_number(text) if kind == "number" else text or None


def _other_sort(key: str, wanted: Type, name: str, given: Type) -> str:
    said = tell(Sentence.IS_SORT, name=name, sort=sort_words(given))
    return f"{_wants(key, wanted)} {said}"


def _wants(key: str, wanted: Type) -> str:
    return tell(Sentence.WANTS_SORT, key=key, sort=sort_words(wanted))
