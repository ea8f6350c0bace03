"""Who sits at the desk, what they may do there, and which forms are our own pages'."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from bot.channels.web.reading import LARGEST_BODY, read_body
from bot.channels.web.rejections import Rejection
from bot.channels.web.seat import ACCOUNT_COOKIE, COOKIE
from bot.channels.web.site import Site, address_of
from bot.channels.web.uploads import Sheet, is_sheet, sheet
from bot.core.audit import Reader
from bot.core.desk_texts import DeskKey
from bot.core.staff import Right, Role, may
from bot.core.texts import Key

Form = Mapping[str, str]


SEAT_ROLE: Role = "admin"
"""At the one-click seat one does all there is to do; accounts there are none (`must_own`)."""
_BY_ITSELF = ("GET", "/desk/api/")
"""What a page reads without anybody doing anything keeps nobody signed in."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sits at the desk, and what the forms of their pages carry.

    `account`: by an account of their own; `session`: its id; `address`: the network's.
    """

    who: str
    form_token: str
    account: bool = False
    role: Role = SEAT_ROLE
    session: str = ""
    address: str = ""

    def may(self, right: Right) -> bool:
        return may(self.role, right)

    @property
    def reader(self) -> Reader:
        return Reader(self.who, self.address)


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
            return Seated(who, seat.form_token(value), address=address_of(request)) if who else None
        value, (method, path) = request.cookies.get(ACCOUNT_COOKIE, ""), _BY_ITSELF
        active = request.method != method or not request.url.path.startswith(path)
        found = await self._site.staff_sessions.at(value, active=active) if value else None
        if found is None:
            return None
        account, session = found
        token = seat.form_token(value)
        return Seated(account.name, token, True, account.role, session.id, address_of(request))

    def must_be_open(self, request: Request) -> None:
        """Raises Rejection 403 where there is no one-click seat."""
        if not self._site.seat.is_open_for(request):
            raise Rejection(403, Key.SEAT_CLOSED)

    async def must_sit(self, request: Request, right: Right | None = "answer") -> Seated:
        """Who sits and may do that; None: whatever their role. Raises Rejection 401 for nobody, 403 for others."""
        seated = await self.seated(request)
        if seated is None:
            raise Rejection(401, Key.SEAT_LEFT)
        if right is not None and not seated.may(right):
            raise Rejection(403, DeskKey.STAFF_NOT_YOURS)
        return seated

    async def must_own(self, request: Request, right: Right | None = None) -> Seated:
        """The same for what only an account has. Raises Rejection 403 at the one-click seat."""
        seated = await self.must_sit(request, right)
        if not seated.account:
            raise Rejection(403, DeskKey.STAFF_NO_ACCOUNT)
        return seated

    async def sent(self, request: Request, right: Right | None = "answer", larger: int = 0) -> tuple[Seated, Form]:
        """Who sent a form of our own pages, and what it holds. Raises Rejection 401, 403 or 413.

        `larger`: by how many bytes it may be larger than other forms.
        """
        seated = await self.must_sit(request, right)
        return seated, self._ours(request, await _form(request, larger), seated.form_token)

    async def sent_of_own(self, request: Request, right: Right | None = None) -> tuple[Seated, Form]:
        """The same for what only an account has."""
        seated = await self.must_own(request, right)
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


async def _form(request: Request, larger: int = 0) -> Form:
    """The fields of a form, the first value of each."""
    body = await read_body(request, LARGEST_BODY + larger)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}
