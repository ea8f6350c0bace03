"""How often one session or address may send: buckets that fill up again with time."""

from dataclasses import dataclass
from datetime import datetime

MOST_BUCKETS = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many more with every second."""

    burst: int
    per_second: float


class Limiter:
    """One bucket per key. Buckets that are full again are forgotten once there are `most`."""

    def __init__(self, rate: Rate, most: int = MOST_BUCKETS) -> None:
        self._rate = rate
        self._most = most
        self._buckets: dict[str, tuple[float, datetime]] = {}

    def __len__(self) -> int:
        """How many buckets are remembered."""
        return len(self._buckets)

    def allows(self, key: str, now: datetime) -> bool:
        """Whether one more may pass; takes it out of the bucket if so."""
        left = self._left(key, now)
        if left < 1:
            return False
        if len(self._buckets) >= self._most:
            self._forget_full(now)
        self._buckets[key] = (left - 1, now)
        return True

    def _left(self, key: str, now: datetime) -> float:
        left, since = self._buckets.get(key, (float(self._rate.burst), now))
        grown = max(0.0, (now - since).total_seconds()) * self._rate.per_second
        return min(self._rate.burst, left + grown)

    def _forget_full(self, now: datetime) -> None:
        self._buckets = {key: it for key, it in self._buckets.items() if self._left(key, now) < self._rate.burst}
