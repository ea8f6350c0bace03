"""The consultants' group becomes a supergroup: its number is another, and nothing that is said to it is lost."""

from dataclasses import dataclass
from pathlib import Path

from bot.channels.telegram.names import address
from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.bot_api_json import BOT, Refusal, person
from tests.support.bot_api_refusing import RefusingApi
from tests.support.telegram import GROUP, HAN, KIM, LEE, talking

NEW = -1002002


async def test_a_group_that_moved_is_written_to_where_it_is(tmp_path: Path) -> None:
    """B4 35: cards, their buttons and replies work at the new number, the desk is told, and a restart knows it."""
    moved = Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=NEW)
    async with bot_api(RefusingApi(refuses={GROUP: moved})) as api:
        async with talking(tmp_path, api) as channel:
            api.messages[NEW] = {}
            await channel.answered(KIM, "상담사")
            await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
            assert api.seen(GROUP) == []
            told = "\n".join(api.seen(NEW))
            assert DeskKey.CARD_WAITING.value in told and DeskKey.DESK_MOVED.value in told
            await channel.tapped(NEW, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
            card = min(api.of_bot(NEW))
            await api.replies(NEW, HAN, card, "제가 볼게요")
            await channel.settled()
            assert any("제가 볼게요" in text for text in api.seen(KIM))
        async with talking(tmp_path, api) as channel:
            await channel.answered(KIM, "고마워요")
            assert any("고마워요" in text for text in api.seen(NEW))
            await channel.answered(LEE, "상담사")
            await channel.tapped(LEE, Key.BUTTON_HANDOVER_YES.value)
            assert api.seen(GROUP) == []
            shown = "\n".join(api.seen(NEW))
            assert (shown.count(DeskKey.CARD_WAITING.value), shown.count(DeskKey.DESK_MOVED.value)) == (1, 1)


@dataclass
class MovedForum(RefusingApi, ForumApi):
    """A group that moved, to where there are topics."""


async def test_a_group_that_moved_may_have_topics_there(tmp_path: Path) -> None:
    """Only a supergroup has them: what waits is in a topic at the new number."""
    moved = Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=NEW)
    api = MovedForum(refuses={GROUP: moved}, forums={NEW})
    async with bot_api(api), talking(tmp_path, api) as channel:
        api.messages[NEW] = {}
        await channel.answered(KIM, "상담사")
        await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
        [thread] = api.topics[NEW]
        assert DeskKey.CARD_HOW_TOPIC.value in api.in_topic(NEW, thread)[0]
        await api.writes_in(NEW, thread, HAN, "/claim")
        await channel.settled()
        assert DeskKey.CARD_CLAIMED.value in api.in_topic(NEW, thread)[0]
        assert api.in_topic(NEW, 0) == [DeskKey.DESK_MOVED.value]


async def test_what_telegram_says_of_the_move_is_heard(tmp_path: Path) -> None:
    """The group itself tells its new number before anything is sent there."""
    async with bot_api() as api, talking(tmp_path, api) as channel:
        api.messages[NEW] = {}
        chat = {"id": GROUP, "type": "group", "title": "상담"}
        service = {"message_id": 900, "date": 1_795_000_000, "from": person(HAN), "migrate_to_chat_id": NEW}
        await api.happens({"message": {**service, "chat": chat}})
        await channel.settled()
        assert await channel.service.store.where(address(BOT, GROUP)) == address(BOT, NEW)
        await channel.answered(KIM, "상담사")
        await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
        assert (api.seen(GROUP), len(api.seen(NEW))) == ([], 1)


async def test_no_other_chat_moves_the_group(tmp_path: Path) -> None:
    """What another group says of itself changes nothing."""
    async with bot_api() as api, talking(tmp_path, api) as channel:
        chat = {"id": -55, "type": "group", "title": "다른 방"}
        service = {"message_id": 900, "date": 1_795_000_000, "from": person(HAN), "migrate_to_chat_id": NEW}
        await api.happens({"message": {**service, "chat": chat}})
        await channel.hands_over()
        assert await channel.service.store.where(address(BOT, GROUP)) == address(BOT, GROUP)
