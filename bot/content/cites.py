"""Who cites which article: so that staff find what to read again when the law changes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.contents import Contents
from bot.content.places import PLACES
from bot.content.sentences import about_rule
from bot.content.staleness import cited_by_entry, cited_by_flow
from bot.core.keeping import ChangedLaw, Cited, cites_article
from bot.core.rules import RULES


@dataclass(frozen=True, slots=True)
class Cite:
    """One article cited. `where` is file and line, of a rule empty. `by` is an entry, node, local fact or rule.

    `changed`: the day since which it is another one, when it was not read again after that.
    """

    article: str
    where: str
    by: str
    name: str
    changed: str = ""


def cites(contents: Contents, article: str = "", today: date | None = None) -> tuple[Cite, ...]:
    """Every place that cites an article, its paragraphs included, by article; all articles when none is given.

    With `today` those are marked that changed after they were read.
    """
    laws = tuple(law for law in contents.changed_laws if today is not None and law.day <= today)
    found = (cite for cite in _all(contents, laws) if not article.strip() or cites_article(cite.article, article))
    return tuple(sorted(found, key=lambda cite: (_by_number(cite.article), cite.where, cite.by)))


def _all(contents: Contents, laws: Sequence[ChangedLaw]) -> Iterator[Cite]:
    for id, placed in contents.entries.items():
        for cited in cited_by_entry(id, placed):
            yield _cite(placed.page.file, cited, placed.entry.reviewed, laws)
    for file in contents.flows.values():
        for cited in cited_by_flow(file):
            yield _cite(file.page.file, cited, file.flow.reviewed, laws)
    for local in contents.places.values():
        yield Cite(local.source, contents.pages[PLACES].where(("places", local.name)), local.name, local.value)
    for rule in RULES.values():
        if rule.law:
            yield Cite(rule.law, "", rule.name, about_rule(rule.name))


def _cite(file: str, cited: Cited, reviewed: date | None, laws: Sequence[ChangedLaw]) -> Cite:
    since = [law.day for law in laws if reviewed and reviewed < law.day and cites_article(cited.article, law.article)]
    changed = max(since).isoformat() if since else ""
    return Cite(cited.article, f"{file}:{cited.line}", cited.by, cited.name, changed)


def _by_number(article: str) -> tuple[tuple[str, int], ...]:
    """Articles in the order of their numbers, not of their digits."""
    return tuple((words, int(number or 0)) for words, number in re.findall(r"(\D+)(\d*)", article))
