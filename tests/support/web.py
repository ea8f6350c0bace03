"""The web application on a real socket, above the whole service on a real store."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.app import web_app
from bot.channels.web.embedding import ANY_SITE
from bot.channels.web.seat import Seat
from bot.channels.web.site import Limits
from bot.core.library import Library
from bot.core.staff import Stays
from bot.service.editing import Editing
from bot.service.ports import Store
from bot.service.sessions import Sessions
from bot.service.staff import Staff
from bot.service.staff_sessions import StaffSessions
from tests.support.contents import shelf
from tests.support.fakes import QUICK
from tests.support.impacts import looks
from tests.support.person import Service, running

SECRET = "a secret of the tests, long enough"
PASSWORD = "강 건너 밤나무 여섯 그루"


Hooks = Mapping[str, Callable[[Request], Awaitable[Response]]]


@dataclass
class Web:
    """The running application. `client` has no session and no cookie of its own."""

    service: Service
    app: Starlette
    client: httpx.AsyncClient
    staff: Staff
    seat: Seat
    sessions: StaffSessions

    async def browser(self) -> "Browser":
        """A citizen's browser with a session of its own."""
        answer = await self.client.post("/api/session")
        return Browser(self, answer.json()["session"])

    @asynccontextmanager
    async def desk(self, name: str = "한소라") -> "AsyncIterator[DeskBrowser]":
        """A consultant's browser, seated under that name."""
        async with httpx.AsyncClient(base_url=self.client.base_url, timeout=60) as client:
            desk = DeskBrowser(self, client)
            await desk.sits_down(name)
            yield desk

    @asynccontextmanager
    async def office(self, name: str = "한소라") -> "AsyncIterator[DeskBrowser]":
        """The browser of a consultant who has an account, and begins with it here."""
        async with httpx.AsyncClient(base_url=self.client.base_url, timeout=60) as client:
            desk = DeskBrowser(self, client)
            begun = await desk.begins(await self.staff.code(name), PASSWORD)
            assert begun.status_code == 303, begun.text
            yield desk


@dataclass
class Browser:
    """What a citizen's page does."""

    web: Web
    token: str
    ids: "count[int]" = field(default_factory=count)

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    async def get(self, path: str) -> httpx.Response:
        return await self.web.client.get(path, headers=self.headers)

    async def sends(self, **body: object) -> httpx.Response:
        """Sends a body as it is, with a fresh id if it has none."""
        data = {"id": f"m{next(self.ids)}", **body}
        return await self.web.client.post("/api/messages", json=data, headers=self.headers)

    async def sends_file(self, name: str, content: bytes, **fields: str) -> httpx.Response:
        """Sends a file, with a fresh id if it has none."""
        data = {"id": f"m{next(self.ids)}", **fields}
        files = {"file": (name, content, "application/octet-stream")}
        return await self.web.client.post("/api/files", data=data, files=files, headers=self.headers)

    async def says(self, text: str) -> list[dict[str, object]]:
        """The answers to a text."""
        answer = await self.sends(text=text)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["messages"])

    async def all(self, after: int = 0, **query: int) -> list[dict[str, object]]:
        answer = await self.web.client.get("/api/messages", params={"after": after, **query}, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["messages"])

    async def asks_for_a_person(self) -> str:
        """Opens a case, and gives its number."""
        asked = (await self.says("상담사"))[-1]
        await self.sends(button=asked["buttons"][0]["id"])  # type: ignore[index]  # JSON
        return max(listed.case.number for listed in await self.web.service.store.cases())


@dataclass
class DeskBrowser:
    """What a consultant's page does."""

    web: Web
    client: httpx.AsyncClient
    ids: "count[int]" = field(default_factory=count)

    async def sits_down(self, name: str) -> httpx.Response:
        token = form_token((await self.client.get("/desk")).text)
        return await self.client.post("/desk/seat", data={"name": name, "csrf": token})

    async def begins(self, code: str, password: str) -> httpx.Response:
        """Sets a password by a one-time code."""
        return await self._at_door("/desk/begin", code=code, password=password)

    async def signs_in(self, name: str, password: str) -> httpx.Response:
        return await self._at_door("/desk/enter", name=name, password=password)

    async def _at_door(self, path: str, **fields: str) -> httpx.Response:
        token = form_token((await self.client.get("/desk")).text)
        return await self.client.post(path, data={"csrf": token, **fields})

    async def acts(self, case: str, verb: str, text: str = "", **fields: str) -> httpx.Response:
        """Sends a form of the case's page, with a fresh id if it is given none."""
        page = await self.client.get("/desk")
        form = {"csrf": form_token(page.text), "id": f"f{next(self.ids)}", "verb": verb, "text": text, **fields}
        return await self.client.post(f"/desk/cases/{case}/acts", data=form, headers={"accept": "application/json"})

    async def sends_file(self, case: str, name: str, content: bytes, text: str = "", **fields: str) -> httpx.Response:
        """Answers with a file, as the page without its script does; with a fresh id if it is given none."""
        page = await self.client.get("/desk")
        form = {"csrf": form_token(page.text), "id": f"f{next(self.ids)}", "verb": "answer", "text": text, **fields}
        files = {"file": (name, content, "application/octet-stream")}
        headers = {"accept": "application/json"}
        return await self.client.post(f"/desk/cases/{case}/acts", data=form, files=files, headers=headers)

    async def numbers(self, queue: str = "", **choice: str) -> list[str]:
        """The cases of the queue, or of the one with that name, from top to bottom; as they were chosen."""
        return re.findall(r'data-number="([^"]+)"', await self._queue(queue, **choice))

    async def finds(self, words: str) -> list[str]:
        """The cases that are found by words, from top to bottom."""
        answer = await self.client.get("/desk/search", params={"q": words})
        assert answer.status_code == 200, answer.text
        return re.findall(r'class="row hit" href="/desk/cases/([^"]+)"', answer.text)

    async def has_news(self) -> bool:
        """Whether any case of the queue is marked as not read."""
        return 'class="row unread"' in await self._queue()

    async def part(self, case: str) -> dict[str, str]:
        answer = await self.client.get(f"/desk/api/cases/{case}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def _queue(self, queue: str = "", **choice: str) -> str:
        return str((await self.client.get("/desk/api/queue", params={"queue": queue, **choice})).json()["queue"])


def form_token(page: str) -> str:
    """What the forms of a page carry."""
    return page.split('name="csrf" value="')[1].split('"')[0]


async def events(lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, str]]:
    """The events of a stream: the id and the data of each; a heartbeat has neither."""
    id = data = ""
    async for line in lines:
        if line.startswith("id: "):
            id = line[4:]
        elif line.startswith("data: "):
            data = line[6:]
        elif not line:
            yield id, data
            id = data = ""


@asynccontextmanager
async def serving(
    folder: Path,
    *,
    seat: Seat | None = None,
    limits: Limits | None = None,
    library: Library | None = None,
    wrap: Callable[[Store], Store] = lambda store: store,
    widget: Sequence[str] | None = (ANY_SITE,),
    stays: Stays | None = None,
) -> AsyncIterator[Web]:
    """Serves at a free port of this machine until the block ends."""
    async with (
        running(folder, library=library, wrap=wrap) as service,
        web_on(service, seat, limits, None, widget, stays) as web,
    ):
        yield web


@asynccontextmanager
async def web_on(
    service: Service,
    seat: Seat | None = None,
    limits: Limits | None = None,
    hooks: Hooks | None = None,
    widget: Sequence[str] | None = (ANY_SITE,),
    stays: Stays | None = None,
    editing: Editing | None = None,
) -> AsyncIterator[Web]:
    """Serves a service that is there already, perhaps on another channel as well."""
    staff, seat = Staff(service.store, service.clock, QUICK), seat or Seat(True, SECRET)
    app = web_app(
        service.turns,
        service.store,
        service.in_force,
        service.clock,
        service.news,
        Sessions(service.store, service.clock),
        staff,
        service.files,
        editing or shelf(service, None).editing,
        looks(service),
        seat=seat,
        stays=stays,
        version="test",
        limits=limits,
        telegram=True,
        hooks=hooks,
        widget=widget,
    )
    async with served(app) as address, httpx.AsyncClient(base_url=address, timeout=60) as client:
        yield Web(service, app, client, staff, seat, StaffSessions(service.store, service.clock))


@asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    """An application at a free port of this machine, until the block ends."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, lifespan="off", ws="none", log_config=None, timeout_graceful_shutdown=1)
        server = _Server(config)
        serving = asyncio.create_task(server.serve([listening]))
        await server.ready.wait()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = server.force_exit = True
            server.ended.set()
            await serving


class _Server(uvicorn.Server):
    """Tells when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.ended = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Ends as soon as it is told to, where uvicorn looks ten times a second."""
        await self.ended.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals to pytest."""
        yield
