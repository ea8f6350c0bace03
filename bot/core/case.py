"""A case: what a consultant takes over. This page alone says which move may follow which."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.core.desk_texts import DeskKey
from bot.core.errors import Refused
from bot.core.outcomes import Rating, Result
from bot.core.packet import Dated as Dated
from bot.core.packet import Packet as Packet

URGENT = "urgent"
"""The flag of a case that comes before the others."""

REOPENS_WITHIN = timedelta(days=14)
"""How long after its end a case is opened again instead of a new one."""

State = Literal["waiting", "claimed", "returned", "closed"]


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
    since: datetime | None = None  # when it came into the hands or the state it is in; None: when it was opened
    former: str | None = None  # who had it before it was returned or closed, while nobody has it
    result: Result | None = None  # what it came to, told when it was closed or later
    asked: bool = False  # whether the citizen was asked how it was
    rating: Rating | None = None  # what they said to that

    @property
    def open(self) -> bool:
        return self.state != "closed"

    @property
    def owned(self) -> bool:
        return self.state == "claimed"

    @property
    def urgent(self) -> bool:
        return URGENT in self.flags

    @property
    def unanswered(self) -> bool:
        """Whether the citizen still waits for the answer that was promised."""
        return self.state in ("waiting", "claimed") and self.answered is None


@dataclass(frozen=True, slots=True)
class Open:
    case: Case


@dataclass(frozen=True, slots=True)
class Repack:
    """The packet grew by answers given after opening.

    With a new promise the case waits again: after it was returned, or after the promise before was broken.
    """

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
    """`result` is what the case came to; None: it stays as it was told before, if it was.

    `asks`: with the end the citizen is asked how it was.
    """

    case: str
    who: str
    text: str = ""
    result: Result | None = None
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Conclude:
    """What a case came to is told, or told otherwise, beside its closing: founding may take months."""

    case: str
    who: str
    result: Result


@dataclass(frozen=True, slots=True)
class Reopen:
    """The citizen comes back to a case soon after its end: the same number waits, with a new promise."""

    case: str
    packet: Packet
    wait_until: datetime


@dataclass(frozen=True, slots=True)
class Lapse:
    """The claim of an owner who answered nothing has run out: the case waits in the queue again."""

    case: str
    owner: str


@dataclass(frozen=True, slots=True)
class Flag:
    """What a consultant should know at once of what the citizen wrote."""

    case: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """How the citizen found it, in points or, with `words`, in (masked) words beside the points they gave."""

    case: str
    points: int
    words: str | None = None


Move = Flag | Open | Repack | Claim | Tell | Note | Return | Transfer | Close | Conclude | Rate | Reopen | Lapse


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


def reopens(case: Case, now: datetime) -> bool:
    """Whether a case has ended so lately that it may be opened again."""
    return case.state == "closed" and now - (case.since or case.opened) <= REOPENS_WITHIN


def apply(case: Case, move: Move, now: datetime) -> Case:
    """The case after one move. Raises Refused."""
    if isinstance(move, Open):
        return move.case
    if case.state == "closed" and not isinstance(move, Note | Reopen | Conclude | Rate):
        raise Refused(DeskKey.CASE_IS_CLOSED, case=case.number)
    return _APPLY[type(move)](case, move, now)


def _repack(case: Case, move: Repack, now: datetime) -> Case:
    changed = replace(case, packet=move.packet)
    if move.wait_until is None or not (case.state == "returned" or _broken(case, now)):
        return changed
    return replace(changed, state="waiting", promise=move.wait_until, answered=None, since=now)


def _broken(case: Case, now: datetime) -> bool:
    return case.state == "waiting" and case.promise <= now


def _flag(case: Case, move: Flag, now: datetime) -> Case:
    return replace(case, flags=tuple(dict.fromkeys((*case.flags, *move.flags))))


def _claim(case: Case, move: Claim, now: datetime) -> Case:
    _not_anothers(case, move.who)
    return _held(case, move.who, now)


def _tell(case: Case, move: Tell, now: datetime) -> Case:
    _not_anothers(case, move.who)
    return replace(_held(case, move.who, now), answered=now)


def _return(case: Case, move: Return, now: datetime) -> Case:
    _not_anothers(case, move.who)
    if case.state == "returned":
        raise Refused(DeskKey.CASE_IS_RETURNED, case=case.number)
    return replace(case, state="returned", owner=None, answered=now, since=now, former=case.owner)


def _transfer(case: Case, move: Transfer, now: datetime) -> Case:
    return _held(case, move.to, now)


def _close(case: Case, move: Close, now: datetime) -> Case:
    _not_anothers(case, move.who)
    ended = replace(case, state="closed", owner=None, since=now, former=case.owner or case.former)
    return replace(ended, result=move.result or case.result, asked=case.asked or move.asks)


def _conclude(case: Case, move: Conclude, now: datetime) -> Case:
    _not_anothers(case, move.who)
    return replace(case, result=move.result)


def _rate(case: Case, move: Rate, now: datetime) -> Case:
    """Counts once: later points take the place of those before, and the words stay."""
    before = case.rating
    words = (before.words if before else "") if move.words is None else move.words
    return replace(case, rating=Rating(move.points, before.at if before else now, words))


def _reopen(case: Case, move: Reopen, now: datetime) -> Case:
    if not reopens(case, now):
        raise Refused(DeskKey.CASE_IS_CLOSED, case=case.number)
    return replace(case, state="waiting", packet=move.packet, promise=move.wait_until, answered=None, since=now)


def _lapse(case: Case, move: Lapse, now: datetime) -> Case:
    """The promise stays as it was, broken: only a new wish of the citizen gets a new one."""
    _not_anothers(case, move.owner)
    if not (case.owned and case.unanswered):
        raise Refused(DeskKey.CASE_IS_ANSWERED, case=case.number)
    return replace(case, state="waiting", owner=None, since=now)


def _held(case: Case, who: str, now: datetime) -> Case:
    """In somebody's hands, since now unless it was before."""
    return case if case.owner == who else replace(case, state="claimed", owner=who, since=now, former=None)


def _unchanged(case: Case, move: Move, now: datetime) -> Case:
    return case


def _not_anothers(case: Case, who: str) -> None:
    if case.owner not in (None, who):
        raise Refused(DeskKey.CASE_IS_ANOTHERS, case=case.number, owner=case.owner or "")


_APPLY: Mapping[type[Move], Callable[..., Case]] = {
    Repack: _repack,
    Flag: _flag,
    Claim: _claim,
    Tell: _tell,
    Note: _unchanged,
    Return: _return,
    Transfer: _transfer,
    Close: _close,
    Conclude: _conclude,
    Rate: _rate,
    Reopen: _reopen,
    Lapse: _lapse,
}
