"""Where the staff are signed in: each browser a session that ends by itself, by its owner or by an admin."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from bot.core.staff import Account, Session, Stays
from bot.service.ports import Clock
from bot.service.ports.staff import Accounts

TOKEN_BYTES = 32
LONGEST_DEVICE = 200
_OFTEN = timedelta(minutes=1)  # how exactly it is kept when a session was last seen


class StaffSessions:
    """Begins sessions, finds whose one is, and ends them. `stays` is how long one lasts."""

    def __init__(self, accounts: Accounts, clock: Clock, stays: Stays | None = None) -> None:
        self._accounts = accounts
        self._clock = clock
        self.stays = stays or Stays()

    async def begin(self, account: Account, device: str, address: str) -> str:
        """A new session; its token, which is stored nowhere. Sessions that are over are forgotten with it."""
        token, now = token_urlsafe(TOKEN_BYTES), self._clock.now()
        session = Session(_digest(token), account.name, now, now, device[:LONGEST_DEVICE], address)
        await self._accounts.begin_session(session, account.key, self.stays)
        return token

    async def at(self, token: str, *, active: bool) -> tuple[Account, Session] | None:
        """Whose session a token is; None for one that is over. `active`: somebody does something in it now."""
        now = self._clock.now()
        session = await self._accounts.session(_digest(token), now, self.stays)
        account = await self._accounts.account_named(session.who) if session else None
        if session is None or account is None:
            return None
        if not active:
            return account, session
        await self._accounts.seen_session(session.id, now, now - _OFTEN)
        return account, replace(session, seen=now)

    async def of(self, name: str) -> Sequence[Session]:
        """The sessions of an account, what was seen last first."""
        return [session for session in await self.all() if session.who == name]

    async def all(self) -> Sequence[Session]:
        """Everybody's, what was seen last first."""
        found = await self._accounts.sessions(self._clock.now(), self.stays)
        return sorted(found, key=lambda session: session.seen, reverse=True)

    async def end(self, name: str, id: str) -> bool:
        """Ends a session of that account; whether it had such a one."""
        return await self._accounts.end_session(name, id)

    async def end_others(self, name: str, keep: str = "") -> None:
        """Ends every session of that account but the one with that id."""
        await self._accounts.end_sessions(name, keep)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
