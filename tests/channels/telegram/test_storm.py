"""Telegram asks the bot to wait: in one chat for long, and in a storm. Nobody else waits, and nothing is lost."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from bot.channels.telegram.rates import Rates
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.bot_api_storm import StormyApi, passes, passes_until
from tests.support.telegram import GROUP, HAN, KIM, Channel, talking

OTHERS = range(1000, 1050)
SECONDS = 2282
"""How long Telegram once asked a bot to wait."""


@pytest.fixture
async def stormy(tmp_path: Path) -> AsyncIterator[tuple[Channel, StormyApi]]:
    """The channel with its real limits, at a service that shares its clock."""
    async with bot_api(StormyApi()) as api, talking(tmp_path, api, rates=Rates()) as channel:
        assert isinstance(api, StormyApi)
        api.clock = channel.service.clock
        yield channel, api


async def test_a_long_wait_in_one_chat_delays_no_other(stormy: tuple[Channel, StormyApi]) -> None:
    """B4 34: 2,282 seconds in one chat, and of fifty others who write at once 95 of 100 answers are there within 2."""
    channel, api = stormy
    api.asks = lambda chat: SECONDS if chat == KIM and not api.free else 0
    await channel.answered(KIM, "/start")
    delays: list[float] = []
    for text in ("/start", "만들래요"):
        said, before = api.clock.now(), {chat: len(api.arrived[chat]) for chat in OTHERS}
        for chat in (KIM, *OTHERS):
            await api.says(chat, text)
        await channel.settled()
        await passes(channel, 5)
        delays += [(at - said).total_seconds() for chat in OTHERS for at in api.arrived[chat][before[chat] :]]
    late = sorted(delays)[round(0.95 * len(delays))]
    assert (len(delays), late < 2) == (100, True), f"95 of 100 within {late} s"
    assert api.seen(KIM) == []
    await passes_until(channel, lambda: len(api.seen(KIM)) == 3)
    assert (api.early, api.most(1) <= 30) == ([], True)


async def test_in_a_storm_everything_arrives_in_order(stormy: tuple[Channel, StormyApi]) -> None:
    """Half of all sends are asked to wait up to 120 s: nothing before its time, lost or twice, all in order."""
    channel, api = stormy
    chance = Random(7)
    chats = OTHERS[:20]
    api.asks = lambda chat: chance.choice((0, chance.randint(1, 120)))
    for chat in chats:
        for text in ("/start", "만들래요", "빵", "/start"):
            await api.says(chat, text)
    await channel.settled()
    messages = {chat: await _said(channel, chat) for chat in chats}
    await passes_until(channel, lambda: all(len(api.seen(chat)) >= len(messages[chat]) for chat in chats))
    assert {chat: api.seen(chat) for chat in chats} == messages
    assert (api.early, api.most(1) <= 30) == ([], True)
    assert all(api.most(3, chat) <= 3 for chat in chats)


async def test_the_group_gets_twenty_a_minute_and_all_of_it(stormy: tuple[Channel, StormyApi]) -> None:
    """B4 33: a citizen who writes forty lines to a consultant is read in full, and no citizen waits for that."""
    channel, api = stormy
    await channel.hands_over()
    await channel.tapped(GROUP, Key.BUTTON_CARD_CLAIM.value, HAN)
    lines = [f"{place}번째 줄이에요" for place in range(40)]
    for line in lines:
        await api.says(KIM, line)
    await channel.settled()
    assert len(await channel.answered(OTHERS[0], "/start")) == 1
    await passes_until(channel, lambda: lines[-1] in "\n".join(api.seen(GROUP)))
    told = [text.splitlines()[-1] for text in api.seen(GROUP)]
    assert [text for text in told if text in lines] == lines
    assert (api.most(60, GROUP), api.most(3, GROUP)) == (20, 3)


@dataclass
class StormyForum(StormyApi, ForumApi):
    """Topics, and a clock."""


async def test_topics_are_among_the_twenty_a_minute(tmp_path: Path) -> None:
    """B4 33: each of fifteen cases that come at once has one topic with its card, and none is empty on the way."""
    async with bot_api(StormyForum(forums={GROUP})) as api, talking(tmp_path, api, rates=Rates()) as channel:
        assert isinstance(api, StormyForum)
        api.clock = channel.service.clock
        for chat in OTHERS[:15]:
            await api.says(chat, "상담사")
            await channel.settled()
            await passes(channel, 4, 1)
            await api.taps(chat, Key.BUTTON_HANDOVER_YES.value)
        await channel.settled()
        await passes_until(channel, lambda: sum(Key.CARD_WAITING.value in it for it in api.seen(GROUP)) == 15)
        assert [len(api.in_topic(GROUP, thread)) for thread in api.topics[GROUP]] == [1] * 15
        assert (api.most(60, GROUP) <= 20, api.most(3, GROUP) <= 3, api.early) == (True, True, [])


async def test_a_text_of_many_parts_arrives_whole_at_its_pace(stormy: tuple[Channel, StormyApi]) -> None:
    """Its parts wait as every message does, and to wait is no attempt that went wrong."""
    channel, api = stormy
    await channel.hands_over()
    await passes(channel, 60, 10)
    await channel.service.consultant().acts("answer", "아주 긴 답이에요. " * 16_000)
    await passes_until(channel, lambda: "".join(api.seen(KIM)).count("아주 긴 답이에요.") == 16_000)
    assert (api.most(3, KIM), len(api.seen(KIM)) > 40) == (3, True)


async def _said(channel: Channel, chat: int) -> list[str]:
    """What the bot has for a chat, in order."""
    store = channel.service.store
    conversation = await store.conversation_at(f"telegram:7001:{chat}")
    assert conversation is not None
    return [it.text for it in await store.messages(conversation) if it.sender != "citizen" and it.edits is None]
