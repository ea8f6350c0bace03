"""Who cites which article: so that staff find what to read again when the law changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.contents import Contents
from bot.content.places import PLACES
from bot.content.sentences import about_rule
from bot.core.flow import OutcomeNode, StepNode
from bot.core.rules import RULES

_SEVERAL = re.compile(r"제(\d+(?:·\d+)+)조")


@dataclass(frozen=True, slots=True)
class Cite:
    """One article cited. `where` is file and line, of a rule empty. `by` is an entry, node, local fact or rule."""

    article: str
    where: str
    by: str
    name: str


def cites(contents: Contents, article: str = "") -> tuple[Cite, ...]:
    """Every place that cites an article, its paragraphs included, by article; all articles when none is given."""
    asked = "".join(article.split())
    found = (cite for cite in _all(contents) if not asked or any(_is_of(each, asked) for each in _each(cite.article)))
    return tuple(sorted(found, key=lambda cite: (_by_number(cite.article), cite.where, cite.by)))


def _all(contents: Contents) -> Iterator[Cite]:
    for id, placed in contents.entries.items():
        for place, source in enumerate(placed.entry.sources):
            line = placed.page.line(("entries", id, "sources", place))
            yield Cite(source, f"{placed.page.file}:{line}", id, next(iter(placed.entry.asks), ""))
    for file in contents.flows.values():
        for node in file.flow.nodes.values():
            for place, source in enumerate(node.sources if isinstance(node, StepNode | OutcomeNode) else ()):
                line = file.page.line(("nodes", node.id, "sources", place))
                yield Cite(source, f"{file.page.file}:{line}", node.id, node.name)
    for local in contents.places.values():
        yield Cite(local.source, contents.pages[PLACES].where(("places", local.name)), local.name, local.value)
    for rule in RULES.values():
        if rule.law:
            yield Cite(rule.law, "", rule.name, about_rule(rule.name))


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
    """Whether it is that article or a paragraph of it: 제15조제1항 is of 제15조, 제15조의2 and 제150조 are not."""
    at = cited.find(asked)
    rest = cited[at + len(asked) :]
    return at >= 0 and (at == 0 or asked.startswith("제")) and (not rest or rest.startswith("제"))


def _by_number(article: str) -> tuple[tuple[str, int], ...]:
    """Articles in the order of their numbers, not of their digits."""
    return tuple((words, int(number or 0)) for words, number in re.findall(r"(\D+)(\d*)", article))
