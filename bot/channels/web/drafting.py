"""What a consultant writes is kept at the server: there after a reload and elsewhere, erased with its case."""

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.core.texts import Key
from bot.service.ports.drafts import DraftKind

_KINDS: dict[str, DraftKind] = {"answer": "answer", "note": "note"}


class Drafting:
    """The words that are not sent yet."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    async def keep(self, request: Request) -> Response:
        """POST /desk/cases/NUMBER/draft: a form with `kind` and `text`; the last one stays."""
        seated, form = await self._sitting.sent(request)
        kind = _KINDS.get(form.get("kind", ""))
        if kind is None:
            raise Rejection(400, Key.WEB_UNREADABLE)
        text = form.get("text", "") if form.get("text", "").strip() else ""
        number, now = request.path_params["number"], self._site.clock.now()
        if not await self._site.store.keep_draft(number, seated.who, kind, text, now):
            raise Rejection(404, Key.WEB_NOT_FOUND)
        return Response(status_code=204, headers=UNKEPT)
