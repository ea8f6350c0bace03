"""What the service needs to know of addresses that let nothing in."""

from datetime import datetime
from typing import Protocol


class Doors(Protocol):
    """Which addresses blocked us. `place` is where in the channel's own queue it was told: the latest word holds."""

    async def block(self, address: str, place: int, now: datetime) -> None:
        """Nothing can be sent there from now on; what waits there comes due."""
        ...

    async def let_in(self, address: str, place: int) -> None: ...

    async def is_blocked(self, address: str) -> bool: ...
