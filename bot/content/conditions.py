"""`when`: the closed vocabulary of conditions, each line typed by the value it asks about."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from bot.content.parts import Part, not_a_day, read_day, read_number
from bot.content.problems import meant, nearest
from bot.content.reader import Fields, Items, Tree
from bot.content.sentences import Sentence, tell
from bot.content.sorts import Scope, Sort, sort_words
from bot.core.flow import Condition, Constant, Operator, Test

OPERATORS = tuple(operator for operator in get_args(Operator) if operator != "is")
KNOWN = ("true", "false")


def read_when(part: Part, scope: Scope, key: str = "when") -> Condition:
    """The condition under `when`; an empty one where there is none."""
    when = part.part(key)
    if when is None:
        return ()
    if not when.values:
        part.add(key, tell(Sentence.EMPTY, key=key))
    tests: list[Test] = []
    for written, tree in when.values.items():
        value = scope.value(part.page, (*when.path, written), written)
        if value is not None:
            tests.extend(_tests(when, value, written, tree, scope))
    return tuple(tests)


def constant(part: Part, value: str, tree: Tree, scope: Scope) -> Constant | None:
    """What a value is compared with, as its own type; None after laying down why it does not fit."""
    text = part.scalar(tree, value)
    sort = scope.sorts.get(value)
    if not text:
        return None
    if sort is None:
        number = read_number(text)
        return number if number is not None else read_day(text) or text
    read = _typed(text, sort)
    if read is None:
        near = nearest(text, sort.options)
        part.page.add(tree.line, _unfit(value, text, sort), mended=near is not None)
        return near
    return read


def _tests(when: Part, value: str, written: str, tree: Tree, scope: Scope) -> Iterator[Test]:
    if isinstance(tree, Fields):
        line = when.below(tree, written)
        line = line.only(OPERATORS) if line else None
        for operator, wanted in line.values.items() if line else ():
            test = _compare(when, value, operator, wanted, scope)
            if test is not None:
                yield test
        return
    items = tree.items if isinstance(tree, Items) else (tree,)
    alternatives = [constant(when, value, item, scope) for item in items]
    yield Test(value, "is", tuple(item for item in alternatives if item is not None))


def _compare(when: Part, value: str, operator: str, tree: Tree, scope: Scope) -> Test | None:
    if operator == "known":
        return _known(when, value, tree)
    sort = scope.sorts.get(value)
    if sort is not None and sort.type not in ("date", "number"):
        when.page.add(tree.line, _incomparable(value, operator, sort))
        return None
    ends = tree.items if isinstance(tree, Items) else (tree,)
    if len(ends) != (2 if operator == "between" else 1):
        when.page.add(tree.line, tell(Sentence.TWO_ENDS))
        return None
    wanted = tuple(item for end in ends if (item := constant(when, value, end, scope)) is not None)
    if len(wanted) != len(ends):
        return None
    if wanted[0] > wanted[-1]:  # type: ignore[operator]  # both were read as the value's own type
        when.page.add(tree.line, tell(Sentence.WRONG_WAY_ROUND, key=operator))
    return Test(value, operator, wanted)  # type: ignore[arg-type]  # one of OPERATORS, as `only` left nothing else


def _known(when: Part, value: str, tree: Tree) -> Test | None:
    text = when.scalar(tree, value)
    if text not in KNOWN:
        said = tell(Sentence.NOT_AN_OPTION, text=text, key="known")
        when.page.add(tree.line, said + meant(text, KNOWN))
        return None
    return Test(value, "known", (text == "true",))


def _typed(text: str, sort: Sort) -> str | int | date | None:
    if sort.type == "date":
        return read_day(text)
    if sort.type == "number":
        return read_number(text)
    return text if not sort.options or text in sort.options else None


def _unfit(value: str, text: str, sort: Sort) -> str:
    if sort.type == "date":
        return not_a_day(text)
    if sort.type == "number":
        return tell(Sentence.IS_A_NUMBER, value=value, text=text)
    return tell(Sentence.NO_SUCH_ANSWER, value=value, text=text) + meant(text, sort.options)


def _incomparable(value: str, operator: str, sort: Sort) -> str:
    return tell(Sentence.INCOMPARABLE, value=value, operator=operator, sort=sort_words(sort.type))
