"""The conversation on other sites: the script that puts a button there, and the page in the frame it opens.

The frame has no cookie that the server reads, and its session is never that of the whole page: a site that frames it
can make somebody tap, but has nothing there to be tapped at but a conversation that was begun in that frame.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.pages import Pages
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import Site
from bot.core.texts import Key

ANY_SITE = "*"
FRAME = "/widget"
"""The only path that may stand in a frame."""
_SCRIPT = Path(__file__).parent / "static" / "widget" / "button.js"
_KEPT = {"cache-control": "public, max-age=600"}


def framed_by(sites: Sequence[str] | None) -> Mapping[str, str]:
    """The paths that may stand in a frame, with their `frame-ancestors`; none where no site may."""
    return {} if sites is None else {FRAME: " ".join(sites)}


class Embedding:
    """One method a route. Where it is `shut`, neither is found."""

    def __init__(self, site: Site, opened: bool) -> None:
        self._site = site
        self._pages = Pages(site)
        self._opened = opened
        self._script = _SCRIPT.read_text(encoding="utf-8").rstrip()

    async def script(self, request: Request) -> Response:
        """GET /widget.js: the script, called with what staff can change."""
        self._must_be_open()
        given = json.dumps({"product": self._site.in_force.library.text(Key.PRODUCT_NAME)})
        return Response(f"{self._script}({given});\n", media_type="text/javascript", headers=_KEPT)

    async def frame(self, request: Request) -> Response:
        """GET /widget: the chat page for the frame."""
        self._must_be_open()
        return await self._pages.chat(request, framed=True)

    def _must_be_open(self) -> None:
        if not self._opened:
            raise Rejection(404, Key.WEB_NOT_FOUND)
