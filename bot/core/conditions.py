"""The closed vocabulary of conditions and calls. No "or", no nesting, no arithmetic: more than this is a rule."""

from collections.abc import Mapping
from datetime import date

from bot.core.answers import Fact
from bot.core.calendar import Calendar
from bot.core.flow import Branch, Call, Condition, Ref, Route, Test
from bot.core.rules import RULES, Arguments

Facts = Mapping[str, Fact]


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether every line holds. A value that is not known fails every line but `known: false`."""
    return all(_holds(test, facts.get(test.value)) for test in condition)


def undecided(condition: Condition, facts: Facts) -> bool:
    """Whether a line waits for a value that has not been asked yet."""
    return any(test.value not in facts for test in condition)


def goto(route: Route, facts: Facts) -> str:
    """The node that a route leads to."""
    return next(branch.goto for branch in route if holds(branch.when, facts))


def ways(route: Route, facts: Facts) -> tuple[Branch, ...]:
    """The branches that are still possible, as far as the facts are known, in order."""
    possible: list[Branch] = []
    for branch in route:
        if undecided(branch.when, facts):
            possible.append(branch)
        elif holds(branch.when, facts):
            return (*possible, branch)
    return tuple(possible)


def call(rule: Call, facts: Facts, today: date, calendar: Calendar) -> Fact:
    """What a rule gives; None while one of its arguments is not known."""
    given = {name: facts.get(arg.name) if isinstance(arg, Ref) else arg for name, arg in rule.arguments.items()}
    if any(value is None for value in given.values()):
        return None
    return RULES[rule.rule].run(Arguments(given, today, calendar))


def _holds(test: Test, fact: Fact) -> bool:
    if test.operator == "known":
        return (fact is not None) is test.wanted[0]
    if fact is None:
        return False
    if test.operator == "is":
        return any(item in test.wanted for item in fact) if isinstance(fact, tuple) else fact in test.wanted
    return _compares(test, fact)


def _compares(test: Test, fact: Fact) -> bool:
    first, last = test.wanted[0], test.wanted[-1]
    match test.operator, fact, first, last:
        case ("between", int(), int(), int()) | ("between", date(), date(), date()):
            return first <= fact <= last  # type: ignore[operator]  # the pattern above made both the same type
        case "at_least", _, _, _:
            return fact >= first  # type: ignore[operator]  # the checker typed both sides alike
        case "at_most", _, _, _:
            return fact <= first  # type: ignore[operator]  # as above
        case "below", _, _, _:
            return fact < first  # type: ignore[operator]  # as above
        case "above", _, _, _:
            return fact > first  # type: ignore[operator]  # as above
    return False
