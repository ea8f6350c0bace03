"""What is begun at the desk, a file or an entry: opened with a first text, and written when it is published."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.editing import ENCODED, ContentPages, told, wants_json
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.core.gaps import Proposal
from bot.core.texts import Key
from bot.service.ports.content import Kind

_KINDS: Mapping[str, Kind] = {"topic": "topic", "flow": "flow"}
LONGEST_TITLE = 60


class BeginningPages:
    """One method an address; who may `edit` begins."""

    def __init__(self, site: Site, sitting: Sitting, content: ContentPages) -> None:
        self._site = site
        self._sitting = sitting
        self._content = content

    async def begin(self, request: Request) -> Response:
        """GET /desk/content/new?kind=&name=&title=: kind topic or flow. Its first text to write in; nothing is kept."""
        seated = await self._sitting.must_sit(request, "edit")
        query, today = request.query_params, self._site.clock.now().date()
        kind, name = _KINDS.get(query.get("kind", "")), query.get("name", "").strip()
        title = query.get("title", "").strip()[:LONGEST_TITLE]
        if kind is None:
            raise Rejection(400, Key.WEB_UNREADABLE)
        try:
            with told():
                made = await self._site.editing.begun(kind, name, title, today)
        except Rejection as refused:
            wanted = {"kind": kind, "name": name, "title": title, "told": self._sentence(refused)}
            return await self._content.listed(request, seated, refused.status, wanted)
        return await self._content.unsent(request, seated, made)

    async def add(self, request: Request) -> Response:
        """POST /desk/content/entry: a form with `path`, `name` and `text`, or none for the one in force.

        The text with a draft of an entry at its end, and its line: as JSON, or in the editor, unpublished.
        """
        seated, form = await self._sitting.sent(request, "edit", ENCODED * self._site.editing.largest)
        path, name, today = form.get("path", ""), form.get("name", "").strip(), self._site.clock.now().date()
        with told():
            text = form.get("text") or (await self._site.editing.open(path)).text
        try:
            with told():
                made = await self._site.editing.with_entry(path, text, name, today)
        except Rejection as refused:
            if wants_json(request):
                raise
            unchanged = Proposal(path, "", text, 0)
            return await self._content.unsent(request, seated, unchanged, refused.status, self._sentence(refused))
        if wants_json(request):
            return JSONResponse({"text": made.text, "line": made.line}, headers=UNKEPT)
        return await self._content.unsent(request, seated, made)

    def _sentence(self, refused: Rejection) -> str:
        return self._site.in_force.library.text(refused.key, **refused.data)
