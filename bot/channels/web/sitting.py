"""Who sits at the desk, and which forms are our own pages'."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from bot.channels.web.reading import read_body
from bot.channels.web.rejections import Rejection
from bot.channels.web.seat import ACCOUNT_COOKIE, COOKIE
from bot.channels.web.site import Site
from bot.channels.web.uploads import Sheet, is_sheet, sheet
from bot.core.texts import Key

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sits at the desk, and what the forms of their pages carry. `account`: by an account of their own."""

    who: str
    form_token: str
    account: bool = False


class Sitting:
    """Who sits where. With the first account the one-click seat is gone, whoever sat there."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def has_accounts(self) -> bool:
        """Whether one signs in here."""
        return bool(await self._site.staff.all())

    async def seated(self, request: Request) -> Seated | None:
        """Who sits; None for nobody. Raises Rejection 403 where nobody can."""
        now, seat = self._site.clock.now(), self._site.seat
        if not await self.has_accounts():
            self.must_be_open(request)
            value = request.cookies.get(COOKIE, "")
            who = seat.who(value, now)
            return Seated(who, seat.form_token(value)) if who else None
        value = request.cookies.get(ACCOUNT_COOKIE, "")
        key = seat.who(value, now, ACCOUNT_COOKIE)
        account = await self._site.staff.signed_in(key) if key else None
        return Seated(account.name, seat.form_token(value), account=True) if account else None

    def must_be_open(self, request: Request) -> None:
        """Raises Rejection 403 where there is no one-click seat."""
        if not self._site.seat.is_open_for(request):
            raise Rejection(403, Key.SEAT_CLOSED)

    async def must_sit(self, request: Request) -> Seated:
        """Who sits. Raises Rejection 401 for nobody."""
        seated = await self.seated(request)
        if seated is None:
            raise Rejection(401, Key.SEAT_LEFT)
        return seated

    async def sent(self, request: Request) -> tuple[Seated, Form]:
        """Who sent a form of our own pages, and what it holds. Raises Rejection 401 or 403."""
        seated = await self.must_sit(request)
        return seated, self._ours(request, await _form(request), seated.form_token)

    @asynccontextmanager
    async def sent_sheet(self, request: Request) -> AsyncIterator[tuple[Seated, Sheet]]:
        """The same for a form that may carry a file, which is there until the block ends."""
        seated = await self.must_sit(request)
        if not is_sheet(request):
            yield seated, Sheet(self._ours(request, await _form(request), seated.form_token), None)
            return
        async with sheet(request) as sent:
            self._ours(request, sent.fields, seated.form_token)
            yield seated, sent

    async def sent_at_door(self, request: Request) -> Form:
        """What a form holds that leads in. Raises Rejection 403 for one that is not of our own pages."""
        return self._ours(request, await _form(request), self.door_token())

    def door_token(self) -> str:
        """What the forms carry that lead in, where there is no cookie yet."""
        return self._site.seat.form_token("")

    def _ours(self, request: Request, form: Form, token: str) -> Form:
        foreign = request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        if foreign or not self._site.seat.same(form.get("csrf", ""), token):
            raise Rejection(403, Key.FORM_TOO_OLD)
        return form


async def _form(request: Request) -> Form:
    """The fields of a form, the first value of each."""
    body = await read_body(request)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}
