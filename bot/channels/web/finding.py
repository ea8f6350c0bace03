"""What a person finds who looks for an answer: the same matcher as in the conversation, and plain words beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.korean import fold
from bot.core.library import Entry, Library

MOST = 5
_SHORTEST = 2  # letters from which words alone are looked for


@dataclass(frozen=True, slots=True)
class Found:
    """`answer` is what was clearly meant, `near` what may be; `say` is said instead to what is not ours."""

    query: str
    answer: Entry | None = None
    near: tuple[Entry, ...] = ()
    say: str = ""

    @property
    def count(self) -> int:
        return len(self.near) + (self.answer is not None)


def find(query: str, library: Library) -> Found:
    """The best entries in their band, filled up with questions that hold the words; at most MOST.

    What only a person should answer gets no entry.
    """
    ranking = library.matcher.rank(query)
    row, holding = library.not_ours.get(ranking.not_ours or ""), tuple(_holding(query, library))
    if row is not None and (row.person or not holding):
        return Found(query, say=row.say.strip())
    sure = ranking.band == "answer"
    ranked = [library.entries[it.entry] for it in ranking.entries] if ranking.band != "none" else []
    answer = ranked[0] if sure and ranked else None
    near = {entry.id: entry for entry in (*ranked[answer is not None :], *holding) if entry != answer}
    return Found(query, answer, tuple(near.values())[: MOST - (answer is not None)])


def _holding(query: str, library: Library) -> Iterator[Entry]:
    """The entries whose question or topic holds every word, however it is spaced."""
    words = [fold(word) for word in query.split()]
    if len("".join(words)) < _SHORTEST:
        return
    for entry in library.entries.values():
        place = fold(entry.asks[0] + entry.topic)
        if all(word in place for word in words):
            yield entry
