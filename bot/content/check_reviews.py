"""Is what is said still looked after: reviews that are older than their kind of fact may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.content.contents import Contents
from bot.content.parts import Page, Path
from bot.content.reviews import Reviews
from bot.content.sentences import Sentence, tell
from bot.core.library import Certainty


@dataclass(frozen=True, slots=True)
class _Review:
    """When something was read again, where that stands, and after how many days it should be."""

    page: Page
    path: Path
    day: date
    limit: int


def check_reviews(contents: Contents, today: date) -> None:
    """Warns of every entry and published flow whose review is older than its limit."""
    for review in (*_entries(contents), *_flows(contents)):
        age = (today - review.day).days
        if review.day != date.min and age > review.limit:
            review.page.at(review.path, tell(Sentence.REVIEW_OLD, days=age, limit=review.limit), "warning")


def _entries(contents: Contents) -> Iterator[_Review]:
    for id, placed in contents.entries.items():
        path, last = ("entries", id), placed.page.last_line(("entries", id))
        local = _local(contents, placed.page, placed.page.line(path), last)
        limit = _limit(contents.reviews, placed.entry.certainty, local=local)
        yield _Review(placed.page, (*path, "reviewed"), placed.entry.reviewed, limit)


def _flows(contents: Contents) -> Iterator[_Review]:
    for file in contents.flows.values():
        if file.flow.status == "published" and file.flow.reviewed:
            limit = _limit(contents.reviews, "confirmed", local=_local(contents, file.page))
            yield _Review(file.page, ("reviewed",), file.flow.reviewed, limit)


def _limit(reviews: Reviews, certainty: Certainty, *, local: bool) -> int:
    """The shortest of the limits that hold: of how sure it is, and of local facts."""
    by_certainty = {"confirmed": reviews.confirmed, "general": reviews.general, "check": reviews.check}
    return min(by_certainty[certainty], reviews.local) if local else by_certainty[certainty]


def _local(contents: Contents, page: Page, first: int = 0, last: int = 10**9) -> bool:
    """Whether a local fact is said between two lines of a file."""
    return any(use.file == page.file and first <= use.line <= last for use in contents.uses)
