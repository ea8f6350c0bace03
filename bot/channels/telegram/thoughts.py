"""Which messages are one thought: an album, and a text that was too long for one message and was cut by Telegram."""

from dataclasses import dataclass

from bot.channels.telegram.drawing import units
from bot.channels.telegram.reading import Place, SentFile, Wrote

LONG = 4000
"""Units of UTF-16 from which on a text may have been cut: the longest message has 4,096, and is cut at a space."""
SOON = 1
"""Seconds between two parts at the most, by Telegram's clock."""
_MOST = 1000


@dataclass(frozen=True, slots=True)
class _Long:
    """The last part of a long text: when it was written, and what its thought is called."""

    second: int
    name: str


class Thoughts:
    """What was written last in each private chat, as far as it may go on: a thousand chats at the most.

    A restart between two parts costs a second answer, never a word.
    """

    def __init__(self) -> None:
        self._long: dict[int, _Long] = {}

    def part(self, happened: Wrote | SentFile) -> str:
        """The name of the thought that a message belongs to; empty for a message that stands alone."""
        if happened.edited:
            return ""
        if isinstance(happened, SentFile):
            return f"album:{happened.album}" if happened.album else ""
        before = self._long.pop(happened.at.chat, None)
        goes_on = before is not None and 0 <= happened.at.second - before.second <= SOON
        name = before.name if before and goes_on else ""
        if units(happened.text) < LONG:
            return name
        return self._begun(happened.at, name or f"text:{happened.at.message}")

    def _begun(self, at: Place, name: str) -> str:
        while len(self._long) >= _MOST:
            del self._long[next(iter(self._long))]
        self._long[at.chat] = _Long(at.second, name)
        return name
