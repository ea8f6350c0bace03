"""What is read again from time to time: every entry and published flow, with its owner, its limit and what it cites."""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.content.contents import Contents, Placed
from bot.content.flows import FlowFile
from bot.content.parts import Page
from bot.content.reviews import Reviews
from bot.core.flow import OutcomeNode, StepNode
from bot.core.keeping import Certainty, Cited, Kept


def kept(contents: Contents) -> tuple[Kept, ...]:
    """All of it, entries first, each in the order of its files. Drafts are nobody's concern yet."""
    said = _said(contents)
    flows = (file for file in contents.flows.values() if file.flow.status == "published")
    entries = (_entry(contents, id, placed, said) for id, placed in contents.entries.items())
    return tuple(chain(entries, (_flow(contents, file, said) for file in flows if file.flow.reviewed)))


def cited_by_entry(id: str, placed: Placed) -> Iterator[Cited]:
    """What an entry cites."""
    for place, source in enumerate(placed.entry.sources):
        yield Cited(source, placed.page.line(("entries", id, "sources", place)), id, _name(placed))


def cited_by_flow(file: FlowFile) -> Iterator[Cited]:
    """What the steps and outcomes of a flow cite."""
    for node in file.flow.nodes.values():
        for place, source in enumerate(node.sources if isinstance(node, StepNode | OutcomeNode) else ()):
            yield Cited(source, file.page.line(("nodes", node.id, "sources", place)), node.id, node.name)


def _entry(contents: Contents, id: str, placed: Placed, said: Mapping[str, list[int]]) -> Kept:
    path, entry, page = ("entries", id), placed.entry, placed.page
    limit = _limit(contents.reviews, entry.certainty, local=_local(said, page, page.line(path), page.last_line(path)))
    return Kept(
        what="entry",
        id=id,
        name=_name(placed),
        file=page.file,
        line=page.line((*path, "reviewed")),
        owner=placed.owner,
        reviewed=entry.reviewed,
        limit=limit,
        certainty=entry.certainty,
        cites=tuple(cited_by_entry(id, placed)),
    )


def _flow(contents: Contents, file: FlowFile, said: Mapping[str, list[int]]) -> Kept:
    assert file.flow.reviewed is not None  # `kept` asks only for those that say when
    return Kept(
        what="flow",
        id=file.flow.id,
        name=file.flow.title,
        file=file.page.file,
        line=file.page.line(("reviewed",)),
        owner=file.owner,
        reviewed=file.flow.reviewed,
        limit=_limit(contents.reviews, "confirmed", local=file.page.file in said),
        certainty="confirmed",
        cites=tuple(cited_by_flow(file)),
    )


def _name(placed: Placed) -> str:
    return next(iter(placed.entry.asks), "")


def _limit(reviews: Reviews, certainty: Certainty, *, local: bool) -> int:
    """The shortest of the limits that hold: of how sure it is, and of local facts."""
    by_certainty = {"confirmed": reviews.confirmed, "general": reviews.general, "check": reviews.check}
    return min(by_certainty[certainty], reviews.local) if local else by_certainty[certainty]


def _said(contents: Contents) -> Mapping[str, list[int]]:
    """The lines at which each file says a local fact."""
    lines: dict[str, list[int]] = {}
    for use in contents.uses:
        lines.setdefault(use.file, []).append(use.line)
    return lines


def _local(said: Mapping[str, list[int]], page: Page, first: int, last: int) -> bool:
    """Whether a local fact is said between two lines of a file."""
    return any(first <= line <= last for line in said.get(page.file, ()))
