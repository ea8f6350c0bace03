"""Questions that the bot left open, in groups: what people ask, what consultants answered, and what to do about it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.editing import ContentPages
from bot.channels.web.reading import read_number
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Seated, Sitting
from bot.core.desk_texts import DeskKey
from bot.core.gaps import SETTLED, Group, Proposal, Written
from bot.core.texts import Key
from bot.service.gaps import OpenQuestions

_MOST = 50
_MOST_PAGES = 9999
_SAMPLES = 3
_LIST = "/desk/questions"
_KEY = re.compile(r"[0-9a-f]{1,32}")
Context = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the list: which groups, in which order, which page; `after`: the group that comes next."""

    settled: bool
    newest: bool
    page: int
    after: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Self:
        """From a query or a form. Raises Rejection 400."""
        after = fields.get("after", "")
        if after and not _KEY.fullmatch(after):
            raise Rejection(400, Key.WEB_UNREADABLE)
        page = read_number(fields.get("page", "1"), _MOST_PAGES)
        return cls(fields.get("show") == "done", fields.get("order") == "new", page, after)

    @property
    def fields(self) -> Mapping[str, str]:
        """As a query or a form has it."""
        which = {"show": "done"} if self.settled else {"order": "new" if self.newest else "many"}
        return {**which, "page": str(self.page)}

    @property
    def address(self) -> str:
        return f"{_LIST}?{urlencode(self.fields)}{f'#g-{self.after}' if self.after else ''}"


class Questions:
    """One method an address. Whoever may see the numbers sees the questions; only who answers, what was answered."""

    def __init__(self, site: Site, sitting: Sitting, content: ContentPages) -> None:
        self._site = site
        self._sitting = sitting
        self._content = content
        self._questions = OpenQuestions(site.store, site.readings, site.in_force, site.clock)

    async def page(self, request: Request) -> Response:
        """GET /desk/questions?order=new&show=done&page=: the groups, the most frequent or the newest first."""
        seated = await self._sitting.must_sit(request, "count")
        at = Place.of(request.query_params)
        shown = await self._questions.groups(seated.reader, _MOST, settled=at.settled, newest=at.newest, page=at.page)
        context = {"shown": shown, "settled": at.settled, "newest": at.newest, "samples": _SAMPLES}
        return self._draw(request, "questions.html", seated, context)

    async def group(self, request: Request) -> Response:
        """GET /desk/questions/{key}?order=&show=&page=&after=: one group, and the place to go back to."""
        seated = await self._sitting.must_sit(request, "count")
        group = await self._known(request, seated)
        answers = await self._answers(group, seated)
        draft, phrasing = await self._draft(group, answers), await self._phrasing(group)
        at = Place.of(request.query_params)
        context = {"group": group, "answers": answers, "draft": draft, "phrasing": phrasing, "at": at}
        return self._draw(request, "question_group.html", seated, context)

    async def settle(self, request: Request) -> Response:
        """POST /desk/questions/{key}/settle with `settled` and `upto`: the group leaves the list, or comes back.

        With the place in the list as `group` has it: one goes on from there.
        """
        seated, form = await self._sitting.sent(request, "count")
        group = await self._known(request, seated)
        at = Place.of(form)
        settled = next((it for it in SETTLED if it == form.get("settled")), None)
        if settled is None:
            raise Rejection(400, Key.WEB_UNREADABLE)
        await self._questions.settle(group, _moment(form.get("upto", "")), settled)
        return RedirectResponse(at.address, 303)

    async def propose(self, request: Request) -> Response:
        """POST /desk/questions/{key}/propose with `what` (draft, phrasing): its file in the editor, not published."""
        seated, form = await self._sitting.sent(request, "edit")
        group = await self._known(request, seated)
        if form.get("what") == "draft":
            made = await self._draft(group, await self._answers(group, seated))
        else:
            made = await self._phrasing(group)
        if made is None:
            raise Rejection(404, DeskKey.CONTENT_NO_FILE)
        return await self._content.unsent(request, seated, made)

    async def _known(self, request: Request, seated: Seated) -> Group:
        group = await self._questions.group(request.path_params["key"], seated.reader)
        if group is None:
            raise Rejection(404, Key.WEB_NOT_FOUND)
        return group

    async def _answers(self, group: Group, seated: Seated) -> Sequence[Written]:
        return await self._questions.answers(group, seated.reader) if seated.may("answer") else ()

    async def _draft(self, group: Group, answers: Sequence[Written]) -> Proposal | None:
        asks = self._questions.asks(group) or [group.title]
        near = group.near.entry if group.near else ""
        return await self._site.editing.drafted(near, asks, [it.text for it in answers])

    async def _phrasing(self, group: Group) -> Proposal | None:
        if group.near is None:
            return None
        return await self._site.editing.phrased(group.near.entry, self._questions.asks(group))

    def _draw(self, request: Request, name: str, seated: Seated, context: Context) -> Response:
        library = self._site.in_force.library
        kept = library.retention["questions"].words
        fixed = {"seated": seated, "product": library.text(Key.PRODUCT_NAME), "kept": kept}
        return self._site.templates.TemplateResponse(request, name, {**fixed, **context}, headers=UNKEPT)


def _moment(text: str) -> datetime:
    """Up to which moment somebody looked. Raises Rejection 400."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Rejection(400, Key.WEB_UNREADABLE) from None
