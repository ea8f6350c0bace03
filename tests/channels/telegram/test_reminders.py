"""What timers say is pushed: to the citizen in their chat, to a consultant in the group."""

from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from tests.support.telegram import GROUP, HAN, KIM, Channel


async def test_a_reminder_is_pushed_to_the_chat(channel: Channel) -> None:
    """A procedure that was left, after 48 hours, with a way on; once."""
    await channel.answered(KIM, "만들래요")
    before = set(channel.api.of_bot(KIM))
    await channel.service.waits(hours=48)
    (words,) = await channel.new(KIM, before)
    assert Key.REMIND_LEFT.value in words
    assert Key.BUTTON_GO_ON in channel.api.labels(KIM, max(channel.api.of_bot(KIM)))
    before = set(channel.api.of_bot(KIM))
    await channel.service.waits(days=30)
    assert await channel.new(KIM, before) == []


async def test_what_becomes_of_a_silent_claim_is_told_in_the_group(channel: Channel) -> None:
    """The owner is reminded there, the desk hears of the broken promise, and the case waits again."""
    await channel.hands_over()
    await channel.api.taps(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.settled()
    before = set(channel.api.of_bot(GROUP))
    for _ in range(3):
        await channel.service.waits(days=1)
    told = "\n".join(await channel.new(GROUP, before))
    assert [
        key.value in told for key in (DeskKey.DESK_PROMISE_BROKEN_BY, DeskKey.DESK_LAPSED, DeskKey.DESK_LAPSED_YOURS)
    ] == [True] * 3
    assert [it.case.state for it in await channel.service.store.cases()] == ["waiting"]


async def test_the_owner_is_reminded_in_the_group(channel: Channel) -> None:
    """By name, before the promise is broken."""
    await channel.hands_over()
    await channel.api.taps(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.settled()
    (listed,) = await channel.service.store.cases()
    before = set(channel.api.of_bot(GROUP))
    at = await channel.service.store.next_wake()
    assert at is not None and at < listed.case.promise
    await channel.service.waits(seconds=(at - channel.service.clock.now()).total_seconds())
    assert DeskKey.DESK_PROMISE_SOON.value in "\n".join(await channel.new(GROUP, before))
