"""The fake Bot API as it posts updates to a webhook."""

import json
from dataclasses import dataclass

import httpx

from tests.support.bot_api import BotApi
from tests.support.bot_api_json import Json, entities_of, message_of, person

SECRET = "hush-hush-of-the-tests"


@dataclass
class Posts:
    """Posts to a product, as Telegram does."""

    api: BotApi
    client: httpx.AsyncClient
    path: str = "/telegram"

    def text(self, chat: int, text: str, id: int | None = None) -> Json:
        """The update of a text in a private chat, with a fresh number if it is given none."""
        number = next(self.api.numbers)
        content = {"text": text, **entities_of(text)}
        self.api.messages[chat][number] = message_of(number, chat, person(chat), content)
        update = next(self.api.ids) if id is None else id
        return {"update_id": update, "message": {**self.api.messages[chat][number]}}

    async def post(self, update: object, secret: str | None = SECRET) -> int:
        """The status that an update is answered with."""
        return await self.post_bytes(json.dumps(update).encode(), secret)

    async def post_bytes(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {"x-telegram-bot-api-secret-token": secret}
        return (await self.client.post(self.path, content=body, headers=headers)).status_code
