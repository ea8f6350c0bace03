"""A case: what a consultant takes over. This page alone says which move may follow which."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from bot.core.errors import Refused
from bot.core.texts import Key

State = Literal["waiting", "claimed", "returned", "closed"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A computed day with the article it stands on."""

    name: str
    day: date
    law: str


@dataclass(frozen=True, slots=True)
class Packet:
    """What a consultant needs to know without asking again."""

    wants: str
    answers: tuple[tuple[str, str], ...] = ()
    dates: tuple[Dated, ...] = ()
    shown: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One hand-over. `promise` is the moment by which an answer was promised, in Asia/Seoul."""

    number: str
    conversation: str
    kind: str
    queue: str
    state: State
    opened: datetime
    promise: datetime
    packet: Packet
    owner: str | None = None
    flags: tuple[str, ...] = ()
    answered: datetime | None = None  # when the office last did something for the citizen; None: they wait for it

    @property
    def open(self) -> bool:
        return self.state != "closed"

    @property
    def owned(self) -> bool:
        return self.state == "claimed"


@dataclass(frozen=True, slots=True)
class Open:
    case: Case


@dataclass(frozen=True, slots=True)
class Repack:
    """The packet grew by answers given after opening, or the case waits again after it was returned."""

    case: str
    packet: Packet
    wait_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    case: str
    who: str


@dataclass(frozen=True, slots=True)
class Tell:
    """A consultant's words to the citizen. Claims a case of nobody."""

    case: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Words between consultants. They are in no message, payload or log that leaves the desk."""

    case: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Return:
    case: str
    who: str


@dataclass(frozen=True, slots=True)
class Transfer:
    case: str
    who: str
    to: str


@dataclass(frozen=True, slots=True)
class Close:
    case: str
    who: str
    text: str = ""


Move = Open | Repack | Claim | Tell | Note | Return | Transfer | Close


def advance(cases: Iterable[Case], moves: Iterable[Move], now: datetime) -> dict[str, Case]:
    """The cases after those moves, changed ones only, by number. Raises Refused for a move that may not follow."""
    before = {case.number: case for case in cases}
    after: dict[str, Case] = {}
    for move in moves:
        if isinstance(move, Open):
            after[move.case.number] = move.case
            continue
        case = after.get(move.case) or before[move.case]
        after[case.number] = apply(case, move, now)
    return after


def apply(case: Case, move: Move, now: datetime) -> Case:
    """The case after one move. Raises Refused."""
    if isinstance(move, Open):
        return move.case
    if case.state == "closed" and not isinstance(move, Note):
        raise Refused(Key.CASE_IS_CLOSED, case=case.number)
    return _APPLY[type(move)](case, move, now)


def _repack(case: Case, move: Repack, now: datetime) -> Case:
    changed = replace(case, packet=move.packet)
    if move.wait_until and case.state == "returned":
        return replace(changed, state="waiting", promise=move.wait_until, answered=None)
    return changed


def _claim(case: Case, move: Claim, now: datetime) -> Case:
    _not_anothers(case, move.who)
    return replace(case, state="claimed", owner=move.who)


def _tell(case: Case, move: Tell, now: datetime) -> Case:
    _not_anothers(case, move.who)
    return replace(case, state="claimed", owner=move.who, answered=now)


def _return(case: Case, move: Return, now: datetime) -> Case:
    _not_anothers(case, move.who)
    if case.state == "returned":
        raise Refused(Key.CASE_IS_RETURNED, case=case.number)
    return replace(case, state="returned", owner=None, answered=now)


def _transfer(case: Case, move: Transfer, now: datetime) -> Case:
    return replace(case, state="claimed", owner=move.to)


def _close(case: Case, move: Close, now: datetime) -> Case:
    _not_anothers(case, move.who)
    return replace(case, state="closed", owner=None)


def _unchanged(case: Case, move: Move, now: datetime) -> Case:
    return case


def _not_anothers(case: Case, who: str) -> None:
    if case.owner not in (None, who):
        raise Refused(Key.CASE_IS_ANOTHERS, case=case.number, owner=case.owner or "")


_APPLY: Mapping[type[Move], Callable[..., Case]] = {
    Repack: _repack,
    Claim: _claim,
    Tell: _tell,
    Note: _unchanged,
    Return: _return,
    Transfer: _transfer,
    Close: _close,
}
