"""One's own account at the desk with its sessions and password, and everybody's for who looks after them."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.devices import device
from bot.channels.web.door import Door
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Form, Seated, Sitting
from bot.core.desk_texts import DeskKey
from bot.core.staff import ROLES, SHORTEST_PASSWORD, is_password, same_name
from bot.core.texts import AnyKey, Key
from bot.service.staff import StaffFault

Told = tuple[str, str]
"""What is told above the page, and a one-time code that is shown this once."""
_FAULTS: Mapping[str, AnyKey] = {
    "no_name": Key.SEAT_NAME,
    "name_taken": DeskKey.STAFF_NAME_TAKEN,
    "nobody": DeskKey.STAFF_UNKNOWN,
}


class Accounts:
    """One method a page or form."""

    def __init__(self, site: Site, sitting: Sitting, door: Door) -> None:
        self._site = site
        self._sitting = sitting
        self._door = door

    # One's own

    async def me(self, request: Request) -> Response:
        """GET /desk/me: where one is signed in, one's password, and what else there is for one's role."""
        return await self._me(request, await self._sitting.must_own(request))

    async def end(self, request: Request) -> Response:
        """POST /desk/me/end: ends the session that is named, or with none every one but this."""
        seated, form = await self._sitting.sent_of_own(request)
        id = form.get("session", "")
        if id:
            await self._site.staff_sessions.end(seated.who, id)
        else:
            await self._site.staff_sessions.end_others(seated.who, seated.session)
        self._site.news.tell("desk")
        return await self._me(request, seated, DeskKey.STAFF_SESSION_ENDED if id else DeskKey.STAFF_OTHERS_ENDED)

    async def password(self, request: Request) -> Response:
        """POST /desk/me/password: another password, by the one before. Every session ends, and this one begins anew."""
        seated, form = await self._sitting.sent_of_own(request)
        fresh = form.get("fresh", "")
        if not is_password(fresh):
            return await self._me(request, seated, DeskKey.STAFF_PASSWORD, 400)
        if not self._door.may_try(request, seated.who):
            return await self._me(request, seated, DeskKey.STAFF_TOO_OFTEN, 429)
        account = await self._site.staff.change_password(seated.who, form.get("password", ""), fresh)
        if account is None:
            return await self._me(request, seated, DeskKey.STAFF_OLD_WRONG, 403)
        self._site.news.tell("desk")
        told = self._text(DeskKey.STAFF_PASSWORD_CHANGED)
        response = self._draw(request, "signed_anew.html", {"seated": seated, "told": told})
        return await self._door.signed_in(request, account, response)

    async def _me(self, request: Request, seated: Seated, told: AnyKey | None = None, status: int = 200) -> Response:
        found = await self._site.staff_sessions.of(seated.who)
        context = {
            "seated": seated,
            "sessions": [(it, device(it.device)) for it in found],
            "stays": self._site.staff_sessions.stays,
            "shortest": SHORTEST_PASSWORD,
            "told": self._text(told) if told else "",
            "telegram": self._site.telegram,
        }
        return self._draw(request, "me.html", context, status)

    # Everybody's

    async def staff(self, request: Request) -> Response:
        """GET /desk/staff: the accounts."""
        return await self._staff(request, await self._sitting.must_own(request, "staff"))

    async def change(self, request: Request) -> Response:
        """POST /desk/staff: a form with a verb, a name and for some a role. It is done, or told why not."""
        seated, form = await self._sitting.sent_of_own(request, "staff")
        name = form.get("name", "")
        deeds: Mapping[str, Callable[[], Awaitable[Told]]] = {
            "add": partial(self._add, form),
            "code": partial(self._code, name),
            "role": partial(self._set_role, seated, form),
            "end": partial(self._end_all, name),
            "remove": partial(self._remove, seated, name),
        }
        deed = deeds.get(form.get("verb", ""))
        if deed is None:
            raise Rejection(400, Key.WEB_UNREADABLE)
        try:
            return await self._staff(request, seated, await deed())
        except StaffFault as fault:
            return await self._staff(request, seated, (self._text(_FAULTS[fault.fault]), ""), 400)
        except Rejection as refused:
            return await self._staff(request, seated, (self._text(refused.key, **refused.data), ""), refused.status)

    async def _add(self, form: Form) -> Told:
        account, code = await self._site.staff.add(form.get("name", ""), ROLES.get(form.get("role", ""), "consultant"))
        return self._text(DeskKey.STAFF_ADDED, name=account.name), code

    async def _code(self, name: str) -> Told:
        return self._text(DeskKey.STAFF_CODED, name=name), await self._site.staff.code(name)

    async def _set_role(self, seated: Seated, form: Form) -> Told:
        name, role = form.get("name", ""), ROLES.get(form.get("role", ""))
        if role is None:
            raise Rejection(400, Key.WEB_UNREADABLE)
        _must_be_another(seated, name)
        account = await self._site.staff.set_role(name, role)
        return self._text(DeskKey.STAFF_ROLE_SET, name=account.name), ""

    async def _end_all(self, name: str) -> Told:
        account = await self._site.staff.known(name)
        await self._site.staff_sessions.end_others(account.name)
        self._site.news.tell("desk")
        return self._text(DeskKey.STAFF_ALL_ENDED, name=account.name), ""

    async def _remove(self, seated: Seated, name: str) -> Told:
        _must_be_another(seated, name)
        account = await self._site.staff.remove(name)
        held = [it.case.number for it in await self._site.store.cases() if it.case.owner == account.name]
        self._site.news.tell("desk")
        key = DeskKey.STAFF_REMOVED_HOLDS if held else DeskKey.STAFF_REMOVED
        return self._text(key, name=account.name, **({"cases": ", ".join(held)} if held else {})), ""

    async def _staff(self, request: Request, seated: Seated, told: Told = ("", ""), status: int = 200) -> Response:
        sessions = await self._site.staff_sessions.all()
        context = {
            "seated": seated,
            "accounts": await self._site.staff.all(),
            "open": Counter(session.who for session in sessions),
            "seen": {session.who: session.seen for session in reversed(sessions)},
            "roles_known": tuple(ROLES),
            "told": told[0],
            "code": told[1],
        }
        return self._draw(request, "staff.html", context, status)

    def _text(self, key: AnyKey, **data: str) -> str:
        return self._site.in_force.library.text(key, **data)

    def _draw(self, request: Request, name: str, context: Mapping[str, object], status: int = 200) -> Response:
        fixed = {"product": self._text(Key.PRODUCT_NAME)}
        return self._site.templates.TemplateResponse(request, name, {**fixed, **context}, status, headers=UNKEPT)


def _must_be_another(seated: Seated, name: str) -> None:
    """Nobody takes from themselves what they would need to give it back. Raises Rejection 409."""
    if same_name(name) == same_name(seated.who):
        raise Rejection(409, DeskKey.STAFF_NOT_SELF)
