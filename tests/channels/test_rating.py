"""How it was, at both doors of the citizen and at the desk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.channels.web.seat import Seat
from bot.core.texts import Key
from tests.support.doors import DOORS, Citizen
from tests.support.web import SECRET, DeskBrowser, Web, web_on
from tests.talk.small import small_library


@asynccontextmanager
async def sitting(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant with an account, which the group's channel has made already."""
    if not await web.staff.all():
        await web.staff.add("한소라")
    async with web.office() as desk:
        yield desk


@pytest.mark.parametrize("name", sorted(DOORS))
async def test_points_and_words_are_seen_at_the_desk(name: str, tmp_path: Path) -> None:
    """Asked after the end, tapped, said in words: the packet and the history show both, and the case stays closed."""
    async with (
        DOORS[name](tmp_path, small_library()) as door,
        web_on(door.service, Seat(False, SECRET)) as web,
        sitting(web) as desk,
    ):
        citizen = Citizen(door)
        await citizen.says("상담사")
        await citizen.taps(Key.BUTTON_HANDOVER_YES)
        await desk.acts("26-0001", "answer", "제가 볼게요")
        await citizen.lives_through(desk.acts("26-0001", "close"), Key.NOTICE_CLOSED, Key.RATE_ASK)
        await citizen.taps(Key.BUTTON_RATE_4, Key.RATE_THANKS)
        await citizen.taps(Key.BUTTON_REVIEW, Key.REVIEW_ASK)
        await citizen.says("설명이 <b>쉬웠어요</b>", Key.REVIEW_KEPT)
        part = (await desk.part("26-0001"))["packet"]
        assert "4점" in part and "설명이 &lt;b&gt;쉬웠어요" in part
        file = await door.service.store.case("26-0001", "test")
        assert file is not None and file.case.state == "closed"
        assert [it.verb for it in file.history][-3:] == ["close", "rate", "review"]
