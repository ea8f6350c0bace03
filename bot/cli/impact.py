"""`check --impact`: what content would do if it took the place of the version in force."""

import sys
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import TypeVar

import click

from bot.app import SystemClock, open_store
from bot.cli.telling import Told
from bot.cli.words import Line, say
from bot.config import Settings
from bot.content import build
from bot.content.build import MakeMatcher
from bot.content.problems import Unfit
from bot.content.renamed import proposed
from bot.content.sources import Sources
from bot.core.impact import Changed, Closer, Gets, Impact, Sort
from bot.core.library import Library
from bot.core.moving import Meets
from bot.disk import impacts
from bot.service.impact import Progress

T = TypeVar("T")
SORTS: Sequence[tuple[Sort, Line]] = (
    ("gained", Line.IMPACT_GAINED),
    ("other", Line.IMPACT_OTHER),
    ("lost", Line.IMPACT_LOST),
)


async def look(
    settings: Settings, make_matcher: MakeMatcher, sources: Sources, new: Library, most: int
) -> Iterator[str]:
    """What the new content does, in lines, at most so many of each sort. Raises Told, what opening raises."""
    async with open_store(settings) as store:
        in_force = await store.version_in_force()
        if in_force is None:
            raise Told(say(Line.IMPACT_NONE_IN_FORCE))
        version, files = in_force
        if version == new.version:
            return iter((say(Line.IMPACT_SAME_VERSION),))
        old = _built(Sources(files), make_matcher)
        with _Bar() as progress:
            found = await impacts(settings, store, SystemClock()).of(old, new, progress)
    hints = proposed(found.renamed, build.sound(sources)) if found.renamed else []
    return told(found, old, new, most, [str(problem) for problem in hints])


def _built(sources: Sources, make_matcher: MakeMatcher) -> Library:
    try:
        return build.taught(sources, make_matcher)
    except Unfit as unfit:
        raise Told(say(Line.IMPACT_OLD_UNFIT)) from unfit


class _Bar(Progress):
    """Progress as a bar on the terminal, where somebody looks on."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = click.progressbar(length=0, label=say(Line.IMPACT_RANKING), file=sys.stderr)
        self._one_at_a_time = Lock()

    def __enter__(self) -> "_Bar":
        self._bar.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.render_finish()

    def expects(self, more: int) -> None:
        super().expects(more)
        self._bar.length = self.all

    def did(self, more: int) -> None:
        with self._one_at_a_time:
            super().did(more)
            self._bar.update(more)


def told(found: Impact, old: Library, new: Library, most: int, hints: Sequence[str]) -> Iterator[str]:
    """The lines: questions, people, names that were probably changed, entries that came close."""
    yield say(Line.IMPACT_QUESTIONS, asked=f"{found.asked:,}", changed=f"{len(found.changed):,}")
    for sort, title in SORTS:
        yield from _some(title, found.of(sort), most, lambda each: _question(each, old, new))
    rows = [say(Line.IMPACT_REWORDED_ONE, entry=_entry(id, new), count=str(n)) for id, n in found.reworded.items()]
    yield from _some(Line.IMPACT_REWORDED, rows, most, lambda row: (row,))
    yield from _people(found, old, new)
    yield from hints
    yield from _some(Line.IMPACT_CLOSER, found.closer, most, _closer)


def _some(title: Line, all_: Sequence[T], most: int, lines: Callable[[T], Sequence[str]]) -> Iterator[str]:
    """A title with the count, the first ones, and how many more there are; nothing where there are none."""
    if all_:
        yield "\n" + say(title, count=f"{len(all_):,}")
    for each in all_[:most]:
        first, *more = lines(each)
        yield from (f"  {first}", *(f"      {line}" for line in more))
    if len(all_) > most:
        yield "  " + say(Line.IMPACT_MORE, count=f"{len(all_) - most:,}")


def _question(it: Changed, old: Library, new: Library) -> Sequence[str]:
    said = say(Line.IMPACT_ASKED, text=" ".join(it.question.text.split()), times=str(it.question.times))
    before, after = _gets(it.before, old), _gets(it.after, new)
    return said, say(Line.IMPACT_BEFORE, gets=before), say(Line.IMPACT_AFTER, gets=after)


def _gets(it: Gets, library: Library) -> str:
    entries = ", ".join(_entry(id, library) for id in (it.entry, it.also) if id)
    said = say(Line(f"impact_gets_{it.band}"))
    return " ".join(part for part in (said, entries, f"({it.kind})" if it.kind else "") if part)


def _entry(id: str, library: Library) -> str:
    return f"‘{library.entries[id].asks[0]}’({id})"


def _people(found: Impact, old: Library, new: Library) -> Iterator[str]:
    if not found.meets:
        return
    yield "\n" + say(Line.IMPACT_PEOPLE, count=f"{sum(found.meets.values()):,}")
    same = sum(count for meets, count in found.meets.items() if meets.what == "same")
    if same:
        yield "  " + say(Line.IMPACT_MEETS_SAME, count=f"{same:,}")
    rest = sorted((meets, count) for meets, count in found.meets.items() if meets.what != "same")
    for meets, count in rest:
        yield "  " + _meets(meets, count, old, new)


def _meets(meets: Meets, count: int, old: Library, new: Library) -> str:
    flow = old.flows[meets.flow]
    to = new.flows[meets.flow].nodes[meets.to] if meets.to else None
    values = {"flow": flow.title, "count": f"{count:,}", "node": f"{flow.nodes[meets.node].name}({meets.node})"}
    return say(Line(f"impact_meets_{meets.what}"), **values, to=f"{to.name}({to.id})" if to else "")


def _closer(it: Closer) -> Sequence[str]:
    shares = {"before": f"{it.before:.0%}", "now": f"{it.now:.0%}"}
    return (say(Line.IMPACT_CLOSER_ONE, one=it.entry, ask=it.ask, other=it.other, other_ask=it.other_ask, **shares),)
