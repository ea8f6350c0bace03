"""Anybody at any address: who asks is signed in anew, and forms are those of their own pages."""

from collections.abc import Mapping

import httpx
from starlette.routing import Mount, Route

from bot.channels.web.seat import ACCOUNT_COOKIE, COOKIE
from tests.support.web import Web

DOORS = ("/desk/seat", "/desk/enter", "/desk/begin")
"""The forms that lead in."""


def routes(web: Web) -> set[tuple[str, str]]:
    """Every method and path that the application answers."""
    found = set()
    for route in web.app.routes:
        if isinstance(route, Mount):
            found.add(("GET", route.path))
        elif isinstance(route, Route):
            found |= {(method, route.path) for method in (route.methods or set()) - {"HEAD"}}
    return found


async def cookie_of(web: Web, who: str) -> dict[str, str]:
    """The cookie of a session that begins now."""
    if who == "nobody":
        return {}
    if who == "seat":
        return {COOKIE: web.seat.sign("한소라", web.service.clock.now())}
    account = await web.staff.known(who)
    return {ACCOUNT_COOKIE: await web.sessions.begin(account, "", "")}


async def answered(web: Web, who: str, method: str, path: str, case: str, **fields: str) -> httpx.Response:
    """What somebody gets at an address, signed in anew; forms are those of their own pages."""
    cookie, library = await cookie_of(web, who), web.service.in_force.library
    token = web.seat.form_token("" if path in DOORS else "".join(cookie.values()))
    entry, flow = next(iter(library.entries)), next(iter(library.flows))
    at = {"number": case, "message": "1", "place": "1", "key": "1", "entry": entry, "flow": flow}
    address = path.format_map(at) if path != "/static" else "/static/any/icon.svg"
    form = {"csrf": token, "session": "nobody's", **fields} if method == "POST" else None
    async with web.client.stream(method, address, data=form, headers=sent_with(cookie)) as answer:
        if not path.endswith("/stream"):
            await answer.aread()
        return answer


def sent_with(cookie: Mapping[str, str]) -> dict[str, str]:
    """Without a browser of its own for each: that takes longer than what is asked."""
    return {"cookie": "; ".join(f"{name}={value}" for name, value in cookie.items())}
