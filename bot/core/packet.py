"""What a consultant needs to know of a person when a case comes to them."""

from dataclasses import dataclass
from datetime import date

from bot.core.tongue import HOME


@dataclass(frozen=True, slots=True)
class Dated:
    """A computed day with the article it stands on."""

    name: str
    day: date
    law: str


@dataclass(frozen=True, slots=True)
class Packet:
    """What a consultant needs to know without asking again. `linked`: the person reads and writes at two channels;
    `language` is what they write in."""

    wants: str
    answers: tuple[tuple[str, str], ...] = ()
    dates: tuple[Dated, ...] = ()
    shown: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    stage: str | None = None
    linked: bool = False
    language: str = HOME
