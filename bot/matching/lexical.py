"""The trained ranking: which entry a sentence means, how surely, and why."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from bot.core.explanation import Explanation, Judged, Phrasings
from bot.core.library import Ranked, Ranking
from bot.matching.arrays import Arrays
from bot.matching.explaining import candidates, read_as, weighed
from bot.matching.features import Floats, Sparse, Synonyms, vector
from bot.matching.grouping import Groups, by_model, grouped
from bot.matching.meaning import Sense
from bot.matching.outside import outside
from bot.matching.scoring import Scores, gates, nearest, scores
from bot.matching.sentences import questions

_MOST = 3
_REMEMBERED = 64  # a turn asks for the ranking of its sentence again and again
_WHY = 3
INSIDE = 0.6
"""The probability from which a sentence of a message is answered by itself."""
_SMALL_TALK = ("chitchat", "unrelated")  # a question may follow it
SURELY_NOT_OURS = 0.35
"""The cosine to a sentence of not_ours.yaml from which its kind is named."""
_ONLY_SURELY = ("despair", "threat", "fraud", "abusive", "prompt_injection")
"""Kinds that are named only then: who says "교육을 받고 싶어요" or "네" must not be pitied or turned away."""

CLEARLY = {"personal_case_needs_human": (2.0, 0.2), "wants_person": (0.5, 0.12)}
"""How far ahead, and how near, a kind has to be that is answered with concern: "가게로 와 주세요" is no worry."""


class Lexical:
    """Ranks by a trained model, and where its words leave a message in doubt by `sense`, if there is one.

    Reads the arrays only; nothing in it changes.
    """

    def __init__(self, model: Arrays, synonyms: Synonyms, sense: Sense | None = None) -> None:
        self._model = model
        self._synonyms = synonyms
        self._sense = sense
        self.kinds = tuple(map(str, model.kinds))
        self.surely = np.isin(model.kinds, _ONLY_SURELY)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._rank)

    def __reduce__(self) -> tuple[type["Lexical"], tuple[Arrays, Synonyms, Sense | None]]:
        """Goes to another process without what it remembers of people's sentences."""
        return Lexical, (self._model, self._synonyms, self._sense)

    @property
    def model(self) -> Arrays:
        """What was learnt."""
        return self._model

    @property
    def synonyms(self) -> Synonyms:
        return self._synonyms

    @property
    def sense(self) -> Sense | None:
        return self._sense

    def with_sense(self, sense: Sense | None) -> "Lexical":
        """The same, asking also what a message means; with None by words alone."""
        return Lexical(self._model, self._synonyms, sense)

    def rank(self, text: str) -> Ranking:
        """The entries a sentence may mean, best first, in their band."""
        return self._remembered(text)

    def explain(self, text: str, phrasings: Phrasings) -> Explanation:
        """What the message, and each question in it, was judged by. Slow: each phrasing of an entry is looked at."""
        whole = self._judged(text, phrasings, self._sense)
        parts = (self._judged(each, phrasings) for each in questions(text))
        answer_from, offer_from = map(float, self._model.bands)
        return Explanation(answer_from, offer_from, whole, tuple(parts))

    def _judged(self, text: str, phrasings: Phrasings, sense: Sense | None = None) -> Judged:
        read = read_as(text, self._synonyms, self.kinds)
        sentence = vector(text, self._model.idf, self._synonyms)
        if read.rule is not None or not len(sentence.places):
            return Judged(read, "none")
        found, right, inside, meant = self._weighed(text, sentence, sense)
        entries, kind = candidates(sentence, found, self._model, self._synonyms, phrasings)
        said = weighed(text, int(np.argmax(found.entries)), self._model, self._synonyms)
        band = self._one(text, sense).band
        return Judged(read, band, entries, kind, said, right * inside, inside, found.known, meant)

    def group(self, texts: Sequence[str]) -> Groups:
        """Which of them ask the same."""
        return grouped(texts, lambda each: by_model(each, self._model, self._synonyms))

    def _rank(self, text: str) -> Ranking:
        """The entries, with the words that carried the decision: those alone are weighed that are told."""
        said, ranking = self._chosen(text)
        if ranking.band == "none":
            return ranking
        entry = int(np.flatnonzero(self._model.entries == ranking.entries[0].entry)[0])
        carried = weighed(said, entry, self._model, self._synonyms)
        return replace(ranking, why=tuple(each.word for each in carried[:_WHY]))

    def _chosen(self, text: str) -> tuple[str, Ranking]:
        """What is ranked first, with what was said of it to be ranked so."""
        whole, parts = self._one(text, self._sense), questions(text)
        return (text, whole) if decides(whole, parts) else chosen(text, whole, [(it, self._one(it)) for it in parts])

    def _one(self, text: str, sense: Sense | None = None) -> Ranking:
        kind = outside(text, self.kinds)
        sentence = vector(text, self._model.idf, self._synonyms)
        if kind is not None or not len(sentence.places):
            return Ranking("none", not_ours=kind)
        found, right, inside, _ = self._weighed(text, sentence, sense)
        entries = self._best(found, right * inside)
        kind = self.kind(found.entries, found.kinds, found.kinds_near)
        if right * inside >= self._model.bands[0]:
            return Ranking("answer", entries)
        if inside >= self._model.bands[1]:
            return Ranking("offer", entries)
        return Ranking("none", entries, kind)

    def _weighed(self, text: str, sentence: Sparse, sense: Sense | None) -> tuple[Scores, float, float, bool]:
        """The scores, how likely the first entry is right and the sentence ours, and whether its meaning was asked."""
        found = scores(sentence, self._model)
        figures = (gates(found) - self._model.mean) / self._model.scale
        right, inside = _probability(figures, self._model.right), _probability(figures, self._model.inside)
        if sense is not None:
            judged = sense.judged(text, found, right, inside, lambda entry: nearest(sentence, entry, self._model))
            if judged is not None:
                return *judged, True
        return found, right, inside, False

    def _best(self, found: Scores, right: float) -> tuple[Ranked, ...]:
        """The first ones; the first with the probability that it is right, the others with theirs beside it."""
        order = np.argsort(-found.entries)[:_MOST]
        apart = np.exp(found.entries[order] - found.entries[order[0]])
        return tuple(
            Ranked(str(self._model.entries[place]), round(float(right * share), 4))
            for place, share in zip(order, apart, strict=True)
        )

    def kind(self, entries: Floats, kinds: Floats, kinds_near: Floats) -> str | None:
        """The kind of a sentence that is not answered, where it is clearly one of those, by its `Scores`."""
        if not len(kinds):
            return None
        unsure = self.surely & (kinds_near < SURELY_NOT_OURS)
        kinds = np.where(unsure, -np.inf, kinds)
        place = int(np.argmax(kinds))
        name = self.kinds[place]
        by, near = CLEARLY.get(name, (0.0, 0.0))
        ahead = kinds[place] - entries.max() > by and kinds_near[place] >= near
        return name if ahead or kinds_near[place] >= SURELY_NOT_OURS else None


def decides(whole: Ranking, parts: Sequence[str]) -> bool:
    """Whether a message is ranked as a whole, whatever the questions in it get."""
    not_ours = whole.not_ours is not None and whole.not_ours not in _SMALL_TALK
    return not_ours or not parts or (whole.band == "answer" and len(parts) < 2)


def chosen(text: str, whole: Ranking, parts: Sequence[tuple[str, Ranking]]) -> tuple[str, Ranking]:
    """The whole message; or the questions in it, where it asks two or is not understood as a whole.

    With what was said of it to be ranked so. What it means is asked of the whole alone: once a message is enough.
    """
    sure = [row for row in parts if row[1].band == "answer" and _first(row) >= INSIDE]
    found = {row[1].entries[0].entry: row for row in sure}
    if whole.band == "answer" and not (len(found) == 2 and whole.entries[0].entry in found):
        return text, whole
    if len(found) == 2:
        (said, one), (_, other) = found.values()
        return said, _both(one, other)
    return max(sure, key=_first, default=(text, whole))


def _first(row: tuple[str, Ranking]) -> float:
    return row[1].entries[0].score


def _both(one: Ranking, other: Ranking) -> Ranking:
    """Two questions of one message, in their order."""
    firsts = (one.entries[0], other.entries[0])
    rest = tuple(each for each in (*one.entries, *other.entries) if each.entry not in {it.entry for it in firsts})
    return Ranking("answer", (*firsts, *rest)[:_MOST], also=firsts[1].entry)


def _probability(figures: Floats, weights: Floats) -> float:
    return float(1.0 / (1.0 + np.exp(-(figures @ weights[:-1] + weights[-1]))))
