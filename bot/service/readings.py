"""Every reading of a case passes here, and is in the log before a word of it is given."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.core import korean_names
from bot.core.audit import Read, Reader, Sought, Way
from bot.core.gaps import Question, Written
from bot.core.staff import clean_name
from bot.service.ports import CaseFile, Clock, Listed, Store
from bot.service.ports.figures import NotHelped
from bot.service.ports.searching import Found
from bot.talk import waking

SAME_READING = timedelta(minutes=10)
"""Looked at again from the same place within this, it is the same reading: a page that is live reads on and on."""
SAME_LOOK = timedelta(hours=1)
"""The same for the queue and for what was found, which hold the last words of many."""


class Readings:
    """The one way to what citizens have said, for those who answer."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def case(self, number: str, reader: Reader, way: Way = "page") -> CaseFile | None:
        """All there is of a case; None for a number that was never given, or is erased."""
        await self._store.note(reader, way, number, self._clock.now(), SAME_READING)
        return await self._store.case(number, reader.who)

    async def queue(self, reader: Reader) -> Sequence[Listed]:
        """The open cases by their promise and then the newest closed ones, with the last words of each."""
        await self._store.note(reader, "queue", "", self._clock.now(), SAME_LOOK)
        listed = await self._store.cases(who=reader.who)
        return (*listed, *await self._store.cases(closed=True, who=reader.who))

    async def search(self, query: str, most: int, reader: Reader) -> Sequence[Found]:
        """The newest cases that hold the words; each is read. What was looked for is not kept."""
        found = await self._store.search(query, most)
        for each in found:
            await self._store.note(reader, "search", each.case.number, self._clock.now(), SAME_LOOK)
        return found

    async def not_helped(self, since: date, most: int, reader: Reader) -> Sequence[NotHelped]:
        """The questions of citizens that an answer did not help."""
        await self._store.note(reader, "questions", "", self._clock.now(), SAME_LOOK)
        return await self._store.not_helped(since, most)

    async def left_open(self, since: datetime, reader: Reader) -> Sequence[Question]:
        """The questions of citizens that were left open, the oldest first."""
        await self._store.note(reader, "questions", "", self._clock.now(), SAME_LOOK)
        return await self._store.left_open(since)

    async def written(self, number: str, since: datetime, most: int, reader: Reader) -> Sequence[Written]:
        """What consultants wrote in a case from then on, the first so many; nobody's news is read by that."""
        await self._store.note(reader, "questions", number, self._clock.now(), SAME_LOOK)
        return await self._store.written(number, since, most)

    async def names(self, number: str, reader: Reader) -> frozenset[str]:
        """Names that are known for certain: of all who have an account or worked at a case, and of who says theirs."""
        await self._store.note(reader, "questions", number, self._clock.now(), SAME_LOOK)
        said, accounts = await self._store.said(number), await self._store.accounts()
        workers = (clean_name(who) for who in said.workers if who != waking.SERVICE)
        citizens = (name for text in said.texts for name in korean_names.told(text))
        return frozenset([*(it.name for it in accounts), *filter(None, workers), *citizens])

    async def noted(self, reader: Reader, way: Way, number: str = "") -> None:
        """What is read elsewhere, or is no reading and still belongs into the log; each time."""
        await self._store.note(reader, way, number, self._clock.now(), timedelta())

    async def log(self, sought: Sought, most: int) -> Sequence[Read]:
        """The newest lines of those that are wanted."""
        return await self._store.read(sought, most)

    async def readers(self) -> Sequence[str]:
        """The names in the log."""
        return await self._store.readers()
