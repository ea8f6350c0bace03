"""What a consultant looks for: words in past cases, and answers of the FAQ to put into their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.desk import Desk
from bot.channels.web.finding import find
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.core.case import Case
from bot.core.korean_finding import marked, sought
from bot.core.library import Entry, Library
from bot.core.texts import Key
from bot.core.wording import cited
from bot.service.ports.searching import Found

MOST = 30
"""So many cases are shown, the newest."""
LONGEST_QUERY = 100
_LINES = 3  # of each case

Pieces = Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found: a few of the places that hold the words, and how many more there are."""

    case: Case
    wants: Pieces
    lines: Sequence[tuple[str, datetime, Pieces]]
    more: int


class Searching:
    """One method an address."""

    def __init__(self, site: Site, sitting: Sitting, desk: Desk) -> None:
        self._site = site
        self._sitting = sitting
        self._desk = desk

    async def page(self, request: Request) -> Response:
        """GET /desk/search?q=WORDS: the cases that hold them, beside the queue."""
        seated = await self._sitting.must_sit(request)
        query = _query(request)
        found = await self._desk.found(query, MOST + 1, seated)
        hits = [_hit(each, sought(query)) for each in found[:MOST]]
        told: Mapping[str, object] = {"hits": hits, "query": query, "more": len(found) > MOST}
        return await self._desk.search_page(request, seated, told)

    async def answers(self, request: Request) -> Response:
        """GET /desk/api/answers?q=WORDS: answers of the FAQ, each as it is put into a consultant's words."""
        await self._sitting.must_sit(request)
        library = self._site.in_force.library
        query = _query(request)
        found = find(query, library) if query else None
        entries = (*((found.answer,) if found and found.answer else ()), *(found.near if found else ()))
        given = [{"id": it.id, "title": it.asks[0], "text": canned(it, library)} for it in entries]
        return JSONResponse({"answers": given}, headers=UNKEPT)


def canned(entry: Entry, library: Library) -> str:
    """An answer with its source, as the bot would say it."""
    if not entry.sources:
        return entry.answer.strip()
    source = library.text(Key.ANSWER_SOURCES, sources=cited(entry.sources), reviewed=str(entry.reviewed))
    return f"{entry.answer.strip()}\n\n{source.strip()}"


def _query(request: Request) -> str:
    return " ".join(request.query_params.get("q", "")[:LONGEST_QUERY].split())


def _hit(found: Found, words: Sequence[str]) -> Hit:
    """The newest places first."""
    lines = [(line.sender, line.at, marked(line.text, words)) for line in reversed(found.lines)]
    return Hit(found.case, marked(found.case.packet.wants, words), lines[:_LINES], max(0, len(lines) - _LINES))
