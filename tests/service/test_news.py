"""News: who waits hears it, who looked away does not miss it, and nobody is kept."""

import asyncio

from bot.service.news import LocalNews


async def test_news_reach_everyone_who_waits_at_the_topic() -> None:
    """Two who wait for it are told, one at another topic is not."""
    news = LocalNews()
    waiting = [asyncio.create_task(news.wait(topic, 10)) for topic in ("desk", "desk", "conversation:1")]
    await asyncio.sleep(0)
    news.tell("desk")
    await asyncio.gather(*waiting[:2])
    assert not waiting[2].done()
    news.tell("conversation:1")
    await waiting[2]


async def test_news_that_came_between_two_waits_is_not_missed() -> None:
    """Who reads and waits by turns is told at once of what came while reading, and once."""
    news = LocalNews()
    with news.watch("desk") as watch:
        news.tell("desk")
        news.tell("desk")
        async with asyncio.timeout(5):
            await watch.wait(10)
        second = asyncio.create_task(watch.wait(10))
        await asyncio.sleep(0)
        assert not second.done()
        second.cancel()


async def test_waiting_ends_after_its_time_and_leaves_nothing_behind() -> None:
    """Without news the wait is over after its seconds."""
    news = LocalNews()
    await news.wait("desk", 0.001)
    assert news._watches == {}
