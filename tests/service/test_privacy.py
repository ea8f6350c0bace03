"""What has been kept long enough is forgotten, by the days that citizens were told."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.core.texts import Key
from bot.service.privacy import TOPIC, Privacy, Swept, contacts_kept, until_night
from bot.store.engine import Engine
from bot.store.sqlite import open_engine
from bot.store.store import SqlStore
from tests.support.fakes import NOON
from tests.support.person import Service
from tests.talk.small import DAYS_KEPT, small_library

NOTHING = Swept(0, 0, 0)


def privacy(service: Service) -> Privacy:
    return Privacy(service.real, service.in_force, service.clock, service.news)


async def test_each_thing_is_forgotten_at_its_day(service: Service) -> None:
    """A talk that came to nothing, a contact, a case: the day before everything is there."""
    await (await service.person("who only asked")).says("안녕")
    helped = await (await service.person()).says("상담사")
    await helped.taps(Key.BUTTON_HANDOVER_YES.value)
    case = helped.saved.case
    assert case is not None
    await service.consultant().acts("close")
    days = 0
    for name, swept in (("contact", Swept(0, 0, 1)), ("chat", Swept(1, 0, 0)), ("case", Swept(1, 1, 0))):
        service.clock.pass_(days=DAYS_KEPT[name] - days, seconds=-1)
        assert await privacy(service).sweep(service.clock.now()) == NOTHING
        service.clock.pass_(seconds=1)
        assert await privacy(service).sweep(service.clock.now()) == swept
        days = DAYS_KEPT[name]
    assert await service.store.conversation(helped.conversation) is None


async def test_who_still_writes_is_kept(service: Service) -> None:
    """The days count from the last word."""
    person = await (await service.person()).says("안녕")
    service.clock.pass_(days=DAYS_KEPT["chat"] - 1)
    await person.says("또 왔어요")
    service.clock.pass_(days=DAYS_KEPT["chat"] - 1)
    assert await privacy(service).sweep(service.clock.now()) == NOTHING


def test_no_contact_is_kept_longer_than_any_question_says() -> None:
    """Questions may name a shorter time of their own."""
    assert contacts_kept(small_library()) == timedelta(days=DAYS_KEPT["contact"])


def test_the_next_sweep_is_at_night() -> None:
    """At four in the morning, of today or tomorrow."""
    assert NOON + until_night(NOON) == NOON.replace(hour=4) + timedelta(days=1)
    assert until_night(NOON.replace(hour=3)) == timedelta(hours=1)
    assert until_night(NOON.replace(hour=4)) == timedelta(days=1)


class FailsFirst(SqlStore):
    """A store that cannot be read at the first sweep, and counts the sweeps."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, str)
        self.sweeps: asyncio.Queue[int] = asyncio.Queue()
        self._times = 0

    async def quiet_since(self, before: datetime) -> Sequence[str]:
        self._times += 1
        self.sweeps.put_nowait(self._times)
        if self._times == 1:
            raise ValueError
        return await super().quiet_since(before)


async def test_a_sweep_that_failed_is_not_the_last(service: Service, tmp_path: Path) -> None:
    """The first comes at the start, and whatever becomes of it there is a next."""
    store = FailsFirst(await open_engine(tmp_path / "other.db"))
    sweeping = asyncio.create_task(Privacy(store, service.in_force, service.clock, service.news).run())
    try:
        for time in (1, 2):
            assert await asyncio.wait_for(store.sweeps.get(), 10) == time
            service.news.tell(TOPIC)
    finally:
        sweeping.cancel()
        await asyncio.gather(sweeping, return_exceptions=True)
        await store.close()
