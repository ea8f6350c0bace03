"""Telegram asks the bot to wait: in one chat for long, and half of all that is sent. Time is the clock of the test."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from bot.channels.telegram.names import address
from tests.support.bot_api_json import BOT
from tests.support.bot_api_storm import StormyApi, passes, passes_until, stormy_channel
from tests.support.telegram import KIM, Channel

SECONDS = 2282
"""How long Telegram once asked a bot to wait."""
LONGEST = 120
WORDS = ("/start", "만들래요", "빵", "/start")


async def long_wait(others: int, rounds: int = 2) -> tuple[float, int, list[str]]:
    """One chat waits for 2,282 s while others write at once, round by round, and five seconds pass.

    The seconds within which 95 of 100 of their answers are there, how many those are, and what is not right.
    """
    chats, delays = range(1000, 1000 + others), list[float]()
    with tempfile.TemporaryDirectory() as folder:
        async with stormy_channel(Path(folder)) as (channel, api):
            api.asks = lambda chat: SECONDS if chat == KIM and not api.free else 0
            await channel.answered(KIM, "/start")
            for place in range(rounds):
                delays += await _delays(channel, api, chats, WORDS[place % len(WORDS)])
            wrong = ["who has to wait was written to"] * bool(api.seen(KIM))
            await passes_until(channel, lambda: len(api.seen(KIM)) == 1 + rounds)
            wrong += [*_against_the_rules(api)]
    return sorted(delays)[round(0.95 * len(delays)) - 1], len(delays), wrong


async def _delays(channel: Channel, api: StormyApi, chats: Sequence[int], text: str) -> list[float]:
    """Everybody writes at once; the seconds until each was answered."""
    said, before = api.clock.now(), {chat: len(api.arrived[chat]) for chat in chats}
    for chat in (KIM, *chats):
        await api.says(chat, text)
    await channel.settled()
    await passes(channel, 5)
    return [(at - said).total_seconds() for chat in chats for at in api.arrived[chat][before[chat] :]]


async def half(chats: int, times: int = 1, seed: int = 7) -> tuple[Mapping[str, int], list[str]]:
    """Half of all sends are asked to wait up to two minutes. Counts, and what was lost, repeated or out of order."""
    chance, people = Random(seed), range(1000, 1000 + chats)
    with tempfile.TemporaryDirectory() as folder:
        async with stormy_channel(Path(folder)) as (channel, api):
            api.asks = lambda chat: chance.choice((0, chance.randint(1, LONGEST)))
            for chat in people:
                for text in WORDS * times:
                    await api.says(chat, text)
            await channel.settled()
            said = {chat: await _said(channel, chat) for chat in people}
            await passes_until(channel, lambda: all(len(api.seen(chat)) >= len(said[chat]) for chat in people))
            wrong = [f"chat {chat} was sent {api.seen(chat)}" for chat in people if api.seen(chat) != said[chat]]
            wrong += [*_against_the_rules(api), *(f"chat {it} had too much" for it in people if api.most(3, it) > 3)]
    arrived = sum(map(len, api.arrived.values()))
    return {"to be sent": sum(map(len, said.values())), "tries": len(api.tried), "arrived": arrived}, wrong


def _against_the_rules(api: StormyApi) -> Iterator[str]:
    if api.early:
        yield f"{len(api.early)} tries came before their time"
    if api.most(1) > 30:
        yield f"{api.most(1)} tries within a second"


async def _said(channel: Channel, chat: int) -> list[str]:
    """What the bot has for a chat, in order."""
    store = channel.service.store
    conversation = await store.conversation_at(address(BOT, chat))
    assert conversation is not None
    return [it.text for it in await store.messages(conversation) if it.sender != "citizen" and it.edits is None]
