"""What is kept true: who looks after an answer or procedure, when it is due to be read again, which law has changed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_SEVERAL = re.compile(r"제(\d+(?:·\d+)+)조")
SOON = timedelta(days=30)
Certainty = Literal["confirmed", "general", "check"]
State = Literal["changed", "over", "soon", "fine"]
"""A law that is cited has changed since; longer unread than it may be; so within 30 days; none of these."""
_ORDER: tuple[State, ...] = ("changed", "over", "soon", "fine")


@dataclass(frozen=True, slots=True)
class Cited:
    """An article that is cited, at its line, by a step or the entry itself; `by` is its id."""

    article: str
    line: int
    by: str
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry or a procedure: whose it is, at which line it says when it was reviewed, and how long that holds."""

    what: Literal["entry", "flow"]
    id: str
    name: str
    file: str
    line: int
    owner: str
    reviewed: date
    limit: int
    certainty: Certainty
    cites: tuple[Cited, ...] = ()

    @property
    def due(self) -> date:
        """The last day on which it need not be read again."""
        return self.reviewed + timedelta(days=self.limit)


@dataclass(frozen=True, slots=True)
class ChangedLaw:
    """An article that is another one since that day."""

    article: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is kept, how it stands today, and what of it must be looked at for changed laws."""

    kept: Kept
    state: State
    days: int  # since it should have been read again; below 0: until then
    touched: tuple[tuple[ChangedLaw, Cited], ...] = ()


def rows(kept: Iterable[Kept], laws: Sequence[ChangedLaw], today: date) -> list[Row]:
    """Everything that is kept, those first that need somebody most."""
    found = [_row(each, laws, today) for each in kept]
    return sorted(found, key=lambda row: (_ORDER.index(row.state), -row.days, row.kept.file, row.kept.line))


def touched(kept: Kept, laws: Iterable[ChangedLaw], today: date) -> Iterator[tuple[ChangedLaw, Cited]]:
    """What is cited there that changed after it was reviewed. A change that is still to come touches nothing yet."""
    for law in laws:
        if kept.reviewed < law.day <= today:
            yield from ((law, cited) for cited in kept.cites if cites_article(cited.article, law.article))


def cites_article(source: str, article: str) -> bool:
    """Whether a source is that article or a paragraph of it, however it is spaced.

    제15조제1항 is of 제15조; 제15조의2 and 제150조 are not. An article without its law is of any law.
    """
    asked = "".join(article.split())
    return any(_is_of(each, asked) for each in _each(source))


def _row(kept: Kept, laws: Sequence[ChangedLaw], today: date) -> Row:
    found, days = tuple(touched(kept, laws, today)), (today - kept.due).days
    state: State = "soon" if today + SOON > kept.due else "fine"
    if days > 0:
        state = "over"
    return Row(kept, "changed" if found else state, days, found)


def _each(cited: str) -> Iterator[str]:
    """The articles of a citation without spaces; '제157·161조' are two."""
    flat = "".join(cited.split())
    several = _SEVERAL.search(flat)
    if several is None:
        yield flat
        return
    for number in several[1].split("·"):
        yield f"{flat[: several.start()]}제{number}조{flat[several.end() :]}"


def _is_of(cited: str, asked: str) -> bool:
    at = cited.find(asked)
    rest = cited[at + len(asked) :]
    return at >= 0 and (at == 0 or asked.startswith("제")) and (not rest or rest.startswith("제"))
