"""People at the door of the whole service on a real store: citizens who talk, and consultants who act."""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

from bot.core.event import Act, Edited, Event, File, Said, Sent, Tapped, Verb
from bot.core.library import Library
from bot.core.reply import Deed, Message
from bot.core.texts import AnyKey
from bot.service.alarms import Alarms
from bot.service.delivery import Delivery
from bot.service.files import Attachments
from bot.service.news import LocalNews
from bot.service.ports import CaseFile, Repeated, Saved, Store
from bot.service.turn import Decide, Turns
from bot.store.engine import Engine
from bot.store.folder import Folder
from bot.store.sqlite import open_engine, open_writer
from bot.store.store import SqlStore
from bot.talk.decide import decide as talk
from bot.talk.safety import mask
from tests.support.fakes import FakeClock, FakeSender, FixedLibrary
from tests.talk.small import small_library


@dataclass
class Service:
    """The service on one store. `store` is what the turns use: the real one, or one that wraps it."""

    real: SqlStore
    store: Store
    clock: FakeClock
    in_force: FixedLibrary
    turns: Turns
    alarms: Alarms
    news: LocalNews
    files: Attachments
    sender: FakeSender
    delivery: Delivery
    events: "count[int]" = field(default_factory=count)

    async def person(self, name: str = "kim", *, push: bool = False) -> "Person":
        """A citizen with a conversation of their own; `push`: at an address that replies are pushed to."""
        conversation = await self.store.open_address(f"test:{name}", self.clock.now(), push=push)
        return Person(self, conversation)

    def consultant(self, name: str = "한소라") -> "Consultant":
        return Consultant(self, name)

    async def waits(self, **time: float) -> tuple[Saved, ...]:
        """Lets time pass at once, and sweeps the timers that came due."""
        self.clock.pass_(**time)
        return await self.alarms.sweep(self.clock.now())

    def event_id(self) -> str:
        return f"test:{next(self.events)}"


def _database(folder: Path) -> Path:
    """The database of a folder; begins with one that is up to date."""
    database = folder / "store.db"
    if not database.exists():
        folder.mkdir(parents=True, exist_ok=True)
        database.write_bytes(_empty())
    return database


@cache
def _empty() -> bytes:
    """A database that is up to date and holds nothing: all migrations are run once in a process, for all services."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "store.db"
        open_writer(database).close()
        return database.read_bytes()


@asynccontextmanager
async def running(
    folder: Path,
    *,
    library: Library | None = None,
    decide: Decide = talk,
    clock: FakeClock | None = None,
    wrap: Callable[[Store], Store] = lambda store: store,
    opened: Callable[[Path], Awaitable[Engine]] = open_engine,
    desk: str | None = None,
) -> AsyncIterator[Service]:
    """The service on a real SQLite file in a folder, with a clock that is moved by hand."""
    in_force = FixedLibrary(library or small_library())
    clock = clock or FakeClock()
    engine = await opened(_database(folder))
    real = SqlStore(engine, lambda text: mask(text, in_force.library).text, desk)
    await real.find_desk()
    store, news = wrap(real), LocalNews()
    turns = Turns(store, in_force, clock, news, decide)
    try:
        sender = FakeSender()
        delivery = Delivery(store, sender, clock, news, in_force)
        files = Attachments(Folder(folder / "files"), store, clock)
        alarms = Alarms(store, turns, clock, news)
        yield Service(real, store, clock, in_force, turns, alarms, news, files, sender, delivery)
    finally:
        await real.close()


@dataclass
class Person:
    """A citizen. What was just said back is in `heard`; `all` reads everything again from the store."""

    service: Service
    conversation: str
    saved: Saved = field(default_factory=lambda: Saved(None))
    refs: list[str] = field(default_factory=list)

    async def says(self, text: str, id: str | None = None) -> "Person":
        ref = f"{self.conversation}:{len(self.refs)}"
        self.refs.append(ref)
        return await self._happens(Said(id or self.service.event_id(), self.conversation, ref, text))

    async def sends(self, name: str, caption: str = "") -> "Person":
        """Sends a document of that name."""
        id, file = self.service.event_id(), File("document", name, 1000, "ref-document")
        return await self._happens(Sent(id, self.conversation, f"file-{id}", file, caption))

    async def edits(self, text: str, which: int = -1) -> "Person":
        """Changes an earlier message, the last one if none is named."""
        return await self._happens(Edited(self.service.event_id(), self.conversation, self.refs[which], text))

    async def taps(self, what: str | Deed, number: int | None = None) -> "Person":
        """Taps the newest button with that label or deed, or the one of the message with that number."""
        for message in reversed([m for m in await self.all() if number in (None, m.number)]):
            for place, button in enumerate(message.buttons):
                if what in (button.label, button.deed):
                    return await self.taps_at(message.number, place)
        raise AssertionError(f"no button {what!r} is shown")

    async def taps_at(self, number: int, place: int) -> "Person":
        return await self._happens(Tapped(self.service.event_id(), self.conversation, number, place))

    def sees(self, key: AnyKey) -> bool:
        """Whether that sentence was just said; the small library's sentences are their keys."""
        return any(key.value in message.text.split() for message in self.heard)

    @property
    def heard(self) -> tuple[Message, ...]:
        return self.saved.messages

    async def all(self) -> list[Message]:
        return [*await self.service.store.messages(self.conversation)]

    async def _happens(self, event: Event) -> "Person":
        taken = await self.service.turns.take(event)
        self.saved = taken.saved if isinstance(taken, Repeated) else taken
        return self


@dataclass
class Consultant:
    """A consultant at the desk, who acts on the newest open case if none is named."""

    service: Service
    name: str

    async def acts(self, verb: Verb, text: str = "", case: str | None = None) -> Saved:
        number = case or await self.newest()
        file = await self.file(number)
        conversation = file.case.conversation if file else ""
        event = Act(self.service.event_id(), conversation, number, self.name, verb, text)
        taken = await self.service.turns.take(event)
        return taken.saved if isinstance(taken, Repeated) else taken

    async def newest(self) -> str:
        return max(line.case.number for line in await self.service.store.cases())

    async def file(self, number: str) -> CaseFile | None:
        return await self.service.store.case(number, self.name)
