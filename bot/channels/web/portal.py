"""The portal: every answer and every procedure as a page of its own, made from the library in force, and a search."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.links import PERSON, person_link
from bot.channels.web.finding import Found, find
from bot.channels.web.flow_pages import flow_page, listed
from bot.channels.web.reading import read_text
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site, address_of
from bot.core.library import Entry, Library
from bot.core.texts import Key

LONGEST_QUERY = 200
_NEIGHBOURS = 6
_AT_ONCE = 2
"""So many searches are carried out at the same time; turns of conversations never wait for more."""


class Portal:
    """One method a page. `then` and the person are links into the conversation (bot.channels.links)."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._searching = asyncio.Semaphore(_AT_ONCE)

    async def faq(self, request: Request) -> Response:
        """GET /faq: every question in force, by topic."""
        return self._page(
            request, "faq.html", {"topics": _topics(self._library), "query": "", "events": self._events()}
        )

    async def entry(self, request: Request) -> Response:
        """GET /faq/{entry}: one question and its answer."""
        entry = self._library.entries.get(request.path_params["entry"])
        if entry is None:
            return self._missing(request)
        library = self._library
        return self._page(
            request,
            "entry.html",
            {
                "entry": entry,
                "certainty": _certainty(entry, library),
                "events": self._events(entry),
                "flow": _flow_after(entry, library),
                "person": person_link(entry.id),
                "neighbours": _neighbours(entry, library),
                "query": "",
            },
        )

    async def search(self, request: Request) -> Response:
        """GET /faq/search?q=: what is found, as a page, or for a program (Accept: application/json) as its part."""
        query = request.query_params.get("q", "").strip()[:LONGEST_QUERY]
        is_part = "application/json" in request.headers.get("accept", "")
        if not query:
            return JSONResponse({"count": 0, "found": ""}, headers=UNKEPT) if is_part else RedirectResponse("/faq", 303)
        if not self._site.limits.searches_of_address.allows(address_of(request), self._site.clock.now()):
            raise Rejection(429, Key.WEB_TOO_OFTEN)
        found = await self._find(read_text(query))
        context = {"found": found, "query": query, "ask_person": PERSON}
        if not is_part:
            return self._draw(request, "search.html", context, headers=UNKEPT)
        part = self._draw(request, "found.html", context)
        return JSONResponse({"count": found.count, "found": bytes(part.body).decode()}, headers=UNKEPT)

    async def flows(self, request: Request) -> Response:
        """GET /flows: the published procedures."""
        return self._page(request, "flows.html", {"flows": listed(self._library)})

    async def flow(self, request: Request) -> Response:
        """GET /flows/{flow}: one procedure to read, with its picture."""
        library, id = self._library, request.path_params["flow"]
        if id not in library.flows or id in library.drafts:
            return self._missing(request)
        return self._page(request, "flow.html", {"page": flow_page(library.flows[id], library)})

    @property
    def _library(self) -> Library:
        return self._site.in_force.library

    def _events(self, entry: Entry | None = None) -> Sequence[str]:
        """Coming events in words: those of the next weeks, or under an answer that has them every one."""
        library, today = self._library, self._site.clock.now().date()
        if entry is None:
            return [library.told(event) for event in library.happenings.near(today)]
        beside = entry.id in library.happenings.beside
        return [library.told(event) for event in library.happenings.coming(today)] if beside else ()

    async def _find(self, query: str) -> Found:
        async with self._searching:
            return await asyncio.to_thread(find, query, self._library)

    def _missing(self, request: Request) -> Response:
        """What is not, or not any more: said kindly, with the search and the topics."""
        context = {"topics": _topics(self._library), "query": ""}
        return self._draw(request, "missing.html", context, 404, {"cache-control": "no-cache"})

    def _page(self, request: Request, name: str, context: Mapping[str, object]) -> Response:
        """A page that browsers keep and ask about: it is another as soon as the content or its drawing is."""
        response = self._draw(request, name, context)
        tag = f'W/"{hashlib.sha256(response.body).hexdigest()[:20]}"'
        headers = {"cache-control": "no-cache", "etag": tag}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        response.headers.update(headers)
        return response

    def _draw(
        self,
        request: Request,
        name: str,
        context: Mapping[str, object],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        fixed = {"product": self._library.text(Key.PRODUCT_NAME), "path": request.url.path}
        return self._site.templates.TemplateResponse(request, name, {**fixed, **context}, status, headers)


def _topics(library: Library) -> Mapping[str, Sequence[Entry]]:
    """The entries by topic: first what leads into procedures most often, as beginners need it, then the largest."""
    topics: dict[str, list[Entry]] = {}
    for entry in library.entries.values():
        topics.setdefault(entry.topic, []).append(entry)
    return dict(sorted(topics.items(), key=lambda topic: (-_leading(topic[1]), -len(topic[1]))))


def _leading(entries: Sequence[Entry]) -> int:
    return sum(entry.then.flow is not None for entry in entries)


def _neighbours(entry: Entry, library: Library) -> Sequence[Entry]:
    """The questions of the same topic that come after this one, the first ones after the last."""
    same = [it for it in library.entries.values() if it.topic == entry.topic]
    place = same.index(entry)
    return [*same[place + 1 :], *same[:place]][:_NEIGHBOURS]


def _certainty(entry: Entry, library: Library) -> str:
    """How sure the answer is, in words; nothing where it is confirmed."""
    words = {"general": Key.CERTAINTY_GENERAL, "check": Key.CERTAINTY_CHECK}
    return library.text(words[entry.certainty]) if entry.certainty in words else ""


def _flow_after(entry: Entry, library: Library) -> object:
    """The published procedure that the answer leads to; None without one."""
    id = entry.then.flow or ""
    return None if id in library.drafts else library.flows.get(id)
