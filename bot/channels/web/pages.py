"""The page citizens talk at."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.links import read_link
from bot.channels.web.site import UNKEPT, Site
from bot.core.files import ENDINGS, LARGEST
from bot.core.hours import is_open, next_opening, promise
from bot.core.korean import moment
from bot.core.library import Library
from bot.core.offering import offered
from bot.core.texts import Key
from bot.service.files import limits

_TOOLS = ("plan", "answers", "back", "again", "link", "erase")
_MINOR = (Key.BUTTON_BACK, Key.BUTTON_MENU, Key.BUTTON_HELPED, Key.BUTTON_NOT_HELPED)
_EXAMPLES = 3


class Pages:
    """One method a page."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def chat(self, request: Request, *, framed: bool = False) -> Response:
        """GET /: the conversation, with a welcome that stands before its first message.

        `?start=` is what a link into it asks for (bot.channels.links); the page says it in the conversation's name.
        `framed`: it stands in a frame of another site, and its links open elsewhere.
        """
        library, now = self._site.in_force.library, self._site.clock.now()
        start = request.query_params.get("start", "")
        opened = is_open(now, library.hours, library.calendar)
        context = {
            "greeting": library.text(Key.GREETING, product=library.text(Key.PRODUCT_NAME)),
            "starts": _starts(library),
            "person": library.words.wishes[0],
            "tools": {name: library.words.commands[name][0] for name in _TOOLS},
            "calendar": library.text(Key.BUTTON_CALENDAR),
            "no_plan": library.text(Key.NO_PLAN),
            "note": library.text(Key.PLAN_NOTE),
            "plan_words": library.words.commands["plan"],
            "minor": [each.text(key) for each in (library, *library.tongues.values()) for key in _MINOR],
            "examples": _examples(library),
            "hours": library.hours,
            "is_open": opened,
            "opens": next_opening(now, library.hours, library.calendar),
            "now": now,
            "when": when(library, now),
            "files": _limits(library),
            "start": start,
            "framed": framed,
            "link": read_link(start, library),
        }
        return self._page(request, "chat.html", context)

    async def person(self, request: Request) -> Response:
        """GET /api/person: by when a person would answer who is asked now, for a page that has been open for long."""
        library, now = self._site.in_force.library, self._site.clock.now()
        told = {"when": when(library, now), "open": is_open(now, library.hours, library.calendar)}
        return JSONResponse(told, headers=UNKEPT)

    def _page(self, request: Request, name: str, context: Mapping[str, object]) -> Response:
        product = self._site.in_force.library.text(Key.PRODUCT_NAME)
        response = self._site.templates.TemplateResponse(request, name, {"product": product, **context})
        response.headers["cache-control"] = "no-cache"
        return response


def when(library: Library, now: datetime) -> str:
    """By when a person would answer who is asked now: as it would be promised."""
    by = promise(now, library.hours, library.calendar)
    return library.text(Key.PERSON_WHEN, by=moment(by, now))


def _starts(library: Library) -> Sequence[tuple[str, str]]:
    """What one can begin with, as in the menu of the talk: what stands there, and the words that do it."""
    first, later = offered(library)
    flows = [(flow.title, next(iter(library.words.begin.get(flow.id, ())), flow.title)) for flow in first]
    more = [(library.text(Key.BUTTON_MORE), library.words.commands["more"][0])] if later else []
    abroad = [(library.text(Key.BUTTON_LANGUAGE), library.words.commands["english"][0])] if library.tongues else []
    return [*flows, *more, (library.text(Key.BUTTON_PERSON), library.words.wishes[0]), *abroad]


def _examples(library: Library) -> Sequence[str]:
    """A question from each of some topics, those first that lead into a procedure: to show what one may ask."""
    leading = sorted(library.entries.values(), key=lambda entry: entry.then.flow is None)
    by_topic = {entry.topic: entry for entry in reversed(leading)}
    return [entry.asks[0] for entry in leading if by_topic[entry.topic] is entry][:_EXAMPLES]


def _limits(library: Library) -> Mapping[str, object]:
    """What files are taken, and the sentences for those that are not."""
    values = limits()
    return {
        "endings": [ending for endings in ENDINGS.values() for ending in endings],
        "largest": LARGEST,
        "large": library.text(Key.FILE_TOO_LARGE, **values),
        "type": library.text(Key.FILE_TYPE, **values),
        "empty": library.text(Key.FILE_EMPTY),
    }
