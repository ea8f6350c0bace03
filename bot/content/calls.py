"""`compute` and `due`: rules by name, their arguments typed."""

import re
from collections.abc import Mapping

from bot.content.parts import Part, read_day, read_number
from bot.content.problems import meant, nearest, tell
from bot.content.reader import Fields, Scalar, Tree
from bot.content.sorts import SAID, Scope, Type
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
        node.add("due", tell("<rule>은(는) 날짜를 주는 규칙이 아니에요.", rule=call.rule))
        return None
    return call


def read_call(part: Part, scope: Scope) -> Call | None:
    """A rule with its arguments. Of a misspelled rule the nearest; None when there is none near."""
    name = part.text("rule")
    right = name if name in RULES else nearest(name, RULES)
    if name and name not in RULES:
        said = tell("<name>(이)라는 규칙이 없어요.", name=name) + meant(name, RULES)
        part.add("rule", said, mended=right is not None)
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
            node.add("due", tell("<text>: 기한에는 <이름>처럼 꺾쇠를 두른 값이나 규칙을 적어 주세요.", text=text))
        return None
    name = scope.value(node.page, (*node.path, "due"), found[1])
    sort = scope.sorts.get(name or "")
    if sort is not None and sort.type != "date":
        node.add("due", _other_sort(name or "", sort.type))
        return None
    return Ref(name) if name else None


def _argument(part: Part, key: str, tree: Tree, kind: Kind, scope: Scope) -> Ref | Constant | None:
    if isinstance(tree, Fields):
        part.add(key, "규칙 안에 규칙을 적을 수 없어요. compute에 한 줄 더 적고 그 값을 <이름>으로 넣어 주세요.")
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
        said = tell("<key>에는 <kind>이(가) 와야 해요. ", key=key, kind=SAID[kind])
        part.add(key, said + _other_sort(name, sort.type))
    return Ref(name)


def _literal(part: Part, key: str, text: str, kind: Kind, scope: Scope) -> Ref | Constant | None:
    if text in scope.sorts:
        part.add(key, f"값을 넣으려면 <{text}>처럼 꺾쇠를 둘러 주세요.", mended=True)
        return Ref(text)
    read = _read(text, kind)
    if read is None and text:
        said = tell("<key>에는 <kind>이(가) 와야 해요.", key=key, kind=SAID[kind])
        part.add(key, said + tell(" <text>은(는) 그렇게 읽을 수 없어요.", text=text))
    return read


def _read(text: str, kind: Kind) -> Constant | None:
    if kind == "date":
        return read_day(text)
    return read_number(text) if kind == "number" else text or None


def _other_sort(name: str, type_: Type) -> str:
    return f"<{name}> 값은" + tell(" <sort>이에요(예요).", sort=SAID[type_])
