"""Web sessions: a secret that only the browser knows, and an address that does not give it away."""

from hashlib import sha256
from secrets import token_urlsafe

from bot.service.ports import Clock, Store

TOKEN_BYTES = 32


class Sessions:
    """Begins sessions and finds the conversation of one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def begin(self) -> str:
        """A new session's token, with a conversation that has no message yet."""
        token = token_urlsafe(TOKEN_BYTES)
        await self._store.open_address(address_of(token), self._clock.now())
        return token

    async def conversation(self, token: str) -> str | None:
        """The conversation of a token; None for one that was never given."""
        return await self._store.conversation_at(address_of(token))

    async def end(self, token: str) -> None:
        """The token leads nowhere any more; what was said stays with whoever else is linked to it."""
        await self._store.close_address(address_of(token))


def address_of(token: str) -> str:
    """The address of a session. The token itself is stored nowhere."""
    return f"web:{sha256(token.encode('utf-8', 'replace')).hexdigest()}"
