"""Questions that were left open, as staff look at them: those that ask the same together, and what becomes of them."""

import asyncio
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from bot.core import korean_names
from bot.core.audit import Reader
from bot.core.desk_texts import DeskKey
from bot.core.gaps import Group, Near, Question, Settled, Written, in_order
from bot.core.korean import fold
from bot.core.library import Library
from bot.service.ports import Clock, InForce
from bot.service.ports.gaps import Gaps
from bot.service.readings import Readings
from bot.talk.safety import mask, unmasked

_MOST_CASES, _MOST_OF_CASE = 5, 3
"""Of so many cases so many messages are shown: enough to write an answer from."""
_LONGEST_ASK, _MOST_ASKS = 80, 12
"""Signs of a phrasing, and how many of them go into one change."""

Places = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The groups of a page (from 1), how many there are in all, and on how many pages."""

    groups: Sequence[Group]
    count: int
    page: int
    pages: int


class OpenQuestions:
    """Groups are made anew when a question or another content came; that takes seconds for ten thousand."""

    def __init__(self, store: Gaps, readings: Readings, in_force: InForce, clock: Clock) -> None:
        self._store = store
        self._readings = readings
        self._in_force = in_force
        self._clock = clock
        self._made: tuple[str, Places] = ("", ())
        self._one_at_a_time = asyncio.Lock()

    async def groups(
        self, reader: Reader, most: int, *, settled: bool = False, newest: bool = False, page: int = 1
    ) -> Shown:
        """Groups with a question that staff have said nothing of, or those without one, each with what comes near.

        `most` of them on a page; beyond the last one it is the last.
        """
        library = self._in_force.library
        found = [it for it in await self._groups(reader, library) if bool(it.open) is not settled]
        pages = max(1, ceil(len(found) / most))
        page = min(max(1, page), pages)
        shown = in_order(found, newest=newest or settled)[(page - 1) * most : page * most]
        near = await asyncio.to_thread(lambda: [_with_near(it, library) for it in shown])
        return Shown(near, len(found), page, pages)

    async def group(self, key: str, reader: Reader) -> Group | None:
        """One group; None when its oldest question is kept no more."""
        library = self._in_force.library
        found = next((it for it in await self._groups(reader, library) if it.key == key), None)
        return found and await asyncio.to_thread(_with_near, found, library)

    async def answers(self, group: Group, reader: Reader) -> Sequence[Written]:
        """What consultants wrote after these questions, masked, as names are: of the newest cases. Each is read."""
        asked = {it.case: it.at for it in group.questions if it.case}  # the newest first: the oldest of a case stays
        written: list[Written] = []
        for case in group.cases[:_MOST_CASES]:
            found = await self._readings.written(case, asked[case], _MOST_OF_CASE, reader)
            known = await self._readings.names(case, reader) if found else frozenset()
            written += [replace(it, text=self._masked(it.text, known)) for it in found]
        return written

    def _masked(self, text: str, known: Collection[str]) -> str:
        """Without numbers, and without those names and the ones that it says itself."""
        library = self._in_force.library
        plain = mask(text, library).text
        return korean_names.hidden(plain, {*known, *korean_names.told(plain)}, library.text(DeskKey.MASK_NAME))

    async def settle(self, group: Group, upto: datetime, settled: Settled) -> None:
        """What staff say of those questions of a group that were there when they looked."""
        await self._store.settle([it for it in group.questions if it.at <= upto], settled)

    def asks(self, group: Group) -> Sequence[str]:
        """The phrasings that are new in it: without what was masked, and without what the content knows already."""
        library = self._in_force.library
        known = {fold(ask) for entry in library.entries.values() for ask in entry.asks}
        known |= {fold(each) for row in library.not_ours.values() for each in row.sentences}
        found: dict[str, str] = {}
        for text in (group.title, *group.texts):
            named = korean_names.hidden(text, {*korean_names.told(text)}, library.text(DeskKey.MASK_NAME))
            bare = " ".join(unmasked(named, library).split())
            if fold(bare) not in known and len(bare) <= _LONGEST_ASK:
                found.setdefault(fold(bare), bare)
        found.pop("", None)
        return [*found.values()][:_MOST_ASKS]

    async def _groups(self, reader: Reader, library: Library) -> Sequence[Group]:
        kept = timedelta(days=library.retention["questions"].days)
        questions = await self._readings.left_open(self._clock.now() - kept, reader)
        async with self._one_at_a_time:
            name = _name(questions, library)
            if self._made[0] != name:
                texts = [unmasked(it.text, library) for it in questions]
                self._made = (name, await asyncio.to_thread(library.matcher.group, texts))
            return [_group([questions[place] for place in places]) for places in self._made[1]]


def _name(questions: Iterable[Question], library: Library) -> str:
    """What the groups depend on."""
    total = hashlib.sha256(library.version.encode())
    for it in questions:
        total.update(f"\0{_key(it)}\0{it.text}".encode())
    return total.hexdigest()


def _key(question: Question) -> str:
    """A name that tells nothing of the conversation."""
    place = f"{question.conversation}\0{question.number}\0{question.why}"
    return hashlib.sha256(place.encode()).hexdigest()[:12]


def _group(questions: Sequence[Question]) -> Group:
    """A group of questions, the oldest first as they come. The shortest of the most frequent is its title."""
    count: dict[str, int] = {}
    for it in questions:
        count[it.text] = count.get(it.text, 0) + 1
    title = min(count, key=lambda text: (-count[text], len(text), text))
    return Group(_key(questions[0]), title, tuple(reversed(questions)))


def _with_near(group: Group, library: Library) -> Group:
    first = next(iter(library.matcher.rank(unmasked(group.title, library)).entries), None)
    if first is None or first.entry not in library.entries:
        return group
    return replace(group, near=Near(first.entry, library.entries[first.entry].asks[0], first.score))
