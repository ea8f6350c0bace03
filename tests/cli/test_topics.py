"""`topics`: what is wrong with topics is listed, and the bot mends it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.app import SystemClock
from bot.cli.main import main
from bot.cli.words import Line, say
from bot.core.desk_texts import DeskKey
from tests.support.bot_api import TOKEN, bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.telegram import GROUP, HAN, KIM, LEE, Channel, talking

Topics = Callable[..., Result]


@pytest.fixture
def topics(tmp_path: Path) -> Topics:
    """`python -m bot topics …` beside the channel."""
    settings = {"DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/store.db"}
    group = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_DESK_CHAT": str(GROUP)}
    return lambda *words, **more: CliRunner().invoke(main, ["topics", *words], env={**settings, **group, **more})


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[tuple[Channel, ForumApi]]:
    """The channel, with a group that has topics."""
    async with bot_api(ForumApi(forums={GROUP})) as api, talking(tmp_path, api) as channel:
        assert isinstance(api, ForumApi)
        yield channel, api


async def run(topics: Topics, channel: Channel, *words: str) -> str:
    """What the command prints, and what the bot does about it is done."""
    told = await asyncio.to_thread(topics, *words)
    assert told.exit_code == 0, told.output
    clock, before = channel.service.clock, channel.service.clock.now()
    clock.moment = max(before, SystemClock().now())  # the command has the clock of the machine
    await channel.service.delivery.settle()
    clock.moment = before
    return told.output.strip()


async def test_nothing_is_wrong(forum: tuple[Channel, ForumApi], topics: Topics) -> None:
    """One sentence, also where there is something to be repaired with."""
    channel, _ = forum
    await channel.hands_over()
    fine = say(Line.TOPICS_FINE)
    assert [await run(topics, channel), await run(topics, channel, "--repair")] == [fine, fine]


async def test_what_is_missing_or_wrong_is_listed_and_mended(forum: tuple[Channel, ForumApi], topics: Topics) -> None:
    """A case of the time before topics, one whose name was not shown, and one whose topic was left open."""
    channel, api = forum
    api.forums.clear()
    await channel.hands_over(KIM)
    api.forums.add(GROUP)
    await api.writes(GROUP, HAN, {"text": "이제 주제가 있네요"})
    thread = await channel.hands_over(LEE)
    api.trouble("editForumTopic", 400, "Bad Request: TOPIC_TITLE_INVALID")
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    listed = await run(topics, channel)
    assert [say(Line.TOPICS_MISSING) in listed, say(Line.TOPICS_STALE) in listed] == [True, True]
    assert len(api.topics[GROUP]) == 1
    await run(topics, channel, "--repair")
    assert len(api.topics[GROUP]) == 2 and api.topics[GROUP][thread].name.startswith("한소라")
    api.trouble("closeForumTopic", 500, "Internal Server Error")
    await api.writes_in(GROUP, thread, HAN, "/close")
    await channel.settled()
    assert say(Line.TOPICS_LEFT_OPEN) in await run(topics, channel, "--repair")
    assert api.topics[GROUP][thread].closed
    assert await run(topics, channel) == say(Line.TOPICS_FINE)


async def test_a_topic_that_was_closed_by_hand_is_opened(forum: tuple[Channel, ForumApi], topics: Topics) -> None:
    """And one that was deleted is made again, once its case is named."""
    channel, api = forum
    thread = await channel.hands_over()
    await api.shuts_topic(GROUP, thread, HAN)
    await channel.settled()
    assert say(Line.TOPICS_SHUT) in await run(topics, channel, "--repair")
    assert not api.topics[GROUP][thread].closed
    api.deletes_topic(GROUP, thread)
    assert await run(topics, channel, "--repair") == say(Line.TOPICS_FINE)
    assert not api.topics[GROUP]
    case = await channel.service.consultant().newest()
    assert say(Line.TOPICS_AS_KNOWN) in await run(topics, channel, "--repair", case)
    assert len(api.topics[GROUP]) == 1


async def test_a_group_without_topics_is_told_as_it_is(tmp_path: Path, topics: Topics) -> None:
    """Before it was looked at, without topics, and without the right."""
    async with bot_api(ForumApi()) as api, talking(tmp_path, api) as channel:
        assert isinstance(api, ForumApi)
        told = [await run(topics, channel)]
        await channel.hands_over()
        told.append(await run(topics, channel))
        api.forums.add(GROUP)
        await api.grants(GROUP, may=False)
        await channel.settled()
        told.append(await run(topics, channel))
    assert told == [say(Line.TOPICS_UNSEEN), say(Line.TOPICS_FLAT), say(Line.TOPICS_BARRED)]


def test_what_cannot_be_done_is_one_sentence(topics: Topics) -> None:
    """A case that is none, and no group at all."""
    for told in (topics("26-9999"), topics(TELEGRAM_DESK_CHAT="")):
        assert (told.exit_code, told.output.count("\n")) == (1, 1)
        assert "Traceback" not in told.output
