"""The stand-in while nothing is trained yet: letters of the phrasings compared one by one."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from bot.core.explanation import Candidate, Explanation, Judged, Phrasings
from bot.core.library import Ranked, Ranking
from bot.matching.explaining import read_as
from bot.matching.features import DIMENSIONS
from bot.matching.fold import fold, jamo
from bot.matching.grouping import Groups, by_words, grouped
from bot.matching.outside import outside

ANSWER, OFFER = 82.0, 62.0
_CLEAR = 6.0  # points that the first must be ahead of the next entry
_MOST = 3
_EVERY_WORD_ALIKE = np.ones(DIMENSIONS, dtype=np.float32)


class Untrained:
    """Ranks by the nearest phrasing. Careful: it answers only what it nearly knows by heart."""

    def __init__(self, asks: dict[str, tuple[str, ...]], not_ours: dict[str, tuple[str, ...]]) -> None:
        self._asks = [(entry, _letters(ask)) for entry, all_ in asks.items() for ask in all_]
        self._not_ours = [(kind, _letters(each)) for kind, all_ in not_ours.items() for each in all_]
        self._kinds = tuple(not_ours)

    def group(self, texts: Sequence[str]) -> Groups:
        """Which of them ask the same, by words alone."""
        return grouped(texts, lambda each: by_words(each, _EVERY_WORD_ALIKE, {}))

    def rank(self, text: str) -> Ranking:
        kind = outside(text, self._kinds)
        if kind is not None:
            return Ranking("none", not_ours=kind)
        best = _best(_letters(text), self._asks)
        order = sorted(best, key=lambda entry: -best[entry])[:_MOST]
        entries = tuple(Ranked(entry, round(best[entry] / 100, 4)) for entry in order)
        out = _best(_letters(text), self._not_ours)
        kind = max(out, key=lambda name: out[name], default=None)
        if not order or (kind is not None and out[kind] >= best[order[0]]):
            return Ranking("none", entries, kind if kind is not None and out[kind] >= OFFER else None)
        first, second = best[order[0]], best[order[1]] if len(order) > 1 else 0.0
        if first >= ANSWER and first - second >= _CLEAR:
            return Ranking("answer", entries)
        return Ranking("offer" if first >= OFFER else "none", entries)

    def explain(self, text: str, phrasings: Phrasings) -> Explanation:
        """The entries by their nearest phrasing; nothing is weighed here."""
        ranking, read = self.rank(text), read_as(text, {}, self._kinds)
        near = {each.entry: _nearest(_letters(text), phrasings.get(each.entry, ())) for each in ranking.entries}
        entries = tuple(Candidate(each.entry, each.score, near[each.entry], each.score) for each in ranking.entries)
        first = entries[0].score if entries and read.rule is None else 0.0
        return Explanation(ANSWER / 100, OFFER / 100, Judged(read, ranking.band, entries, right=first, ours=first))


def _nearest(text: str, known: Sequence[str]) -> str:
    return max(known, key=lambda each: fuzz.ratio(text, _letters(each)), default="")


def _letters(text: str) -> str:
    return jamo(fold(text).replace(" ", ""))


def _best(text: str, known: list[tuple[str, str]]) -> dict[str, float]:
    found = process.extract(text, [phrase for _, phrase in known], scorer=fuzz.ratio, limit=None) if known else []
    best: dict[str, float] = {}
    for _, score, place in found:
        name = known[place][0]
        best[name] = max(best.get(name, 0.0), score)
    return best
