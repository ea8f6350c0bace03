"""Larger contents for measuring: entries made by rule from the real ones, the same each time.

Such an entry asks what a real one asks, about something else: its phrasings are those of a real entry, each beside a
word put together from the beginnings of words of two others, as Korean does with nouns.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.content.contents import Lessons
from bot.core.library import Entry

PHRASINGS = 12
_BEGINNING = re.compile("[가-힣]{2}")


def larger(taught: Lessons, count: int) -> Lessons:
    """The content with entries added up to that many, in its own language alone."""
    real = list(taught.entries.values())
    beginnings = sorted({each for entry in real for ask in entry.asks for each in _BEGINNING.findall(ask)})
    made = (_made(real, beginnings, place) for place in range(len(real), count))
    entries: Mapping[str, Entry] = {entry.id: entry for entry in (*islice(real, count), *made)}
    return replace(taught, entries=entries, tongues={})


def _made(real: Sequence[Entry], beginnings: Sequence[str], place: int) -> Entry:
    chance = random.Random(place)
    like = real[place % len(real)]
    about = tuple("".join(chance.sample(beginnings, 2)) for _ in range(2))
    asks = [chance.choice(like.asks) for _ in range(PHRASINGS)]
    return replace(
        like, id=f"made_{place}", asks=tuple(f"{about[at % 2]} {ask}" for at, ask in enumerate(asks)), tests=()
    )
