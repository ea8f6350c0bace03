"""A Bot API that hangs, tells an update twice, or does its work and loses the answer to it."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from tests.support.bot_api import BotApi
from tests.support.bot_api_json import Json, whole


@dataclass
class FaultyApi(BotApi):
    """`loses` is how many answers of a method are lost after its work was done; `hangs` the chats where sends hang.

    `twice`: every update comes two times, in one batch and in the next one.
    """

    loses: Counter[str] = field(default_factory=Counter)
    hangs: set[int] = field(default_factory=set)
    goes_on: asyncio.Event = field(default_factory=asyncio.Event)
    twice: bool = False
    told: list[Json] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        answer = await super().answer(request)
        method = request.path_params["method"].lower()
        if not self.loses[method]:
            return answer
        self.loses[method] -= 1
        return Response(headers={"content-length": "1000"})  # it promises more than it has: the line breaks

    async def _do(self, method: str, fields: Mapping[str, object]) -> object:
        if method.startswith("send") and whole(fields["chat_id"]) in self.hangs:
            async with self.changed:
                self.changed.notify_all()  # that it was asked can be seen while it is not answered
            await self.goes_on.wait()
        return await super()._do(method, fields)

    async def _get_updates(self, fields: Mapping[str, object]) -> list[Json]:
        updates = await super()._get_updates(fields)
        again, self.told = self.told, updates
        return [*again, *updates, *updates] if self.twice else updates
