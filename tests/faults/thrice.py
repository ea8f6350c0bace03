"""Updates that Telegram delivers three times each, in any order and many at once: each has one effect."""

import asyncio
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from bot.channels.telegram.names import address
from bot.core.desk_texts import DeskKey
from bot.core.reply import Message
from bot.core.texts import Key
from tests.faults.story import MARK
from tests.service.walking import open_unsynced
from tests.support.bot_api import BotApi
from tests.support.bot_api_json import BOT, Json
from tests.support.bot_api_posts import Posts
from tests.support.hooked import hooked
from tests.support.telegram import GROUP, HAN, Channel

TIMES, AT_ONCE = 3, 32
ROUNDS = 4
EACH = 5 * ROUNDS
"""So many updates of each person; every fifth has a consultant, who writes some of them."""


async def deliver(count: int, seed: int = 7) -> tuple[Counter[str], list[str]]:
    """So many updates, three times each. Counts them and their effects, and says what was not right."""
    people = range(1000, 1000 + count // EACH)
    with tempfile.TemporaryDirectory() as folder:
        async with hooked(Path(folder), opened=open_unsynced) as (channel, posts):
            cards = {chat: await _handed_over(channel, posts, chat) for chat in people[::5]}
            before = _events(Path(folder))
            for chat in people:
                await _write(channel.api, chat, cards.get(chat))
            updates = _taken(channel.api)
            posted = updates * TIMES
            Random(seed).shuffle(posted)
            await _post(posts, posted)
            await _all_sent(channel)
            effects = _events(Path(folder)) - before
            wrong = [line for chat in people for line in await _wrong(channel, chat, chat in cards)]
    return Counter({"updates": len(updates), "delivered": len(posted), "effects": effects}), wrong


async def _handed_over(channel: Channel, posts: Posts, chat: int) -> int:
    """A person whose case a consultant has, all of it delivered once; the number of its card."""
    api = channel.api
    await _happens(channel, posts, api.says(chat, "상담사"))
    await _happens(channel, posts, api.taps(chat, Key.BUTTON_HANDOVER_YES.value))
    card = max(number for number, it in api.of_bot(GROUP).items() if "reply_markup" in it)
    await _happens(channel, posts, api.taps(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN))
    return card


async def _happens(channel: Channel, posts: Posts, deed: Awaitable[object]) -> None:
    await deed
    await _post(posts, _taken(channel.api))
    await channel.service.delivery.settle()


async def _write(api: BotApi, chat: int, card: int | None) -> None:
    """What one person does, and their consultant: words, edits, photos, a command, old buttons, answers and notes."""
    for place in range(ROUNDS):
        said = await api.says(chat, f"말 {place}")
        await api.edits(chat, said, f"고친 말 {place}")
        await api.sends_photo(chat, f"사진 {place}")
        await api.says(chat, "/help")
        if card is None:
            await api.taps_data(chat, said, "an old one")
        else:
            await api.replies(GROUP, HAN, card, f"답 {place}" if place % 2 else f"/note 쪽지 {place}")


def _taken(api: BotApi) -> list[Json]:
    """What waits to be delivered, which then waits no more."""
    taken, api.updates = api.updates, []
    return taken


async def _post(posts: Posts, updates: Sequence[Json]) -> None:
    """Posts them, many at once. Raises AssertionError when one is not taken."""
    left = iter(updates)

    async def some() -> None:
        for update in left:
            assert await posts.post(update) == 200

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))


async def _all_sent(channel: Channel) -> None:
    """Sends what waits: more chats at once than there are connections have a part of them wait a second."""
    await channel.service.delivery.settle()
    while (at := await channel.service.store.next_send(channel.service.clock.now())) is not None:
        channel.service.clock.moment = at
        await channel.service.delivery.settle()


def _events(folder: Path) -> int:
    """How many events have had an effect."""
    with closing(sqlite3.connect(folder / "store.db")) as database:
        return int(database.execute("select count(*) from events").fetchone()[0])


async def _wrong(channel: Channel, chat: int, with_consultant: bool) -> list[str]:
    """What of one person's updates is not there once, and what was said and did not arrive in order."""
    store = channel.service.store
    conversation = await store.conversation_at(address(BOT, chat)) or ""
    messages = await store.messages(conversation)
    kept = Counter(it.text.splitlines()[-1] for it in messages if it.sender in ("citizen", "consultant"))
    case = await store.newest_case(conversation) if with_consultant else None
    file = await store.case(case.number, "") if case else None
    kept += Counter(done.text for done in file.history if done.verb == "note") if file else Counter()
    wrong = [] if kept == _expected(with_consultant) else [f"chat {chat}: kept is {kept}"]
    said = [_as_sent(it) for it in messages if it.sender != "citizen" and it.edits is None]
    arrived = _arrived(channel.api, chat)
    return wrong if arrived == said else [*wrong, f"chat {chat}: arrived is {arrived}, said {said}"]


def _arrived(api: BotApi, chat: int) -> list[str]:
    """What is there, without what is marked as a repeat of what came before it."""
    found: list[str] = []
    for text in api.seen(chat):
        bare = text.removesuffix(MARK).rstrip()
        if bare == text or bare not in found[-1:]:
            found.append(bare)
    return found


def _expected(with_consultant: bool) -> Mapping[str, int]:
    """How often each of the words is to be kept."""
    places = range(ROUNDS)
    words = {f"{what} {place}": 1 for what in ("말", "고친 말", "사진") for place in places} | {"도움말": ROUNDS}
    if not with_consultant:
        return words
    opened = {"상담사": 1, Key.BUTTON_HANDOVER_YES.value: 1}
    return words | opened | {f"{'답' if place % 2 else '쪽지'} {place}": 1 for place in places}


def _as_sent(message: Message) -> str:
    head = f"{DeskKey.TELEGRAM_CONSULTANT.value}\n" if message.sender == "consultant" else ""
    return head + message.text
