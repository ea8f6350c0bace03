"""What a rule is: a name, typed arguments, a typed result, and the article it stands on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.answers import Fact
from bot.core.calendar import Calendar

Kind = Literal["date", "number", "word"]


@dataclass(frozen=True, slots=True)
class Arguments:
    """The known arguments of one call, and the day and calendar it is computed for."""

    given: Mapping[str, Fact]
    today: date
    calendar: Calendar

    def date(self, name: str) -> date:
        value = self.given[name]
        if not isinstance(value, date):
            raise TypeError(f"argument {name} is no date")
        return value

    def number(self, name: str) -> int:
        value = self.given[name]
        if not isinstance(value, int):
            raise TypeError(f"argument {name} is no number")
        return value

    def word(self, name: str) -> str:
        value = self.given[name]
        if not isinstance(value, str):
            raise TypeError(f"argument {name} is no word")
        return value


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the checker sees it. `law` is the article shown beside a date that it gives, "" where there is none."""

    name: str
    takes: Mapping[str, Kind]
    gives: Kind
    law: str
    run: Callable[[Arguments], Fact]


RULES: dict[str, Rule] = {}

Run = Callable[[Arguments], Fact]


def rule(name: str, takes: Mapping[str, Kind], gives: Kind, *laws: str) -> Callable[[Run], Run]:
    """Registers a function under the name that flows call it by, with the articles it stands on.

    What staff read of it stands in words.toml of content, as `rule_` with that name.
    """

    def register(run: Run) -> Run:
        RULES[name] = Rule(name, takes, gives, ", ".join(laws), run)
        return run

    return register
