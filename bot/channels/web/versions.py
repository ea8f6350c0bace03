"""The pages of what was published: when, by whom, why, and which lines changed."""

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.reading import read_number
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.core.texts import Key
from bot.service.versions import NEWEST, History

_A_PAGE = 50
_LONGEST_PATH = 200


class Versions:
    """One method an address."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting
        self._history = History(site.store)

    async def page(self, request: Request) -> Response:
        """GET /desk/content/history?before=: the newest publications below a place."""
        seated = await self._sitting.must_sit(request, "edit")
        before = request.query_params.get("before", "")
        found = await self._history.page(read_number(before, NEWEST) if before else NEWEST, _A_PAGE + 1)
        shown = found[:_A_PAGE]
        older = shown[-1].publication.place if len(found) > _A_PAGE else None
        return self._draw(request, "history.html", seated=seated, found=shown, older=older, newest=not before)

    async def one(self, request: Request) -> Response:
        """GET /desk/content/history/{place}?file=: what one changed, in all files or in that one."""
        seated = await self._sitting.must_sit(request, "edit")
        place = read_number(request.path_params["place"], NEWEST)
        path = request.query_params.get("file", "")[:_LONGEST_PATH]
        compared = await self._history.compared(place, path)
        if compared is None:
            raise Rejection(404, Key.WEB_NOT_FOUND)
        context = {"it": compared.listed, "changes": compared.changes, "path": path}
        return self._draw(request, "publication.html", seated=seated, **context)

    def _draw(self, request: Request, template: str, **context: object) -> Response:
        context["product"] = self._site.in_force.library.text(Key.PRODUCT_NAME)
        return self._site.templates.TemplateResponse(request, template, context, headers=UNKEPT)
