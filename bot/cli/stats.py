"""`stats`: numbers of a stretch of days. Words of people are not among them."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.app import open_store
from bot.cli.words import Line, say
from bot.config import Settings
from bot.core import korean
from bot.service.ports import Counted

LONGEST = 3660
"""Days one may look back."""


def first_moment(now: datetime, days: int) -> datetime:
    """The midnight with which that many days begin, today among them."""
    return datetime.combine((now - timedelta(days=days - 1)).date(), time(), now.tzinfo)


async def count(settings: Settings, since: datetime) -> Sequence[Counted]:
    """What is counted from that moment on, read beside a server that runs. Raises what `open_store` raises."""
    async with open_store(settings) as store:
        return await store.counted(since)


def told(counted: Sequence[Counted], *, as_json: bool) -> str:
    """The sums and then each day, for people; or a line of JSON for each number."""
    if as_json:
        return "\n".join(json.dumps(_line(each), ensure_ascii=False) for each in counted)
    if not counted:
        return say(Line.STATS_NONE)
    days = sorted({each.day for each in counted})
    blocks = [_block(say(Line.STATS_ALL), counted)]
    blocks += [_block(korean.day(day), [each for each in counted if each.day == day]) for day in days]
    return "\n\n".join(blocks)


def _line(each: Counted) -> dict[str, object]:
    return {"day": each.day.isoformat(), "what": each.what, "of": list(each.of), "count": each.count}


def _block(title: str, counted: Sequence[Counted]) -> str:
    total: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for each in counted:
        total[each.what, each.of] += each.count
    lines = [title]
    for (what, of), count in sorted(total.items()):
        name = " · ".join((say(Line(f"stats_{what}")), *of))
        lines.append(f"  {name}  {count}")
    return "\n".join(lines)
