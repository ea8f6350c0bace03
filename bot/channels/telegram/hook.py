"""Takes in updates that Telegram posts to us. One is acknowledged after what it did is committed, never before."""

import asyncio
import json
import logging
from secrets import compare_digest

from starlette.requests import Request
from starlette.responses import Response
from telegram import Bot

from bot.channels.telegram.carrying import HEARD, Carrier
from bot.channels.telegram.salvaging import Raw
from bot.channels.telegram.trying import Sleep, begin, until_it_works
from bot.service import failure
from bot.service.ports import InForce

PATH = "/telegram"
LONGEST_BODY = 1_000_000
"""Bytes of one update; Telegram's own are a few thousand."""
_SECRET = "x-telegram-bot-api-secret-token"

log = logging.getLogger(__name__)


class Hook:
    """The bot's ear where Telegram posts updates. `address` is the whole address that they are posted to."""

    def __init__(
        self, bot: Bot, carrier: Carrier, in_force: InForce, address: str, secret: str, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._carrier = carrier
        self._in_force = in_force
        self._address = address
        self._secret = secret.encode()
        self._sleep = sleep
        self._begun = False

    async def run(self) -> None:
        """Tells Telegram where to post, until it is told; what waits there is posted then."""
        await until_it_works(self._begin, self._sleep)

    async def _begin(self) -> None:
        await begin(self._bot, self._in_force.library)
        self._begun = True
        await self._bot.set_webhook(
            self._address,
            secret_token=self._secret.decode(),
            allowed_updates=list(HEARD),
            drop_pending_updates=False,
        )

    async def take(self, request: Request) -> Response:
        """POST /telegram: 403 without the secret, 400 and 413 for what is no update, 503 to have it posted again."""
        given = request.headers.get(_SECRET, "").encode("latin-1")
        if not compare_digest(given, self._secret):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        update = _update(body)
        if update is None:
            return Response(status_code=400)
        return Response(status_code=200 if self._begun and await self._carried(update) else 503)

    async def _carried(self, update: Raw) -> bool:
        """Whether it is committed."""
        try:
            await self._carrier.carry([update])
        except Exception as error:  # noqa: BLE001  a store that cannot commit now: Telegram posts it again
            log.error("an update waits: %s at %s", *failure.kind_and_place(error))
            return False
        return True


async def _body(request: Request) -> bytes | None:
    """What was posted, None for more than an update can be: no more of it is read."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def _update(body: bytes) -> Raw | None:
    """The update in a body; None for what is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and isinstance(data.get("update_id"), int) else None
