"""How often Telegram takes messages, kept by us: in all, in one chat, in a group. A chat that waits holds no other."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.telegram.names import chat_of


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many messages within any so many seconds."""

    count: int
    seconds: float

    def pause(self, times: Sequence[datetime], now: datetime) -> float:
        """Seconds until one more may go after those, which are in order; 0.0: now."""
        if len(times) < self.count:
            return 0.0
        return max(0.0, self.seconds - (now - times[-self.count]).total_seconds())


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram asks of a bot: core.telegram.org/bots/faq, "My bot is hitting limits".

    A chat may have three messages at once, for an answer is often more than one, and then one a second.
    """

    in_all: Rate = Rate(30, 1)
    in_chat: Rate = Rate(3, 3)
    in_group: Rate = Rate(20, 60)


class Paced(Exception):
    """What comes next in this chat has to wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class Rates:
    """Remembers when what was sent, for as long as it matters."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        kept = (self._limits.in_all, self._limits.in_chat, self._limits.in_group)
        self._longest = max(rate.seconds for rate in kept)
        self._sent: deque[tuple[datetime, str]] = deque()
        self._all: deque[datetime] = deque(maxlen=self._limits.in_all.count)
        self._by_address: dict[str, deque[datetime]] = {}

    def __len__(self) -> int:
        """How many addresses are remembered."""
        return len(self._by_address)

    def take(self, address: str, now: datetime) -> float:
        """Seconds until a message may go there. 0.0: it may go now, and is counted."""
        self._forget(now)
        limits, times = self._limits, self._by_address.get(address, deque())
        pauses = [limits.in_all.pause(self._all, now), limits.in_chat.pause(times, now)]
        if chat_of(address) < 0:
            pauses.append(limits.in_group.pause(times, now))
        if max(pauses) > 0:
            return max(pauses)
        self.note(address, now)
        return 0.0

    def note(self, address: str, now: datetime) -> None:
        """Counts a message that goes there whatever the limits say."""
        self._sent.append((now, address))
        self._all.append(now)
        self._by_address.setdefault(address, deque()).append(now)

    def _forget(self, now: datetime) -> None:
        """Drops what is older than every limit; and everything, should the clock have been set back."""
        turned_back = bool(self._sent) and self._sent[-1][0] > now
        while self._sent and (turned_back or (now - self._sent[0][0]).total_seconds() >= self._longest):
            _, address = self._sent.popleft()
            times = self._by_address[address]
            times.popleft()
            if not times:
                del self._by_address[address]
        if turned_back:
            self._all.clear()
