"""완료 in the consultants' group: the case is closed at once, and what it came to is asked back once."""

from bot.core.case import Case
from bot.core.desk_texts import DeskKey
from bot.core.outcomes import Result
from tests.support.telegram import GROUP, HAN, KIM, Channel

LEE_SO = 32
ASKED = ["상담만", "등기", DeskKey.BUTTON_CAME_SKIP.value]


async def closes(channel: Channel) -> int:
    """A case is handed over and closed by its button; the number of the newest message of the group."""
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLOSE.value, HAN)
    return max(channel.api.of_bot(GROUP))


async def case_of(channel: Channel) -> Case:
    file = await channel.service.store.case("26-0001", "test")
    assert file is not None
    return file.case


async def test_what_a_case_came_to_is_asked_and_told_by_a_button(channel: Channel) -> None:
    """The question goes away when it is answered, and the card says the answer."""
    await closes(channel)
    assert (await case_of(channel)).state == "closed"
    asked = next(number for number in channel.api.of_bot(GROUP) if channel.api.labels(GROUP, number) == ASKED)
    await channel.tapped(GROUP, "등기", HAN)
    assert (await case_of(channel)).result == Result("registered")
    assert asked not in channel.api.of_bot(GROUP)
    assert any(DeskKey.CARD_RESULT.value in str(it["text"]) for it in channel.api.of_bot(GROUP).values())


async def test_nobody_has_to_tell(channel: Channel) -> None:
    """Skipping removes the question and tells nothing; the citizen hears of neither."""
    await closes(channel)
    before = channel.api.of_bot(KIM)
    await channel.tapped(GROUP, DeskKey.BUTTON_CAME_SKIP.value, HAN)
    assert (await case_of(channel)).result is None
    assert not [number for number in channel.api.of_bot(GROUP) if channel.api.labels(GROUP, number) == ASKED]
    assert channel.api.of_bot(KIM) == before


async def test_a_colleague_who_may_not_close_is_asked_nothing(channel: Channel) -> None:
    """A refused act has no question after it."""
    await channel.hires(LEE_SO, "이소")
    card = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.api.replies(GROUP, LEE_SO, card, "/close")
    await channel.settled()
    assert (await case_of(channel)).state == "claimed"
    assert not [number for number in channel.api.of_bot(GROUP) if channel.api.labels(GROUP, number) == ASKED]
