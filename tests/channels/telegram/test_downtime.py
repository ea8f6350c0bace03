"""What people write while the bot is down is answered when it is up again: all of it, once, in each chat's order."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.core.texts import Key
from tests.support.bot_api import BotApi, bot_api
from tests.support.telegram import talking

CHATS = range(2000, 2025)
ROUNDS = 20
SAID = ("/help", "공고는 며칠 전에?", "/menu", "내 진행표")


async def all_write(api: BotApi) -> None:
    """Everybody writes by turns, so that a batch holds many chats."""
    for place in range(ROUNDS):
        for chat in CHATS:
            await api.says(chat, SAID[(place + chat) % len(SAID)])


def answers(chat: int, seen: Sequence[str]) -> list[str]:
    """What each of the answers of a chat is an answer to."""
    known = {
        Key.HELP.value: "/help",
        "7일": "공고는 며칠 전에?",
        Key.GREETING.value: "/menu",
        Key.MENU.value: "/menu",
        Key.NO_PLAN.value: "내 진행표",
    }
    return [next(said for words, said in known.items() if words in text) for text in seen]


async def test_five_hundred_updates_that_waited_are_answered_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B3 31: nothing is dropped at the start, and every chat gets its own answers in its own order."""
    async with bot_api() as api:
        await all_write(api)
        waiting = len(api.updates)
        async with talking(tmp_path, api) as channel:
            await channel.settled()
        for chat in CHATS:
            expected = [SAID[(place + chat) % len(SAID)] for place in range(ROUNDS)]
            assert answers(chat, api.seen(chat)) == expected
        assert not any(str(call.fields.get("drop_pending_updates", "false")).lower() == "true" for call in api.calls)
    with capsys.disabled():
        print(f"\nwaiting while stopped {waiting}, answered in order {sum(len(api.seen(chat)) for chat in CHATS)}")


async def test_a_stop_in_the_middle_loses_and_repeats_nothing(tmp_path: Path) -> None:
    """B3 26: what was carried through before the stop is not carried through again after it."""
    async with bot_api() as api:
        await all_write(api)
        async with talking(tmp_path, api):
            await api.until(lambda: api.confirmed)
        assert api.updates
        async with talking(tmp_path, api) as channel:
            await channel.settled()
        for chat in CHATS:
            expected = [SAID[(place + chat) % len(SAID)] for place in range(ROUNDS)]
            assert answers(chat, api.seen(chat)) == expected
