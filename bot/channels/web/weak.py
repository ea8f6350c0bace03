"""The page of answers that did not help: what to mend next in the FAQ, with the (masked) questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.core.library import Library
from bot.core.texts import Key
from bot.service.ports.figures import NotHelped

_DAYS = 90
_MOST = 2000
_MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class Weak:
    """An answer, how often it did not help, and the newest questions it was given to."""

    entry: str
    title: str
    count: int
    questions: tuple[str, ...]


class WeakAnswers:
    """One method an address."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    async def page(self, request: Request) -> Response:
        """GET /desk/weak: for who sits at the desk."""
        seated = await self._sitting.must_sit(request, "count")
        since = (self._site.clock.now() - timedelta(days=_DAYS)).date()
        library = self._site.in_force.library
        found = weak(await self._site.readings.not_helped(since, _MOST, seated.reader), library)
        product = library.text(Key.PRODUCT_NAME)
        context = {"seated": seated, "product": product, "found": found, "days": _DAYS}
        return self._site.templates.TemplateResponse(request, "weak.html", context, headers=UNKEPT)


def weak(verdicts: Sequence[NotHelped], library: Library) -> Sequence[Weak]:
    """The answers that did not help, those first that did so most often; entries that are gone left out."""
    questions: dict[str, list[str]] = {}
    for each in verdicts:
        if each.entry in library.entries:
            questions.setdefault(each.entry, []).append(each.question)
    rows = (
        Weak(id, library.entries[id].asks[0], len(found), tuple(dict.fromkeys(found))[:_MOST_QUESTIONS])
        for id, found in questions.items()
    )
    return sorted(rows, key=lambda row: -row.count)
