"""A finding of the doctor: how one thing stands, and what is to be done about it."""

from dataclasses import dataclass

from bot.cli.doctor_words import Diagnosis
from bot.cli.words import Line, say


@dataclass(frozen=True, slots=True)
class Finding:
    """How something stands: `mark` is one of GOOD, LOOK and WRONG."""

    mark: Diagnosis
    sentence: str


def good(line: Diagnosis, **values: str) -> Finding:
    return Finding(Diagnosis.GOOD, say(line, **values))


def worth_a_look(line: Diagnosis, **values: str) -> Finding:
    return Finding(Diagnosis.LOOK, say(line, **values))


def wrong(line: Diagnosis | Line, **values: str) -> Finding:
    return Finding(Diagnosis.WRONG, say(line, **values))
