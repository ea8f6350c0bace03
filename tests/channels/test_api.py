"""The outside contract of the web, as a browser or a stranger's program meets it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import pytest

from bot.channels.web.api import AT_ONCE
from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.reading import LARGEST_BODY
from bot.channels.web.site import Limits
from bot.core.conversation import Decision, Situation
from bot.core.event import Said
from bot.core.reply import Message, Reply
from bot.core.texts import Key
from bot.service.ports import Saved, Store
from bot.service.sessions import Sessions
from tests.support.fakes import StoreFailure, TroubledStore
from tests.support.web import Browser, Web, events, serving

LONG_TALK, LONG_TEXT = 300, 15_000
NARROW = 2**16
"""Bytes that a reader takes before it has to be read from."""
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def error_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


async def test_a_new_session_has_no_message(web: Web) -> None:
    """Nothing is said before the first event."""
    browser = await web.browser()
    assert await browser.all() == []


async def test_a_message_is_answered_after_it_is_stored(web: Web) -> None:
    """The answer holds the message's own number and the replies, and all of it can be read again."""
    browser = await web.browser()
    answer = await browser.sends(text="만들래요")
    data = answer.json()
    stored = await browser.all()
    assert data["number"] == stored[0]["number"] == 1
    assert data["messages"] == stored[1:]
    assert (stored[0]["from"], stored[0]["text"]) == ("citizen", "만들래요")


async def test_a_message_has_the_fields_of_the_contract(web: Web) -> None:
    """Programs rely on these names, and on times with their offset."""
    browser = await web.browser()
    message = (await browser.says("만들래요"))[-1]
    assert list(message) == ["number", "from", "text", "buttons", "edits", "at"]
    assert list(message["buttons"][0]) == ["id", "label", "on"]  # type: ignore[index]  # JSON
    assert str(message["at"]).endswith("+09:00")


async def test_a_button_answers(web: Web) -> None:
    """A tap is the label as a message, and leads on."""
    browser = await web.browser()
    asked = (await browser.says("만들래요"))[-1]
    button = asked["buttons"][0]  # type: ignore[index]  # JSON
    answer = await browser.sends(button=button["id"])
    stored = await browser.all(after=int(str(asked["number"])))
    assert (stored[0]["from"], stored[0]["text"]) == ("citizen", button["label"])
    assert answer.json()["messages"]


async def test_a_second_tap_says_so_and_takes_no_number(web: Web) -> None:
    """What changes nothing is told in passing."""
    browser = await web.browser()
    asked = (await browser.says("만들래요"))[-1]
    button = asked["buttons"][0]["id"]  # type: ignore[index]  # JSON
    await browser.sends(button=button)
    before = await browser.all()
    again = (await browser.sends(button=button)).json()
    assert (again["number"], again["messages"], again["toast"]) == (None, [], Key.TOAST_ALREADY.value)
    assert await browser.all() == before


async def test_the_same_id_gives_the_same_answer(web: Web) -> None:
    """A repeat of what was not known to have arrived is stored once."""
    browser = await web.browser()
    first = await browser.sends(id="same", text="만들래요")
    stored = await browser.all()
    second = await browser.sends(id="same", text="만들래요")
    assert first.json() == second.json()
    assert await browser.all() == stored


async def test_the_same_id_with_other_words_is_refused(web: Web) -> None:
    """One id is one message."""
    browser = await web.browser()
    await browser.sends(id="same", text="만들래요")
    stored = await browser.all()
    answer = await browser.sends(id="same", text="다른 말")
    assert error_of(answer) == (409, Key.WEB_SAME_ID)
    assert await browser.all() == stored


async def test_two_browsers_may_use_the_same_id(web: Web) -> None:
    """An id is unique within its session alone."""
    one, other = await web.browser(), await web.browser()
    await one.sends(id="same", text="만들래요")
    answer = await other.sends(id="same", text="메뉴")
    assert answer.status_code == 200
    assert (await other.all())[0]["text"] == "메뉴"


@pytest.mark.parametrize(
    "header", [{}, {"authorization": "Bearer nobody"}, {"authorization": "Basic x"}, {"authorization": "Bearer"}]
)
@pytest.mark.parametrize("path", ["/api/messages", "/api/stream"])
async def test_without_a_session_nothing_is_read(web: Web, path: str, header: dict[str, str]) -> None:
    """A token that was never given opens nothing."""
    assert error_of(await web.client.get(path, headers=header)) == (401, Key.WEB_NO_SESSION)


async def test_without_a_session_nothing_is_written(web: Web) -> None:
    """The same for what is sent."""
    answer = await web.client.post("/api/messages", json={"id": "1", "text": "안녕"})
    assert error_of(answer) == (401, Key.WEB_NO_SESSION)


async def test_a_conversation_is_its_browsers_alone(web: Web) -> None:
    """Neither what one says nor what is answered is seen by another."""
    one, other = await web.browser(), await web.browser()
    await one.says("만들래요")
    assert await other.all() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"text": "x"}',
        b'{"id": "", "text": "x"}',
        b'{"id": "a\\nb", "text": "x"}',
        b'{"id": true, "text": "x"}',
        b'{"id": "1"}',
        b'{"id": "1", "text": 5}',
        b'{"id": "1", "text": null}',
        b'{"id": "1", "text": "x", "button": "y"}',
    ],
)
async def test_what_cannot_be_read_is_refused(web: Web, body: bytes) -> None:
    """A sentence instead of a broken request, and nothing is stored."""
    browser = await web.browser()
    answer = await web.client.post("/api/messages", content=body, headers=browser.headers)
    assert error_of(answer) == (400, Key.WEB_UNREADABLE)
    assert await browser.all() == []


@pytest.mark.parametrize("text", ["", "   \n", "\u0000\u0001", "\u200b\u2060\u00a0", "\u202e"])
async def test_an_empty_message_is_refused(web: Web, text: str) -> None:
    """Nothing was said."""
    browser = await web.browser()
    assert error_of(await browser.sends(text=text)) == (400, Key.WEB_EMPTY)


@pytest.mark.parametrize("button", ["", "x", "a.b.c", "1.2", 7, None, "....", "x.1.99999999999999999999999999"])
async def test_what_is_no_button_is_refused(web: Web, button: object) -> None:
    """A button is named by its conversation, its message and its place."""
    browser = await web.browser()
    assert error_of(await browser.sends(button=button)) == (400, Key.WEB_FOREIGN_BUTTON)


async def test_a_button_of_another_conversation_is_refused(web: Web) -> None:
    """Knowing a button of somebody does not let one press it, in their conversation or in one's own."""
    one, other = await web.browser(), await web.browser()
    asked = (await one.says("만들래요"))[-1]
    stored = await one.all()
    answer = await other.sends(button=asked["buttons"][0]["id"])  # type: ignore[index]  # JSON
    assert error_of(answer) == (400, Key.WEB_FOREIGN_BUTTON)
    assert (await one.all(), await other.all()) == (stored, [])


async def test_a_button_that_never_was_shows_what_is_open(web: Web) -> None:
    """A reference into one's own conversation that points nowhere is an old button."""
    browser = await web.browser()
    asked = (await browser.says("만들래요"))[-1]
    code = asked["buttons"][0]["id"].split(".")[0]  # type: ignore[index]  # JSON
    answer = await browser.sends(button=f"{code}.900.7")
    assert (answer.status_code, answer.json()["toast"]) == (200, Key.TOAST_OLD)


@pytest.mark.parametrize("told", [True, False])
async def test_a_body_that_is_too_large_is_refused(web: Web, told: bool) -> None:
    """Whether its size is told beforehand or found out."""
    browser = await web.browser()
    body = json.dumps({"id": "1", "text": "x" * LARGEST_BODY}).encode()

    async def parts() -> AsyncIterator[bytes]:
        yield body

    answer = await web.client.post("/api/messages", content=body if told else parts(), headers=browser.headers)
    assert error_of(answer) == (413, Key.WEB_TOO_LARGE)
    assert await browser.all() == []


async def test_a_long_message_is_kept_whole(web: Web) -> None:
    """More than can be understood is still stored and answered."""
    browser = await web.browser()
    text = "가" * 5_001
    assert (await browser.sends(text=text)).status_code == 200
    assert (await browser.all())[0]["text"] == text


async def test_markup_stays_text(web: Web) -> None:
    """What was typed comes back letter by letter."""
    browser = await web.browser()
    await browser.says(SCRIPT)
    assert (await browser.all())[0]["text"] == SCRIPT


async def test_signs_that_nothing_can_hold_are_left_out(web: Web) -> None:
    """Half a surrogate, a NUL and decomposed syllables arrive as text that can be stored and found."""
    browser = await web.browser()
    body = b'{"id": "1", "text": "\\u1112\\u1161\\u11ab \\ud800a\\u0000b\\nc"}'
    answer = await web.client.post("/api/messages", content=body, headers=browser.headers)
    assert answer.status_code == 200
    assert (await browser.all())[0]["text"] == "한 \ufffdab\nc"


async def test_too_many_messages_of_a_session_are_refused_for_a_while(tmp_path: Path) -> None:
    """Nobody else is held, and time makes room again."""
    limits = Limits(messages_of_session=Limiter(Rate(burst=3, per_second=0.5)))
    async with serving(tmp_path, limits=limits) as web:
        one, other = await web.browser(), await web.browser()
        statuses = [(await one.sends(text=f"말 {n}")).status_code for n in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        assert error_of(await one.sends(text="더")) == (429, Key.WEB_TOO_OFTEN)
        assert (await other.sends(text="안녕")).status_code == 200
        web.service.clock.pass_(seconds=2)
        assert (await one.sends(text="다시")).status_code == 200


async def test_too_many_sessions_of_an_address_are_refused(tmp_path: Path) -> None:
    """Sessions are cheap, but not free."""
    limits = Limits(sessions_of_address=Limiter(Rate(burst=2, per_second=0)))
    async with serving(tmp_path, limits=limits) as web:
        statuses = [(await web.client.post("/api/session")).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]


async def test_too_many_messages_of_an_address_are_refused(tmp_path: Path) -> None:
    """Many sessions do not lift the limit."""
    limits = Limits(messages_of_address=Limiter(Rate(burst=2, per_second=0)))
    async with serving(tmp_path, limits=limits) as web:
        browsers = [await web.browser() for _ in range(3)]
        assert [(await browser.sends(text="안녕")).status_code for browser in browsers] == [200, 200, 429]


async def test_only_what_is_above_a_number_is_read(web: Web) -> None:
    """A browser asks for what it has not seen."""
    browser = await web.browser()
    await browser.says("만들래요")
    everything = await browser.all()
    assert await browser.all(after=1) == everything[1:]
    assert await browser.all(after=900) == []


@pytest.mark.parametrize("query", ["after=x", "after=-1", "after=1&wait=x", "after=99999999999999999999", "after=²"])
async def test_a_number_that_is_none_is_refused(web: Web, query: str) -> None:
    """No guess about what was meant."""
    browser = await web.browser()
    answer = await web.client.get(f"/api/messages?{query}", headers=browser.headers)
    assert error_of(answer) == (400, Key.WEB_UNREADABLE)


async def test_a_poll_waits_for_what_is_new(web: Web) -> None:
    """It is answered by the next message, not by its time."""
    browser = await web.browser()
    waiting = asyncio.create_task(browser.all(wait=25))
    async with asyncio.timeout(10):
        await browser.says("만들래요")
        assert (await waiting)[0]["text"] == "만들래요"


async def open_stream(browser: Browser, after: int, until: int) -> list[tuple[str, str]]:
    """What a stream brings until the message with that number."""
    found = []
    path = f"/api/stream?after={after}"
    async with asyncio.timeout(10), browser.web.client.stream("GET", path, headers=browser.headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        async for id, data in events(stream.aiter_lines()):
            if id:
                found.append((id, data))
            if id == str(until):
                return found
    raise AssertionError("the stream ended")


async def test_a_stream_resumes_by_number(web: Web) -> None:
    """Each message once, in order, from where the browser had got to."""
    browser = await web.browser()
    await browser.says("만들래요")
    stored = await browser.all()
    for after in range(len(stored)):
        found = await open_stream(browser, after, until=len(stored))
        assert [json.loads(data) for _, data in found] == stored[after:]
        assert [int(id) for id, _ in found] == [message["number"] for message in stored[after:]]


async def test_a_stream_brings_what_a_consultant_says(web: Web) -> None:
    """Live, without a reload."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    seen = (await browser.all())[-1]["number"]
    reading = asyncio.create_task(open_stream(browser, int(str(seen)), until=int(str(seen)) + 2))
    await web.service.consultant().acts("answer", "곧 도와드릴게요.", case)
    last = json.loads((await reading)[-1][1])
    assert (last["from"], last["text"]) == ("consultant", "곧 도와드릴게요.")


async def test_a_stream_begins_with_a_sign(web: Web) -> None:
    """So that a browser knows at once whether streams pass."""
    browser = await web.browser()
    async with asyncio.timeout(10), web.client.stream("GET", "/api/stream", headers=browser.headers) as stream:
        assert await anext(stream.aiter_lines()) == ": "


async def told_at_length(web: Web, browser: Browser) -> None:
    """Many long replies at once."""
    store, now = web.service.real, web.service.clock.now()
    event = Said("long", await Sessions(store, web.service.clock).conversation(browser.token) or "", "long", "가")
    seen = await store.load(event, now)
    assert isinstance(seen, Situation)
    decision = Decision(seen.conversation, said="가", replies=(Reply("가" * LONG_TEXT),) * LONG_TALK)
    assert isinstance(await store.save(seen, event, decision), Saved)


async def narrow_line(web: Web) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A line on which hardly anything is under way before it is read."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, (web.client.base_url.host, web.client.base_url.port))
    return await asyncio.open_connection(sock=line, limit=NARROW)


async def test_a_reader_that_does_not_read_is_not_read_ahead_for(tmp_path: Path) -> None:
    """What it has not taken stays in the store; taken up again it gets all of it in order."""
    read: list[int] = []

    class Noting(TroubledStore):
        async def messages(self, conversation: str, after: int = 0, most: int | None = None) -> Sequence[Message]:
            found = await super().messages(conversation, after, most)
            read.append(found[-1].number if found else after)
            return found

    async with serving(tmp_path, wrap=lambda store: Noting(store, lambda call, event: None)) as web:
        browser = await web.browser()
        await browser.sends(text="가")
        await told_at_length(web, browser)
        stored = await browser.all()
        reader, writer = await narrow_line(web)
        head = f"GET /api/stream?after=0 HTTP/1.1\r\nhost: here\r\nauthorization: {browser.headers['authorization']}"
        read.clear()
        writer.write(f"{head}\r\n\r\n".encode())
        await reader.readuntil(b"id: ")
        assert read  # it has begun to read, and is far from the end
        for _ in range(5):
            await browser.sends(text="가")
        assert max(read) < len(stored) - AT_ONCE
        numbers = [1]
        async with asyncio.timeout(10):
            while numbers[-1] < len(stored):
                line = await reader.readline()
                numbers += [int(line[4:])] if line.startswith(b"id: ") else []
        writer.close()
    assert numbers == list(range(1, len(stored) + 1))


async def test_streams_and_polls_end_with_the_server(web: Web) -> None:
    """Nobody who listens holds up a stop: the browser comes back to the next start."""
    browser = await web.browser()
    async with asyncio.timeout(10), web.client.stream("GET", "/api/stream", headers=browser.headers) as stream:
        lines = stream.aiter_lines()
        await anext(lines)
        waiting = asyncio.create_task(browser.all(wait=25))
        web.app.state.ending.set()
        assert not [line async for line in lines if line.startswith("data")]
        assert await waiting == []


async def test_health_tells_the_versions(web: Web) -> None:
    """Of the program and of the content."""
    answer = await web.client.get("/healthz")
    assert answer.json() == {"ok": True, "library": "small", "version": "test"}


async def test_a_store_that_fails_is_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Not acknowledged, so that it is sent again; the log holds the kind of error and no words."""

    def broken(store: Store) -> Store:
        return TroubledStore(store, lambda call, event: StoreFailure("비밀 이야기"))

    async with serving(tmp_path, wrap=broken) as web:
        browser = await web.browser()
        answer = await browser.sends(text="비밀 이야기")
        assert error_of(answer) == (503, Key.WEB_BROKEN)
        assert "StoreFailure" in caplog.text
        assert "비밀" not in caplog.text


async def test_an_address_that_is_none_is_a_sentence(web: Web) -> None:
    """For programs as JSON, for people as a page."""
    assert error_of(await web.client.get("/api/nothing")) == (404, Key.WEB_NOT_FOUND)
    page = await web.client.get("/nothing")
    assert (page.status_code, Key.WEB_NOT_FOUND.value in page.text) == (404, True)


@pytest.mark.parametrize(
    ("path", "room"), [("/nothing", "/"), ("/desk/nothing", "/desk"), ("/desk/content/nothing", "/desk/content")]
)
async def test_from_an_address_that_is_none_one_goes_on_where_one_was(web: Web, path: str, room: str) -> None:
    page = (await web.client.get(path)).text
    assert page.index(f'class="button" href="{room}"') < page.index("</main>")


async def test_the_plan_and_its_calendar_are_those_of_the_session(web: Web) -> None:
    """Steps with their days, and a file that holds them; none before a procedure was begun, and nobody else's."""
    browser, other = await web.browser(), await web.browser()
    assert (await browser.get("/api/plan")).json()["steps"] == []
    assert error_of(await browser.get("/api/plan.ics")) == (404, Key.NO_CALENDAR.value)
    for text in ("만들래요", "빵", "돈", "완료", "7", "2026-12-20"):
        await browser.says(text)
    plan = (await browser.get("/api/plan")).json()
    due = [step["due"] for step in plan["steps"] if step["due"]]
    assert due == ["2026-12-12"]
    calendar = await browser.get("/api/plan.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "attachment" in calendar.headers["content-disposition"]
    assert b"DTSTART;VALUE=DATE:20261212" in calendar.content
    assert (await other.get("/api/plan")).json()["steps"] == []
    assert (await web.client.get("/api/plan")).status_code == 401
