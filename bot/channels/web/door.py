"""The door of the desk: taking the one-click seat, signing in, a first password, linking Telegram, and leaving."""

import re
from collections.abc import Mapping
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.rejections import Rejection
from bot.channels.web.seat import ACCOUNT_COOKIE, COOKIE, STAYS
from bot.channels.web.site import UNKEPT, Site, address_of
from bot.channels.web.sitting import Sitting
from bot.core.audit import Reader
from bot.core.desk_texts import DeskKey
from bot.core.staff import SHORTEST_PASSWORD, Account, clean_name, is_password, same_name
from bot.core.texts import AnyKey, Key

_PAGE = re.compile(r"/desk(?:/\w[\w.-]*)*", re.ASCII)


class Door:
    """One method a form of the door."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    async def page(self, request: Request, status: int = 200, **told: str) -> Response:
        """What stands before the desk: the seat of the demo, or where one signs in."""
        name = "enter.html" if await self._sitting.has_accounts() else "seat.html"
        return self._draw(
            request,
            name,
            {
                "csrf": self._sitting.door_token(),
                "shortest": SHORTEST_PASSWORD,
                "to": _page_of_desk(request.query_params.get("to", "")),
                **told,
            },
            status,
        )

    async def sit_down(self, request: Request) -> Response:
        """POST /desk/seat: takes the one-click seat under a name."""
        if await self._sitting.has_accounts():
            raise Rejection(403, Key.SEAT_CLOSED)
        self._sitting.must_be_open(request)
        form = await self._sitting.sent_at_door(request)
        name = clean_name(form.get("name", ""), self._site.in_force.library.text(Key.SEAT_DEFAULT_NAME))
        if name is None:
            raise Rejection(400, Key.SEAT_NAME)
        value = self._site.seat.sign(name, self._site.clock.now())
        return _with_cookie(request, _inside(form), COOKIE, value, STAYS)

    async def sign_in(self, request: Request) -> Response:
        """POST /desk/enter: name and password."""
        form = await self._admitted(request)
        name = form.get("name", "")
        if not self.may_try(request, name):
            return await self._refused(request, 429, DeskKey.STAFF_TOO_OFTEN, form)
        account = await self._site.staff.sign_in(name, form.get("password", ""))
        if account is None:
            return await self._refused(request, 403, DeskKey.STAFF_WRONG, form)
        return await self.signed_in(request, account, _inside(form))

    async def begin(self, request: Request) -> Response:
        """POST /desk/begin: a one-time code and the password one wants."""
        form = await self._admitted(request)
        if not self.may_try(request, ""):
            return await self._refused(request, 429, DeskKey.STAFF_TOO_OFTEN, {"to": form.get("to", "")})
        code, password = form.get("code", ""), form.get("password", "")
        if not is_password(password):
            return await self._refused(request, 400, DeskKey.STAFF_PASSWORD, form)
        account = await self._site.staff.begin(code, password)
        if account is None:
            return await self._refused(request, 403, DeskKey.STAFF_CODE, {"to": form.get("to", "")})
        return await self.signed_in(request, account, _inside(form))

    async def link(self, request: Request) -> Response:
        """POST /desk/link: a page with a one-time code for the private chat with the bot."""
        seated, _ = await self._sitting.sent_of_own(request, "answer")
        code = await self._site.staff.code(seated.who)
        account = await self._site.staff.named(seated.who)
        linked = account is not None and account.address is not None
        return self._draw(request, "link.html", {"code": code, "linked": linked, "seated": seated})

    async def leave(self, request: Request) -> Response:
        """POST /desk/leave."""
        seated, _ = await self._sitting.sent(request, None)
        if seated.account:
            await self._site.staff_sessions.end(seated.who, seated.session)
            self._site.news.tell("desk")
        response = RedirectResponse("/desk", 303)
        for cookie in (COOKIE, ACCOUNT_COOKIE):
            response.delete_cookie(cookie, path="/desk", httponly=True, samesite="strict")
        return response

    async def _admitted(self, request: Request) -> Mapping[str, str]:
        """A form that leads in by an account. Raises Rejection 403 where there is none."""
        if not await self._sitting.has_accounts():
            raise Rejection(403, Key.SEAT_CLOSED)
        return await self._sitting.sent_at_door(request)

    def may_try(self, request: Request, name: str) -> bool:
        """Neither one address nor, for one name, all of them together can try passwords without end.

        A code belongs to no name: who tries codes holds nobody else out, and guesses none of them in a lifetime.
        """
        now, limits, same = self._site.clock.now(), self._site.limits, same_name(name)
        if not limits.tries_of_address.allows(address_of(request), now):
            return False
        return not same or limits.tries_of_name.allows(same, now)

    async def signed_in(self, request: Request, account: Account, response: Response) -> Response:
        """The response with the cookie of a new session of that account, which is in the log from now on."""
        sessions, address = self._site.staff_sessions, address_of(request)
        token = await sessions.begin(account, request.headers.get("user-agent", ""), address)
        await self._site.readings.noted(Reader(account.name, address), "enter")
        return _with_cookie(request, response, ACCOUNT_COOKIE, token, sessions.stays.most)

    async def _refused(self, request: Request, status: int, key: AnyKey, form: Mapping[str, str]) -> Response:
        """The door again, with what was written there but the password."""
        told, to = self._site.in_force.library.text(key), _page_of_desk(form.get("to", ""))
        return await self.page(request, status, told=told, to=to, name=form.get("name", ""), code=form.get("code", ""))

    def _draw(self, request: Request, name: str, context: Mapping[str, object], status: int = 200) -> Response:
        product = self._site.in_force.library.text(Key.PRODUCT_NAME)
        fixed = {"product": product, "told": "", "name": "", "code": ""}
        return self._site.templates.TemplateResponse(request, name, {**fixed, **context}, status, headers=UNKEPT)


def _page_of_desk(path: str) -> str:
    """A page of the desk that one wanted to see; the desk itself for anything else."""
    return path if _PAGE.fullmatch(path) else "/desk"


def _inside(form: Mapping[str, str]) -> Response:
    """On to the page that one came for."""
    return RedirectResponse(_page_of_desk(form.get("to", "")), 303)


def _with_cookie(request: Request, response: Response, cookie: str, value: str, stays: timedelta) -> Response:
    """For the desk alone: no script reads it, no other site has it sent, and behind https it goes by no other way."""
    most, secure = int(stays.total_seconds()), request.url.scheme == "https"
    response.set_cookie(cookie, value, most, path="/desk", secure=secure, httponly=True, samesite="strict")
    return response
