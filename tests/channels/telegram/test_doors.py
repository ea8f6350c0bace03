"""Chats that are no conversation: people who blocked the bot, groups that are not the consultants', channels."""

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from tests.support.bot_api_members import becomes, blocks, lets_in, my_chat_member
from tests.support.telegram import GROUP, HAN, KIM, LEE, Channel

FOREIGN = -555


async def test_what_is_to_be_sent_to_who_blocked_us_fails_at_once(channel: Channel) -> None:
    """The consultant is told, nobody calls Telegram for it, and what was waiting for a pause to end fails with it."""
    card = await channel.hands_over()
    channel.api.trouble("sendMessage", 429, "Too Many Requests: retry after 2282", after=0, retry_after=2282)
    await channel.answered(KIM, "/help")
    await blocks(channel.api, KIM)
    await channel.settled()
    calls = [call for call in channel.api.calls if call.fields.get("chat_id") == str(KIM)]
    before = set(channel.api.of_bot(GROUP))
    await channel.api.replies(GROUP, HAN, card, "제가 볼게요")
    assert any(DeskKey.DESK_GONE.value in text for text in await channel.new(GROUP, before))
    assert [call for call in channel.api.calls if call.fields.get("chat_id") == str(KIM)] == calls
    assert sum(DeskKey.DESK_GONE.value in text for text in channel.api.seen(GROUP)) >= 2


async def test_who_lets_us_in_again_is_answered(channel: Channel) -> None:
    """What comes then is sent as before."""
    await channel.answered(KIM, "/start")
    await blocks(channel.api, KIM)
    await channel.settled()
    await lets_in(channel.api, KIM)
    assert Key.HELP.value in (await channel.answered(KIM, "/help"))[0]


async def test_who_writes_has_not_blocked_us(channel: Channel) -> None:
    """Telegram keeps updates for a day only: that the bot was let in again may never be told."""
    await channel.answered(KIM, "/start")
    await blocks(channel.api, KIM)
    await channel.settled()
    channel.api.blocked.discard(KIM)
    assert Key.HELP.value in (await channel.answered(KIM, "/help"))[0]


async def test_an_older_word_changes_nothing(channel: Channel) -> None:
    """Updates may come again and in any order: the latest of them holds."""
    await channel.answered(KIM, "/start")
    chat = f"telegram:7001:{KIM}"
    for place in (7000, 8000, 7000):
        await channel.service.store.block(chat, place, channel.service.clock.now())
        assert await channel.service.store.is_blocked(chat)
    for place, blocked in ((7500, True), (8001, False)):
        await channel.service.store.let_in(chat, place)
        assert await channel.service.store.is_blocked(chat) is blocked
    await channel.service.store.block(chat, 8000, channel.service.clock.now())
    assert not await channel.service.store.is_blocked(chat)


async def test_nobody_elses_chat_is_closed(channel: Channel) -> None:
    """And a person who never wrote can block and let in the bot without a trace."""
    await channel.answered(LEE, "/start")
    await blocks(channel.api, KIM)
    assert Key.HELP.value in (await channel.answered(LEE, "/help"))[0]
    assert channel.api.seen(KIM) == []


async def test_a_foreign_group_is_told_once_and_left_alone(channel: Channel) -> None:
    """B4 41: whatever is written there belongs to no conversation; the sentence has the number of the group."""
    await becomes(channel.api, FOREIGN, "member", KIM)
    channel.api.messages[FOREIGN] = {}
    for text in ("상담사", "/start", "/start founding", "안녕하세요"):
        await channel.api.writes(FOREIGN, KIM, {"text": text})
    await channel.api.happens(my_chat_member(FOREIGN, "administrator", KIM))
    await channel.settled()
    assert channel.api.seen(FOREIGN) == [DeskKey.GROUP_NOT_OURS.value]
    assert await channel.service.store.conversation_at(f"telegram:7001:{FOREIGN}") is None


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_a_group_that_puts_us_out_is_told_nothing(channel: Channel, status: str) -> None:
    """There is nobody to tell; so it is with the consultants' own group and with a channel."""
    await becomes(channel.api, FOREIGN, status, KIM)
    await becomes(channel.api, GROUP, "administrator", KIM)
    post = {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel", "title": "소식"}, "text": "상담사"}
    await channel.api.happens({"channel_post": post})
    await channel.settled()
    assert channel.api.called("sendMessage") == []


async def test_every_kind_that_is_heard_is_asked_for(channel: Channel) -> None:
    """Telegram sends a bot what it named, and keeps to it until it names others; a webhook of before is taken away."""
    await channel.answered(KIM, "/start")
    asked = channel.api.called("getUpdates")[0].fields["allowed_updates"]
    assert asked == ["message", "edited_message", "callback_query", "my_chat_member"]
    [call] = channel.api.called("deleteWebhook")
    assert call.fields.get("drop_pending_updates", "false").lower() == "false"  # type: ignore[attr-defined]  # a form
