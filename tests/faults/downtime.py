"""What people write while the bot is down: all of it is answered when it is up again, once, in each chat's order."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.core.texts import Key
from tests.service.walking import open_unsynced
from tests.support.bot_api import BotApi, bot_api
from tests.support.telegram import talking

ROUNDS = 20
SAID = ("/help", "공고는 며칠 전에?", "/menu", "내 진행표")
ANSWERS = {
    Key.HELP.value: "/help",
    "7일": "공고는 며칠 전에?",
    Key.GREETING.value: "/menu",
    Key.MENU.value: "/menu",
    Key.NO_PLAN.value: "내 진행표",
}
"""What words of an answer answer."""


async def wait(chats: int, *, stops: bool = False) -> tuple[Counter[str], list[str]]:
    """So many people write twenty times each while nothing runs; then it starts. Counts, and what is not right.

    `stops`: it is stopped once in the middle.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with bot_api() as api:
            people = range(2000, 2000 + chats)
            await _all_write(api, people)
            waiting = len(api.updates)
            if stops:
                async with talking(Path(folder), api, opened=open_unsynced):
                    await api.until(lambda: api.confirmed)
                assert api.updates
            async with talking(Path(folder), api, opened=open_unsynced) as channel:
                await channel.settled()
    wrong = [line for chat in people for line in _wrong(api, chat)]
    dropped = any(str(call.fields.get("drop_pending_updates", "false")).lower() == "true" for call in api.calls)
    counts = {"waiting": waiting, "answered": sum(len(api.seen(chat)) for chat in people)}
    return Counter(counts), [*wrong, *["what waited was dropped"] * dropped]


async def _all_write(api: BotApi, people: Sequence[int]) -> None:
    """Everybody writes by turns, so that a batch holds many chats."""
    for place in range(ROUNDS):
        for chat in people:
            await api.says(chat, SAID[(place + chat) % len(SAID)])


def _wrong(api: BotApi, chat: int) -> Iterator[str]:
    answered = [next((said for words, said in ANSWERS.items() if words in text), text) for text in api.seen(chat)]
    if answered != [SAID[(place + chat) % len(SAID)] for place in range(ROUNDS)]:
        yield f"chat {chat} was answered {answered}"
