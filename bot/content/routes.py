"""`next`: a node id, or a list of {when, goto} that ends in {otherwise}. One shape per key."""

from bot.content.conditions import read_when
from bot.content.parts import Part
from bot.content.problems import nearest, tell
from bot.content.reader import Fields, Items, Scalar
from bot.content.sorts import Scope
from bot.core.flow import Branch, Route

MOST_LINES = 5


def read_route(part: Part, scope: Scope, key: str = "next") -> Route:
    """The way on; empty where there is none. A target that does not exist counts as the nearest."""
    tree = part.values.get(key)
    if tree is None:
        return ()
    if isinstance(tree, Scalar):
        branch = _branch(part, key, scope)
        return (branch,) if branch else ()
    if isinstance(tree, Fields):
        part.add(key, tell("<key>에는 단계 이름 하나, 또는 '- {when: …, goto: …}' 목록을 적어 주세요.", key=key))
        return ()
    return _listed(part, tree, scope, key)


def is_last(line: Part) -> bool:
    """Whether a line was meant as the last one: `otherwise`, perhaps misspelled."""
    return any(nearest(key, ("when", "goto", "is", "otherwise")) == "otherwise" for key in line.values)


def _listed(part: Part, tree: Items, scope: Scope, key: str) -> Route:
    if len(tree.items) > MOST_LINES:
        said = tell("<key>이(가) 다섯 줄을 넘어요.", key=key)
        part.add(key, said + " 조건을 규칙(rule) 하나로 옮기고 그 값으로 나눠 주세요.", mended=True)
    lines = list(part.each(key))
    if not any(is_last(line) for line in lines):
        part.add(key, "마지막 줄에 '- {otherwise: 단계 이름}'이 없어요. 조건이 다 맞지 않을 때 갈 곳을 적어 주세요.")
    return tuple(branch for line in lines if (branch := _line(line, scope, line is lines[-1])) is not None)


def _line(line: Part, scope: Scope, last: bool) -> Branch | None:
    if is_last(line):
        line = line.only(("otherwise",))
        if not last:
            line.add(None, "'otherwise'는 마지막 줄에 한 번만 적어 주세요.")
        return _branch(line, "otherwise", scope)
    line = line.only(("when", "goto"))
    if "when" not in line.values:
        line.add(None, "'when'이 없어요. 조건을 적거나, 마지막 줄이면 'otherwise'로 적어 주세요.")
    branch = _branch(line, "goto", scope)
    return Branch(branch.goto, read_when(line, scope)) if branch else None


def _branch(part: Part, key: str, scope: Scope) -> Branch | None:
    target = part.text(key)
    right = scope.node(part.page, (*part.path, key), target) if target else None
    return Branch(right) if right else None
