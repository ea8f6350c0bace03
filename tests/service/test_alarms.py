"""Timers: what is due becomes an event, and one that fails comes back."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.core.conversation import Decision, Situation, Wake
from bot.core.desk_texts import DeskKey
from bot.core.event import Event, Said, Woke
from bot.core.library import Library
from bot.core.reply import Reply
from bot.core.texts import Key
from tests.support.person import Service, running


class Reminding:
    """Sets a timer at every message, an hour later; its turn fails so many times."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures

    def __call__(self, event: Event, at: Situation, library: Library) -> Decision:
        if isinstance(event, Woke):
            self.failures -= 1
            if self.failures >= 0:
                raise ValueError
            return Decision(at.conversation, replies=(Reply("wake"),))
        wakes = (Wake("remind", at.now + timedelta(hours=1)),)
        return Decision(at.conversation, said=event.text if isinstance(event, Said) else None, wakes=wakes)


async def test_a_timer_is_heard_once_when_it_is_due(tmp_path: Path) -> None:
    """Not before its time, then once, also when the sweep comes late."""
    async with running(tmp_path, decide=Reminding()) as service:
        person = await (await service.person()).says("안녕")
        assert await service.waits(minutes=59) == ()
        (saved,) = await service.waits(hours=30)
        assert [message.text for message in saved.messages] == ["wake"]
        assert await service.waits(hours=30) == ()
        assert [message.text for message in await person.all()] == ["안녕", "wake"]


async def test_a_failed_timer_is_tried_again(tmp_path: Path) -> None:
    """The desk is told each time, the citizen nothing, and at last it is heard once."""
    async with running(tmp_path, decide=Reminding(failures=2)) as service:
        person = await (await service.person()).says("안녕")
        assert [saved.told for saved in await service.waits(hours=1)] == [(DeskKey.DESK_TIMER_FAILED.value,)]
        assert await service.waits(seconds=59) == ()
        assert [saved.told for saved in await service.waits(seconds=1)] == [(DeskKey.DESK_TIMER_FAILED.value,)]
        assert await service.waits(minutes=1) == ()
        assert [saved.told for saved in await service.waits(minutes=1)] == [()]
        assert [message.text for message in await person.all()] == ["안녕", "wake"]


async def test_timers_are_rows(tmp_path: Path) -> None:
    """B2 13: a timer that came due while nothing ran is heard after the start."""
    async with running(tmp_path, decide=Reminding()) as service:
        person = await (await service.person()).says("안녕")
        clock = service.clock
    async with running(tmp_path, decide=Reminding(), clock=clock) as service:
        assert len(await service.waits(days=3)) == 1
        assert len(await service.real.messages(person.conversation)) == 2


async def test_the_alarms_run_by_themselves(tmp_path: Path) -> None:
    """What is due at the start is heard without a call, and cancelling ends it."""
    async with running(tmp_path, decide=Reminding()) as service:
        person = await (await service.person()).says("안녕")
        service.clock.pass_(hours=2)
        with service.news.watch(f"conversation:{person.conversation}") as watch:
            alarms = asyncio.create_task(service.alarms.run())
            await watch.wait(10)
        assert [message.text for message in await person.all()] == ["안녕", "wake"]
        alarms.cancel()
        await asyncio.gather(alarms, return_exceptions=True)
        assert alarms.cancelled()


async def test_an_open_case_always_has_a_timer(service: Service) -> None:
    """An hour before its promise first; a sweep that comes late tells only that it was broken."""
    person = await (await service.person()).says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    assert person.saved.case is not None
    assert await service.store.next_wake() == person.saved.case.promise - timedelta(hours=1)
    told = [words for saved in await service.waits(days=1) for words in saved.told]
    assert told == [DeskKey.DESK_PROMISE_BROKEN.value]
