"""The page of what should be read again, and the form that notes an article that is another one."""

from collections.abc import Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Form, Seated, Sitting
from bot.core.errors import Problem
from bot.core.keeping import ChangedLaw, Cited, Kept, cites_article, rows
from bot.core.texts import Key
from bot.service.opened import Published

LONGEST = 200
"""Characters of an article, or of what has changed."""


class StalePages:
    """One method an address; who may `edit` opens them."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    async def page(self, request: Request) -> Response:
        """GET /desk/stale?owner=WHO&article=ARTICLE&all=1: what should be read again, and what cites an article."""
        seated = await self._sitting.must_sit(request, "edit")
        return self._page(request, seated, _words(request.query_params.get("article", "")))

    async def mark(self, request: Request) -> Response:
        """POST /desk/stale: a form with `article`, `date` and `note`. What cites it is marked until it is read again.

        303 to what is marked; 400 without an article or day; 409 and 422 where the table cannot take it now.
        """
        seated, form = await self._sitting.sent(request, "edit")
        law = _law(form)
        if law is None:
            return self._page(request, seated, _words(form.get("article", "")), told="lacking", status=400)
        try:
            done = await self._site.editing.mark_changed(law, seated.who)
        except Problem:
            return self._page(request, seated, law.article, told="unwritten", status=422)
        if not isinstance(done, Published):
            return self._page(request, seated, law.article, told="unwritten", status=409)
        return RedirectResponse(request.url_for("stale").include_query_params(article=law.article), 303)

    def _page(self, request: Request, seated: Seated, article: str, *, told: str = "", status: int = 200) -> Response:
        library, today = self._site.in_force.library, self._site.clock.now().date()
        found = rows(library.kept, library.changed_laws, today)
        owner, everything = request.query_params.get("owner", ""), bool(request.query_params.get("all"))
        mine = [row for row in found if owner in ("", row.kept.owner) and (everything or row.state != "fine")]
        context = {
            "seated": seated,
            "product": library.text(Key.PRODUCT_NAME),
            "rows": mine,
            "owner": owner,
            "everything": everything,
            "owners": sorted({row.kept.owner for row in found if row.kept.owner}),
            "laws": sorted(library.changed_laws, key=lambda law: law.day, reverse=True),
            "article": article,
            "citing": _citing(library.kept, article) if article else (),
            "today": today,
            "told": told,
        }
        return self._site.templates.TemplateResponse(request, "stale.html", context, status_code=status, headers=UNKEPT)


def _citing(kept: Sequence[Kept], article: str) -> Sequence[tuple[Kept, Sequence[Cited]]]:
    """What cites an article, with the places."""
    found = ((each, [it for it in each.cites if cites_article(it.article, article)]) for each in kept)
    return [(each, places) for each, places in found if places]


def _law(form: Form) -> ChangedLaw | None:
    """What the form says; None when it names no article or no day."""
    article = _words(form.get("article", ""))
    try:
        day = date.fromisoformat(form.get("date", ""))
    except ValueError:
        return None
    return ChangedLaw(article, day, _words(form.get("note", ""))) if article else None


def _words(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
