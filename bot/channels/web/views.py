"""What a consultant sees of cases: the queue in the order of work, and one case as a thread beside its packet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from bot.core import korean
from bot.core.case import Case
from bot.core.files import File
from bot.core.library import Library
from bot.core.reply import Message
from bot.service.ports import CaseFile, Listed, Logged, Passage

Group = Literal["waiting", "mine", "others", "returned", "closed"]
Show = Literal["all", "mine", "free", "answer", "soon", "flagged", "closed"]
"""What of the queue is shown; `free` has nobody, in `answer` the citizen's words to the reader are the last."""
SHOWS: Mapping[str, Show] = {show: show for show in get_args(Show)}
SOON = 60
"""Minutes before a promise from which on it stands out."""
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Promise:
    """By when an answer was promised, and how many minutes are left; negative: it is broken."""

    by: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a line of the queue. `last_from` is the sender of its last words, `former` who had it before."""

    number: str
    kind: str
    queue: str
    group: Group
    owner: str | None
    wants: str
    urgent: bool
    flags: tuple[str, ...]
    former: str | None
    unread: int
    last_text: str
    last_from: str
    last_at: datetime
    promise: Promise | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the thread: a message of the conversation, or a note between consultants.

    `failed` is the number of what could not be sent to the citizen, 0 where nothing failed; `message` the number of
    the message, by which its file is asked for; `removed` when the citizen had that removed; `passages` by which
    channels it came or went.
    """

    key: str
    sender: str
    who: str
    text: str
    at: datetime
    labels: tuple[str, ...] = ()
    changed: bool = False
    failed: int = 0
    message: int = 0
    file: File | None = None
    removed: datetime | None = None
    passages: tuple[Passage, ...] = ()


def queue(listed: Iterable[Listed], who: str, now: datetime, library: Library) -> Mapping[Group, Sequence[Row]]:
    """The cases by group, the others than those who wait by their last words, newest first.

    Who waits: the urgent first, then what one had in hand oneself before, then by promise, then who waits longest.
    One's own: the urgent first, then where the citizen waits for words.
    """
    groups: dict[Group, list[Row]] = {"waiting": [], "mine": [], "others": [], "returned": [], "closed": []}
    newest = sorted(listed, key=lambda it: it.last_at, reverse=True)
    for it in newest:
        groups[_group(it.case, who)].append(_row(it, who, now, library))
    promised = {it.case.number: (it.case.promise, it.case.opened) for it in newest}
    groups["waiting"].sort(key=lambda row: (not row.urgent, row.former != who, promised[row.number]))
    groups["mine"].sort(key=lambda row: (not row.urgent, not is_shown(row, "answer")))
    return groups


def is_shown(row: Row, show: Show) -> bool:
    """Whether a line of the queue belongs to what is shown."""
    match show:
        case "mine" | "closed":
            return row.group == show
        case "free":
            return row.group == "waiting"
        case "answer":
            return row.group == "mine" and row.last_from == "citizen"
        case "soon":
            return row.promise is not None and row.promise.minutes <= SOON
        case "flagged":
            return row.group != "closed" and (row.urgent or bool(row.flags))
        case "all":
            return True


def counts(groups: Mapping[Group, Sequence[Row]]) -> Mapping[Show, int]:
    """How many lines each choice would show; of all of them those that are open."""
    rows = [row for each in groups.values() for row in each]
    found = {show: sum(is_shown(row, show) for row in rows) for show in SHOWS.values()}
    return {**found, "all": len(rows) - found["closed"]}


def queues(library: Library, listed: Iterable[Listed]) -> Sequence[str]:
    """The names of the queues, in the order of the table; last those that only cases still know."""
    return _names((*(row.queue for row in library.kinds.values()), *(it.case.queue for it in listed)))


def kinds(library: Library, listed: Iterable[Listed]) -> Sequence[str]:
    """The kinds of the cases that there are, in the order of the table; last those that only cases still know."""
    there = {it.case.kind for it in listed}
    return _names((*(kind for kind in library.kinds if kind in there), *sorted(there)))


def _names(names: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(name for name in names if name))


def thread(file: CaseFile) -> Sequence[Line]:
    """The conversation as the citizen sees it now, with the notes where they were written.

    What was said at another channel before the two were linked stands where it was said.
    """
    writers = {(logged.at, logged.text.strip()): logged.who for logged in file.history if logged.verb == "answer"}
    shown: dict[int, Line] = {}
    for message in (*file.earlier, *file.messages):
        place = message.edits or message.number
        at = shown[place].at if place in shown else message.at
        line = _line(message, at, writers.get((message.at, message.text), ""), place)
        passages = file.passages.get(message.number) or file.passages.get(place, ())
        shown[place] = replace(line, passages=passages, failed=message.number * (message.number in file.failed))
    notes = (_note(logged) for logged in file.history if logged.verb == "note")
    return sorted((*shown.values(), *notes), key=lambda line: line.at)


def moves(file: CaseFile) -> Sequence[Logged]:
    """The history without what the thread shows already."""
    return [logged for logged in file.history if logged.verb not in ("note", "answer")]


def promise_of(case: Case, now: datetime) -> Promise | None:
    """The promise while it is still to be kept."""
    if case.state in ("returned", "closed") or (case.state == "claimed" and case.answered is not None):
        return None
    return Promise(korean.moment(case.promise, now), round((case.promise - now).total_seconds() / 60))


def titles(entries: Iterable[str], library: Library) -> Sequence[tuple[str, str]]:
    """FAQ entries by id and first question; one that is gone by now keeps its id."""
    known = library.entries
    return [(id, known[id].asks[0] if id in known else id) for id in entries]


def stage(node: str | None, library: Library) -> str:
    """The name of the node where the person stands; "" for none."""
    found = library.node(node) if node else None
    return found.name if found else node or ""


def _group(case: Case, who: str) -> Group:
    if case.state == "waiting" or case.state == "returned" or case.state == "closed":
        return case.state
    return "mine" if case.owner == who else "others"


def _row(it: Listed, who: str, now: datetime, library: Library) -> Row:
    case = it.case
    words = " ".join(it.last_text.split())
    short = words if len(words) <= _SHORT else words[:_SHORT].rstrip() + "…"
    return Row(
        number=case.number,
        kind=case.kind,
        queue=case.queue,
        group=_group(case, who),
        owner=case.owner,
        wants=case.packet.wants,
        urgent=case.urgent,
        flags=library.flag_words(case.flags),
        former=case.former,
        unread=it.unread,
        last_text=short,
        last_from=it.last_from,
        last_at=it.last_at,
        promise=promise_of(case, now),
    )


def _line(message: Message, at: datetime, who: str, place: int) -> Line:
    labels = tuple(("✓ " if button.on else "") + button.label for button in message.buttons)
    file = message.file
    gone, edited = file is not None and file.state == "removed", message.edits is not None
    removed, changed = message.at if gone and edited else None, edited and not gone
    return Line(f"m{place}", message.sender, who, message.text, at, labels, changed, 0, message.number, file, removed)


def _note(logged: Logged) -> Line:
    return Line(f"n{logged.place}", "note", logged.who, logged.text, logged.at)
