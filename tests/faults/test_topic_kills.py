"""A product that is killed while it makes a topic: what a topic is for is lost in no moment of it."""

from pathlib import Path
from typing import Literal

import pytest

from bot.config import Telegram
from bot.core.desk_texts import DeskKey
from tests.faults.kills import hire
from tests.faults.mortal import Place, Point, living
from tests.faults.story import Story
from tests.support.bot_api import bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.telegram import GROUP


@pytest.mark.parametrize(("when", "empty"), [("before", 1), ("after", 0)])
async def test_a_kill_while_a_topic_is_made_costs_an_empty_one(
    tmp_path: Path, when: Literal["before", "after"], empty: int
) -> None:
    """B4 36, 37: between its making and its keeping one is left that is empty; the whole case is in the other."""
    async with bot_api(ForumApi(forums={GROUP})) as api:
        assert isinstance(api, ForumApi)
        api.messages[GROUP] = {}
        place = Place(tmp_path, Telegram(api.token, api.address, GROUP))
        await hire(place)
        async with living(place, Point("keep_topic", when)) as lives:
            await Story(api, lives, "open").whole()
            await api.until(lambda: api.topics[GROUP][max(api.topics[GROUP])].closed)
        assert lives.ended == [-9, 0]
        said = [api.in_topic(GROUP, thread) for thread in sorted(api.topics[GROUP])]
        assert ([len(it) for it in said[:-1]], len(said)) == ([0] * empty, empty + 1)
        assert [DeskKey.CARD_CLOSED.value in text for text in said[-1]].count(True) == 1
        assert api.topics[GROUP][max(api.topics[GROUP])].closed and api.in_topic(GROUP, 0) == []
