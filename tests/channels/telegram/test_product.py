"""The product as its own process with a token: started, killed without a word, and started again on the same data."""

import asyncio
from pathlib import Path

from tests.support.bot_api import BotApi, bot_api
from tests.support.server import Server
from tests.support.telegram import GROUP, KIM


async def answered(api: BotApi, chat: int, text: str, count: int = 1) -> list[str]:
    """Says something, and gives what the bot has written once it is so many messages more."""
    before = len(api.seen(chat))
    await api.says(chat, text)
    await api.until(lambda: len(api.seen(chat)) >= before + count)
    return api.seen(chat)[before:]


async def test_what_was_written_while_it_was_dead_is_answered(tmp_path: Path, models: Path) -> None:
    """Killed in the middle, it hears what came meanwhile, answers each once, and goes on where it was."""
    async with bot_api() as api:
        settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.address}
        server = Server(tmp_path / "data", models, **settings, TELEGRAM_DESK_CHAT=str(GROUP))
        try:
            await asyncio.to_thread(server.start)
            await answered(api, KIM, "/start")
            [asked] = await answered(api, KIM, "협동조합 만들기")
            server.kill()
            await api.says(KIM, "다 했어요")
            await asyncio.to_thread(server.start)
            await api.until(lambda: len(api.seen(KIM)) == 3)
            await answered(api, KIM, "다섯 명이에요")
            assert asked in api.seen(KIM) and len(api.seen(KIM)) == len({*api.seen(KIM)}) == 4
            assert api.token not in server.log() and "다섯 명" not in server.log()
            assert "Traceback" not in server.log()
        finally:
            await asyncio.to_thread(server.kill)


async def test_without_a_network_the_web_is_there(tmp_path: Path, models: Path) -> None:
    """A service that cannot be reached holds only the bot."""
    server = Server(tmp_path / "data", models, TELEGRAM_BOT_TOKEN="12:hush", TELEGRAM_API_URL="http://127.0.0.1:9")
    try:
        await asyncio.to_thread(server.start)
        assert "hush" not in server.log()
    finally:
        await asyncio.to_thread(server.kill)
