"""The files of the content at the desk: which there are, one to write in, what is wrong with it, and publishing it."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.web.committing import not_committed, who_sees
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Form, Seated, Sitting
from bot.core.desk_texts import DeskKey
from bot.core.errors import Problem
from bot.core.gaps import Proposal
from bot.core.publications import difference
from bot.core.texts import AnyKey, Key
from bot.service.editing import Editing
from bot.service.opened import Changed, Opened, Published, mark_of, tidy
from bot.service.ports.content import Group, Slip, Unfit

Context = Mapping[str, object]
_GROUPS: tuple[Group, ...] = ("faq", "flow", "words", "table")
ENCODED = 3  # a byte of a form takes up to three
LONGEST_WHY = 200
_STATUS: Mapping[AnyKey, int] = {
    DeskKey.CONTENT_NO_FILE: 404,
    DeskKey.CONTENT_TAKEN: 409,
    DeskKey.CONTENT_NOT_WRITTEN: 503,
}


class ContentPages:
    """One method an address; who may `edit` opens them."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    @property
    def _editing(self) -> Editing:
        return self._site.editing

    async def files(self, request: Request) -> Response:
        """GET /desk/content: every file by group, and what keeps one out."""
        return await self.listed(request, await self._sitting.must_sit(request, "edit"))

    async def listed(
        self, request: Request, seated: Seated, status: int = 200, wanted: Mapping[str, str] | None = None
    ) -> Response:
        """The same; `wanted`: the file that somebody would begin, and why it was not."""
        pages, problems = await self._editing.files(), self._editing.problems
        groups = {group: [it for it in pages if it.group == group] for group in _GROUPS}
        known = {it.path for it in pages}
        lost = sorted({slip.file for slip in problems} - known)
        wrong = {path: sum(slip.file == path for slip in problems) for path in [*known, *lost]}
        context: dict[str, object] = {
            "groups": groups,
            "problems": problems,
            "wrong": wrong,
            "lost": lost,
            "wanted": wanted or {},
        }
        query = request.query_params
        context["retired"] = query.get("retired", "")
        context["uncommitted"] = not_committed(self._site.in_force.library, query.get("uncommitted"))
        return self.drawn(request, "content.html", seated, context, status)

    async def edit(self, request: Request) -> Response:
        """GET /desk/content/edit?file=PATH[&from=disk]: the file to write in."""
        seated = await self._sitting.must_sit(request, "edit")
        query = request.query_params
        with told():
            opened = await self._editing.open(query.get("file", ""), from_disk=query.get("from") == "disk")
            slips = await self._editing.look(opened.path, opened.text)
        told_of = not_committed(self._site.in_force.library, query.get("uncommitted"))
        seen = await self._seen(opened.path) if "published" in query else ""
        return self._edit(request, seated, opened, slips, seen=seen, told=told_of)

    async def unsent(
        self, request: Request, seated: Seated, made: Proposal, status: int = 200, told_of: str = ""
    ) -> Response:
        """A file, perhaps a new one, with a text that somebody was proposed, to look through and publish."""
        with told():
            opened = replace(await self._editing.open(made.path, anew=True), text=made.text)
            opened = replace(opened, title=await self._title(made.path, made.text))
            slips = await self._editing.look(made.path, made.text)
        return self._edit(request, seated, opened, slips, status, unsent=True, line=made.line, told=told_of)

    async def check(self, request: Request) -> Response:
        """POST /desk/content/check: a form with `path` and `text`; what is wrong with it, as JSON."""
        _, form = await self._sent(request)
        with told():
            slips = await self._editing.look(form.get("path", ""), form.get("text", ""))
        return JSONResponse({"problems": rows(slips)}, headers=UNKEPT)

    async def publish(self, request: Request) -> Response:
        """POST /desk/content/publish: a form with `path`, `text`, `opened` and `why`. In force, or why not.

        `over`, when given, is the mark of the other text that this one knowingly takes the place of.
        200 with the new mark; 400 without a reason; 409 with the other text and what differs; 422 with the problems.
        """
        seated, form = await self._sent(request)
        path, text, why = form.get("path", ""), form.get("text", ""), " ".join(form.get("why", "").split())
        if not 0 < len(why) <= LONGEST_WHY:
            return await self._not_yet(request, seated, form, 400, told=self._text(DeskKey.CONTENT_WHY))
        with told():
            done = await self._editing.publish(path, text, form.get("over") or form.get("opened", ""), seated.who, why)
        if isinstance(done, Unfit):
            return await self._not_yet(request, seated, form, 422, slips=done.problems)
        if isinstance(done, Changed):
            return await self._not_yet(request, seated, form, 409, changed=done)
        return await self._published(request, path, text, done)

    async def _published(self, request: Request, path: str, text: str, done: Published) -> Response:
        if not wants_json(request):
            more = {"uncommitted": done.uncommitted} if done.uncommitted else {}
            return RedirectResponse(request.url_for("edit").include_query_params(file=path, published=1, **more), 303)
        kept, sentence = tidy(text), not_committed(self._site.in_force.library, done.uncommitted)
        seen = await self._seen(path)
        found = {"published": done.version, "text": kept, "mark": mark_of(kept), "seen": seen, "told": sentence}
        return JSONResponse(found, headers=UNKEPT)

    async def _title(self, path: str, text: str) -> str:
        page = await self._editing.page(path, text)
        return page.title if page else ""

    async def _seen(self, path: str) -> str:
        return who_sees(self._site.in_force.library, await self._editing.page(path))

    async def _not_yet(
        self,
        request: Request,
        seated: Seated,
        form: Form,
        status: int,
        *,
        told: str = "",
        slips: Iterable[Slip] = (),
        changed: Changed | None = None,
    ) -> Response:
        """Nothing has changed; the text goes back as it was written, with what stands in its way."""
        path, text = form.get("path", ""), form.get("text", "")
        change = await asyncio.to_thread(difference, path, tidy(text), changed.text or "") if changed else None
        if wants_json(request):
            found: dict[str, object] = {"error": told, "problems": rows(slips)}
            if changed:
                shown = self._site.templates.get_template("content_diff.html").render(change=change, changed=changed)
                found |= {"changed": {"text": changed.text, "mark": changed.mark, "diff": shown}}
            return JSONResponse(found, status, headers=UNKEPT)
        opened = Opened(path, text, form.get("opened", ""), title=await self._title(path, text))
        more = {"told": told, "why": form.get("why", ""), "changed": changed, "change": change}
        return self._edit(request, seated, opened, slips, status, **more)

    def _edit(
        self, request: Request, seated: Seated, opened: Opened, slips: Iterable[Slip], status: int = 200, **more: object
    ) -> Response:
        nothing = {"told": "", "why": "", "changed": None, "change": None, "seen": "", "line": 0}
        fixed = {"opened": opened, "slips": list(slips), "longest_why": LONGEST_WHY, "unsent": status != 200}
        context = {**fixed, **nothing, "is_of_staff": self._editing.is_of_staff(opened.path), **more}
        return self.drawn(request, "content_edit.html", seated, context, status)

    async def _sent(self, request: Request) -> tuple[Seated, Form]:
        return await self._sitting.sent(request, "edit", ENCODED * self._editing.largest)

    def _text(self, key: AnyKey) -> str:
        return self._site.in_force.library.text(key)

    def drawn(self, request: Request, name: str, seated: Seated, context: Context, status: int = 200) -> Response:
        fixed = {"seated": seated, "product": self._text(Key.PRODUCT_NAME)}
        return self._site.templates.TemplateResponse(request, name, {**fixed, **context}, status, headers=UNKEPT)


@contextmanager
def told() -> Iterator[None]:
    """What cannot be done with a file is told with its status."""
    try:
        yield
    except Problem as problem:
        raise Rejection(_STATUS.get(problem.key, 400), problem.key, **problem.data) from None


def rows(slips: Iterable[Slip]) -> list[dict[str, object]]:
    """Problems as the page takes them."""
    return [asdict(slip) for slip in slips]


def wants_json(request: Request) -> bool:
    """Whether the script of the page asks, rather than the page itself."""
    return "application/json" in request.headers.get("accept", "")
