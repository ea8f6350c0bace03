"""What an unsaved text would do, at the desk: line by line while it is looked for, then a part of the page."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.web.editing import told
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.core.impact import Impact
from bot.core.library import Library
from bot.core.moving import Meets
from bot.service.impact import MOST, Progress
from bot.service.ports.content import Files, Unfit

SOON = 1_000
"""Questions of the first answer: it is there within seconds."""
SHOWN = 20
_TICK = 0.4
"""Seconds between two lines that tell how far it is."""


class ImpactPage:
    """Who may `edit` looks before publishing."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    async def look(self, request: Request) -> Response:
        """POST /desk/content/impact: a form with `path`, `text` and, for every past question, `all`.

        With `gone` it is what happens without that file.

        Lines of JSON: `{"done", "all"}` while it goes on; then `{"html"}`, or `{"problems": count}` for what does not
        pass.
        """
        _, form = await self._sitting.sent(request, "edit", 3 * self._site.editing.largest)
        path, gone, editing = form.get("path", ""), bool(form.get("gone")), self._site.editing
        with told():
            files = editing.without(path) if gone else await editing.having(path, form.get("text", ""))
        lines = self._lines(path, files, MOST if form.get("all") else SOON, gone=gone)
        return StreamingResponse(lines, media_type="application/x-ndjson", headers=UNKEPT)

    async def _lines(self, path: str, files: Files, most: int, *, gone: bool) -> AsyncIterator[str]:
        yield _line({"done": 0, "all": 0})
        new = await self._site.editing.built(files)
        if isinstance(new, Unfit):
            yield _line({"problems": len(new.problems)})
            return
        old, progress = self._site.in_force.library, Progress()
        looking = asyncio.create_task(self._site.impacts.of(old, new, progress, most))
        looking.add_done_callback(_ended)
        try:
            while not (await asyncio.wait({looking}, timeout=_TICK))[0]:
                yield _line({"done": progress.done, "all": progress.all})
        finally:
            progress.stop()
        found = await looking
        hints = await asyncio.to_thread(self._site.impacts.hints, files, found.renamed)
        context = {"found": found, "old": old, "new": new, "hints": hints, "shown": SHOWN, "path": path, "gone": gone}
        more = found.asked == most < MOST
        people = _people(found, old, new)
        part = self._site.templates.get_template("content_impact.html").render(**context, people=people, more=more)
        yield _line({"html": part})


def _ended(looking: "asyncio.Task[Impact]") -> None:
    """What nobody waits for any more ends without a word in the log."""
    if not looking.cancelled():
        looking.exception()


def _line(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


def _people(found: Impact, old: Library, new: Library) -> list[dict[str, object]]:
    """Who meets something, with the names of procedure and nodes."""
    rows = sorted((meets, count) for meets, count in found.meets.items() if meets.what != "same")
    return [_row(meets, count, old, new) for meets, count in rows]


def _row(meets: Meets, count: int, old: Library, new: Library) -> dict[str, object]:
    flow, to = old.flows[meets.flow], meets.to
    names = {"node": flow.nodes[meets.node].name, "to": new.flows[meets.flow].nodes[to].name if to else ""}
    return {"what": meets.what, "flow": flow.title, "count": count, **names}
