"""A citizen ends at a computer that others use: nothing of them is left in its browser, or nothing anywhere."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.api import Api
from bot.channels.web.reading import read_id, read_json
from bot.channels.web.site import UNKEPT, Site
from bot.core.event import Said
from bot.core.reply import Do
from bot.core.texts import Key
from bot.service.sessions import address_of

CLEARED = {"clear-site-data": '"cache", "cookies", "storage"'}
"""What the browser is asked to forget of this site, whatever the page itself has put away."""


class Leaving:
    """One method a route."""

    def __init__(self, site: Site, api: Api) -> None:
        self._site = site
        self._api = api

    async def end(self, request: Request) -> Response:
        """POST /api/session/end `{"id", "erase"}`: the token is worth nothing afterwards.

        `erase`: everything of the person goes first, as by their wish in the conversation.
        """
        token, conversation = await self._api.session(request)
        data = await read_json(request)
        if data.get("erase") is True:
            address, own = address_of(token), read_id(data.get("id"))
            words = self._site.in_force.library.text(Key.BUTTON_ERASE_YES)
            event = Said(f"{address}:{own}", conversation, own, words, Do("erase_all"), address=address)
            await self._site.turns.take(event)
        await self._site.sessions.end(token)
        return JSONResponse({}, headers={**UNKEPT, **CLEARED})
