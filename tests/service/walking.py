"""Random walks: three people and two consultants on one service, on a real store in which things come between."""

import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiosqlite

from bot.core.case import advance
from bot.core.conversation import Decision, Situation
from bot.core.event import Act, Edited, Event, Said, Tapped, Verb, Woke
from bot.core.library import Library
from bot.core.reply import Message, Want
from bot.core.texts import Key
from bot.service.news import LocalNews
from bot.service.ports import Repeated, Saved, Stale, Store
from bot.service.ports.content import Slip, Unfit
from bot.service.publishing import Publishing
from bot.service.turn import Turns
from bot.store.engine import Engine
from bot.store.sqlite import SqliteEngine, open_writer
from bot.store.store import SqlStore
from bot.talk.decide import decide
from tests.support.fakes import FakeClock, StoreFailure, TroubledStore
from tests.support.person import running
from tests.talk.small import small_library

LONG = "a long one"
"""Stands for two thousand characters."""

CONSULTANTS = ("한소라", "김다온")


@dataclass(frozen=True)
class Says:
    person: int
    text: str


@dataclass(frozen=True)
class Taps:
    """Taps the button that is so many places from the newest one."""

    person: int
    back: int


@dataclass(frozen=True)
class Edits:
    """Changes the message that is so many places from the newest one."""

    person: int
    back: int
    text: str


@dataclass(frozen=True)
class Acts:
    person: int
    who: int
    verb: Verb
    text: str


@dataclass(frozen=True)
class Repeats:
    """An event that happened comes again, with its own words or with others."""

    back: int
    other_words: bool


@dataclass(frozen=True)
class Waits:
    hours: int


@dataclass(frozen=True)
class Publishes:
    """Staff publish files that pass the checks, or do not."""

    good: bool


Deed = Says | Taps | Edits | Acts | Repeats | Waits | Publishes


@dataclass(frozen=True)
class Step:
    """One event. `between`: a claim or a tap comes between loading and saving it; `breaks`: the call that fails."""

    deed: Deed
    between: bool = False
    breaks: str = ""


def build(files: Mapping[str, str]) -> Library | Unfit:
    """Passes what says good; the version tells that it was checked."""
    text = files["faq/a.yaml"]
    return (
        replace(small_library(), version=f"checked {text}")
        if text.startswith("good")
        else Unfit((Slip("faq/a.yaml", 1, "bad"),))
    )


class Recorded(TroubledStore):
    """A store that tells the walk what was saved, and before whose next save something else may happen."""

    def __init__(self, store: Store, walk: "Walk", troubled: bool) -> None:
        super().__init__(store, walk.trouble if troubled else lambda call, event: None)
        self.walk = walk
        self.troubled = troubled

    async def save(self, seen: Situation, event: Event, decision: Decision) -> Saved | Stale | Repeated:
        if self.troubled and self.walk.between is not None:
            between, self.walk.between = self.walk.between, None
            await between()
        saved = await super().save(seen, event, decision)
        self.walk.counts["stale saves"] += isinstance(saved, Stale)
        self.walk.counts["edits of answered messages"] += isinstance(saved, Saved) and decision.edits is not None
        if isinstance(saved, Saved):
            cases = {case.number: case for case in seen.cases} | advance(seen.cases, decision.moves, seen.now)
            self.walk.owned[event.id] = any(case.owned for case in cases.values())
        return saved


@dataclass
class Walk:
    """One walk on its way. What happened is kept, so that it can be compared with what is stored."""

    counts: Counter[str]
    clock: FakeClock = field(default_factory=FakeClock)
    people: list[str] = field(default_factory=list)
    taken: dict[str, tuple[Event, Saved]] = field(default_factory=dict)
    owned: dict[str, bool] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    refs: dict[str, list[str]] = field(default_factory=dict)
    events: int = 0
    between: Callable[[], Awaitable[object]] | None = None
    breaks: str = ""
    published: int = 0

    def open(self, real: SqlStore) -> None:
        self.real = real
        self.publishing = Publishing(real, self.clock, build)
        store = Recorded(real, self, troubled=True)
        self.turns = Turns(store, self.publishing, self.clock, LocalNews(), self.decide)
        self.others = Turns(Recorded(real, self, troubled=False), self.publishing, self.clock, LocalNews())

    def trouble(self, call: str, event: Event) -> Exception | None:
        return StoreFailure() if call == self.breaks else None

    def decide(self, event: Event, at: Situation, library: Library) -> Decision:
        if self.breaks == "decide":
            raise ValueError(repr(event))
        return decide(event, at, library)

    async def take(self, step: Step) -> None:
        """Carries one step through."""
        match step.deed:
            case Waits(hours):
                self.clock.pass_(hours=hours)
                for woke in await self.real.due(self.clock.now()):
                    await self.happens(woke, step.breaks)
            case Publishes(good):
                await self._publishes(good)
            case Repeats(back, other_words):
                await self._repeats(back, other_words)
            case deed:
                event = await self._event(deed)
                if event is not None:
                    self.between = self._between(event) if step.between else None
                    await self.happens(event, step.breaks)

    async def happens(self, event: Event, breaks: str = "", turns: Turns | None = None) -> None:
        """Takes an event, as this instance or as another one; `breaks` is what fails on the way."""
        self.breaks = breaks
        taken = await (turns or self.turns).take(event)
        if turns is None:
            self.breaks, self.between = "", None
        assert isinstance(taken, Saved)
        self.counts[type(event).__name__] += 1
        self.counts["failed turns"] += bool(breaks)
        if breaks:
            self.failed.add(event.id)
        if not (breaks and isinstance(event, Woke)):
            self.taken[event.id] = event, taken

    async def messages(self, conversation: str) -> list[Message]:
        return [*await self.real.messages(conversation)]

    async def _event(self, deed: Says | Taps | Edits | Acts) -> Event | None:
        self.events += 1
        id, person = f"e{self.events}", self.people[deed.person]
        match deed:
            case Says(text=text):
                self.refs.setdefault(person, []).append(id)
                return Said(id, person, id, "가" * 2000 if text == LONG else text)
            case Edits(back=back, text=text):
                refs = self.refs.get(person, ["never said"])
                return Edited(id, person, refs[-1 - back % len(refs)], text)
            case Taps(back=back):
                shown = [(m.number, place) for m in await self.messages(person) for place in range(len(m.buttons))]
                number, place = shown[-1 - back % len(shown)] if shown else (1, back)
                return Tapped(id, person, number, place)
            case Acts(who=who, verb=verb, text=text):
                case = await self.newest_case(person)
                return Act(id, person, case, CONSULTANTS[who], verb, text) if case else await self._wish(id, person)

    async def _wish(self, id: str, person: str) -> Said | Tapped:
        """While there is no case to act on: the way to one, by words and then by the yes that is shown."""
        for message in await self.messages(person):
            for place, button in enumerate(message.buttons):
                if isinstance(button.deed, Want) and button.deed.agreed:
                    return Tapped(id, person, message.number, place)
        return Said(id, person, id, "상담사")

    async def newest_case(self, person: str) -> str | None:
        cases = [*await self.real.cases(), *await self.real.cases(closed=True)]
        return max((line.case.number for line in cases if line.case.conversation == person), default=None)

    def _between(self, event: Event) -> Callable[[], Awaitable[object]]:
        async def claim() -> None:
            case = await self.newest_case(event.conversation)
            self.events += 1
            id = f"e{self.events}"
            act = Act(id, event.conversation, case, CONSULTANTS[0], "claim") if case else None
            breaks = self.breaks
            await self.happens(act or Tapped(id, event.conversation, 1, 0), turns=self.others)
            self.breaks = breaks

        return claim

    async def _repeats(self, back: int, other_words: bool) -> None:
        if not self.taken:
            return
        event, first = list(self.taken.values())[-1 - back % len(self.taken)]
        before = await self.messages(event.conversation)
        again = replace(event, text="다른 말") if other_words and isinstance(event, Said | Edited) else event
        taken = await self.turns.take(again)
        assert isinstance(taken, Repeated)
        assert (taken.saved.number, taken.saved.told) == (first.number, first.told)
        assert [*map(without_code, taken.saved.messages)] == [*map(without_code, first.messages)]
        assert taken.same == (again == event)
        assert await self.messages(event.conversation) == before
        self.counts["repeats"] += 1

    async def _publishes(self, good: bool) -> None:
        self.published += 1
        in_force = self.publishing.library
        problems = await self.publishing.publish(
            {"faq/a.yaml": f"{'good' if good else 'bad'} {self.published}"}, "", ""
        )
        assert bool(problems) is not good
        assert good or self.publishing.library is in_force
        self.counts["publications refused"] += not good


def without_code(message: Message) -> Message:
    """The message without the words of a code, which are forgotten when it is over."""
    codes = {Key.LINK_CODE.value, Key.LINK_CODE_CASE.value, Key.LINK_CODE_GONE.value}
    return replace(message, text="") if codes & {*message.text.split()} else message


Open = Callable[[Path], Awaitable[Engine]]
"""How a walk gets a fresh database; the folder is its own."""


async def open_unsynced(path: Path) -> SqliteEngine:
    """An engine that does not wait for the disk: what a killed process leaves behind is tested with the store."""
    writer = open_writer(path)
    writer.execute("pragma synchronous = off")
    return SqliteEngine(writer, await aiosqlite.connect(path, isolation_level=None))


@asynccontextmanager
async def walking(counts: Counter[str], opened: Open = open_unsynced) -> AsyncIterator[Walk]:
    """A walk on a fresh service with three people."""
    walk = Walk(counts)
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), clock=walk.clock, opened=opened) as service:
            walk.open(service.real)
            await walk.publishing.start({"faq/a.yaml": "good 0"})
            walk.people = [await service.real.open_address(f"test:{name}", walk.clock.now()) for name in "abc"]
            yield walk
