"""What past questions got, remembered in memory, and looks at what a change does that need no other process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.content.closer import closer
from bot.content.meanings import by_words
from bot.core.impact import Gets, ranked
from bot.core.library import Matcher
from bot.disk import hints
from bot.service.impact import Done, Impacts, Means
from tests.support.person import Service


@dataclass
class Kept:
    """Implements `ports.past.Remembered` in memory."""

    kept: dict[str, Mapping[str, Gets]] = field(default_factory=dict)

    def recall(self, matcher: str) -> Mapping[str, Gets]:
        return self.kept.get(matcher, {})

    def keep(self, matcher: str, verdicts: Mapping[str, Gets]) -> None:
        self.kept[matcher] = verdicts

    def mark(self, text: str) -> str:
        return text[::-1]


def looks(service: Service) -> Impacts:
    """Above the store of a service; every library ranks anew."""
    return Impacts(
        service.store, service.clock, Means(_rank, lambda matcher: str(id(matcher)), by_words, closer, hints), Kept()
    )


def _rank(tasks: Sequence[tuple[Matcher, Sequence[str]]], done: Done) -> Sequence[Sequence[Gets]]:
    done(sum(len(texts) for _, texts in tasks))
    return [[ranked(matcher.rank(text)) for text in texts] for matcher, texts in tasks]
