"""Whether an answer helped, at both doors of the citizen, in the numbers, and in the list of what to mend."""

from pathlib import Path

import pytest

from bot.channels.web.seat import Seat
from bot.core.figures import Counted
from bot.core.texts import Key
from tests.support.doors import DOORS, TICKED, Citizen, WebDoor
from tests.support.fakes import NOON
from tests.support.web import SECRET, Web, serving
from tests.talk.small import small_library

ASKS = "공고는 며칠 전에?"


@pytest.mark.parametrize("name", sorted(DOORS))
async def test_a_verdict_is_kept_once_and_can_be_changed(name: str, tmp_path: Path) -> None:
    """The mark moves on the answer itself; in the numbers the last word counts."""
    async with DOORS[name](tmp_path, small_library()) as door:
        citizen = Citizen(door)
        await citizen.says(ASKS, "7일 이상이에요.")
        await citizen.taps(Key.BUTTON_HELPED)
        assert citizen.can_tap(TICKED + Key.BUTTON_HELPED)
        await citizen.taps(Key.BUTTON_NOT_HELPED, Key.NOT_HELPED)
        assert citizen.can_tap(TICKED + Key.BUTTON_NOT_HELPED) and not citizen.can_tap(TICKED + Key.BUTTON_HELPED)
        assert citizen.can_tap(Key.BUTTON_PERSON) and citizen.can_tap("대출")
        counted = await door.service.store.counted(NOON.replace(hour=0))
        assert [it for it in counted if it.what in ("helped", "judged")] == [
            Counted(NOON.date(), "helped", ("no",), 1),
            Counted(NOON.date(), "judged", ("notice_days", "no"), 1),
        ]


async def test_staff_see_what_did_not_help_until_the_person_is_erased(web: Web) -> None:
    """The question as it is kept: as text, with its numbers masked; the count stays, the words go."""
    citizen = WebDoor(web.service, await web.browser())
    await citizen.says(ASKS)
    await citizen.taps(Key.BUTTON_NOT_HELPED)
    async with web.desk() as desk:
        page = (await desk.client.get("/desk/weak")).text
        assert ASKS in page and "/faq/notice_days" in page
        await citizen.says("내 정보 지우기")
        await citizen.taps(Key.BUTTON_ERASE_YES)
        page = (await desk.client.get("/desk/weak")).text
        assert ASKS not in page and "/faq/notice_days" not in page
        assert '0% <span class="soft">1번' in (await desk.client.get("/desk/numbers")).text


async def test_only_who_sits_may_read_the_list(web: Web, tmp_path: Path) -> None:
    """Nobody else, and nobody at all where there is no seat."""
    assert (await web.client.get("/desk/weak")).status_code == 401
    async with serving(tmp_path / "closed", seat=Seat(False, SECRET)) as closed:
        assert (await closed.client.get("/desk/weak")).status_code == 403
