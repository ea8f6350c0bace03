"""What a change of the content would do, before it does it: old and new asked side by side."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from bot.core.impact import Changed, Closer, Gets, Impact, Past, reworded
from bot.core.korean_finding import fold_anew
from bot.core.library import Entry, Library, Matcher
from bot.core.moving import Renamed, people, renamed
from bot.service.ports import Clock
from bot.service.ports.content import Files, Slip
from bot.service.ports.past import Pasts, Remembered, Typed
from bot.talk.fresh import gets

MOST = 10_000
"""Different questions that are looked at, the newest."""
Done = Callable[[int], None]
"""Told of how many more questions are ranked, of those that `Impacts.of` announces."""


@dataclass(frozen=True, slots=True)
class Means:
    """How questions are ranked, phrasings compared, and lines of files found: slow and pure.

    `rank` is given matchers, each with what it is to rank. `by_words` makes two matchers comparable, of which one has
    learnt more than the other by now.
    """

    rank: Callable[[Sequence[tuple[Matcher, Sequence[str]]], Done], Sequence[Sequence[Gets]]]
    name: Callable[[Matcher], str]
    by_words: Callable[[Matcher], Matcher]
    closer: Callable[[Mapping[str, Entry], Mapping[str, Entry]], tuple[Closer, ...]]
    hints: Callable[[Files, Sequence[Renamed]], tuple[Slip, ...]]


class Stopped(Exception):
    """Nobody waits for the look any more."""


class Progress:
    """How far a look has come, in questions ranked: for who waits for it. Read and stopped from any thread."""

    def __init__(self) -> None:
        self.all = 0
        self.done = 0
        self._stopped = False

    def expects(self, more: int) -> None:
        self.all += more

    def did(self, more: int) -> None:
        """Raises Stopped where it was stopped meanwhile."""
        if self._stopped:
            raise Stopped
        self.done += more

    def stop(self) -> None:
        self._stopped = True


class Impacts:
    """Looks at what a change does. Nothing is changed by looking."""

    def __init__(self, store: Pasts, clock: Clock, means: Means, remembered: Remembered) -> None:
        self._store = store
        self._clock = clock
        self._means = means
        self._remembered = remembered
        self._one_look = asyncio.Lock()

    def hints(self, files: Files, names: Sequence[Renamed]) -> tuple[Slip, ...]:
        """Where `formerly` probably lacks in these files, at its line."""
        return self._means.hints(files, names) if names else ()

    async def of(self, old: Library, new: Library, progress: Progress, most: int = MOST) -> Impact:
        """What happens when the new library takes the old one's place, by the newest questions.

        One look at a time; raises Stopped when its progress is stopped.
        """
        async with self._one_look:
            return await self._of(old, new, progress, most)

    async def _of(self, old: Library, new: Library, progress: Progress, most: int) -> Impact:
        old, new = self._by_words(old), self._by_words(new)
        typed, walking = await self._store.typed(2 * MOST), await self._store.walking()
        now = self._clock.now()

        def looked() -> Impact:
            known = tuple(islice(distinct(typed, old.matcher), MOST))
            questions = known[:most]
            before, after = self._ranked(old, new, known, most, progress)
            names = renamed(old.flows, new.flows)
            return Impact(
                len(questions),
                tuple(_changed(old, new, questions, before, after, now)),
                reworded(old, new, questions, before),
                people(walking, old, new, now.date(), names),
                names,
                self._means.closer(old.entries, new.entries),
            )

        return await asyncio.to_thread(looked)

    def _by_words(self, library: Library) -> Library:
        matcher = self._means.by_words(library.matcher)
        tongues = {language: replace(each, matcher=matcher) for language, each in library.tongues.items()}
        return replace(library, matcher=matcher, tongues=tongues)

    def _ranked(
        self, old: Library, new: Library, known: Sequence[Past], most: int, progress: Progress
    ) -> tuple[Sequence[Gets], Sequence[Gets]]:
        """What the first questions get by ranking alone, before and now; what is remembered is not ranked again."""
        marks = {self._remembered.mark(question.text): question.text for question in known}
        asked = list(marks)[:most]
        by_name = {self._means.name(library.matcher): library.matcher for library in (old, new)}
        ranked = {name: self._remembered.recall(name) for name in by_name}
        wanted = {name: [mark for mark in asked if mark not in ranked[name]] for name in by_name}
        progress.expects(sum(map(len, wanted.values())))
        tasks = [(matcher, [marks[mark] for mark in wanted[name]]) for name, matcher in by_name.items()]
        for name, found in zip(by_name, self._means.rank(tasks, progress.did), strict=True):
            ranked[name] = {**ranked[name], **dict(zip(wanted[name], found, strict=True))}
            self._remembered.keep(name, {mark: it for mark, it in ranked[name].items() if mark in marks})
        before, *after = ([ranked[name][mark] for mark in asked] for name in by_name)
        return before, after[0] if after else before


def distinct(typed: Sequence[Typed], matcher: Matcher) -> Iterator[Past]:
    """The questions among what was typed, the newest first; what differs in spacing alone is one.

    What was said while a procedure asked something is left out unless it reads as a question.
    """
    texts: dict[str, str] = {}
    times: dict[str, int] = {}
    for each in typed:
        folded = fold_anew(each.text)
        if folded and (folded in times or not each.asked or matcher.looks_like_question(each.text)):
            texts.setdefault(folded, each.text)
            times[folded] = times.get(folded, 0) + 1
    return (Past(text, times[folded]) for folded, text in texts.items())


def _changed(
    old: Library,
    new: Library,
    questions: Sequence[Past],
    before: Sequence[Gets],
    after: Sequence[Gets],
    now: datetime,
) -> Iterator[Changed]:
    """The questions that the talk really treats otherwise: it is asked where rankings differ, or words it knows."""
    heard = _heard_otherwise(old, new)
    for question, one, other in zip(questions, before, after, strict=True):
        if one != other or heard(question.text):
            was, is_ = gets(question.text, old, now), gets(question.text, new, now)
            if was != is_:
                yield Changed(question, was, is_)


def _heard_otherwise(old: Library, new: Library) -> Callable[[str], bool]:
    """Whether a text is heard otherwise before anything is ranked: as a command, the name of a flow, a wish."""
    if _exact(old) == _exact(new) and old.words.wishes == new.words.wishes:
        return lambda text: False
    other = {*_exact(old).items()} ^ {*_exact(new).items()}
    words = {word for word, _ in other}
    return lambda text: fold_anew(text) in words or old.matcher.wishes(text) != new.matcher.wishes(text)


def _exact(library: Library) -> Mapping[str, str]:
    named = [(flow.title, flow.id) for flow in library.flows.values()]
    named += [
        (word, id) for group in (library.words.commands, library.words.begin) for id in group for word in group[id]
    ]
    return {fold_anew(word): id for word, id in named}
