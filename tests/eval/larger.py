"""Larger contents for measuring: entries made by rule from the real ones, the same each time.

Such an entry asks what a real one asks, about something else: its phrasings are those of a real entry, each beside a
word put together from the beginnings of words of two others, as Korean does with nouns.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.content.build import lessons
from bot.content.contents import Lessons
from bot.content.sources import Sources
from bot.core.korean import fold
from bot.core.library import Entry

PHRASINGS = 12
_IN_A_FILE = 60
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


def larger_files(sources: Sources, count: int) -> Sources:
    """Likewise as files: those that there are, and the added entries in files of their own. No phrasing is twice."""
    known, made = set[str](), list[Entry]()
    for entry in larger(lessons(sources), count).entries.values():
        asks = [ask if fold(ask) not in known else f"{ask} {len(known)}" for ask in dict.fromkeys(entry.asks)]
        known |= set(map(fold, asks))
        made += [replace(entry, asks=tuple(asks))] if entry.id.startswith("made_") else []
    parts = [made[start : start + _IN_A_FILE] for start in range(0, len(made), _IN_A_FILE)]
    files = {f"faq/made_{place}.yaml": "\n".join(_file(place, part)) for place, part in enumerate(parts)}
    return Sources({**sources.files, **files})


def _file(place: int, entries: Sequence[Entry]) -> Iterator[str]:
    yield from (f"topic: 만든 것 {place}", "owner: 상담팀", "entries:")
    for entry in entries:
        yield from (f"  {entry.id}:", "    asks:", *map(_item, entry.asks))
        yield from ("    answer: |", *(f"      {line}" for line in entry.answer.splitlines()))
        yield from (f"    certainty: {entry.certainty}", f"    reviewed: {entry.reviewed}")
        yield from ([f"    law: {entry.law}"] if entry.law else [])
        yield from ("    sources:", *map(_item, entry.sources))
    yield ""


def _item(text: str) -> str:
    return f"      - {json.dumps(text, ensure_ascii=False)}"
