"""A Bot API that keeps the time of a test's clock: it counts what it is sent, and asks to wait as a test says."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.telegram.rates import Rates
from tests.support.bot_api import BotApi, bot_api
from tests.support.bot_api_json import Refusal, whole
from tests.support.fakes import FakeClock
from tests.support.telegram import Channel, talking

_COUNTED = ("send", "edit", "create", "close", "reopen")
NEVER = 10**6
"""Seconds of the clock until what a test waits for counts as never happening."""


@dataclass
class StormyApi(BotApi):
    """`asks` gives the seconds that a message to a chat is asked to wait, 0 for none.

    `tried` is every message that was to be sent and when, `arrived` when those of a chat got there, `early` those that
    did not wait as long as they were asked to.
    """

    clock: FakeClock = field(default_factory=FakeClock)
    asks: Callable[[int], int] = lambda chat: 0
    tried: list[tuple[datetime, int]] = field(default_factory=list)
    arrived: dict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    early: list[int] = field(default_factory=list)
    free: dict[int, datetime] = field(default_factory=dict)

    async def _do(self, method: str, fields: Mapping[str, object]) -> object:
        if method.startswith(_COUNTED):
            self._ask_to_wait(whole(fields["chat_id"]))
        done = await super()._do(method, fields)
        if method.startswith("send"):
            self.arrived[whole(fields["chat_id"])].append(self.clock.now())
        return done

    def _ask_to_wait(self, chat: int) -> None:
        now = self.clock.now()
        self.tried.append((now, chat))
        if now < self.free.get(chat, now):
            self.early.append(chat)
        seconds = self.asks(chat)
        if seconds:
            self.free[chat] = now + timedelta(seconds=seconds)
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    def most(self, seconds: float, chat: int | None = None) -> int:
        """The most that was tried within so many seconds, in one chat or in all."""
        times = [at for at, it in self.tried if chat in (None, it)]
        within = timedelta(seconds=seconds)
        return max((sum(begin <= at < begin + within for at in times) for begin in times), default=0)


async def passes(channel: Channel, seconds: float, step: float = 0.1) -> None:
    """Lets time pass in small steps, and sends what may be sent in each."""
    for _ in range(round(seconds / step)):
        await channel.pass_(seconds=step)


async def passes_until(channel: Channel, holds: Callable[[], bool]) -> None:
    """Lets time pass until something holds, from one row that comes due to the next, a second if one is held back."""
    clock, store = channel.service.clock, channel.service.store
    last = clock.now() + timedelta(seconds=NEVER)
    await channel.service.delivery.settle()
    while not holds():
        assert clock.now() < last, "it never happens"
        held = await store.to_send(clock.now())
        at = None if held else await store.next_send(clock.now())
        clock.moment = at or clock.now() + timedelta(seconds=1)
        await channel.service.delivery.settle()


@asynccontextmanager
async def stormy_channel(folder: Path, api: StormyApi | None = None) -> AsyncIterator[tuple[Channel, StormyApi]]:
    """The channel with its real limits, at a service that shares its clock."""
    async with bot_api(api or StormyApi()) as api, talking(folder, api, rates=Rates()) as channel:
        assert isinstance(api, StormyApi)
        api.clock = channel.service.clock
        yield channel, api
