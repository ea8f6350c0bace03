"""Where the consultants' group is: its number is another once it has become a supergroup, and the store keeps which."""

from collections.abc import Mapping, Sequence

from bot.channels.telegram.names import address, chat_of
from bot.service.ports import Clock, Store


class Desk:
    """The group as it was set, and where it is by now."""

    def __init__(self, bot: int, group: int | None, store: Store, clock: Clock) -> None:
        self._bot = bot
        self._group = group
        self._store = store
        self._clock = clock

    async def chat(self, updates: Sequence[Mapping[str, object]] = ()) -> int | None:
        """The group's number, after what these updates say of it; None where there is no group."""
        if self._group is None:
            return None
        here = await self._store.where(address(self._bot, self._group))
        for update in updates:
            to = _moved_to(update, chat_of(here))
            if to is not None:
                there = address(self._bot, to)
                await self._store.move(here, there, self._clock.now())
                here = there
        return chat_of(here)


def is_move(update: Mapping[str, object]) -> bool:
    """Whether it is a group's word that its number changes, which nobody has written."""
    message = update.get("message")
    return isinstance(message, dict) and not message.keys().isdisjoint(("migrate_to_chat_id", "migrate_from_chat_id"))


def _moved_to(update: Mapping[str, object], group: int) -> int | None:
    """What a message of that group says its new number is."""
    message = update.get("message")
    if not isinstance(message, dict):
        return None
    chat, to = message.get("chat"), message.get("migrate_to_chat_id")
    ours = isinstance(chat, dict) and chat.get("id") == group
    return to if ours and isinstance(to, int) and to != group else None
