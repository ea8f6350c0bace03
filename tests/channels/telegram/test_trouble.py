"""What goes wrong between us and Telegram: nothing is lost, a repeat says so, and nobody waits for another."""

import asyncio
import logging
from pathlib import Path

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut

from bot.channels.telegram.complaints import outcome_of
from bot.core.desk_texts import DeskKey
from bot.core.event import Event
from bot.core.texts import Key
from bot.service.ports import Refused, Store, Wait
from tests.support.bot_api import BotApi, bot_api
from tests.support.fakes import StoreFailure, TroubledStore
from tests.support.telegram import GROUP, HAN, KIM, LEE, Channel, talking


async def test_what_was_not_committed_is_not_confirmed(tmp_path: Path) -> None:
    """A store that cannot commit leaves the update with Telegram; once it can, it is answered, once."""
    failures = ["save", "failed", "load", "failed"]
    places: list[int] = []

    def troubles(call: str, event: Event) -> Exception | None:
        if failures and call == failures[0]:
            places.append(api.confirmed)
            failures.pop(0)
            return StoreFailure()
        return None

    async with bot_api() as api, talking(tmp_path, api, wrap=lambda store: TroubledStore(store, troubles)) as channel:
        await channel.answered(LEE, "/start")
        assert failures == [] and len(channel.pauses) == 2
        assert set(places) == {0}
        assert channel.api.seen(LEE) == [Key.GREETING.value]


async def test_a_crash_before_the_place_was_kept_answers_nobody_twice(tmp_path: Path) -> None:
    """The update comes again at the next start, and was seen before."""
    async with bot_api() as api:
        async with talking(tmp_path, api, wrap=_without_cursor) as channel:
            await api.says(KIM, "/start")
            await api.until(lambda: api.seen(KIM) or channel.pauses)
            await channel.service.delivery.settle()
        assert api.updates
        async with talking(tmp_path, api) as channel:
            await channel.settled()
            assert api.seen(KIM) == [Key.GREETING.value]
            assert await channel.service.store.cursor("telegram:7001") == api.confirmed


def _without_cursor(store: Store) -> Store:
    class Forgets(TroubledStore):
        async def keep_cursor(self, source: str, place: int) -> None:
            raise StoreFailure

    return Forgets(store, lambda *_: None)


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"message_id": "x"}},
        {"message": 7},
        {"callback_query": {"id": "1"}},
        {"message": {"message_id": 1, "date": 10**30, "chat": {"id": KIM, "type": "private"}, "text": "?"}},
        {"something_new": {}},
    ],
)
async def test_an_update_that_cannot_be_read_stops_nobody(channel: Channel, update: dict[str, object]) -> None:
    """It is passed over and confirmed; what came with it is answered."""
    await channel.api.happens(update)
    assert await channel.answered(KIM, "/start") == [Key.GREETING.value]
    assert channel.api.updates == []


async def test_a_wait_in_one_chat_holds_no_other(channel: Channel) -> None:
    """A 429 is kept to as long as Telegram says, in that chat alone, and is no repeat."""
    channel.api.trouble("sendMessage", 429, "Too Many Requests: retry after 2282", retry_after=2282)
    assert await channel.answered(KIM, "/start") == []
    assert await channel.answered(LEE, "/start") == [Key.GREETING.value]
    await channel.pass_(seconds=2281)
    assert channel.api.seen(KIM) == []
    await channel.pass_(seconds=2)
    assert channel.api.seen(KIM) == [Key.GREETING.value]


async def test_what_may_have_arrived_is_marked_when_it_is_sent_again(channel: Channel) -> None:
    """A gateway that breaks off tells nobody whether the words went."""
    channel.api.trouble("sendMessage", 502, "Bad Gateway")
    await channel.answered(KIM, "/start")
    await channel.pass_(minutes=11)
    assert channel.api.seen(KIM) == [f"{Key.GREETING.value}\n{DeskKey.TELEGRAM_REPEATED.value}"]


async def test_parts_that_arrived_are_not_sent_again(channel: Channel) -> None:
    """A wait in the middle of a long message goes on where it was."""
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    before = set(channel.api.of_bot(KIM))
    await channel.service.consultant().acts("answer", "긴 답이에요. " * 1300)
    channel.api.trouble("sendMessage", 429, after=1, retry_after=5)
    first = await channel.new(KIM, before)
    await channel.pass_(seconds=6)
    texts = await channel.new(KIM, before)
    assert (len(first), len(texts)) == (1, 3)
    assert "".join(texts).count("긴 답이에요.") == 1300


async def test_a_person_who_blocked_the_bot_is_told_in_the_case(channel: Channel) -> None:
    """The consultant hears below the case's card that the words did not arrive, and why; none of them is repeated."""
    card = await channel.hands_over()
    channel.api.blocked.add(KIM)
    await channel.api.replies(GROUP, HAN, card, "제가 볼게요")
    await channel.settled()
    told = [it for it in channel.api.of_bot(GROUP).values() if DeskKey.DESK_GONE.value in str(it.get("text"))]
    assert told and all("제가 볼게요" not in str(it["text"]) for it in told)
    assert {it["reply_to_message"]["message_id"] for it in told if isinstance(it["reply_to_message"], dict)} == {card}
    assert all(DeskKey.GROUP_FOR.value in str(it["text"]) for it in told)


async def test_a_card_that_is_gone_is_sent_anew(channel: Channel) -> None:
    """A message that somebody deleted cannot be changed; replies to it go without it."""
    card = await channel.hands_over()
    del channel.api.messages[GROUP][card]
    await channel.service.consultant().acts("claim")
    await channel.service.delivery.settle()
    assert "한소라" in "\n".join(channel.api.seen(GROUP))


async def test_a_card_that_would_look_the_same_is_delivered(channel: Channel) -> None:
    """Telegram calls it not modified; it is no trouble and no second card."""
    card = await channel.hands_over()
    cards = len(channel.api.of_bot(GROUP))
    channel.api.trouble("editMessageText", 400, "Bad Request: message is not modified: the same")
    await channel.service.consultant().acts("claim")
    await channel.service.delivery.settle()
    shown = [it for it in channel.api.of_bot(GROUP).values() if "reply_markup" in it]
    assert (cards, len(shown)) == (1, 1)
    assert card in channel.api.of_bot(GROUP)


@pytest.mark.parametrize(("code", "words"), [(409, "another program"), (401, "TELEGRAM_BOT_TOKEN")])
async def test_a_wrong_setting_is_told_plainly_without_the_token(
    channel: Channel, caplog: pytest.LogCaptureFixture, code: int, words: str
) -> None:
    """Two programs for one bot, or a token that is refused: said in the log, and tried again."""
    channel.api.trouble("getUpdates", code, f"trouble with {channel.api.token}")
    with caplog.at_level(logging.INFO):
        await channel.answered(KIM, "/start")
        await channel.answered(KIM, "/menu")
    told = [it.getMessage() for it in caplog.records if it.name.startswith("bot.")]
    assert any(words in line for line in told)
    assert not any(channel.api.token in line for line in told)


async def test_it_begins_when_telegram_can_be_reached(tmp_path: Path) -> None:
    """A start without the service waits for it; nothing else of the product does."""
    async with bot_api() as api:
        api.trouble("getMe", 502, "Bad Gateway")
        async with talking(tmp_path, api) as channel:
            assert await channel.answered(KIM, "/start") == [Key.GREETING.value]


def test_no_outcome_holds_words() -> None:
    """What is kept of an error is its kind."""
    assert outcome_of(Forbidden("secret"), 1) == Refused("Forbidden", gone=True)
    assert outcome_of(BadRequest("secret"), 1) == Refused("BadRequest")
    assert outcome_of(TimedOut("secret"), 3) == Wait(8.0, "TimedOut", unsure=True)
    assert outcome_of(NetworkError("secret"), 99) == Wait(600.0, "NetworkError", unsure=True)


async def test_every_update_of_a_flood_is_answered_in_order(channel: Channel) -> None:
    """A hundred chats at once, each in its own order."""
    api: BotApi = channel.api
    chats = range(1000, 1100)
    await asyncio.gather(*(api.says(chat, "/start") for chat in chats))
    await asyncio.gather(*(api.says(chat, "만들래요") for chat in chats))
    await channel.settled()
    for chat in chats:
        first, second = api.seen(chat)
        assert first == Key.GREETING.value and "무엇을 하나요?" in second
