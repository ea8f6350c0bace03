"""What could not be sent to a citizen is put back to be sent, by a person who has seen that it failed."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.web.desk import Desk
from bot.channels.web.reading import read_id
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.core.texts import Key

_MOST_DIGITS = 18
"""Of a message's number, which is kept in 64 bits."""


class Resending:
    """The button below a message that failed."""

    def __init__(self, site: Site, sitting: Sitting, desk: Desk) -> None:
        self._site = site
        self._sitting = sitting
        self._desk = desk

    async def again(self, request: Request) -> Response:
        """POST /desk/cases/NUMBER/again: a form with its id and the number of a message. It acts once."""
        seated, form = await self._sitting.sent(request)
        case = (await self._desk.file(request.path_params["number"], seated)).case
        event = f"desk:{seated.who}:{read_id(form.get('id'))}"
        number = _number(form.get("message", ""))
        if await self._site.store.send_again(event, case.conversation, number, self._site.clock.now()):
            self._site.news.tell("outbox")
            self._site.news.tell("desk")
        if "application/json" not in request.headers.get("accept", ""):
            return RedirectResponse(f"/desk/cases/{case.number}", 303)
        after = await self._desk.file(case.number, seated)
        told = {"told": [], "refused": False, "anothers": False}
        return JSONResponse({**told, **self._desk.case_parts(after, seated)}, headers=UNKEPT)


def _number(text: str) -> int:
    """The number of a message. Raises Rejection 400."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise Rejection(400, Key.WEB_UNREADABLE)
    return int(text)
