"""Where the staff are signed in: what they see of it, and how each session ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from bot.channels.web.devices import device
from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.seat import ACCOUNT_COOKIE, Seat
from bot.channels.web.site import Limits
from bot.core.desk_texts import DeskKey
from bot.core.staff import Stays
from bot.core.texts import Key
from tests.support.web import PASSWORD, SECRET, DeskBrowser, Web, events, form_token, serving

OTHER_PASSWORD = "느티나무 아래 다섯"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
IDLE, MOST = Stays().idle.total_seconds(), Stays().most.total_seconds()
JSON = {"accept": "application/json"}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Web]:
    """A server that is open to others, with a consultant and an admin."""
    async with serving(tmp_path, seat=Seat(False, SECRET)) as web:
        await web.staff.add("한소라")
        await web.staff.add("오민준", "admin")
        yield web


@pytest.fixture
async def desks(office: Web) -> AsyncIterator[list[DeskBrowser]]:
    """한소라 at two browsers and 오민준 at one."""
    async with AsyncExitStack() as stack:
        begun = [await stack.enter_async_context(office.office(name)) for name in ("한소라", "오민준")]
        client = await stack.enter_async_context(
            httpx.AsyncClient(base_url=office.client.base_url, headers={"user-agent": PHONE})
        )
        phone = DeskBrowser(office, client)
        assert (await phone.signs_in("한소라", PASSWORD)).status_code == 303
        yield [begun[0], phone, begun[1]]


async def is_in(desk: DeskBrowser) -> bool:
    """Whether a session is open still; asking keeps it open no longer."""
    return (await desk.client.get("/desk/api/queue")).status_code == 200


async def are_in(desks: list[DeskBrowser]) -> list[bool]:
    return [await is_in(desk) for desk in desks]


async def sends(desk: DeskBrowser, path: str, **fields: str) -> httpx.Response:
    """A form of one's own page."""
    token = form_token((await desk.client.get("/desk/me")).text)
    return await desk.client.post(path, data={"csrf": token, **fields})


async def ids(web: Web, name: str) -> list[str]:
    """What was seen last first."""
    return [session.id for session in await web.sessions.of(name)]


async def test_one_sees_where_one_is_signed_in(desks: list[DeskBrowser]) -> None:
    """The browser one sits at, and the phone by what it calls itself; nobody else's."""
    page = (await desks[0].client.get("/desk/me")).text
    assert page.count('class="here"') == 1
    assert page.count('name="session"') == 1
    assert "Chrome, Android" in page


async def test_one_ends_a_session_elsewhere(office: Web, desks: list[DeskBrowser]) -> None:
    """The one that was named; then every other, and this one stays."""
    [phone] = set(await ids(office, "한소라")) - {await here(office, desks[0])}
    assert (await sends(desks[0], "/desk/me/end", session=phone)).status_code == 200
    assert await are_in(desks) == [True, False, True]
    assert (await desks[1].signs_in("한소라", PASSWORD)).status_code == 303
    assert (await sends(desks[1], "/desk/me/end")).status_code == 200
    assert await are_in(desks) == [False, True, True]


async def here(office: Web, desk: DeskBrowser) -> str:
    found = await office.sessions.at(desk.client.cookies[ACCOUNT_COOKIE], active=False)
    assert found is not None
    return found[1].id


async def test_nobody_ends_a_colleagues_session_but_an_admin(office: Web, desks: list[DeskBrowser]) -> None:
    """Whoever knows its id; an admin ends them all."""
    [admins] = await ids(office, "오민준")
    await sends(desks[0], "/desk/me/end", session=admins)
    refused = await sends(desks[0], "/desk/staff", verb="end", name="오민준")
    assert (refused.status_code, await are_in(desks)) == (403, [True, True, True])
    done = await sends(desks[2], "/desk/staff", verb="end", name="한소라")
    assert (done.status_code, await are_in(desks)) == (200, [False, False, True])


async def test_a_session_without_anything_done_is_over(office: Web, desks: list[DeskBrowser]) -> None:
    """What the page reads by itself is nothing done; what its reader does is."""
    for _ in range(2):
        office.service.clock.pass_(seconds=IDLE / 2)
        await desks[0].client.get("/desk")
        await is_in(desks[1])
    assert await are_in(desks) == [True, False, False]
    refused = await desks[1].client.get("/desk/api/queue")
    assert (refused.status_code, refused.json()["error"]) == (401, Key.SEAT_LEFT)


async def test_a_session_is_over_after_its_hours(office: Web, desks: list[DeskBrowser]) -> None:
    """Whatever was done in it; the next who signs in finds no trace of it."""
    for _ in range(int(MOST / IDLE) * 2):
        assert await is_in(desks[0])
        await desks[0].client.get("/desk")
        office.service.clock.pass_(seconds=IDLE / 2)
    assert await are_in(desks) == [False, False, False]
    await desks[0].signs_in("한소라", PASSWORD)
    assert len(await office.sessions.all()) == 1


async def test_times_are_set_by_the_operator(tmp_path: Path) -> None:
    """`stays` of the settings reaches the page and the cookie."""
    stays = Stays(timedelta(minutes=7), timedelta(hours=3))
    async with serving(tmp_path, seat=Seat(False, SECRET), stays=stays) as web:
        await web.staff.add("한소라")
        async with web.office() as desk:
            assert "7분" in (await desk.client.get("/desk/me")).text
            desk.client.cookies.clear()
            answer = await desk.signs_in("한소라", PASSWORD)
            assert f"max-age={3 * 3600}" in answer.headers["set-cookie"].lower()
            web.service.clock.pass_(minutes=7)
            assert not await is_in(desk)


async def test_a_stream_ends_with_its_session(office: Web, desks: list[DeskBrowser]) -> None:
    """Whoever is signed out hears of no case any more."""
    async with asyncio.timeout(10), desks[1].client.stream("GET", "/desk/api/stream") as stream:
        found = events(stream.aiter_lines())
        await anext(found)
        await sends(desks[0], "/desk/me/end")
        assert [event async for event in found] == []


async def test_another_password_ends_every_other_session(office: Web, desks: list[DeskBrowser]) -> None:
    """Here one goes on, in a session that is a new one; the old password leads nowhere."""
    before = desks[0].client.cookies[ACCOUNT_COOKIE]
    changed = await sends(desks[0], "/desk/me/password", password=PASSWORD, fresh=OTHER_PASSWORD)
    assert changed.status_code == 200
    assert await are_in(desks) == [True, False, True]
    assert desks[0].client.cookies[ACCOUNT_COOKIE] != before
    assert await office.sessions.at(before, active=False) is None
    assert (await desks[1].signs_in("한소라", PASSWORD)).status_code == 403
    assert (await desks[1].signs_in("한소라", OTHER_PASSWORD)).status_code == 303


@pytest.mark.parametrize(
    ("password", "fresh", "status", "key"),
    [
        ("느티나무 아래 넷쯤", OTHER_PASSWORD, 403, DeskKey.STAFF_OLD_WRONG),
        ("", OTHER_PASSWORD, 403, DeskKey.STAFF_OLD_WRONG),
        (PASSWORD, "짧아요", 400, DeskKey.STAFF_PASSWORD),
        (PASSWORD, "ㅋ" * 30, 400, DeskKey.STAFF_PASSWORD),
    ],
)
async def test_a_password_is_not_changed_by_mistake(
    desks: list[DeskBrowser], password: str, fresh: str, status: int, key: DeskKey
) -> None:
    """Neither without the one before nor to a poor one; nobody is signed out."""
    answer = await sends(desks[0], "/desk/me/password", password=password, fresh=fresh)
    assert (answer.status_code, key in answer.text, await are_in(desks)) == (status, True, [True, True, True])


async def test_the_password_before_is_not_guessed_without_end(tmp_path: Path) -> None:
    """Whoever finds a desk open does not find out its password."""
    limits = Limits(tries_of_name=Limiter(Rate(burst=2, per_second=0.001)))
    async with serving(tmp_path, seat=Seat(False, SECRET), limits=limits) as web:
        await web.staff.add("한소라")
        async with web.office() as desk:
            tried = [await sends(desk, "/desk/me/password", password="?", fresh=OTHER_PASSWORD) for _ in range(3)]
    assert [answer.status_code for answer in tried] == [403, 403, 429]


async def test_a_session_stands_in_no_table(office: Web, desks: list[DeskBrowser]) -> None:
    """What a browser holds leads in; what is kept of it does not, nor does the id that pages show."""
    token = desks[0].client.cookies[ACCOUNT_COOKIE]
    sessions = await office.sessions.of("한소라")
    assert token not in repr(sessions)
    for session in sessions:
        answer = await office.client.get("/desk/api/queue", headers={"cookie": f"{ACCOUNT_COOKIE}={session.id}"})
        assert answer.status_code == 401


async def test_no_other_site_sends_a_form(office: Web, desks: list[DeskBrowser]) -> None:
    """Every form of the desk, also those that are added later: without the token, with another's, from elsewhere."""
    paths = [
        route.path.format_map({"number": "26-0001", "place": "1", "key": "none"})
        for route in office.app.routes
        if isinstance(route, Route) and route.path.startswith("/desk") and "POST" in (route.methods or ())
    ]
    admin, token = desks[2].client, form_token((await desks[2].client.get("/desk/me")).text)
    others = form_token((await desks[0].client.get("/desk/me")).text)
    door = Seat(False, SECRET).form_token("")
    for path in set(paths) - {"/desk/seat"}:
        right = door if path in ("/desk/enter", "/desk/begin") else token
        for csrf, site in (("", "same-origin"), (others, "same-origin"), (right, "cross-site"), (right, "same-site")):
            answer = await admin.post(path, data={"csrf": csrf}, headers={**JSON, "sec-fetch-site": site})
            assert (answer.status_code, answer.json()["error"]) == (403, Key.FORM_TOO_OLD), path
    assert await are_in(desks) == [True, True, True]


async def test_behind_https_the_cookie_goes_by_no_other_way(office: Web) -> None:
    """And is for the desk alone."""
    transport = httpx.ASGITransport(office.app)
    async with httpx.AsyncClient(transport=transport, base_url="https://desk.example.kr") as client:
        desk = DeskBrowser(office, client)
        answer = await desk.begins(await office.staff.code("한소라"), OTHER_PASSWORD)
    kept = answer.headers["set-cookie"].lower()
    assert all(part in kept for part in ("secure", "httponly", "samesite=strict", "path=/desk"))


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/138 Safari/537.36 Edg/138", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/18 Safari/605", "Safari, Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/136 Whale/4.32 Safari/537.36", "Whale, Windows"),
        ("curl/8.7", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(agent: str, expected: str) -> None:
    """Most name several others as well."""
    assert device(agent) == expected
