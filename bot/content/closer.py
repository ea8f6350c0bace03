"""Entries that came close to each other: where phrasings of two of them are nearer now than any were before."""

from collections.abc import Iterator, Mapping

from bot.core.impact import Closer
from bot.core.library import Entry
from bot.matching.nearness import closeness, near

NEAR = 0.75
"""From here on (0 to 1) two phrasings of different entries are worth a look."""
_NEARER = 0.01

Entries = Mapping[str, Entry]


def closer(old: Entries, new: Entries) -> tuple[Closer, ...]:
    """The pairs of entries that came close, the nearest first; each with its two nearest phrasings."""
    best: dict[frozenset[str], Closer] = {}
    for each in _near(old, new):
        pair = frozenset((each.entry, each.other))
        if pair not in best or best[pair].now < each.now:
            best[pair] = each
    found = (Closer(it.entry, it.ask, it.other, it.other_ask, _before(old, it), it.now) for it in best.values())
    return tuple(sorted((it for it in found if it.now > it.before + _NEARER), key=lambda it: -it.now))


def _near(old: Entries, new: Entries) -> Iterator[Closer]:
    """Every new phrasing beside every near one of another entry."""
    asks = [(id, ask) for id, entry in new.items() for ask in entry.asks]
    known = {(id, ask) for id, entry in old.items() for ask in entry.asks}
    come = [each for each in asks if each not in known]
    for one, other, now in near([ask for _, ask in come], [ask for _, ask in asks], NEAR):
        if come[one][0] != asks[other][0]:
            yield Closer(*come[one], *asks[other], 0.0, now)


def _before(old: Entries, pair: Closer) -> float:
    """How near the phrasings of two entries came before; 0 where one of them is new."""
    if pair.entry not in old or pair.other not in old:
        return 0.0
    return max((closeness(ask, other) for ask in old[pair.entry].asks for other in old[pair.other].asks), default=0.0)
