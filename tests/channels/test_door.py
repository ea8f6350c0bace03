"""The door of the desk: signing in by an account, a first password, linking Telegram, and what is refused."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.seat import ACCOUNT_COOKIE, COOKIE, Seat
from bot.channels.web.site import Limits
from bot.core.desk_texts import DeskKey
from bot.core.staff import Stays
from tests.support.web import SECRET, DeskBrowser, Web, form_token, serving

PASSWORD = "느티나무 아래 다섯"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Web]:
    """A server that is open to others, where 한소라 has an account and a password."""
    async with serving(tmp_path, seat=Seat(False, SECRET)) as web:
        await web.staff.begin((await web.staff.add("한소라"))[1], PASSWORD)
        yield web


@pytest.fixture
async def visitor(office: Web) -> AsyncIterator[DeskBrowser]:
    """A browser that has not signed in."""
    async with httpx.AsyncClient(base_url=office.client.base_url) as client:
        yield DeskBrowser(office, client)


@pytest.fixture
async def han(visitor: DeskBrowser) -> DeskBrowser:
    """한소라, signed in."""
    await visitor.signs_in("한소라", PASSWORD)
    return visitor


def is_at_desk(page: httpx.Response) -> bool:
    return page.status_code == 200 and "/desk/leave" in page.text


async def test_with_an_account_one_works_as_at_the_seat(office: Web, han: DeskBrowser) -> None:
    """The case becomes hers, under the name of the account, whatever proxy stands before it."""
    case = await (await office.browser()).asks_for_a_person()
    assert case in (await han.client.get("/desk", headers={"x-forwarded-for": "10.0.0.1", "host": "desk.kr"})).text
    assert (await han.acts(case, "claim")).status_code == 200
    assert [it.case.owner for it in await office.service.store.cases()] == ["한소라"]


async def test_a_code_leads_in_and_sets_the_password(office: Web, visitor: DeskBrowser) -> None:
    """Then name and password do; the code does no more."""
    _, code = await office.staff.add("오민준")
    assert (await visitor.begins(code, PASSWORD)).status_code == 303
    assert "오민준" in (await visitor.client.get("/desk")).text
    visitor.client.cookies.clear()
    assert (await visitor.begins(code, PASSWORD)).status_code == 403
    assert (await visitor.signs_in("오민준", PASSWORD)).status_code == 303
    assert is_at_desk(await visitor.client.get("/desk"))


@pytest.mark.parametrize(("name", "password"), [("한소라", "느티나무 아래 넷쯤"), ("오민준", PASSWORD), ("", "")])
async def test_who_is_wrong_is_told_the_same(visitor: DeskBrowser, name: str, password: str) -> None:
    """Whether there is such a name is not told; what was typed as the name still stands there."""
    answer = await visitor.signs_in(name, password)
    assert (answer.status_code, DeskKey.STAFF_WRONG in answer.text) == (403, True)
    assert f'name="name" value="{name}"' in answer.text
    assert not answer.cookies


@pytest.mark.parametrize(
    ("wanted", "then"),
    [
        ("/desk/cases/26-0001", "/desk/cases/26-0001"),
        ("/desk/content", "/desk/content"),
        ("/desk/../faq", "/desk"),
        ("//elsewhere.example/desk", "/desk"),
        ("https://elsewhere.example/desk/cases", "/desk"),
        ("", "/desk"),
    ],
)
async def test_in_by_the_door_one_comes_to_the_page_one_wanted(visitor: DeskBrowser, wanted: str, then: str) -> None:
    """Never to another site; a wrong password forgets nothing of it."""
    door = await visitor.client.get("/desk", params={"to": wanted})
    form = {"csrf": form_token(door.text), "name": "한소라", "password": "틀린 비밀번호", "to": hidden(door.text, "to")}
    again = await visitor.client.post("/desk/enter", data=form)
    assert (again.status_code, hidden(again.text, "to")) == (403, then)
    came = await visitor.client.post("/desk/enter", data={**form, "password": PASSWORD})
    assert (came.status_code, came.headers["location"]) == (303, then)


async def test_from_a_page_of_the_desk_nobody_is_led_in_a_circle(visitor: DeskBrowser) -> None:
    """Who is not in is shown the way to the door, with the page to come back to."""
    for path in ("/desk/cases/26-0001", "/desk/content", "/desk/content/history"):
        page = await visitor.client.get(path)
        assert page.status_code == 401
        assert f'href="/desk?{urlencode({"to": path})}"' in page.text


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


async def test_a_poor_password_keeps_the_code(office: Web, visitor: DeskBrowser) -> None:
    """The code still stands in the form, and still works."""
    _, code = await office.staff.add("오민준")
    answer = await visitor.begins(code, "짧아요")
    assert (answer.status_code, DeskKey.STAFF_PASSWORD in answer.text, code in answer.text) == (400, True, True)
    assert (await visitor.begins(code, PASSWORD)).status_code == 303


async def test_the_cookie_is_for_the_desk_alone(visitor: DeskBrowser) -> None:
    """No script reads it, no other site sends it, and it ends with the day."""
    kept = (await visitor.signs_in("한소라", PASSWORD)).headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/desk", f"max-age={int(Stays().most.total_seconds())}"):
        assert part in kept


async def test_a_session_ends(office: Web, han: DeskBrowser) -> None:
    """After its hours, wherever the browser is."""
    office.service.clock.pass_(seconds=Stays().most.total_seconds())
    assert not is_at_desk(await han.client.get("/desk"))


async def test_whoever_left_is_out(office: Web, han: DeskBrowser) -> None:
    """By leaving, by a new password, or because the account was removed."""
    await han.client.post("/desk/leave", data={"csrf": form_token((await han.client.get("/desk")).text)})
    assert not is_at_desk(await han.client.get("/desk"))
    await han.signs_in("한소라", PASSWORD)
    assert is_at_desk(await han.client.get("/desk"))
    await office.staff.add("오민준")
    await office.staff.remove("한소라")
    assert not is_at_desk(await han.client.get("/desk"))
    assert (await han.client.get("/desk/api/queue")).status_code == 401


async def test_the_first_account_ends_the_seat(web: Web) -> None:
    """Whoever sat there is at the door, and nobody can sit down again."""
    async with web.desk("한소라") as desk:
        await web.staff.add("한소라")
        page = await desk.client.get("/desk")
        assert not is_at_desk(page)
        token = form_token(page.text)
        assert (await desk.client.post("/desk/seat", data={"name": "한소라", "csrf": token})).status_code == 403


async def test_a_cookie_of_the_seat_is_none_of_an_account(office: Web, visitor: DeskBrowser) -> None:
    """One signed for another use, or by another secret, leads nowhere."""
    [account] = await office.staff.all()
    now, seat = office.service.clock.now(), Seat(False, SECRET)
    forged = (seat.sign(account.key, now), seat.sign("한소라", now, ACCOUNT_COOKIE), account.key, "x")
    for value in forged:
        visitor.client.cookies.set(ACCOUNT_COOKIE, value)
        visitor.client.cookies.set(COOKIE, value)
        assert not is_at_desk(await visitor.client.get("/desk"))


@pytest.mark.parametrize("path", ["/desk/enter", "/desk/begin"])
@pytest.mark.parametrize(("token", "site"), [("", "same-origin"), ("wrong", "none"), (None, "cross-site")])
async def test_no_other_page_signs_anybody_in(visitor: DeskBrowser, path: str, token: str | None, site: str) -> None:
    """A form without our token, or from elsewhere, is not read."""
    csrf = form_token((await visitor.client.get("/desk")).text) if token is None else token
    data = {"csrf": csrf, "name": "한소라", "password": PASSWORD}
    answer = await visitor.client.post(path, data=data, headers={"sec-fetch-site": site})
    assert answer.status_code == 403 and not answer.cookies


async def test_nobody_tries_passwords_without_end(tmp_path: Path) -> None:
    """For one name as for one address; time makes room again."""
    limits = Limits(tries_of_name=Limiter(Rate(burst=2, per_second=1)))
    async with serving(tmp_path, seat=Seat(False, SECRET), limits=limits) as web:
        await web.staff.begin((await web.staff.add("한소라"))[1], PASSWORD)
        async with httpx.AsyncClient(base_url=web.client.base_url) as client:
            desk = DeskBrowser(web, client)
            tried = [
                (await desk.signs_in(name, "열 글자가 넘는 것")).status_code for name in ("한소라", "한 소라", "한소라")
            ]
            assert tried == [403, 403, 429]
            assert (await desk.signs_in("한소라", PASSWORD)).status_code == 429
            web.service.clock.pass_(seconds=1)
            assert (await desk.signs_in("한소라", PASSWORD)).status_code == 303


async def test_who_guesses_codes_holds_nobody_out(tmp_path: Path) -> None:
    """A colleague with a right one comes in from elsewhere; where they are guessed it ends soon."""
    limits = Limits(
        tries_of_name=Limiter(Rate(burst=1, per_second=0)), tries_of_address=Limiter(Rate(burst=4, per_second=0))
    )
    async with serving(tmp_path, seat=Seat(False, SECRET), limits=limits) as web:
        _, code = await web.staff.add("한소라")
        async with httpx.AsyncClient(base_url=web.client.base_url) as client:
            desk = DeskBrowser(web, client)
            guessed = [(await desk.begins("AAAA-AAAA-AAAA", PASSWORD)).status_code for _ in range(3)]
            assert (guessed, (await desk.begins(code, PASSWORD)).status_code) == ([403] * 3, 303)
            client.cookies.clear()
            assert (await desk.begins("AAAA-AAAA-AAAA", PASSWORD)).status_code == 429


async def test_a_telegram_account_is_linked_from_the_desk(office: Web, han: DeskBrowser) -> None:
    """The page shows a code that works once; whoever has no account of their own gets none."""
    page = await han.client.get("/desk/me")
    shown = await han.client.post("/desk/link", data={"csrf": form_token(page.text)})
    code = shown.text.split("/link ")[1].split("<")[0]
    assert await office.staff.link(code, "telegram:31") == "한소라"
    assert await office.staff.link(code, "telegram:31") is None
    assert is_at_desk(await han.client.get("/desk"))


async def test_the_seat_links_nothing(web: Web) -> None:
    """It is nobody's account."""
    async with web.desk() as desk:
        token = form_token((await desk.client.get("/desk")).text)
        answer = await desk.client.post("/desk/link", data={"csrf": token}, headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["error"]) == (403, DeskKey.STAFF_NO_ACCOUNT)


async def test_a_case_is_handed_to_an_account_and_to_no_other_name(office: Web, han: DeskBrowser) -> None:
    """A slip of the pen is a sentence, and the case stays; another spelling of a name is that account."""
    case = await (await office.browser()).asks_for_a_person()
    await office.staff.add("오민준")
    await han.acts(case, "claim")
    refused = await han.acts(case, "transfer", "오민중")
    assert (refused.status_code, refused.json()["error"]) == (400, DeskKey.STAFF_NOBODY)
    assert [it.case.owner for it in await office.service.store.cases()] == ["한소라"]
    assert (await han.acts(case, "transfer", " 오 민준")).status_code == 200
    assert [it.case.owner for it in await office.service.store.cases()] == ["오민준"]
