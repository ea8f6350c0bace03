"""Consultants see in words what a case shows signs of: at the desk and on the card of the group."""

from pathlib import Path

from bot.channels.telegram.cards import draw_card
from bot.core.desk_texts import DeskKey
from tests.support.web import serving


async def test_a_flag_is_seen_at_the_desk_and_on_the_card(tmp_path: Path) -> None:
    """In the queue, in the head of the case and on the card, in the words that staff gave it."""
    async with serving(tmp_path) as web:
        browser = await web.browser()
        await browser.says("죽고 싶어요")
        number = await browser.asks_for_a_person()
        library = web.service.in_force.library
        async with web.desk() as desk:
            part = await desk.part(number)
            assert "힘들다고 함" in "".join(part.values())
            assert "힘들다고 함" in (await desk.client.get("/desk")).text
        case = next(it.case for it in await web.service.store.cases() if it.case.number == number)
        card = draw_card(case, library).text
        assert "힘들다고 함" in card
        assert DeskKey.CARD_URGENT.value in card
