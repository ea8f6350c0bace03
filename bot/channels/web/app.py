"""The web application: routes, templates and static files around the parts it is given."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import Scope

from bot.channels.papers import Papers
from bot.channels.web.accounts import Accounts
from bot.channels.web.acting import Acting
from bot.channels.web.api import Api
from bot.channels.web.content_routes import of_content
from bot.channels.web.desk import Desk
from bot.channels.web.door import Door
from bot.channels.web.drafting import Drafting
from bot.channels.web.embedding import ANY_SITE, FRAME, Embedding, framed_by
from bot.channels.web.files import CitizenFiles, DeskFiles
from bot.channels.web.leaving import Leaving
from bot.channels.web.numbers import Numbers
from bot.channels.web.pages import Pages
from bot.channels.web.portal import Portal
from bot.channels.web.prose import blocks, opening
from bot.channels.web.reads import Reads
from bot.channels.web.rejections import Guard, Rejecting, Rejection
from bot.channels.web.resending import Resending
from bot.channels.web.searching import Searching
from bot.channels.web.seat import Seat
from bot.channels.web.site import Limits, Site
from bot.channels.web.sitting import Sitting
from bot.channels.web.tables import cell
from bot.channels.web.versions import Versions
from bot.channels.web.weak import WeakAnswers
from bot.core import korean
from bot.core.files import amount
from bot.core.staff import Stays
from bot.core.wording import cited
from bot.service.editing import Editing
from bot.service.files import Attachments
from bot.service.impact import Impacts
from bot.service.papers import Plans
from bot.service.ports import Clock, InForce, News, Store
from bot.service.readings import Readings
from bot.service.sessions import Sessions
from bot.service.staff import Staff
from bot.service.staff_sessions import StaffSessions
from bot.service.turn import Turns

_HERE = Path(__file__).parent
_FOR_GOOD = "public, max-age=31536000, immutable"
_PACKED = Middleware(GZipMiddleware, minimum_size=1000)


def web_app(
    turns: Turns,
    store: Store,
    in_force: InForce,
    clock: Clock,
    news: News,
    sessions: Sessions,
    staff: Staff,
    files: Attachments,
    editing: Editing,
    impacts: Impacts,
    *,
    seat: Seat,
    stays: Stays | None = None,
    version: str = "",
    limits: Limits | None = None,
    telegram: bool = False,
    widget: Sequence[str] | None = (ANY_SITE,),
    hooks: Mapping[str, Callable[[Request], Awaitable[Response]]] | None = None,
) -> Starlette:
    """The chat page, the HTTP interface of citizens, the portal and the desk.

    `stays`: how long one stays signed in at the desk; `version`: what /healthz tells; `telegram`: consultants can link
    their account; `hooks`: what other channels take in by POST, by path; `widget`: the sites that may show the
    conversation in a frame, None for no site. Whoever stops the server sets `state.ending` first: streams end then.
    """
    ending = asyncio.Event()
    static = Static(_HERE / "static")
    templates = Jinja2Templates(env=_environment(static.version))
    papers = Papers(Plans(store, in_force, clock), in_force, clock)
    at_desk = (staff, StaffSessions(store, clock, stays), Readings(store, clock))
    given = (turns, store, in_force, clock, news, sessions, *at_desk, papers, files, seat, editing, impacts)
    site = Site(*given, templates, limits or Limits(), version, ending, telegram)
    app = _answering(Rejecting(site), [*_routes(site), *_embedded(site, widget), *_hooked(hooks or {})], static, widget)
    app.state.ending = ending
    return app


def _answering(
    rejecting: Rejecting, routes: Sequence[BaseRoute], static: StaticFiles, widget: Sequence[str] | None
) -> Starlette:
    return Starlette(
        routes=[*routes, Mount("/static", static, middleware=[_PACKED])],
        middleware=[Middleware(Guard, rejecting=rejecting, framed=framed_by(widget))],
        exception_handlers={Rejection: rejecting.rejected, HTTPException: rejecting.rejected},
    )


def _routes(site: Site) -> list[BaseRoute]:
    return [*_of_citizens(site), *_to_read(Portal(site)), *_of_desk(site)]


def _of_citizens(site: Site) -> list[BaseRoute]:
    """What citizens open and ask."""
    api, pages = Api(site), Pages(site)
    citizen = CitizenFiles(site, api)
    return [
        Route("/", pages.chat, middleware=[_PACKED]),
        Route("/healthz", api.health),
        Route("/api/session", api.open_session, methods=["POST"]),
        Route("/api/session/end", Leaving(site, api).end, methods=["POST"]),
        Route("/api/person", pages.person),
        Route("/api/messages", api.send, methods=["POST"]),
        Route("/api/messages", api.messages),
        Route("/api/stream", api.stream),
        Route("/api/files", citizen.send, methods=["POST"]),
        Route("/api/files/{number}", citizen.give),
        Route("/api/files/{number}/remove", citizen.remove, methods=["POST"]),
        Route("/api/plan", api.plan),
        Route("/api/plan.ics", api.calendar),
    ]


def _of_desk(site: Site) -> list[BaseRoute]:
    """What consultants open and do."""
    sitting = Sitting(site)
    door = Door(site, sitting)
    desk = Desk(site, sitting, door)
    searching = Searching(site, sitting, desk)
    return [
        Route("/desk", desk.queue),
        Route("/desk/search", searching.page),
        Route("/desk/cases/{number}", desk.case),
        Route("/desk/cases/{number}/acts", Acting(site, sitting, desk).act, methods=["POST"]),
        Route("/desk/cases/{number}/draft", Drafting(site, sitting).keep, methods=["POST"]),
        Route("/desk/cases/{number}/again", Resending(site, sitting, desk).again, methods=["POST"]),
        Route("/desk/cases/{number}/files/{message}", DeskFiles(site, sitting, desk).give),
        Route("/desk/api/queue", desk.queue_part),
        Route("/desk/api/answers", searching.answers),
        Route("/desk/api/cases/{number}", desk.case_part),
        Route("/desk/api/stream", desk.stream),
        Route("/desk/seat", door.sit_down, methods=["POST"]),
        Route("/desk/enter", door.sign_in, methods=["POST"]),
        Route("/desk/begin", door.begin, methods=["POST"]),
        Route("/desk/link", door.link, methods=["POST"]),
        Route("/desk/leave", door.leave, methods=["POST"]),
        *_of_office(site, sitting, door),
        *_of_history(Versions(site, sitting)),
        *of_content(site, sitting),
    ]


def _of_office(site: Site, sitting: Sitting, door: Door) -> list[BaseRoute]:
    """What is beside the cases: numbers, accounts, who has read what."""
    numbers, reads, accounts = Numbers(site, sitting), Reads(site, sitting), Accounts(site, sitting, door)
    return [
        Route("/desk/numbers", numbers.page),
        Route("/desk/numbers.csv", numbers.weeks_file),
        Route("/desk/steps.csv", numbers.steps_file),
        Route("/desk/weak", WeakAnswers(site, sitting).page),
        Route("/desk/me", accounts.me),
        Route("/desk/me/end", accounts.end, methods=["POST"]),
        Route("/desk/me/password", accounts.password, methods=["POST"]),
        Route("/desk/staff", accounts.staff),
        Route("/desk/staff", accounts.change, methods=["POST"]),
        Route("/desk/audit", reads.page),
        Route("/desk/audit.csv", reads.file),
    ]


def _of_history(versions: Versions) -> list[BaseRoute]:
    """What was published, and what each publication changed."""
    return [
        Route("/desk/content/history", versions.page),
        Route("/desk/content/history/{place}", versions.one),
        Route("/desk/content/history/{place}/back", versions.look_back),
        Route("/desk/content/history/{place}/back", versions.take_back, methods=["POST"]),
    ]


def _to_read(portal: Portal) -> list[BaseRoute]:
    """The pages of the portal, packed: they are the same for everybody and hold no secret."""
    pages = {
        "/faq": portal.faq,
        "/faq/search": portal.search,
        "/faq/{entry}": portal.entry,
        "/flows": portal.flows,
        "/flows/{flow}": portal.flow,
    }
    return [Route(path, page, middleware=[_PACKED]) for path, page in pages.items()]


def _embedded(site: Site, widget: Sequence[str] | None) -> list[BaseRoute]:
    """What other sites show: packed, as it holds no secret."""
    embedding = Embedding(site, widget is not None)
    shown = {"/widget.js": embedding.script, FRAME: embedding.frame}
    return [Route(path, give, middleware=[_PACKED]) for path, give in shown.items()]


def _hooked(hooks: Mapping[str, Callable[[Request], Awaitable[Response]]]) -> list[BaseRoute]:
    return [Route(path, take, methods=["POST"]) for path, take in hooks.items()]


class Static(StaticFiles):
    """Files under a folder named by their content, so that browsers may keep them for good."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        files = sorted(path for path in directory.rglob("*") if path.is_file())
        self.version = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, rest = path.partition("/")
        response = await super().get_response(rest, scope)
        response.headers["cache-control"] = _FOR_GOOD if version == self.version else "no-cache"
        return response


@cache
def _environment(version: str) -> Environment:
    """Templates escape everything; a missing value raises. One for all applications of a process: each is read once."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = lambda path: f"/static/{version}/{path}"
    environment.filters["day"] = korean.day
    environment.filters["moment"] = korean.moment
    environment.filters["amount"] = amount
    environment.filters["blocks"] = blocks
    environment.filters["opening"] = opening
    environment.filters["cited"] = cited
    environment.filters["particle"] = korean.particle
    environment.filters["cell"] = cell
    return environment
