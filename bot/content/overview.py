"""What the content covers, as a page for people: who answers a subject or fact, who cites an article or local fact."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.cites import Cite, cites
from bot.content.contents import Contents
from bot.content.parts import Page
from bot.content.places import Use
from bot.content.sentences import Sentence, tell
from bot.content.sources import language_of

_ARTICLE = re.compile(r"^(.+?) 제(\d+(?:·\d+)*)조(의\d+)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What there must be an answer to: subjects with what they mean, and the entry that holds a fact, by group.

    `of` names the subject of an entry whose id is another.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    of: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def overview(contents: Contents, wanted: Wanted) -> str:
    """The page, the same for the same content. It names no lines, which change with every edit."""
    parts = (
        [tell(Sentence.COVERED)],
        _labels(contents, wanted) if wanted.labels else (),
        _facts(contents, wanted) if wanted.facts else (),
        _articles(contents),
        _places(contents),
    )
    return "\n\n".join(said for part in parts if (said := "\n".join(part))) + "\n"


def lacking(contents: Contents, wanted: Wanted) -> tuple[str, ...]:
    """The subjects and facts without an entry."""
    by_label = _by_label(contents, wanted)
    facts = (entry for group in wanted.facts.values() for entry in group.values())
    return (*(label for label in wanted.labels if label not in by_label), *_missing(facts, contents.entries))


def _missing(names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    there = set(known)
    yield from (name for name in dict.fromkeys(names) if name not in there)


def _by_label(contents: Contents, wanted: Wanted) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id in sorted(contents.entries):
        found.setdefault(wanted.of.get(id, id), []).append(id)
    return found


def _labels(contents: Contents, wanted: Wanted) -> Iterator[str]:
    by_label = _by_label(contents, wanted)
    yield tell(Sentence.COVERED_LABELS, count=len(wanted.labels), entries=len(contents.entries))
    for label, meaning in wanted.labels.items():
        yield _row(label, meaning, _named(by_label.get(label, ())))


def _facts(contents: Contents, wanted: Wanted) -> Iterator[str]:
    yield tell(Sentence.COVERED_FACTS, count=sum(len(rows) for rows in wanted.facts.values()))
    for group, rows in wanted.facts.items():
        for question, entry in rows.items():
            yield _row(group, question, _named([entry] if entry in contents.entries else []))


def _articles(contents: Contents) -> Iterator[str]:
    by_article: dict[str, dict[str, None]] = {}
    for cite in cites(contents):
        if cite.where and not _is_draft(contents, cite):
            for article in _whole(cite):
                by_article.setdefault(article, {})[_by(contents, cite)] = None
    yield tell(Sentence.COVERED_ARTICLES, count=len(by_article))
    for article, names in by_article.items():
        yield _row(article, _named(sorted(names)))


def _is_draft(contents: Contents, cite: Cite) -> bool:
    file = cite.where.rpartition(":")[0]
    flow = contents.flows.get(_stem(file)) if file.startswith("flows/") else None
    return flow is not None and flow.flow.status == "draft"


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")


def _whole(cite: Cite) -> Iterator[str]:
    """The articles that a citation names, without paragraphs; a report or a site as it is."""
    found = _ARTICLE.match(cite.article)
    if found is None:
        yield cite.article
        return
    for number in found[2].split("·"):
        yield f"{found[1]} 제{number}조{found[3] or ''}"


def _by(contents: Contents, cite: Cite) -> str:
    """An entry by its id; a step or outcome with its flow before it."""
    file = cite.where.rpartition(":")[0]
    return cite.by if file.startswith("faq/") else f"{_stem(file)}.{cite.by}"


def _places(contents: Contents) -> Iterator[str]:
    used: dict[str, set[str]] = {}
    for use in contents.uses:
        if language_of(use.file):
            continue  # the same answer, in other words
        used.setdefault(use.place, set()).add(_sayer(contents.pages[use.file], use))
    yield tell(Sentence.COVERED_PLACES, count=len(contents.places))
    for name, place in contents.places.items():
        yield _row(name, place.value, _named(sorted(used.get(name, ()))))


def _sayer(page: Page, use: Use) -> str:
    """The entry, node, kind or text that says it: the nearest that begins above."""
    above = [path for path, line in page.lines.items() if line <= use.line and 1 <= len(path) <= 2]
    path = max(above, key=lambda path: (page.lines[path], -len(path)), default=())
    stem = _stem(use.file)
    name = str(path[-1]) if path else stem
    return name if path[:1] == ("entries",) else f"{stem}.{name}"


def _named(ids: Iterable[str]) -> str:
    return ", ".join(f"`{id}`" for id in ids) or tell(Sentence.NOTHING)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
