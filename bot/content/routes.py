"""`next`: a node id, or a list of {when, goto} that ends in {otherwise}. One shape per key."""

from bot.content.conditions import read_when
from bot.content.parts import Part
from bot.content.problems import nearest
from bot.content.reader import Fields, Items, Scalar
from bot.content.sentences import Sentence, tell
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
        part.add(key, tell(Sentence.ROUTE_SHAPE, key=key))
        return ()
    return _listed(part, tree, scope, key)


def is_last(line: Part) -> bool:
    """Whether a line was meant as the last one: `otherwise`, perhaps misspelled."""
    return any(nearest(key, ("when", "goto", "is", "otherwise")) == "otherwise" for key in line.values)


def _listed(part: Part, tree: Items, scope: Scope, key: str) -> Route:
    if len(tree.items) > MOST_LINES:
        part.add(key, tell(Sentence.ROUTE_LONG, key=key, most=MOST_LINES), mended=True)
    lines = list(part.each(key))
    if not any(is_last(line) for line in lines):
        part.add(key, tell(Sentence.ROUTE_OPEN))
    return tuple(branch for line in lines if (branch := _line(line, scope, line is lines[-1])) is not None)


def _line(line: Part, scope: Scope, last: bool) -> Branch | None:
    if is_last(line):
        line = line.only(("otherwise",))
        if not last:
            line.add(None, tell(Sentence.OTHERWISE_EARLY))
        return _branch(line, "otherwise", scope)
    line = line.only(("when", "goto"))
    if "when" not in line.values:
        line.add(None, tell(Sentence.NO_WHEN))
    branch = _branch(line, "goto", scope)
    return Branch(branch.goto, read_when(line, scope)) if branch else None


def _branch(part: Part, key: str, scope: Scope) -> Branch | None:
    target = part.text(key)
    right = scope.node(part.page, (*part.path, key), target) if target else None
    return Branch(right) if right else None
