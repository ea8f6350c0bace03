"""Talking in the terminal: the real service over a real store, with a clock that only `wait` moves."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

from bot.app import House, open_house
from bot.channels.wire import button_id, case_dict, message_dict
from bot.cli.lines import Asked, Deed, Desk, Edit, Say, Tap, Unreadable, Wait, read_line
from bot.cli.words import Line, say
from bot.core.case import Case
from bot.core.event import Act, Edited, Event, Said, Tapped
from bot.core.reply import Message
from bot.service.ports import Repeated, Saved
from bot.service.ports.content import Disk

Result = Mapping[str, object]
DATABASE = "try.sqlite3"


@dataclass(slots=True)
class MovedClock:
    """Implements `service.ports.Clock`: it stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass(slots=True)
class _Person:
    """A citizen of the terminal. `tapped` are the numbers of taps: those cannot be edited."""

    conversation: str
    tapped: set[int] = field(default_factory=set)


@asynccontextmanager
async def open_talk(content: Disk, folder: Path, now: datetime) -> AsyncIterator["Talk"]:
    """A talk that is kept in that folder. Raises what `app.open_house` raises."""
    clock = MovedClock(now)
    async with open_house(folder / DATABASE, clock, content) as house:
        yield Talk(house, clock)


class Talk:
    """Takes line by line what citizens and consultants do, and tells what it led to."""

    def __init__(self, house: House, clock: MovedClock) -> None:
        self._house = house
        self._clock = clock
        self._people: dict[str, _Person] = {}
        self._lines: dict[tuple[str, str], tuple[Deed, Result]] = {}

    @property
    def now(self) -> datetime:
        return self._clock.now()

    async def take(self, line: str) -> Result:
        """One line of JSON in, one line's worth out: what it led to, or `error`, which changed nothing."""
        try:
            return await self.do(read_line(line))
        except Unreadable as unreadable:
            return {"error": unreadable.sentence}

    async def do(self, asked: Asked) -> Result:
        """What a deed led to; one that comes again under its id led to the same. Raises Unreadable."""
        if asked.id is None:
            return await self._do(asked, token_hex(8))
        known = self._lines.get((_source(asked), asked.id))
        if known is None:
            known = asked.deed, await self._do(asked, asked.id)
            self._lines[_source(asked), asked.id] = known
        if known[0] != asked.deed:
            raise Unreadable(Line.TRY_OTHER_WORDS)
        return known[1]

    async def messages(self, who: str = "") -> tuple[Message, ...]:
        """The whole conversation of a person."""
        person = await self._person(who)
        return tuple(await self._house.store.messages(person.conversation))

    async def _do(self, asked: Asked, id: str) -> Result:
        event_id = f"{_source(asked)}:{id}"
        match asked.deed:
            case Wait(time):
                return await self._wait(await self._person(asked.who), time)
            case Desk(verb, text):
                case = await self._newest_open()
                who = asked.who or say(Line.TRY_CONSULTANT)
                return await self._take(Act(event_id, case.conversation, case.number, who, verb, text))
            case Say() | Tap() | Edit() as deed:
                person = await self._person(asked.who)
                return await self._citizen(deed, person, event_id)

    async def _citizen(self, deed: Say | Tap | Edit, person: _Person, id: str) -> Result:
        """A citizen's message is named by the number it will take, so that an edit finds it after a restart too."""
        code, store = person.conversation, self._house.store
        messages = await store.messages(code)
        match deed:
            case Say(text):
                number = messages[-1].number + 1 if messages else 1
                return await self._take(Said(id, code, str(number), text))
            case Edit(number, text):
                return await self._take(Edited(id, code, str(_edited(messages, number, person)), text))
            case Tap(button):
                number, place = _tapped(messages, button, code)
                result = await self._take(Tapped(id, code, number, place))
                if isinstance(result["number"], int):
                    person.tapped.add(result["number"])
                return result

    async def _take(self, event: Event) -> Result:
        outcome = await self._house.turns.take(event)
        if isinstance(outcome, Repeated) and not outcome.same:
            raise Unreadable(Line.TRY_OTHER_WORDS)
        saved = outcome.saved if isinstance(outcome, Repeated) else outcome
        return _result(saved, saved.conversation or event.conversation)

    async def _wait(self, person: _Person, time: timedelta) -> Result:
        """Goes from timer to timer, each heard at its own moment, to the end of the time."""
        end, code = self._clock.at + time, person.conversation
        told: list[str] = []
        before = await self._house.store.messages(code)
        last = before[-1].number if before else 0
        while (at := await self._house.store.next_wake()) is not None and at <= end:
            self._clock.at = max(at, self._clock.at)
            swept = await self._house.alarms.sweep(self._clock.at)
            told += [words for saved in swept for words in saved.told]
            if not swept:
                break
        self._clock.at = end
        messages = tuple(await self._house.store.messages(code, last))
        return _result(Saved(None, messages, None, tuple(told), await self._newest(code)), code)

    async def _person(self, who: str) -> _Person:
        """The conversation is another one once it was joined to it."""
        code = await self._house.store.open_address(f"try:{who}", self._clock.at)
        known = self._people.get(who)
        if known is None or known.conversation != code:
            self._people[who] = _Person(code)
        return self._people[who]

    async def _newest_open(self) -> Case:
        """The newest case that is not closed. Raises Unreadable where there is none."""
        cases = [listed.case for listed in await self._house.store.cases()]
        if not cases:
            raise Unreadable(Line.TRY_NO_CASE)
        return max(cases, key=_age)

    async def _newest(self, conversation: str) -> Case | None:
        store = self._house.store
        listed = [*await store.cases(), *await store.cases(closed=True)]
        return max((it.case for it in listed if it.case.conversation == conversation), key=_age, default=None)


def _source(asked: Asked) -> str:
    return f"{'desk' if isinstance(asked.deed, Desk) else 'try'}:{asked.who}"


def _age(case: Case) -> tuple[datetime, int, str]:
    """What cases are ordered by; numbers opened in the same moment by their length first."""
    return case.opened, len(case.number), case.number


def _result(saved: Saved, code: str) -> Result:
    return {
        "number": saved.number,
        "replies": [message_dict(message, code) for message in saved.messages],
        "toast": saved.toast,
        "desk": list(saved.told),
        "case": case_dict(saved.case),
    }


def _tapped(messages: Sequence[Message], button: str, code: str) -> tuple[int, int]:
    """The number and place of the newest button with that label or id. Raises Unreadable."""
    for message in reversed(messages):
        for place, known in enumerate(message.buttons):
            if button in (known.label, button_id(code, message.number, place)):
                return message.number, place
    raise Unreadable(Line.TRY_NO_BUTTON)


def _edited(messages: Sequence[Message], number: int, person: _Person) -> int:
    """The number under which a message was first written. Raises Unreadable when the person wrote no such message."""
    written = {it.number: it for it in messages if it.sender == "citizen" and it.number not in person.tapped}
    if number not in written:
        raise Unreadable(Line.TRY_NO_MESSAGE)
    return written[number].edits or number
