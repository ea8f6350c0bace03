"""The pages of what was published: when, by whom, why, which lines changed; and taking it back for one file."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.committing import not_committed, who_sees
from bot.channels.web.editing import LONGEST_WHY, told
from bot.channels.web.reading import read_number
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Seated, Sitting
from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from bot.service.opened import Published
from bot.service.ports.content import Slip, Unfit
from bot.service.versions import NEWEST, History, Older

_A_PAGE = 50
_LONGEST_PATH = 200
_MOST_LATER = 10


class Versions:
    """One method an address; who may `edit` opens them."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting
        self._history = History(site.store, site.editing)

    async def page(self, request: Request) -> Response:
        """GET /desk/content/history?file=&before=: the newest publications, of that file, below a place."""
        seated = await self._sitting.must_sit(request, "edit")
        query, path = request.query_params, _path(request.query_params)
        library = self._site.in_force.library
        before = read_number(query["before"], NEWEST) if query.get("before") else NEWEST
        found = await self._history.page(before, _A_PAGE + 1, path)
        shown = found[:_A_PAGE]
        context: dict[str, object] = {
            "found": shown,
            "older": shown[-1].publication.place if len(found) > _A_PAGE else None,
            "newest": before == NEWEST and not path,
            "path": path,
            "held": path in self._site.editing.paths,
            "seen": who_sees(library, await self._site.editing.page(query["done"])) if "done" in query else "",
            "uncommitted": not_committed(library, query.get("uncommitted")),
        }
        return self._draw(request, "history.html", seated, context)

    async def one(self, request: Request) -> Response:
        """GET /desk/content/history/{place}?file=: what one changed, in all files or in that one."""
        seated = await self._sitting.must_sit(request, "edit")
        path = _path(request.query_params)
        compared = await self._history.compared(_place(request), path)
        if compared is None:
            raise Rejection(404, Key.WEB_NOT_FOUND)
        goes = self._site.editing.is_of_staff
        context = {"it": compared.listed, "changes": compared.changes, "path": path, "is_of_staff": goes}
        return self._draw(request, "publication.html", seated, context)

    async def look_back(self, request: Request) -> Response:
        """GET /desk/content/history/{place}/back?file=: what taking it back would change now."""
        seated = await self._sitting.must_sit(request, "edit")
        return self._back(request, seated, await self._older(request, _path(request.query_params)))

    async def take_back(self, request: Request) -> Response:
        """POST /desk/content/history/{place}/back: a form with `file`, `opened` and `why`. In force, or why not."""
        seated, form = await self._sitting.sent(request, "edit")
        older = await self._older(request, _path(form))
        why = " ".join(form.get("why", "").split())
        if not 0 < len(why) <= LONGEST_WHY:
            return self._back(request, seated, older, 400, DeskKey.CONTENT_WHY)
        with told():
            done = await self._history.take_back(older, form.get("opened", ""), seated.who, why)
        if isinstance(done, Published):
            query = urlencode({"done": older.opened.path, "uncommitted": done.uncommitted or ""})
            return RedirectResponse(f"/desk/content/history?{query}", 303)
        if isinstance(done, Unfit):
            return self._back(request, seated, older, 422, slips=done.problems)
        return self._back(request, seated, await self._older(request, _path(form)), 409, DeskKey.CONTENT_MOVED_ON)

    async def _older(self, request: Request, path: str) -> Older:
        with told():
            older = await self._history.older(_place(request), path)
        if older is None:
            raise Rejection(404, Key.WEB_NOT_FOUND)
        return older

    def _back(
        self,
        request: Request,
        seated: Seated,
        older: Older,
        status: int = 200,
        key: DeskKey | None = None,
        slips: Sequence[Slip] = (),
    ) -> Response:
        sentence = self._site.in_force.library.text(key) if key else ""
        context = {"it": older, "later": older.later[:_MOST_LATER], "told": sentence, "slips": slips}
        return self._draw(request, "take_back.html", seated, {**context, "longest_why": LONGEST_WHY}, status)

    def _draw(
        self, request: Request, template: str, seated: Seated, context: Mapping[str, object], status: int = 200
    ) -> Response:
        fixed = {"seated": seated, "product": self._site.in_force.library.text(Key.PRODUCT_NAME)}
        return self._site.templates.TemplateResponse(request, template, {**fixed, **context}, status, headers=UNKEPT)


def _place(request: Request) -> int:
    return read_number(request.path_params["place"], NEWEST)


def _path(fields: Mapping[str, str]) -> str:
    return fields.get("file", "")[:_LONGEST_PATH]
