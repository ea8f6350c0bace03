"""Taking a file of the content away at the desk: what still refers to it, who is in the middle of it, and a reason."""

from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.editing import LONGEST_WHY, ContentPages, told
from bot.channels.web.site import Site
from bot.channels.web.sitting import Seated, Sitting
from bot.core.desk_texts import DeskKey
from bot.service.opened import Published
from bot.service.ports.content import Slip, Unfit


class RetiringPages:
    """One method an address; who may `edit` takes away what nothing needs."""

    def __init__(self, site: Site, sitting: Sitting, content: ContentPages) -> None:
        self._site = site
        self._sitting = sitting
        self._content = content

    async def look(self, request: Request) -> Response:
        """GET /desk/content/retire?file=: what goes with it, and what has to be changed before."""
        seated = await self._sitting.must_sit(request, "edit")
        return await self._page(request, seated, request.query_params.get("file", ""))

    async def retire(self, request: Request) -> Response:
        """POST /desk/content/retire: a form with `path`, `opened` and `why`. Gone, or why not."""
        seated, form = await self._sitting.sent(request, "edit")
        path, why = form.get("path", ""), " ".join(form.get("why", "").split())
        if not 0 < len(why) <= LONGEST_WHY:
            return await self._page(request, seated, path, 400, DeskKey.CONTENT_WHY)
        with told():
            done = await self._site.editing.retire(path, form.get("opened", ""), seated.who, why)
        if isinstance(done, Published):
            more = {"uncommitted": done.uncommitted} if done.uncommitted else {}
            return RedirectResponse(request.url_for("files").include_query_params(retired=path, **more), 303)
        if isinstance(done, Unfit):
            return await self._page(request, seated, path, 422, slips=done.problems, why=why)
        return await self._page(request, seated, path, 409, DeskKey.CONTENT_NOT_RETIRED, why=why)

    async def _page(
        self,
        request: Request,
        seated: Seated,
        path: str,
        status: int = 200,
        key: DeskKey | None = None,
        slips: tuple[Slip, ...] = (),
        why: str = "",
    ) -> Response:
        """`slips`: what does not pass without it, where that is known already."""
        editing = self._site.editing
        with told():
            slips = slips or await editing.left(path)
            opened = await editing.open(path)
        context = {
            "opened": opened,
            "page": await editing.page(path),
            "slips": slips,
            "walking": await self._walking(path),
            "told": self._site.in_force.library.text(key) if key else "",
            "why": why,
            "longest_why": LONGEST_WHY,
        }
        return self._content.drawn(request, "content_retire.html", seated, context, status)

    async def _walking(self, path: str) -> int:
        """How many people are in the middle of that procedure."""
        flow = PurePosixPath(path).stem
        if not path.startswith("flows/"):
            return 0
        return sum(flow in conversation.flows for conversation in await self._site.store.walking())
