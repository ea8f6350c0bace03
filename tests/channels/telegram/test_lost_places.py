"""Places in the consultants' group that are gone or shut: each is told to somebody, and nothing is lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from bot.service.delivery import LAST_ATTEMPT
from tests.support.bot_api import bot_api
from tests.support.bot_api_json import Refusal
from tests.support.bot_api_refusing import RefusingApi
from tests.support.telegram import GROUP, HAN, KIM, Channel, talking
from tests.support.web import web_on


@pytest.fixture
async def refusing(tmp_path: Path) -> AsyncIterator[tuple[Channel, RefusingApi]]:
    """The channel at a service that refuses what a test says."""
    async with bot_api(RefusingApi()) as api, talking(tmp_path, api) as channel:
        assert isinstance(api, RefusingApi)
        yield channel, api


@pytest.mark.parametrize("words", ["message thread not found", "TOPIC_DELETED", "message to be replied not found"])
async def test_words_below_a_card_that_is_gone_go_by_themselves(
    refusing: tuple[Channel, RefusingApi], words: str
) -> None:
    """B4 36: what a citizen writes or sends is there, says what to do, and a reply to it reaches the citizen."""
    channel, api = refusing
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    api.refuses_replies[GROUP] = Refusal(400, f"Bad Request: {words}")
    before = set(api.of_bot(GROUP))
    await api.says(KIM, "정관이 어려워요")
    await api.sends_photo(KIM, "이거예요")
    await channel.settled()
    new = {number: it for number, it in api.of_bot(GROUP).items() if number not in before}
    [number] = [number for number, it in new.items() if "정관이 어려워요" in str(it.get("text"))]
    assert DeskKey.GROUP_CARD_GONE.value in str(new[number]["text"])
    assert any("photo" in it for it in new.values())
    await api.replies(GROUP, HAN, number, "제가 볼게요")
    await channel.settled()
    assert any("제가 볼게요" in text for text in api.seen(KIM))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_a_group_that_is_shut_is_told_at_the_web_desk(
    refusing: tuple[Channel, RefusingApi], code: int, words: str
) -> None:
    """The web desk says what to do while it lasts, no citizen waits for it, and then all of it arrives."""
    channel, api = refusing
    api.refuses[GROUP] = Refusal(code, words)
    async with web_on(channel.service) as web, web.office() as desk:
        await channel.answered(KIM, "상담사")
        assert await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value) != []
        for _ in range(LAST_ATTEMPT + 2):
            await channel.pass_(seconds=61)
        assert "shut-out" in (await desk.client.get("/desk/api/queue")).json()["queue"]
        del api.refuses[GROUP]
        await channel.pass_(seconds=61)
        assert DeskKey.CARD_WAITING.value in "\n".join(api.seen(GROUP))
        assert "shut-out" not in (await desk.client.get("/desk/api/queue")).json()["queue"]


async def test_a_card_is_its_case_for_good(tmp_path: Path) -> None:
    """B4 37, 38: what was sent is kept by its id, so that after months and a restart a reply still finds its case."""
    async with bot_api() as api:
        async with talking(tmp_path, api) as channel:
            card = await channel.hands_over()
            await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
        api.messages[GROUP][card]["text"] = "26-9999"
        async with talking(tmp_path, api) as channel:
            channel.service.clock.pass_(days=200)
            await api.replies(GROUP, HAN, card, "늦었지만 답을 드려요")
            await channel.settled()
            assert any("늦었지만 답을 드려요" in text for text in api.seen(KIM))
