"""How a value is said: the label of a choice, a day in words, a number with its unit."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.core.answers import Fact
from bot.core.flow import Flow, Node, NumberNode, choices_of
from bot.core.tongue import HOME, TONGUES, Tongue


def shown(fact: Fact, node: Node | None = None, tongue: Tongue = TONGUES[HOME]) -> str:
    """The words for a fact; with its node, choices by their labels and numbers with their unit."""
    if fact is None:
        return ""
    if isinstance(fact, tuple):
        return ", ".join(_label(node, item) for item in fact)
    if isinstance(fact, date):
        return tongue.day(fact)
    if isinstance(fact, int):
        return tongue.counted(fact, node.unit) if isinstance(node, NumberNode) else f"{fact:,}"
    return _label(node, fact)


def words_of(flow: Flow, facts: Mapping[str, Fact]) -> dict[str, str]:
    """Every known fact in words, by name, to fill texts of that flow with."""
    tongue = TONGUES[flow.language]
    return {name: shown(fact, flow.nodes.get(name), tongue) for name, fact in facts.items() if fact is not None}


def _label(node: Node | None, id: str) -> str:
    choices = choices_of(node) if node else ()
    return next((choice.label for choice in choices if choice.id == id), id)


def cited(sources: Iterable[str]) -> str:
    """Sources in one line, the articles of one law together: 협동조합 기본법 제15조·제18조, 공증인법 제66조의2."""
    by_law: dict[str, list[str]] = {}
    for source in sources:
        law, article, rest = source.partition(" 제")
        by_law.setdefault(law, []).append(f"제{rest}" if article else "")
    return ", ".join(f"{law} {'·'.join(articles)}".strip() for law, articles in by_law.items())
