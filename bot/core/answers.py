"""What a person has answered. Answers are the state: everything else is computed from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Doing:
    """How far a step of real life has come: the ticked documents and the day it was done."""

    ticks: frozenset[str] = frozenset()
    done: date | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person wants to be reached. `address` exists only where `consent` was given."""

    consent: bool = False
    way: str = ""  # "chat", "phone", "email"; "" while it is not chosen
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """Chosen ids of a question that takes more than one; `finished` after 완료."""

    ids: tuple[str, ...] = ()
    finished: bool = False


Value = str | int | date | Doing | Contact | Several | None
"""What can be given as an answer; None is a question that was skipped."""

Fact = str | int | date | tuple[str, ...] | None
"""What an answer or a rule is worth in a condition or a text; None is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `by` is the number of the message that gave it; `at` the moment, in Asia/Seoul."""

    value: Value
    at: datetime
    by: int | None = None


Answers = Mapping[str, Answer]
"""Node id → answer: one namespace for all flows, so that nobody is asked the same thing twice."""


def fact(value: Value) -> Fact:
    """What a value is worth to conditions: of a step its day, of a contact its way, of several their ids."""
    if isinstance(value, Doing):
        return value.done
    if isinstance(value, Contact):
        return value.way or None
    if isinstance(value, Several):
        return value.ids
    return value
