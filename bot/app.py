"""Builds every part and joins them: what is opened first is closed last."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import uvicorn

from bot import __version__
from bot.channels.telegram import hook
from bot.channels.telegram.app import TelegramBot, desk_address
from bot.channels.web.app import web_app
from bot.channels.web.seat import Seat
from bot.commits import Git
from bot.config import Address, Settings, Telegram, make_data_dir, secret_key
from bot.content.watching import changes
from bot.core.staff import Stays
from bot.disk import content_folder, content_of, deepen_with, impacts, meanings_of
from bot.listening import listen
from bot.service.alarms import Alarms
from bot.service.deepening import Deepening
from bot.service.editing import Editing
from bot.service.files import Attachments
from bot.service.news import LocalNews
from bot.service.ports import Clock
from bot.service.ports.content import Disk, Slip
from bot.service.privacy import Privacy
from bot.service.publishing import Publishing
from bot.service.renewing import Renewing
from bot.service.sessions import Sessions
from bot.service.staff import Staff
from bot.service.summing import Summing
from bot.service.tidying import Tidying
from bot.service.turn import Turns
from bot.store import postgres, sqlite
from bot.store.engine import Engine
from bot.store.folder import Folder
from bot.store.presence import present
from bot.store.store import SqlStore
from bot.talk.safety import mask

SEOUL = ZoneInfo("Asia/Seoul")
SECONDS_TO_FINISH = 2
Changed = Callable[[tuple[Slip, ...]], None]
"""Told after a save: the problems that keep it out, none when it is live."""


class CannotOpen(Exception):
    """The file of the database is no database, or it is broken."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class CannotReach(Exception):
    """The PostgreSQL of the settings is not there, refuses us, or cannot be used. Says the kind, never the address."""


class SystemClock:
    """Implements `ports.Clock`."""

    def now(self) -> datetime:
        return datetime.now(SEOUL)


@dataclass(frozen=True, slots=True)
class House:
    """The parts, joined. `problems` are those of the content on disk, when an older version serves."""

    store: SqlStore
    publishing: Publishing
    clock: Clock
    news: LocalNews
    turns: Turns
    alarms: Alarms
    privacy: Privacy
    sessions: Sessions
    staff: Staff
    summing: Summing
    problems: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Ports:
    """What the parts reach the world through. A test that needs a fault puts its own here, or around the store."""

    clock: Clock = field(default_factory=SystemClock)
    news: LocalNews = field(default_factory=LocalNews)
    content: Callable[[Settings], Disk] = content_of
    store: Callable[[SqlStore], SqlStore] = lambda store: store


@asynccontextmanager
async def open_house(
    database: Path | Address, clock: Clock, content: Disk, desk: str | None = None, ports: Ports | None = None
) -> AsyncIterator[House]:
    """Opens the store, takes the content into force and joins the parts; closes the store at the end.

    `desk` is the address of the consultants' group, if there is one; of `ports` the news and the store are taken.

    Raises Problem when the database is newer or no content can be had, CannotOpen, CannotReach, TrainingFailed.
    """
    ports = ports or Ports()
    store = ports.store(SqlStore(await _open_engine(database), lambda text: mask(text, publishing.library).text, desk))
    try:
        await store.begin(clock.now())
        publishing = Publishing(store, clock, content.build)
        problems = await publishing.start(content.files)
        news = ports.news
        turns = Turns(store, publishing, clock, news)
        alarms, privacy = Alarms(store, turns, clock, news), Privacy(store, publishing, clock, news)
        sessions, staff, summing = Sessions(store, clock), Staff(store, clock), Summing(store, clock, news)
        yield House(store, publishing, clock, news, turns, alarms, privacy, sessions, staff, summing, problems)
    finally:
        await store.close()


async def _open_engine(database: Path | Address) -> Engine:
    if isinstance(database, Address):
        try:
            return await postgres.open_engine(database.url)
        except postgres.CannotConnect as error:
            raise CannotReach(str(error)) from None
    try:
        return await sqlite.open_engine(database)
    except sqlite.CANNOT_OPEN as error:
        raise CannotOpen(database) from error


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[SqlStore]:
    """What is kept, beside a server that runs. Raises what opening it raises, Occupied."""
    with present(settings.data_dir):
        store = SqlStore(await _open_engine(settings.database), lambda text: "")
        try:
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def build(settings: Settings, ports: Ports) -> AsyncIterator[tuple[House, TelegramBot | None]]:
    """The product without its web page and not yet running. Raises what `open_house` raises."""
    content = await asyncio.to_thread(ports.content, settings)
    bot = settings.telegram
    desk = desk_address(bot.token, bot.group) if bot else None
    async with open_house(settings.database, ports.clock, content, desk, ports) as house:
        yield house, _telegram(settings, bot, house) if bot else None


async def serve(
    settings: Settings, ready: Callable[[House], None], changed: Changed, ports: Ports | None = None
) -> None:
    """Serves until SIGINT or SIGTERM. Calls `ready` once requests are answered, `changed` when content was saved.

    Raises what `build` raises, WrongSetting, and CannotListen.
    """
    listening = listen(settings.host, settings.port)
    try:
        make_data_dir(settings)
        secret, ports = secret_key(settings), ports or Ports()
        with present(settings.data_dir):
            async with build(settings, ports) as (house, telegram):
                server = _server(settings, house, secret, telegram, lambda: ready(house))
                meanings = meanings_of(settings)
                tidying = Tidying(attachments(settings, house), house.clock, house.news)
                beside = [
                    house.alarms.run(),
                    house.privacy.run(),
                    house.summing.run(),
                    tidying.run(),
                    _renewing(settings, ports, house, telegram, changed).run(lambda: changes(settings.content_dir)),
                    *([telegram.run()] if telegram else []),
                    *([Deepening(house.publishing, deepen_with(meanings)).run()] if meanings else []),
                ]
                await _serve_beside(server, beside, listening)
    finally:
        listening.close()


def _renewing(
    settings: Settings, ports: Ports, house: House, telegram: TelegramBot | None, changed: Changed
) -> Renewing:
    """What puts saved content in force, and tells of it at the terminal and in the consultants' group."""

    async def told(problems: tuple[Slip, ...]) -> None:
        changed(problems)
        if telegram is not None:
            await telegram.tells_of_content(problems)

    return Renewing(house.publishing, lambda: ports.content(settings), told)


def attachments(settings: Settings, house: House) -> Attachments:
    """The files that people send, in a folder that nothing serves."""
    return Attachments(folder_of_files(settings), house.store, house.clock)


def folder_of_files(settings: Settings) -> Folder:
    """Where their bytes are."""
    return Folder(settings.data_dir / "files")


def _server(
    settings: Settings, house: House, secret: str, telegram: TelegramBot | None, ready: Callable[[], None]
) -> "_Server":
    """The web around the parts. Behind a proxy (BASE_URL) its word on who asks is taken; without one nobody's is."""
    web = web_app(
        house.turns,
        house.store,
        house.publishing,
        house.clock,
        house.news,
        house.sessions,
        house.staff,
        attachments(settings, house),
        Editing(house.publishing, content_folder(settings), Git(settings.content_dir)),
        impacts(settings, house.store, house.clock),
        seat=Seat(settings.local, secret),
        stays=Stays(timedelta(minutes=settings.desk_idle_minutes), timedelta(hours=settings.desk_hours)),
        version=__version__,
        telegram=telegram is not None,
        widget=settings.widget,
        hooks={hook.PATH: telegram.hook.take} if telegram and telegram.hook else None,
    )
    config = uvicorn.Config(
        web,
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.base_url),
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    return _Server(config, ready, web.state.ending)


class _Server(uvicorn.Server):
    """Says when it is ready, and leaves the signals to us: the store is closed after it, whatever ends it."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], ending: asyncio.Event) -> None:
        super().__init__(config)
        self._ready = ready
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def end(self) -> None:
        """Asked once it ends the streams and finishes what is under way, asked again it ends at once."""
        self._ending.set()
        self.force_exit = self.should_exit
        self.should_exit = True


def _telegram(settings: Settings, bot: Telegram, house: House) -> TelegramBot:
    parts = (house.turns, house.store, house.publishing, house.clock, house.news)
    webhook = (settings.base_url + hook.PATH, bot.webhook) if bot.webhook else None
    return TelegramBot(bot.token, bot.api_url, bot.group, *parts, house.staff, attachments(settings, house), webhook)


async def _serve_beside(
    server: _Server, beside: Iterable[Coroutine[None, None, None]], listening: socket.socket
) -> None:
    """Serves the web with what runs beside it, and ends that with it."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.end)
    tasks = [asyncio.create_task(each) for each in beside]
    try:
        await server.serve([listening])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
