"""A name, a number and a sentence of one person alone: where each may stand, and that it stands nowhere else.

Invariants 9 and 10: a number is in no table, file, log, export or answer without consent; of who was erased nothing is
left in any of them; and at no time a log line holds a word, a number or a token of anybody.
"""

import logging
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.web.seat import ACCOUNT_COOKIE, Seat
from bot.core.event import Event, Said
from bot.core.texts import Key
from bot.service.files import STRAY
from bot.service.ports import Store
from bot.service.privacy import Privacy
from tests.store.test_privacy import everything
from tests.support.doors import WebDoor
from tests.support.fakes import NOON, StoreFailure, TroubledStore
from tests.support.samples import GOOD
from tests.support.web import PASSWORD, SECRET, DeskBrowser, Web, serving

BREAKS = "이때 고장나요"
EXPORTS = (
    "/desk/numbers.csv",
    "/desk/steps.csv",
    "/desk/audit.csv",
    "/desk/numbers",
    "/desk/audit",
    "/desk/weak",
    "/desk/questions",
)
_WHAT_WAS_LOOKED_FOR = re.compile(r"<input[^>]*>|<h1>.*?</h1>")


@dataclass(frozen=True)
class Canary:
    """What is this person's alone."""

    name: str
    number: str
    sentence: str

    @property
    def words(self) -> tuple[str, ...]:
        return self.name, self.sentence

    @property
    def numbers(self) -> tuple[str, ...]:
        """However it may be written down."""
        return self.number, self.number.replace("-", ""), self.number[4:], self.number[4:].replace("-", "")


ERASED = Canary("금강초롱", "010-4821-7365", "보리수 아래에서 빵을 굽는 열한 사람")
STAYS = Canary("산솜다리", "010-5937-2846", "은행나무 골목에서 자전거를 고치는 여섯 사람")


class Breaks(TroubledStore):
    """A store that cannot save what is said with one word in it."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, self._breaks)

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def _breaks(self, call: str, event: Event) -> Exception | None:
        return StoreFailure(event) if call == "save" and isinstance(event, Said) and BREAKS in event.text else None


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    for name, level in (("", logging.WARNING), ("bot", logging.DEBUG)):
        caplog.set_level(level, name)
    return caplog


@pytest.fixture
async def office(tmp_path: Path, logged: pytest.LogCaptureFixture) -> AsyncIterator[Web]:
    """A server that is open to others, with a supervisor."""
    async with serving(tmp_path, seat=Seat(False, SECRET), wrap=Breaks) as web:
        await web.staff.add("한소라", "supervisor")
        yield web


@pytest.fixture
async def desk(office: Web) -> AsyncIterator[DeskBrowser]:
    async with office.office() as desk:
        yield desk


async def lives(web: Web, desk: DeskBrowser, person: Canary, *, consents: bool) -> tuple[WebDoor, str]:
    """Somebody who leaves all that one can leave; the number with consent, or in words and then not at all."""
    browser = await web.browser()
    door = WebDoor(web.service, browser)
    await door.says(f"저는 {person.name}이에요")
    await door.says(f"제 번호는 {person.number}예요, {person.number.replace('-', ' ')}")
    await browser.sends(text=f"{BREAKS} {person.name} {person.number}")
    await door.says("공고는 며칠 전에?")
    await door.taps(Key.BUTTON_NOT_HELPED)
    case = await browser.asks_for_a_person()
    await door.says("상담 신청")
    await door.says(person.sentence)
    await door.taps("유성구")
    await door.taps("몰라요")
    if consents:
        await door.taps(Key.BUTTON_CONSENT_PHONE)
        await door.says(person.number)
    else:
        await door.says(person.number)
        await door.taps("이 채팅으로")
    await browser.sends_file(f"{person.name}.pdf", GOOD["pdf"] + person.sentence.encode(), text=person.sentence)
    await desk.acts(case, "note", f"{person.name} 님께 전화하기")
    await desk.acts(case, "answer", f"{person.name} 님, 반가워요")
    for kind in ("answer", "note"):
        form = {"csrf": desk_token(desk, web), "kind": kind, "text": person.sentence}
        assert (await desk.client.post(f"/desk/cases/{case}/draft", data=form)).status_code == 204
    await desk.client.get("/desk/search", params={"q": person.sentence})
    return door, case


def desk_token(desk: DeskBrowser, web: Web) -> str:
    return web.seat.form_token(desk.client.cookies[ACCOUNT_COOKIE])


def newest(folder: Path) -> float:
    """When the last file there was written, in seconds of the real clock."""
    return max(file.stat().st_mtime for file in folder.iterdir())


def bytes_of(folder: Path) -> list[str]:
    """Every file: the database with its log, and what people sent."""
    return [file.read_bytes().decode("utf-8", "replace") for file in folder.rglob("*") if file.is_file()]


async def kept(web: Web, desk: DeskBrowser, folder: Path, persons: Sequence[Canary]) -> str:
    """Everything that is kept or given out: tables, files, pages, what is found, exports."""
    await web.service.real.scrub()
    tables = await everything(web.service.real._engine)
    files = bytes_of(folder)
    pages = [await desk.client.get(path) for path in (*EXPORTS, "/desk", "/desk/api/queue")]
    found = [await desk.client.get("/desk/search", params={"q": it.sentence}) for it in persons]
    hits = [_WHAT_WAS_LOOKED_FOR.sub("", page.text) for page in found]
    counted = await web.service.store.counted(NOON - timedelta(days=30))
    return "\n".join((tables, *files, *(page.text for page in pages), *hits, repr(counted)))


def log_of(logged: pytest.LogCaptureFixture) -> str:
    return "\n".join(f"{it.getMessage()} {it.exc_text or ''} {it.args}" for it in logged.records)


async def test_a_number_without_consent_is_nowhere(
    office: Web, desk: DeskBrowser, tmp_path: Path, logged: pytest.LogCaptureFixture
) -> None:
    """Typed in words, in a turn that failed, or before the consent was refused; who consented can be reached."""
    browser = (await lives(office, desk, ERASED, consents=False))[0].browser
    case = (await lives(office, desk, STAYS, consents=True))[1]
    left = await kept(office, desk, tmp_path, (ERASED, STAYS)) + (await desk.client.get(f"/desk/cases/{case}")).text
    left += "\n".join(str(message) for message in await browser.all())
    assert not [number for number in ERASED.numbers if number in left]
    assert STAYS.number in left
    assert all(word in left for person in (ERASED, STAYS) for word in person.words)


async def test_no_log_line_holds_anything_of_anybody(
    office: Web, desk: DeskBrowser, logged: pytest.LogCaptureFixture
) -> None:
    """Neither words nor numbers, nor what opens a conversation or the desk; also of a turn that failed."""
    doors = [(await lives(office, desk, person, consents=person is STAYS))[0] for person in (ERASED, STAYS)]
    tokens = [*(door.browser.token for door in doors), desk.client.cookies[ACCOUNT_COOKIE]]
    lines = log_of(logged)
    assert StoreFailure.__name__ in lines
    assert not [
        word for person in (ERASED, STAYS) for word in (*person.words, *person.numbers, *tokens) if word in lines
    ]


async def test_nothing_of_an_erased_person_is_left_anywhere(office: Web, desk: DeskBrowser, tmp_path: Path) -> None:
    """In no table, file, page, export or search; of somebody else everything is there still."""
    door, case = await lives(office, desk, ERASED, consents=True)
    _, others = await lives(office, desk, STAYS, consents=True)
    token, service = door.browser.token, office.service
    await door.says("내 정보 지우기")
    await door.taps(Key.BUTTON_ERASE_YES)
    await Privacy(service.real, service.in_force, service.clock, service.news).sweep(service.clock.now())
    service.clock.pass_(
        seconds=newest(tmp_path / "files") - service.clock.now().timestamp() + 2 * STRAY.total_seconds()
    )
    await service.files.sweep()
    await desk.signs_in("한소라", PASSWORD)
    left = await kept(office, desk, tmp_path, (ERASED, STAYS))
    assert not [it for it in (*ERASED.words, *ERASED.numbers, token) if it in left]
    assert all(word in left for word in (*STAYS.words, STAYS.number))
    assert case in left
    assert (await desk.client.get(f"/desk/cases/{case}")).status_code == 404
    assert (await desk.client.get(f"/desk/cases/{others}")).status_code == 200
