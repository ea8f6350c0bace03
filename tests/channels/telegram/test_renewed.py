"""A clerk saves a file while the product runs: what is wrong is told in the group, what is right is live."""

import asyncio
import shutil
from pathlib import Path

import httpx

from tests.support.bot_api import bot_api
from tests.support.server import CONTENT, Server
from tests.support.telegram import GROUP, KIM

OLD, NEW = "product_name: 협동톡", "product_name: 두레톡"


async def test_a_saved_line_is_live_and_a_slip_is_told(tmp_path: Path, models: Path) -> None:
    """Nobody starts anything again: citizens meet the last version that passed, all the time."""
    for folder in ("faq", "flows"):
        shutil.copytree(CONTENT / folder, tmp_path / "content" / folder)
    file = tmp_path / "content" / "flows" / "texts.yaml"
    text = file.read_text(encoding="utf-8")
    async with bot_api() as api:
        settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.address, "TELEGRAM_DESK_CHAT": str(GROUP)}
        server = Server(tmp_path / "data", models, **settings, CONTENT_DIR=str(file.parents[1]))
        try:
            await asyncio.to_thread(server.start)
            file.write_text(text.replace("greeting:", "greting:", 1), encoding="utf-8")
            await api.until(lambda: any("flows/texts.yaml:" in told and "greting" in told for told in api.seen(GROUP)))
            assert "협동톡" in (await _page(server))
            file.write_text(text.replace(OLD, NEW, 1), encoding="utf-8")
            told = len(api.seen(GROUP))
            await api.until(lambda: len(api.seen(GROUP)) > told)
            assert "두레톡" in (await _page(server))
            await api.says(KIM, "/start")
            await api.until(lambda: bool(api.seen(KIM)))
            assert "두레톡" in api.seen(KIM)[0]
        finally:
            await asyncio.to_thread(server.kill)


async def _page(server: Server) -> str:
    async with httpx.AsyncClient(base_url=server.address) as client:
        return (await client.get("/")).text
