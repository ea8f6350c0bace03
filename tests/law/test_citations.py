"""What is said of the law stands in the law: every cited article is there, and every number in one that is cited."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.content.sentences import about_rule
from bot.core.flow import Node, OutcomeNode, StepNode
from bot.core.rules import RULES
from tests.law.numbers import ANY, Number, numbers
from tests.law.statutes import Statute, citation, paragraph_of, statutes
from tests.support.served import contents

HERE = Path(__file__).parent
STATUTES = statutes()
READ_ELSEWHERE = date(2026, 6, 8)
"""The day of the versions in which the articles of elsewhere.toml were read."""

NOTHING = Statute("", date.min, {})


@dataclass(frozen=True, slots=True)
class Telling:
    """An entry, step or outcome: what it says and what it cites."""

    id: str
    where: str
    text: str
    sources: tuple[str, ...]


@cache
def elsewhere() -> dict[str, str]:
    """The numbers of articles whose text is not kept here, by law and article."""
    rows: dict[str, str] = tomllib.loads((HERE / "elsewhere.toml").read_text(encoding="utf-8"))
    return rows


@cache
def told() -> dict[str, tuple[str, ...]]:
    """The numbers that are from no article, by entry or node."""
    rows = tomllib.loads((HERE / "told.toml").read_text(encoding="utf-8"))
    assert all(row["why"] for row in rows.values())
    return {id: tuple(row["numbers"]) for id, row in rows.items()}


def tellings() -> Iterator[Telling]:
    """Everything that is published and cites something."""
    for id, placed in contents().entries.items():
        yield Telling(id, placed.page.where(("entries", id)), placed.entry.answer, placed.entry.sources)
    for file in contents().flows.values():
        for node in file.flow.nodes.values() if file.flow.status == "published" else ():
            if isinstance(node, StepNode | OutcomeNode) and node.sources:
                where = file.page.where(("nodes", node.id))
                yield Telling(f"{file.flow.id}.{node.id}", where, _said(node), node.sources)


def _said(node: Node) -> str:
    if isinstance(node, StepNode):
        return "\n".join((node.what, node.where, *node.mistakes, *(item.label for item in node.checklist)))
    return "\n".join(say.text for say in node.say.values()) if isinstance(node, OutcomeNode) else ""


TELLINGS = tuple(tellings())
each_telling = pytest.mark.parametrize("telling", TELLINGS, ids=[it.id for it in TELLINGS])


def texts(source: str) -> Iterator[str]:
    """The words of the articles that a source cites; raises KeyError for one that is nowhere."""
    cited = citation(source)
    for article in cited.articles if cited else ():
        law = cited.law if cited else ""
        if law in STATUTES and article in STATUTES[law].articles:
            yield STATUTES[law].articles[article]
        else:
            yield elsewhere()[f"{law} {article}"]


def backed(sources: tuple[str, ...]) -> set[tuple[str, float]]:
    """The numbers in the cited articles. Members of a federation are counted as people there and as places here."""
    found = {(number.kind, number.value) for source in sources for text in texts(source) for number in numbers(text)}
    return found | {("count", value) for kind, value in found if kind == "people"}


def stray(text: str, sources: tuple[str, ...]) -> list[Number]:
    """The numbers of a text that no cited article and no local fact in it holds."""
    known = backed(sources)
    local = [place.value for place in contents().places.values() if place.value in text]
    known |= {(number.kind, number.value) for value in local for number in numbers(value)}
    return [it for it in numbers(text) if (it.kind, it.value) not in known and (ANY, it.value) not in known]


@each_telling
def test_every_cited_article_is_there(telling: Telling) -> None:
    """With its paragraph, where the text is kept."""
    for source in telling.sources:
        cited = citation(source)
        for text in texts(source):
            if cited and cited.paragraph and text in STATUTES.get(cited.law, NOTHING).articles.values():
                assert paragraph_of(text, cited.paragraph) or source in elsewhere(), f"{telling.where}: {source}"


@each_telling
def test_every_number_stands_in_a_cited_article(telling: Telling) -> None:
    """Or in the local table, or among those that are told with their reason."""
    lacking = dict.fromkeys(number.text for number in stray(telling.text, telling.sources))
    assert tuple(lacking) == told().get(telling.id, ()), telling.where


def test_no_number_is_told_of_what_is_not_there() -> None:
    """A line for an entry that was renamed would hide nothing, and mislead."""
    assert set(told()) <= {telling.id for telling in TELLINGS}


def test_no_article_is_kept_twice_or_for_nothing() -> None:
    """What is cited nowhere, or is kept with its text, needs no line."""
    cited = {
        f"{it.law} {article}"
        for telling in TELLINGS
        for source in telling.sources
        if (it := citation(source))
        for article in it.articles
    }
    kept = {f"{law.name} {article}" for law in STATUTES.values() for article in law.articles}
    paragraphs = {source for telling in TELLINGS for source in telling.sources} - kept
    assert set(elsewhere()) <= (cited - kept) | paragraphs


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.law])
def test_the_numbers_of_a_rule_stand_in_its_articles(name: str) -> None:
    """The rule and the article say the same period or threshold."""
    sources = tuple(RULES[name].law.split(", "))
    assert not stray(about_rule(name), sources)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.law])
def test_the_thresholds_of_a_rule_stand_in_its_articles(name: str) -> None:
    """The numbers that the code counts with, whatever is said of it."""
    rule = RULES[name]
    used = {it: value for it in rule.run.__code__.co_names if isinstance(value := rule.run.__globals__.get(it), int)}
    known = {value for _, value in backed(tuple(rule.law.split(", ")))}
    assert {it: value for it, value in used.items() if value not in known} == {}


@pytest.mark.parametrize("id", sorted(contents().entries))
def test_an_entry_says_which_text_it_was_checked_against(id: str) -> None:
    """The day of a law that it cites, so that a newer text shows what to read again."""
    entry = contents().entries[id].entry
    days = {STATUTES[it.law].in_force for source in entry.sources if (it := citation(source)) and it.law in STATUTES}
    days |= {STATUTES[source].in_force for source in entry.sources if source in STATUTES}
    cited = [it for source in entry.sources if (it := citation(source))]
    if any(f"{it.law} {article}" in elsewhere() for it in cited for article in it.articles):
        days.add(READ_ELSEWHERE)
    assert entry.law in days if cited else entry.law is None or entry.law in days


def test_a_procedure_says_which_text_it_was_checked_against() -> None:
    """The newest day of the laws that it cites and whose text is kept."""
    for file in contents().flows.values():
        sources = [source for node in file.flow.nodes.values() for source in getattr(node, "sources", ())]
        days = {STATUTES[it.law].in_force for source in sources if (it := citation(source)) and it.law in STATUTES}
        assert file.flow.status == "draft" or file.flow.law == max(days), file.flow.id
