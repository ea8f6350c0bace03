"""Telegram hangs, tells an update twice, or does what it was asked and cannot say so any more."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.bot_api_faulty import FaultyApi
from tests.support.telegram import GROUP, HAN, KIM, LEE, Channel, talking

Faulty = tuple[Channel, FaultyApi]


@pytest.fixture
async def faulty(tmp_path: Path) -> AsyncIterator[Faulty]:
    """The channel at a service with faults."""
    async with bot_api(FaultyApi()) as api, talking(tmp_path, api) as channel:
        assert isinstance(api, FaultyApi)
        yield channel, api


async def test_an_answer_that_is_lost_is_at_most_one_repeat_and_says_so(faulty: Faulty) -> None:
    """B3 32: the words are there and nobody can tell: they come once more, marked; what follows comes once, after."""
    channel, api = faulty
    api.loses["sendmessage"] = 1
    await channel.answered(KIM, "/start")
    await channel.answered(KIM, "/help")
    await channel.pass_(minutes=11)
    marked = f"{Key.GREETING.value}\n{DeskKey.TELEGRAM_REPEATED.value}"
    assert api.seen(KIM) == [Key.GREETING.value, marked, Key.HELP.value]


async def test_a_consultants_words_are_not_lost_with_the_answer(faulty: Faulty) -> None:
    """B3 32: a repeat rather than a loss, for the citizen and for the card in the group."""
    channel, api = faulty
    card = await channel.hands_over()
    api.loses["sendmessage"] = 2
    await api.replies(GROUP, HAN, card, "제가 볼게요")
    await channel.settled()
    await channel.pass_(minutes=11)
    said = [text for text in api.seen(KIM) if "제가 볼게요" in text]
    assert len(said) in (1, 2) and all(DeskKey.TELEGRAM_REPEATED.value in text for text in said[1:])
    assert sum(DeskKey.TELEGRAM_REPEATED.value in text for chat in (KIM, GROUP) for text in api.seen(chat)) == 2


async def test_an_update_that_was_confirmed_in_vain_is_heard_once(faulty: Faulty) -> None:
    """B3 29 and 30: the answer with the updates is lost on its way: they come again, and each has one effect."""
    channel, api = faulty
    api.loses["getupdates"] = 1
    assert await channel.answered(KIM, "/start") == [Key.GREETING.value]


async def test_updates_that_come_twice_have_one_effect(faulty: Faulty) -> None:
    """B3 29: in one batch and again in the next one: words, buttons, and what a consultant writes."""
    channel, api = faulty
    api.twice = True
    card = await channel.hands_over()
    await api.replies(GROUP, HAN, card, "제가 볼게요")
    await channel.settled()
    await channel.answered(LEE, "/start")
    assert sum("제가 볼게요" in text for text in api.seen(KIM)) == 1
    assert api.seen(LEE) == [Key.GREETING.value]
    file = await channel.service.consultant().file("26-0001")
    assert file is not None and [done.verb for done in file.history] == ["open", "claim", "answer"]


async def test_a_send_that_hangs_holds_nobody_else(faulty: Faulty) -> None:
    """B4 34: one chat hears nothing while Telegram is silent there; the others are answered, and then it is too."""
    channel, api = faulty
    api.hangs.add(KIM)
    sends = asyncio.create_task(channel.service.delivery.run())
    try:
        await api.says(KIM, "/start")
        await api.until(lambda: any(call.fields["chat_id"] == str(KIM) for call in api.called("sendMessage")))
        await api.says(LEE, "/start")
        await api.until(lambda: api.seen(LEE))
        assert api.seen(KIM) == []
        api.goes_on.set()
        await api.until(lambda: api.seen(KIM))
    finally:
        api.goes_on.set()
        sends.cancel()
        await asyncio.gather(sends, return_exceptions=True)
