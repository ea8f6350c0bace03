"""Updates that Telegram posts: only with the secret, acknowledged after the commit, one effect each."""

import asyncio
import logging
from pathlib import Path

import httpx
import pytest

from bot.channels.telegram.hook import LONGEST_BODY
from bot.core.event import Event
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.bot_api_posts import SECRET, Posts
from tests.support.fakes import StoreFailure, TroubledStore
from tests.support.hooked import hooked
from tests.support.server import Server
from tests.support.telegram import KIM, talking
from tests.support.web import web_on


async def test_an_update_is_carried_through_and_then_acknowledged(tmp_path: Path) -> None:
    """B3 30: what is answered with 200 is in the store."""
    async with hooked(tmp_path) as (channel, posts):
        assert await posts.post(posts.text(KIM, "/start")) == 200
        conversation = await channel.service.store.conversation_at(f"telegram:7001:{KIM}")
        assert len(await channel.service.store.messages(conversation or "")) == 2
        await channel.service.delivery.settle()
        assert channel.api.seen(KIM) == [Key.GREETING.value]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper()])
async def test_without_the_secret_nothing_is_taken(tmp_path: Path, secret: str | None) -> None:
    """B4 44: a forged update has no effect, whatever it says."""
    async with hooked(tmp_path) as (channel, posts):
        assert await posts.post(posts.text(KIM, "/start"), secret) == 403
        assert await posts.post_bytes(b"x" * (LONGEST_BODY + 1), secret) == 403
        assert await channel.service.store.conversation_at(f"telegram:7001:{KIM}") is None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"update_id": 1, "message": ', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 400),
        (b'{"message": {}}', 400),
        (b'{"update_id": 1}' + b" " * LONGEST_BODY, 413),
        (b'{"update_id": 1, "message": 7}', 200),
    ],
)
async def test_what_is_no_update_is_refused_without_a_word_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, body: bytes, status: int
) -> None:
    """A body that is too large is not read to its end; what is logged holds no word of a body."""
    async with hooked(tmp_path) as (_, posts):
        with caplog.at_level(logging.INFO):
            assert await posts.post_bytes(body) == status
        assert not any("update_id" in it.getMessage() or "message" in it.getMessage() for it in caplog.records)


async def test_what_cannot_be_committed_is_posted_again(tmp_path: Path) -> None:
    """B3 30: not acknowledged, and answered once when it comes again."""
    failures = ["save", "failed"]

    def troubles(call: str, event: Event) -> Exception | None:
        return StoreFailure() if failures and call == failures[0] and failures.pop(0) else None

    async with hooked(tmp_path, lambda store: TroubledStore(store, troubles)) as (channel, posts):
        update = posts.text(KIM, "/start")
        assert [await posts.post(update) for _ in range(3)] == [503, 200, 200]
        await channel.service.delivery.settle()
        assert channel.api.seen(KIM) == [Key.GREETING.value]


async def test_before_it_has_begun_updates_are_put_off(tmp_path: Path) -> None:
    """Telegram posts again what was not taken: the bot does not know its own name yet."""
    async with hooked(tmp_path, begun=False) as (_, posts):
        assert await posts.post(posts.text(KIM, "/start")) == 503


async def test_without_a_webhook_there_is_no_such_page(tmp_path: Path) -> None:
    """Nobody can post updates to a bot that fetches them."""
    async with bot_api() as api, talking(tmp_path, api) as channel, web_on(channel.service) as web:
        posts = Posts(api, web.client)
        assert await posts.post(posts.text(KIM, "/start")) == 404


async def test_the_product_tells_telegram_where_to_post(tmp_path: Path, models: Path) -> None:
    """B3 31: with the secret and every kind that is heard; nothing that waits is dropped, and nothing is fetched."""
    async with bot_api() as api:
        settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.address, "TELEGRAM_WEBHOOK": "on"}
        more = {"TELEGRAM_WEBHOOK_SECRET": SECRET, "BASE_URL": "https://talk.example"}
        server = Server(tmp_path / "data", models, **settings, **more)
        try:
            await asyncio.to_thread(server.start)
            await api.until(lambda: api.called("setWebhook"))
            [call] = api.called("setWebhook")
            assert (call.fields["url"], call.fields["secret_token"]) == ("https://talk.example/telegram", SECRET)
            assert "my_chat_member" in str(call.fields["allowed_updates"])
            assert str(call.fields.get("drop_pending_updates", "false")).lower() == "false"
            async with httpx.AsyncClient(base_url=server.address) as client:
                posts = Posts(api, client)
                assert await posts.post(posts.text(KIM, "/start"), "wrong") == 403
                assert await posts.post(posts.text(KIM, "/start")) == 200
            await api.until(lambda: api.seen(KIM))
            assert api.called("getUpdates") == [] and SECRET not in server.log()
        finally:
            await asyncio.to_thread(server.kill)
