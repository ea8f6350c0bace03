"""What the pages stand on: the parts they were given, joined into one value."""

import asyncio
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection
from starlette.templating import Jinja2Templates

from bot.channels.papers import Papers
from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.seat import Seat
from bot.service.editing import Editing
from bot.service.files import Attachments
from bot.service.impact import Impacts
from bot.service.ports import Clock, InForce, News, Store, Watch
from bot.service.readings import Readings
from bot.service.sessions import Sessions
from bot.service.staff import Staff
from bot.service.staff_sessions import StaffSessions
from bot.service.turn import Turns

UNKEPT = {"cache-control": "no-store"}
STREAM_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


def _sessions_of_address() -> Limiter:
    return Limiter(Rate(burst=1200, per_second=5))


def _messages_of_address() -> Limiter:
    return Limiter(Rate(burst=2000, per_second=200))


def _messages_of_session() -> Limiter:
    return Limiter(Rate(burst=60, per_second=2))


def _searches_of_address() -> Limiter:
    return Limiter(Rate(burst=300, per_second=20))


def _files_of_address() -> Limiter:
    return Limiter(Rate(burst=200, per_second=2))


def _files_of_session() -> Limiter:
    return Limiter(Rate(burst=20, per_second=0.1))


def _tries_of_address() -> Limiter:
    return Limiter(Rate(burst=30, per_second=0.1))


def _tries_of_name() -> Limiter:
    return Limiter(Rate(burst=10, per_second=0.02))


@dataclass(frozen=True, slots=True)
class Limits:
    """How often something may be sent. Many citizens may share one address; nobody shares a session.

    `tries` are passwords and one-time codes: ten at once for a name, then 72 an hour.
    """

    sessions_of_address: Limiter = field(default_factory=_sessions_of_address)
    messages_of_address: Limiter = field(default_factory=_messages_of_address)
    messages_of_session: Limiter = field(default_factory=_messages_of_session)
    searches_of_address: Limiter = field(default_factory=_searches_of_address)
    files_of_address: Limiter = field(default_factory=_files_of_address)
    files_of_session: Limiter = field(default_factory=_files_of_session)
    tries_of_address: Limiter = field(default_factory=_tries_of_address)
    tries_of_name: Limiter = field(default_factory=_tries_of_name)


@dataclass(frozen=True, slots=True)
class Site:
    """The parts behind every page and request.

    `ending` is set when the server stops; `telegram`: there is a bot as well; `heartbeat` is in seconds.
    """

    turns: Turns
    store: Store
    in_force: InForce
    clock: Clock
    news: News
    sessions: Sessions
    staff: Staff
    staff_sessions: StaffSessions
    readings: Readings
    papers: Papers
    files: Attachments
    seat: Seat
    editing: Editing
    impacts: Impacts
    templates: Jinja2Templates
    limits: Limits
    version: str
    ending: asyncio.Event
    telegram: bool = False
    heartbeat: float = 15

    async def wait(self, watch: Watch, seconds: float) -> None:
        """Returns at the next news, after that time, or when the server stops."""
        both = [asyncio.create_task(watch.wait(seconds)), asyncio.create_task(self.ending.wait())]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()


def address_of(request: HTTPConnection) -> str:
    """The network address a request comes from, as far as the server knows it."""
    return request.client.host if request.client else ""
