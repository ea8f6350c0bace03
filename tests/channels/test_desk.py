"""The desk: who may sit there, the queue, a case, acts that happen once, and what is live."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from bot.channels.web.seat import COOKIE, STAYS, Seat
from bot.core.desk_texts import DeskKey
from bot.core.texts import AnyKey, Key
from tests.support.web import SECRET, DeskBrowser, Web, events, form_token, serving

SCRIPT = "<script>alert(1)</script>"
JSON = {"accept": "application/json"}


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant who sits at the desk."""
    async with web.desk() as desk:
        yield desk


def routes_of_the_desk(web: Web) -> list[tuple[str, str]]:
    """Every method and path below /desk, with a number where one belongs."""
    routes = [route for route in web.app.routes if isinstance(route, Route) and route.path.startswith("/desk")]
    return [
        (method, route.path.replace("{number}", "26-0001"))
        for route in routes
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]


async def history_of(web: Web, case: str) -> list[str]:
    """What was done with a case, in order."""
    file = await web.service.store.case(case, "test")
    assert file is not None
    return [logged.verb for logged in file.history]


async def owner_of(web: Web, case: str) -> str | None:
    file = await web.service.store.case(case, "test")
    assert file is not None
    return file.case.owner


# Who may sit there


async def test_nothing_of_the_desk_opens_without_a_seat(tmp_path: Path) -> None:
    """Every route, also those that are added later."""
    async with serving(tmp_path, seat=Seat(False, SECRET)) as web:
        for method, path in routes_of_the_desk(web):
            answer = await web.client.request(method, path, headers=JSON)
            assert (answer.status_code, answer.json()["error"]) == (403, Key.SEAT_CLOSED), f"{method} {path}"


@pytest.mark.parametrize(
    "header",
    [
        {"x-forwarded-for": "10.0.0.1"},
        {"X-Forwarded-Proto": "https"},
        {"forwarded": "for=10.0.0.1"},
        {"via": "1.1 proxy"},
        {"x-real-ip": "10.0.0.1"},
        {"host": "desk.example.kr"},
        {"host": "127.0.0.1.example.kr:8080"},
        {"host": ""},
    ],
)
async def test_the_seat_is_for_this_machine_alone(web: Web, desk: DeskBrowser, header: dict[str, str]) -> None:
    """Not behind a proxy, not under another name; a cookie does not help."""
    for method, path in routes_of_the_desk(web):
        answer = await desk.client.request(method, path, headers={**JSON, **header})
        assert answer.status_code == 403, f"{method} {path}"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LOCALHOST:8080", "127.0.0.1:80"])
async def test_the_seat_knows_the_names_of_this_machine(web: Web, host: str) -> None:
    """With and without a port."""
    answer = await web.client.get("/desk", headers={"host": host})
    assert answer.status_code == 200


async def test_whoever_does_not_sit_sees_no_case(web: Web) -> None:
    """The door is all that is shown; whatever reads or acts is refused."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    shown = await web.client.get("/desk")
    assert (shown.status_code, case in shown.text) == (200, False)
    door = {"/desk", "/desk/seat", "/desk/enter", "/desk/begin"}
    for method, path in routes_of_the_desk(web):
        if path not in door:
            answer = await web.client.request(method, path.replace("26-0001", case), headers=JSON)
            assert (answer.status_code, answer.json()["error"]) == (401, Key.SEAT_LEFT), f"{method} {path}"


async def test_sitting_down_sets_a_cookie_for_the_desk_alone(web: Web) -> None:
    """No script reads it, no other site sends it, and no other page gets it."""
    token = form_token((await web.client.get("/desk")).text)
    answer = await web.client.post("/desk/seat", data={"name": "한소라", "csrf": token})
    cookie = answer.headers["set-cookie"].lower()
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/desk"))


async def test_a_name_may_not_be_one_of_the_service(web: Web) -> None:
    """Replies are addressed by name."""
    async with httpx.AsyncClient(base_url=web.client.base_url) as client:
        desk = DeskBrowser(web, client)
        for name in ("desk", "Citizen", "가" * 21, "a\u200bb"):
            assert (await desk.sits_down(name)).status_code == 400
        assert (await desk.sits_down("")).status_code == 303


async def test_a_cookie_of_somebody_elses_making_is_none(web: Web, desk: DeskBrowser) -> None:
    """Neither a changed one nor one of another secret."""
    good = desk.client.cookies[COOKIE]
    name, rest = good.split(".", 1)
    forged = [good[:-1] + ("0" if good[-1] != "0" else "1"), "x", "", "....", f"bm9ib2R5.{rest}", f"{name}.9{rest}"]
    forged.append(Seat(True, "another secret").sign("한소라", web.service.clock.now()))
    for cookie in forged:
        answer = await web.client.get("/desk/api/queue", headers={**JSON, "cookie": f"{COOKIE}={cookie}"})
        assert answer.status_code == 401, cookie


async def test_a_seat_is_left_after_its_time(web: Web, desk: DeskBrowser) -> None:
    """And the work goes on after sitting down again."""
    assert (await desk.client.get("/desk/api/queue")).status_code == 200
    web.service.clock.pass_(seconds=STAYS.total_seconds())
    assert (await desk.client.get("/desk/api/queue")).status_code == 401


async def test_leaving_ends_the_seat(web: Web, desk: DeskBrowser) -> None:
    """The cookie is taken back."""
    token = form_token((await desk.client.get("/desk")).text)
    await desk.client.post("/desk/leave", data={"csrf": token})
    assert (await desk.client.get("/desk/api/queue")).status_code == 401


async def test_a_form_of_another_site_does_nothing(web: Web, desk: DeskBrowser) -> None:
    """Without the token, with another's, or told by the browser to be foreign."""
    case = await (await web.browser()).asks_for_a_person()
    async with web.desk("문지호") as other:
        foreign = form_token((await other.client.get("/desk")).text)
    for token in ("", "x", foreign):
        assert (await desk.acts(case, "claim", csrf=token)).status_code == 403
    token = form_token((await desk.client.get("/desk")).text)
    answer = await desk.client.post(
        f"/desk/cases/{case}/acts",
        data={"csrf": token, "id": "1", "verb": "claim"},
        headers={**JSON, "sec-fetch-site": "cross-site"},
    )
    assert (answer.status_code, await owner_of(web, case)) == (403, None)


# The queue


async def test_the_queue_has_each_case_in_its_group(web: Web, desk: DeskBrowser) -> None:
    """Who waits, whose is mine, whose is another's, what went back to the bot, what is closed."""
    cases = [await (await web.browser()).asks_for_a_person() for _ in range(5)]
    await desk.acts(cases[1], "claim")
    await web.service.consultant("문지호").acts("claim", case=cases[2])
    await desk.acts(cases[3], "claim")
    await desk.acts(cases[3], "return")
    await desk.acts(cases[4], "close")
    page = (await desk.client.get("/desk/api/queue")).json()["queue"]
    places = [page.index(case) for case in cases]
    assert places == sorted(places)


async def test_who_was_promised_first_stands_first(web: Web, desk: DeskBrowser) -> None:
    """The oldest promise is the next to be kept."""
    first = await (await web.browser()).asks_for_a_person()
    web.service.clock.pass_(minutes=30)
    second = await (await web.browser()).asks_for_a_person()
    page = (await desk.client.get("/desk/api/queue")).json()["queue"]
    assert page.index(first) < page.index(second)


async def test_what_was_read_is_read(web: Web, desk: DeskBrowser) -> None:
    """A case is marked until it is opened, and again when the citizen writes."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()

    async def is_marked() -> bool:
        return "unread" in (await desk.client.get("/desk/api/queue")).json()["queue"]

    assert await is_marked()
    await desk.part(case)
    assert not await is_marked()
    await browser.says("하나 더 있어요")
    assert await is_marked()


# A case


async def test_a_case_shows_the_whole_conversation(web: Web, desk: DeskBrowser) -> None:
    """Everything said before and after it was opened, and what is wanted."""
    browser = await web.browser()
    await browser.says("만들래요")
    case = await browser.asks_for_a_person()
    said = [str(message["text"]) for message in await browser.all()]
    part = await desk.part(case)
    assert all(text in part["thread"] for text in said)
    page = await desk.client.get(f"/desk/cases/{case}")
    assert (page.status_code, part["thread"].strip() in page.text) == (200, True)


async def test_a_case_that_is_none_is_a_sentence(desk: DeskBrowser) -> None:
    """A number that was never given."""
    for path in ("/desk/cases/26-9999", "/desk/cases/%3Cscript%3E", "/desk/api/cases/26-9999"):
        answer = await desk.client.get(path, headers=JSON)
        assert (answer.status_code, answer.json()["error"]) == (404, Key.WEB_NOT_FOUND)


async def test_markup_stays_text_at_the_desk(web: Web, desk: DeskBrowser) -> None:
    """Of citizens and of colleagues alike, on the page and in its parts."""
    browser = await web.browser()
    await browser.says(SCRIPT)
    case = await browser.asks_for_a_person()
    await desk.acts(case, "claim")
    await desk.acts(case, "note", SCRIPT + "2")
    await desk.acts(case, "answer", SCRIPT + "3")
    page = (await desk.client.get(f"/desk/cases/{case}")).text
    parts = [*(await desk.part(case)).values(), (await desk.client.get("/desk/api/queue")).json()["queue"], page]
    assert not any("<script>alert" in str(part) for part in parts)
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


# Acts


async def test_an_answer_reaches_the_citizen(web: Web, desk: DeskBrowser) -> None:
    """It claims the case of nobody, and comes from a consultant."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    answer = (await desk.acts(case, "answer", "곧 도와드릴게요.")).json()
    last = (await browser.all())[-1]
    assert (last["from"], last["text"]) == ("consultant", "곧 도와드릴게요.")
    assert (await owner_of(web, case), answer["refused"], "곧 도와드릴게요." in answer["thread"]) == (
        "한소라",
        False,
        True,
    )


async def test_a_note_stays_at_the_desk(web: Web, desk: DeskBrowser) -> None:
    """It is in the thread of the case and in nothing the citizen gets."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    before = await browser.all()
    await desk.acts(case, "note", "까다로운 분이에요")
    assert await browser.all() == before
    assert "까다로운 분이에요" in (await desk.part(case))["thread"]


async def test_a_form_acts_once(web: Web, desk: DeskBrowser) -> None:
    """A double click, or a form sent again after the line broke."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    answers = await asyncio.gather(*(desk.acts(case, "answer", "한 번만", id="same") for _ in range(3)))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [message["text"] for message in await browser.all()].count("한 번만") == 1


async def test_a_form_with_other_words_under_its_id_is_refused(web: Web, desk: DeskBrowser) -> None:
    """One id is one act."""
    case = await (await web.browser()).asks_for_a_person()
    await desk.acts(case, "note", "하나", id="same")
    answer = await desk.acts(case, "note", "둘", id="same")
    assert (answer.status_code, answer.json()["error"]) == (409, Key.FORM_TOO_OLD)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"verb": ""}, Key.WEB_UNREADABLE),
        ({"verb": "erase"}, Key.WEB_UNREADABLE),
        ({"verb": "answer", "text": "  "}, Key.WEB_EMPTY),
        ({"verb": "note", "text": ""}, Key.WEB_EMPTY),
        ({"verb": "transfer", "text": "desk"}, Key.SEAT_NAME),
        ({"verb": "claim", "id": ""}, Key.WEB_UNREADABLE),
    ],
)
async def test_an_act_that_cannot_be_read_is_refused(
    web: Web, desk: DeskBrowser, fields: dict[str, str], key: AnyKey
) -> None:
    """A sentence, and nothing happens."""
    case = await (await web.browser()).asks_for_a_person()
    before = await history_of(web, case)
    answer = await desk.acts(case, **fields)
    assert (answer.status_code, answer.json()["error"]) == (400, key)
    assert await history_of(web, case) == before


async def test_a_colleagues_case_is_not_answered_by_mistake(web: Web, desk: DeskBrowser) -> None:
    """The words are not sent; taking it over sends them, and so does nothing else."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    await web.service.consultant("문지호").acts("claim", case=case)
    before = await browser.all()
    refused = (await desk.acts(case, "answer", "제가 할게요")).json()
    assert (refused["anothers"], refused["told"], await browser.all()) == (True, [DeskKey.CASE_IS_ANOTHERS], before)
    await desk.acts(case, "note", "제가 할게요")
    assert await browser.all() == before
    taken = (await desk.acts(case, "take", "제가 할게요")).json()
    assert (taken["refused"], await owner_of(web, case)) == (False, "한소라")
    assert (await browser.all())[-1]["text"] == "제가 할게요"


async def test_a_claim_that_came_second_is_told_whose_it_is(web: Web, desk: DeskBrowser) -> None:
    """At most one owner, and nobody believes they are."""
    case = await (await web.browser()).asks_for_a_person()
    async with web.desk("문지호") as other:
        answers = await asyncio.gather(desk.acts(case, "claim"), other.acts(case, "claim"))
    refused = [answer.json()["anothers"] for answer in answers]
    assert sorted(refused) == [False, True]
    assert await owner_of(web, case) == ("한소라" if refused[1] else "문지호")


async def test_without_scripts_the_refused_words_are_still_there(web: Web, desk: DeskBrowser) -> None:
    """The page comes back with what was written and both ways out."""
    case = await (await web.browser()).asks_for_a_person()
    await web.service.consultant("문지호").acts("claim", case=case)
    token = form_token((await desk.client.get("/desk")).text)
    form = {"csrf": token, "id": "1", "verb": "answer", "text": "제가 할게요"}
    page = await desk.client.post(f"/desk/cases/{case}/acts", data=form)
    assert page.status_code == 200
    assert all(
        words in page.text for words in (">제가 할게요</textarea>", 'value="take"', DeskKey.CASE_IS_ANOTHERS.value)
    )


async def test_without_scripts_an_act_leads_back_to_its_case(web: Web, desk: DeskBrowser) -> None:
    """So that a reload sends nothing again."""
    case = await (await web.browser()).asks_for_a_person()
    token = form_token((await desk.client.get("/desk")).text)
    answer = await desk.client.post(f"/desk/cases/{case}/acts", data={"csrf": token, "id": "1", "verb": "claim"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/cases/{case}")


async def test_a_case_goes_through_its_life(web: Web, desk: DeskBrowser) -> None:
    """Claimed, answered, handed to a colleague, taken back, returned, closed."""
    case = await (await web.browser()).asks_for_a_person()
    for verb, text in (
        ("claim", ""),
        ("answer", "네"),
        ("transfer", "문지호"),
        ("transfer", "한소라"),
        ("return", ""),
        ("close", "상담만"),
    ):
        answer = await desk.acts(case, verb, text)
        assert not answer.json()["refused"], verb
    assert await history_of(web, case) == ["open", "claim", "answer", "transfer", "transfer", "return", "close"]
    late = (await desk.acts(case, "answer", "늦었네요")).json()
    assert (late["refused"], late["told"]) == (True, [DeskKey.CASE_IS_CLOSED])


# Live


async def test_the_stream_says_which_case_has_changed(web: Web, desk: DeskBrowser) -> None:
    """All at first, then those that something happened to."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    other = await (await web.browser()).asks_for_a_person()
    async with asyncio.timeout(10), desk.client.stream("GET", "/desk/api/stream") as stream:
        found = events(stream.aiter_lines())
        assert json.loads((await anext(found))[1]) == {"cases": sorted([case, other])}
        await browser.says("하나 더 있어요")
        assert json.loads((await anext(found))[1]) == {"cases": [case]}


async def test_the_stream_tells_of_a_note(web: Web, desk: DeskBrowser) -> None:
    """A colleague's note changes no line of the queue, and is still news."""
    case = await (await web.browser()).asks_for_a_person()
    await desk.part(case)
    async with asyncio.timeout(10), desk.client.stream("GET", "/desk/api/stream") as stream:
        found = events(stream.aiter_lines())
        await anext(found)
        await web.service.consultant("문지호").acts("note", "메모", case)
        assert json.loads((await anext(found))[1]) == {"cases": []}
