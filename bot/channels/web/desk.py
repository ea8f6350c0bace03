"""The desk of the consultants: the queue, one case, and what is new."""

import json
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from bot.channels.web import queue, views
from bot.channels.web.closing import filled_in
from bot.channels.web.door import Door
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import STREAM_HEADERS, UNKEPT, Site
from bot.channels.web.sitting import Seated, Sitting
from bot.core.audit import Way
from bot.core.desk_texts import DeskKey
from bot.core.files import ENDINGS
from bot.core.texts import Key
from bot.service.ports import CaseFile, Listed
from bot.service.ports.searching import Found

Context = Mapping[str, object]


class Desk:
    """One method a page, or a part of one."""

    def __init__(self, site: Site, sitting: Sitting, door: Door) -> None:
        self._site = site
        self._sitting = sitting
        self._door = door

    async def queue(self, request: Request) -> Response:
        """GET /desk: the queue, or the door."""
        seated = await self._sitting.seated(request)
        if seated is None:
            return await self._door.page(request)
        if not seated.may("answer"):
            return RedirectResponse("/desk/content" if seated.may("edit") else "/desk/numbers", 303)
        return self._page(request, "desk.html", {**await self._queue_context(request, seated), "case": None})

    async def case(self, request: Request) -> Response:
        """GET /desk/cases/NUMBER: the case beside the queue."""
        seated = await self._sitting.must_sit(request)
        file = await self.file(request.path_params["number"], seated)
        return await self.case_page(request, file, seated, {})

    async def case_page(self, request: Request, file: CaseFile, seated: Seated, told: Context) -> Response:
        """A case beside the queue, with what has just been told of an act."""
        beside = await self._queue_context(request, seated)
        context = {**beside, **self._case_context(file, seated), **_NOTHING_TOLD, **told}
        context |= self._papers()
        context["colleagues"] = [it.name for it in await self._site.staff.all() if it.name != seated.who]
        return self._page(request, "desk.html", context)

    async def queue_part(self, request: Request) -> Response:
        """GET /desk/api/queue: the queue's markup."""
        seated = await self._sitting.must_sit(request)
        context = await self._queue_context(request, seated)
        return JSONResponse({"queue": self._part("queue.html", context), "waits": context["waits"]}, headers=UNKEPT)

    async def case_part(self, request: Request) -> Response:
        """GET /desk/api/cases/NUMBER: the markup of what may have changed of a case."""
        seated = await self._sitting.must_sit(request)
        file = await self.file(request.path_params["number"], seated)
        return JSONResponse(self.case_parts(file, seated), headers=UNKEPT)

    async def stream(self, request: Request) -> Response:
        """GET /desk/api/stream: which cases have changed, as server-sent events."""
        await self._sitting.must_sit(request)
        return StreamingResponse(self._events(request), media_type="text/event-stream", headers=STREAM_HEADERS)

    async def file(self, number: str, seated: Seated, way: Way = "page") -> CaseFile:
        """The whole case, through the one way to read it. Raises Rejection 404."""
        file = await self._site.readings.case(number, seated.reader, way)
        if file is None:
            raise Rejection(404, Key.WEB_NOT_FOUND)
        return file

    async def found(self, query: str, most: int, seated: Seated) -> Sequence[Found]:
        """The cases that hold the words, through the one way to read what was found."""
        return await self._site.readings.search(query, most, seated.reader)

    async def search_page(self, request: Request, seated: Seated, found: Context) -> Response:
        """What was found beside the queue."""
        beside = await self._queue_context(request, seated)
        return self._page(request, "desk.html", {**beside, **found, "case": None})

    def case_parts(self, file: CaseFile, seated: Seated) -> Context:
        """What may have changed of a case, as markup by name."""
        context = self._case_context(file, seated)
        names = ("head", "thread", "packet")
        fixed = {"number": file.case.number, "form_id": context["form_id"]}
        return {**fixed, **{name: self._part(f"case_{name}.html", context) for name in names}}

    async def _events(self, request: Request) -> AsyncIterator[str]:
        """After any news, and now and then without: the numbers of the cases whose line in the queue is another now.

        Ends with the session: whoever is signed out elsewhere is out here as well.
        """
        before: Mapping[str, Listed] = {}
        with self._site.news.watch("desk") as watch:
            while not self._site.ending.is_set():
                after = {it.case.number: it for it in await self._site.store.cases()}
                numbers = sorted(it for it in after.keys() | before.keys() if after.get(it) != before.get(it))
                yield f"data: {json.dumps({'cases': numbers})}\n\n"
                before = after
                await self._site.wait(watch, self._site.heartbeat)
                seated = await self._sitting.seated(request)
                if seated is None or not seated.may("answer"):
                    return

    async def _queue_context(self, request: Request, seated: Seated) -> Context:
        """The cases of the queue as the address wants them shown."""
        now, store, library = self._site.clock.now(), self._site.store, self._site.in_force.library
        listed = await self._site.readings.queue(seated.reader)
        shown = queue.context(queue.chosen(request, library, listed), listed, seated.who, now, library)
        return {**shown, "seated": seated, "now": now, "shut_out": await store.shut_out()}

    def _case_context(self, file: CaseFile, seated: Seated) -> Context:
        library, now, case = self._site.in_force.library, self._site.clock.now(), file.case
        return {
            "case": case,
            "flags": library.flag_words(case.flags),
            "thread": views.thread(file),
            "moves": views.moves(file),
            "outcomes": library.outcomes,
            "filled_in": filled_in(case, library),
            "result_words": library.result_words,
            "promise": views.promise_of(case, now),
            "shown": views.titles(case.packet.shown, library),
            "stage": views.stage(case.packet.stage, library),
            "seated": seated,
            "kept": file.draft,
            "form_id": secrets.token_hex(8),
            "now": now,
        }

    def _papers(self) -> Context:
        """What a citizen may be asked for, one a line of its text, and what is said around it."""
        text = self._site.in_force.library.text
        papers = [line.strip() for line in text(DeskKey.DESK_PAPERS).splitlines()]
        before, after = text(DeskKey.DESK_PAPERS_BEFORE), text(DeskKey.DESK_PAPERS_AFTER)
        return {"papers": [it for it in papers if it], "papers_before": before.strip(), "papers_after": after.strip()}

    def _part(self, name: str, context: Context) -> str:
        return self._site.templates.get_template(name).render(dict(context))

    def _page(self, request: Request, name: str, context: Context) -> Response:
        in_force = self._site.in_force
        product = in_force.library.text(Key.PRODUCT_NAME)
        fixed = {"product": product, "problems": in_force.problems, "telegram": self._site.telegram}
        fixed["endings"] = [ending for endings in ENDINGS.values() for ending in endings]
        return self._site.templates.TemplateResponse(request, name, {**fixed, **context}, headers=UNKEPT)


_NOTHING_TOLD: Context = {"told": (), "refused": False, "anothers": False, "draft": ""}
