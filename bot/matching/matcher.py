"""The matcher as the library carries it: ranking, reading of values, wishes for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.core.explanation import Explanation, Phrasings
from bot.core.flow import Node
from bot.core.library import Ranking, Reading
from bot.matching.fold import align
from bot.matching.grouping import Groups
from bot.matching.message import only_values
from bot.matching.questions import looks_like_question
from bot.matching.reading import read
from bot.matching.tongue import language, spelt_in
from bot.matching.wishes import wishes


class Ranker(Protocol):
    """What ranks: trained, or the stand-in until something is."""

    def rank(self, text: str) -> Ranking: ...

    def explain(self, text: str, phrasings: Phrasings) -> Explanation: ...

    def group(self, texts: Sequence[str]) -> Groups: ...


@dataclass(frozen=True, slots=True)
class WholeMatcher:
    """Implements core.library.Matcher. `phrases` are the wishes of words.yaml, `others` rank other languages."""

    ranker: Ranker
    phrases: tuple[str, ...]
    others: Mapping[str, Ranker] = field(default_factory=dict)

    def rank(self, text: str) -> Ranking:
        return self.ranker_of(text).rank(text)

    def explain(self, text: str, phrasings: Phrasings) -> Explanation:
        return self.ranker_of(text).explain(text, phrasings)

    def group(self, texts: Sequence[str]) -> Groups:
        return self.ranker.group(texts)

    def read(self, text: str, nodes: Sequence[Node], today: date) -> tuple[Reading, ...]:
        return read(text, nodes, today)

    def only_values(self, text: str, today: date) -> bool:
        return only_values(text, today)

    def wishes(self, text: str) -> bool:
        return wishes(text, self.phrases)

    def looks_like_question(self, text: str) -> bool:
        return looks_like_question(align(text).text)

    def language(self, text: str) -> str:
        return language(text)

    def ranker_of(self, text: str) -> Ranker:
        """What ranks a text, by the language it is spelt in."""
        return self.others.get(spelt_in(text), self.ranker)
