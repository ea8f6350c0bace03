"""A new file of the content, begun at the desk: opened with a first text, and written when it is published."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.editing import ContentPages, told
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import Site
from bot.channels.web.sitting import Sitting
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
            sentence = self._site.in_force.library.text(refused.key, **refused.data)
            wanted = {"kind": kind, "name": name, "title": title, "told": sentence}
            return await self._content.listed(request, seated, refused.status, wanted)
        return await self._content.unsent(request, seated, made)
