"""What a consultant does with a case: each form acts once, however often it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.web.closing import read_result
from bot.channels.web.desk import Desk
from bot.channels.web.reading import read_id, read_text
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Seated, Sitting
from bot.core.desk_texts import DeskKey
from bot.core.event import Act, Verb
from bot.core.library import Library
from bot.core.staff import clean_name
from bot.core.texts import Key
from bot.service.ports import CaseFile, Repeated, Saved

_WITHOUT_WORDS = ("claim", "return", "close", "conclude")
_WITH_FILE = ("answer", "take")
_VERBS: Mapping[str, Verb] = {verb: verb for verb in get_args(Verb) if verb != "edit"}


class Acting:
    """The acts of the desk."""

    def __init__(self, site: Site, sitting: Sitting, desk: Desk) -> None:
        self._site = site
        self._sitting = sitting
        self._desk = desk

    async def act(self, request: Request) -> Response:
        """POST /desk/cases/NUMBER/acts: a form with its id, a verb and words, and with an answer perhaps a file."""
        library = self._site.in_force.library
        async with self._sitting.sent_sheet(request) as (seated, sheet):
            form, file = sheet.fields, await self._desk.file(request.path_params["number"], seated)
            meant = _act(form, file, seated, library, with_file=sheet.file is not None)
            act = replace(await self._to_colleague(meant), file=await sheet.taken(self._site.files))
        saved = await self._take(act)
        after = await self._desk.file(file.case.number, seated)
        told = self._told(after, seated, saved)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({**told, **self._desk.case_parts(after, seated)}, headers=UNKEPT)
        if told["refused"]:
            return await self._desk.case_page(request, after, seated, {**told, "draft": form.get("text", "")})
        return RedirectResponse(f"/desk/cases/{file.case.number}", 303)

    async def _to_colleague(self, act: Act) -> Act:
        """A transfer names its account. Raises Rejection 400 for a name that is none, where there are accounts."""
        if act.verb != "transfer":
            return act
        colleague = await self._site.staff.colleague(act.text)
        if colleague is None:
            raise Rejection(400, DeskKey.STAFF_NOBODY)
        return replace(act, text=colleague)

    async def _take(self, act: Act) -> Saved:
        """Raises Rejection 409 for a form that was sent before with other words."""
        outcome = await self._site.turns.take(act)
        if act.file is not None:
            await self._site.files.settle(act.file)
        if isinstance(outcome, Repeated):
            if not outcome.same:
                raise Rejection(409, Key.FORM_TOO_OLD)
            return outcome.saved
        return outcome

    def _told(self, file: CaseFile, seated: Seated, saved: Saved) -> Mapping[str, object]:
        """What the consultant is told; whether the act was refused, and whether because the case is another's."""
        library, number, owner = self._site.in_force.library, file.case.number, file.case.owner
        anothers = library.text(DeskKey.CASE_IS_ANOTHERS, case=number, owner=owner or "")
        ended = [library.text(key, case=number) for key in (DeskKey.CASE_IS_CLOSED, DeskKey.CASE_IS_RETURNED)]
        is_anothers = owner not in (None, seated.who) and anothers in saved.told
        refused = is_anothers or bool(saved.draft) or any(sentence in saved.told for sentence in ended)
        return {"told": list(saved.told), "refused": refused, "anothers": is_anothers}


def _act(form: Mapping[str, str], file: CaseFile, seated: Seated, library: Library, *, with_file: bool) -> Act:
    """The act a form means. Raises Rejection 400."""
    verb = _VERBS.get(form.get("verb", ""))
    if verb is None:
        raise Rejection(400, Key.WEB_UNREADABLE)
    if with_file and verb not in _WITH_FILE:
        raise Rejection(400, DeskKey.DESK_FILE_TO_CITIZEN)
    words = form.get("text", "").strip()
    text = words if not words and (verb in _WITHOUT_WORDS or with_file) else read_text(words)
    if verb == "transfer":
        text = clean_name(text) or ""
        if not text:
            raise Rejection(400, Key.SEAT_NAME)
    result = read_result(form, library) if verb in ("close", "conclude") else None
    if verb == "conclude" and result is None:
        raise Rejection(400, Key.WEB_UNREADABLE)
    id = f"desk:{seated.who}:{read_id(form.get('id'))}"
    return Act(id, file.case.conversation, file.case.number, seated.who, verb, text, result=result)
