"""More is to be said in one chat than Telegram takes at once: it arrives whole, and nobody else waits."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from tests.support.bot_api_forum import ForumApi
from tests.support.bot_api_storm import StormyApi, passes, passes_until, stormy_channel
from tests.support.telegram import GROUP, HAN, KIM, Channel

OTHER, STRANGER = 1000, 99


@pytest.fixture
async def stormy(tmp_path: Path) -> AsyncIterator[tuple[Channel, StormyApi]]:
    """The channel with its real limits, at a service that shares its clock."""
    async with stormy_channel(tmp_path) as found:
        yield found


async def test_the_group_gets_twenty_a_minute_and_all_of_it(stormy: tuple[Channel, StormyApi]) -> None:
    """B4 33: a citizen who writes forty lines to a consultant is read in full, and no citizen waits for that."""
    channel, api = stormy
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    lines = [f"{place}번째 줄이에요" for place in range(40)]
    for line in lines:
        await api.says(KIM, line)
    await channel.settled()
    assert len(await channel.answered(OTHER, "/start")) == 1
    await passes_until(channel, lambda: lines[-1] in "\n".join(api.seen(GROUP)))
    told = [text.splitlines()[-1] for text in api.seen(GROUP)]
    assert [text for text in told if text in lines] == lines
    assert (api.most(60, GROUP), api.most(3, GROUP)) == (20, 3)


async def test_what_is_said_at_once_counts_too(stormy: tuple[Channel, StormyApi]) -> None:
    """B4 33: sentences that wait for nothing are among the twenty a minute; the rows of the outbox wait for them."""
    channel, api = stormy
    card = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await passes(channel, 61, 1)
    for _ in range(20):
        await api.replies(GROUP, STRANGER, card, "저도 상담사예요")
    await api.says(KIM, "정관이 어려워요")
    await channel.settled()
    assert api.seen(GROUP).count(DeskKey.GROUP_NOT_LINKED.value) == 20
    await passes(channel, 58, 1)
    assert "정관이 어려워요" not in "\n".join(api.seen(GROUP))
    await passes(channel, 3, 1)
    assert "정관이 어려워요" in "\n".join(api.seen(GROUP))


async def test_a_file_that_goes_with_a_message_counts_too(stormy: tuple[Channel, StormyApi]) -> None:
    """B4 33: a calendar is one of the three that a chat takes at once."""
    channel, api = stormy
    for text in ("만들래요", "빵", "돈", "완료", "7", "2026-12-20", "내 진행표"):
        await channel.answered(KIM, text)
        await passes(channel, 8, 1)
    await channel.tapped(KIM, Key.BUTTON_CALENDAR.value)
    for _ in range(2):
        await channel.answered(KIM, "/start")
    await passes(channel, 8, 1)
    assert (len(api.called("sendDocument")), api.most(3, KIM)) == (1, 3)


@dataclass
class StormyForum(StormyApi, ForumApi):
    """Topics, and a clock."""


async def test_topics_are_among_the_twenty_a_minute(tmp_path: Path) -> None:
    """B4 33: each of fifteen cases that come at once has one topic with its card, and none is empty on the way."""
    async with stormy_channel(tmp_path, StormyForum(forums={GROUP})) as (channel, api):
        assert isinstance(api, StormyForum)
        for chat in range(OTHER, OTHER + 15):
            await api.says(chat, "상담사")
            await channel.settled()
            await passes(channel, 4, 1)
            await api.taps(chat, Key.BUTTON_HANDOVER_YES.value)
        await channel.settled()
        await passes_until(channel, lambda: sum(DeskKey.CARD_WAITING.value in it for it in api.seen(GROUP)) == 15)
        assert [len(api.in_topic(GROUP, thread)) for thread in api.topics[GROUP]] == [1] * 15
        assert (api.most(60, GROUP) <= 20, api.most(3, GROUP) <= 3, api.early) == (True, True, [])


async def test_a_topic_is_closed_though_much_was_said_there(tmp_path: Path) -> None:
    """A closed case has no next card with which it could be."""
    async with stormy_channel(tmp_path, StormyForum(forums={GROUP})) as (channel, api):
        assert isinstance(api, StormyForum)
        thread = await channel.hands_over()
        await passes(channel, 60, 10)
        await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
        await channel.answered(KIM, "정관이 어려워요")
        await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLOSE.value, HAN)
        assert not api.topics[GROUP][thread].closed
        await passes(channel, 10, 1)
        assert api.topics[GROUP][thread].closed
        assert [DeskKey.CARD_CLOSED.value in it for it in api.in_topic(GROUP, thread)].count(True) == 1
        assert len(api.called("editMessageText")) == 2  # claimed, closed


async def test_a_card_that_waits_to_show_its_topic_shows_the_case_as_it_is_by_then(tmp_path: Path) -> None:
    """What becomes of the case meanwhile is on it too, and nothing is said twice."""
    async with stormy_channel(tmp_path, StormyForum(forums={GROUP})) as (channel, api):
        assert isinstance(api, StormyForum)
        thread = await channel.hands_over()
        await passes(channel, 60, 10)
        for _ in range(2):
            await api.replies(GROUP, STRANGER, api.card(GROUP, thread), "저도 상담사예요")
        await channel.settled()
        await channel.service.consultant().acts("claim")
        await channel.service.delivery.settle()
        assert DeskKey.CARD_CLAIMED.value in api.in_topic(GROUP, thread)[0]
        await channel.service.consultant().acts("close")
        await channel.service.delivery.settle()
        await passes(channel, 20, 1)
        assert api.topics[GROUP][thread].closed
        assert DeskKey.CARD_CLOSED.value in api.in_topic(GROUP, thread)[0]
        assert sum(len(api.labels(GROUP, number)) > 2 for number in api.of_bot(GROUP)) <= 1


async def test_a_text_of_many_parts_arrives_whole_at_its_pace(stormy: tuple[Channel, StormyApi]) -> None:
    """Its parts wait as every message does, and to wait is no attempt that went wrong."""
    channel, api = stormy
    await channel.hands_over()
    await passes(channel, 60, 10)
    await channel.service.consultant().acts("answer", "아주 긴 답이에요. " * 16_000)
    await passes_until(channel, lambda: "".join(api.seen(KIM)).count("아주 긴 답이에요.") == 16_000)
    assert (api.most(3, KIM), len(api.seen(KIM)) > 40) == (3, True)
