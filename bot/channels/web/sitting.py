"""Who sits at the desk: taking the seat, leaving it, and which forms are our own pages'."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.reading import read_body
from bot.channels.web.rejections import Rejection
from bot.channels.web.seat import COOKIE, STAYS, clean_name
from bot.channels.web.site import Site
from bot.core.texts import Key


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sits at the desk, and what the forms of their pages carry."""

    who: str
    form_token: str


class Sitting:
    """The door of the desk."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def sit_down(self, request: Request) -> Response:
        """POST /desk/seat: takes the one-click seat under a name."""
        self.must_be_open(request)
        form = await _form(request)
        self._must_be_ours(request, form, self.door_token())
        name = clean_name(form.get("name", ""), self._site.in_force.library.text(Key.SEAT_DEFAULT_NAME))
        if name is None:
            raise Rejection(400, Key.SEAT_NAME)
        response = RedirectResponse("/desk", 303)
        cookie = self._site.seat.sign(name, self._site.clock.now())
        stays = int(STAYS.total_seconds())
        response.set_cookie(COOKIE, cookie, stays, path="/desk", httponly=True, samesite="strict")
        return response

    async def leave(self, request: Request) -> Response:
        """POST /desk/leave."""
        await self.sent(request)
        response = RedirectResponse("/desk", 303)
        response.delete_cookie(COOKIE, path="/desk", httponly=True, samesite="strict")
        return response

    def must_be_open(self, request: Request) -> None:
        """Raises Rejection 403 where there is no seat."""
        if not self._site.seat.is_open_for(request):
            raise Rejection(403, Key.SEAT_CLOSED)

    def seated(self, request: Request) -> Seated | None:
        """Who sits; None for nobody. Raises Rejection 403 where there is no seat."""
        self.must_be_open(request)
        cookie = request.cookies.get(COOKIE, "")
        who = self._site.seat.who(cookie, self._site.clock.now())
        return Seated(who, self._site.seat.form_token(cookie)) if who else None

    def must_sit(self, request: Request) -> Seated:
        """Who sits. Raises Rejection 401 for nobody."""
        seated = self.seated(request)
        if seated is None:
            raise Rejection(401, Key.SEAT_LEFT)
        return seated

    async def sent(self, request: Request) -> tuple[Seated, Mapping[str, str]]:
        """Who sent a form of our own pages, and what it holds. Raises Rejection 401 or 403."""
        seated = self.must_sit(request)
        form = await _form(request)
        self._must_be_ours(request, form, seated.form_token)
        return seated, form

    def door_token(self) -> str:
        """What the form carries that takes the seat, where there is no cookie yet."""
        return self._site.seat.form_token("")

    def _must_be_ours(self, request: Request, form: Mapping[str, str], token: str) -> None:
        foreign = request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        if foreign or not self._site.seat.same(form.get("csrf", ""), token):
            raise Rejection(403, Key.FORM_TOO_OLD)


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of a form, the first value of each."""
    body = await read_body(request)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}
