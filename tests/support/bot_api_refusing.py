"""A Bot API that refuses what goes to a chat for as long as a test says: a group that moved, a bot without rights."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.bot_api import BotApi
from tests.support.bot_api_json import Refusal, whole


@dataclass
class RefusingApi(BotApi):
    """`refuses` is what every message to a chat ends in, `refuses_replies` what every reply there ends in."""

    refuses: dict[int, Refusal] = field(default_factory=dict)
    refuses_replies: dict[int, Refusal] = field(default_factory=dict)

    async def _do(self, method: str, fields: Mapping[str, object]) -> object:
        if method.startswith(("send", "edit")):
            chat = whole(fields["chat_id"])
            if chat in self.refuses:
                raise self.refuses[chat]
            if chat in self.refuses_replies and "reply_parameters" in fields:
                raise self.refuses_replies[chat]
        return await super()._do(method, fields)
