"""The log of who has read which case, for who looks after those who answer."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.reading import read_number
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.channels.web.tables import csv_file
from bot.core.audit import WAYS, Sought
from bot.core.staff import LONGEST_NAME
from bot.core.texts import Key

_A_PAGE, _A_FILE = 100, 10_000
_HIGHEST = 2**62
_LONGEST_NUMBER = 20


class Reads:
    """One method an address."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    async def page(self, request: Request) -> Response:
        """GET /desk/audit?who=&case=&way=&before=: the newest lines of those."""
        seated = await self._sitting.must_sit(request, "audit")
        sought = _sought(request)
        found = await self._site.readings.log(sought, _A_PAGE + 1)
        context: Mapping[str, object] = {
            "seated": seated,
            "product": self._site.in_force.library.text(Key.PRODUCT_NAME),
            "reads": found[:_A_PAGE],
            "older": found[_A_PAGE - 1].place if len(found) > _A_PAGE else None,
            "sought": sought,
            "ways": WAYS,
            "readers": await self._site.readings.readers(),
            "kept": self._site.in_force.library.retention["audit"].words,
        }
        return self._site.templates.TemplateResponse(request, "audit.html", dict(context), headers=UNKEPT)

    async def file(self, request: Request) -> Response:
        """GET /desk/audit.csv, with the same words: at most the newest 10,000 lines. That too is in the log."""
        seated = await self._sitting.must_sit(request, "audit")
        await self._site.readings.noted(seated.reader, "export")
        found = await self._site.readings.log(_sought(request), _A_FILE)
        text = self._site.templates.get_template("audit.csv").render(reads=found)
        return csv_file("audit", text, self._site.clock.now().date())


def _sought(request: Request) -> Sought:
    """Raises Rejection 400 for a place that is none; an unknown name or number finds nothing."""
    asked = request.query_params
    before = asked.get("before", "")
    return Sought(
        asked.get("who", "")[:LONGEST_NAME],
        asked.get("case", "").strip()[:_LONGEST_NUMBER],
        asked.get("way", "") if asked.get("way", "") in WAYS else "",
        read_number(before, _HIGHEST) if before else _HIGHEST,
    )
