"""`graph`, `rules` and `cites`: the content looked at from above. Each gives the text that is printed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from bot.cli.words import Line, say
from bot.content.cites import Cite
from bot.content.contents import Contents
from bot.content.days import calendar
from bot.content.picture import mermaid
from bot.content.problems import nearest
from bot.content.sentences import about_rule
from bot.content.sorts import sort_words
from bot.content.word_file import grouped
from bot.core.answers import Fact
from bot.core.calendar import Calendar
from bot.core.rules import RULES, Arguments, Kind, Rule

EXAMPLE_DAY, EXAMPLE_DATE = date(2026, 12, 1), "2026-12-18"
"""Today, and any other day, in the examples of the rules."""


class NoSuchFlow(Exception):
    """A flow that is not there, with the sentence that says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__("no such flow")
        self.sentence = sentence


def drawn(contents: Contents, flow: str | None, *, drafts: bool) -> str:
    """The flow, or all of them, as a Mermaid flowchart; drafts only when they are wanted. Raises NoSuchFlow."""
    flows = {id: file.flow for id, file in contents.flows.items() if drafts or file.flow.status == "published"}
    if flow is None:
        return mermaid(flows.values())
    if flow in flows:
        return mermaid([flows[flow]])
    if flow in contents.flows:
        raise NoSuchFlow(say(Line.GRAPH_DRAFT, flow=flow))
    near = nearest(flow, contents.flows)
    raise NoSuchFlow(say(Line.GRAPH_UNKNOWN, flow=flow, known=near or ", ".join(contents.flows)))


def listed_rules() -> str:
    """Every rule by name: what it takes, what it gives, what it is, the law it stands on, and an example."""
    days = calendar({})
    return "\n\n".join(_rule(rule, days) for rule in RULES.values())


def example(rule: Rule, days: Calendar) -> tuple[str, str]:
    """A call of the rule as a procedure has it, and what it gives on EXAMPLE_DAY."""
    written = grouped("bot.content", "starts.toml")["argument"]
    sample = {name: written.get(name, EXAMPLE_DATE) for name in rule.takes}
    read: Mapping[Kind, Callable[[str], Fact]] = {"date": date.fromisoformat, "number": int, "word": str}
    given = {name: read[kind](sample[name]) for name, kind in rule.takes.items()}
    call = ", ".join((f"rule: {rule.name}", *(f"{name}: {word}" for name, word in sample.items())))
    return f"{{{call}}}", str(rule.run(Arguments(given, EXAMPLE_DAY, days)))


def _rule(rule: Rule, days: Calendar) -> str:
    takes = ", ".join(f"{name}: {sort_words(kind)}" for name, kind in rule.takes.items())
    lines = [f"{rule.name}({takes}) → {sort_words(rule.gives)}", f"  {about_rule(rule.name)}", f"  {rule.law}"]
    call, value = example(rule, days)
    lines.append(f"  {say(Line.RULE_EXAMPLE, day=EXAMPLE_DAY.isoformat(), call=call, value=value)}")
    return "\n".join(line for line in lines if line.strip())


def told_cites(found: Sequence[Cite], *, as_json: bool) -> str:
    """The places by article, for people; or a line of JSON for each."""
    if as_json:
        return "\n".join(json.dumps(asdict(cite), ensure_ascii=False) for cite in found)
    if not found:
        return say(Line.CITES_NONE)
    lines: list[str] = []
    for place, cite in enumerate(found):
        if place == 0 or found[place - 1].article != cite.article:
            lines.append(cite.article)
        changed = f"  {say(Line.CITES_CHANGED, day=cite.changed)}" if cite.changed else ""
        lines.append(f"  {cite.where or say(Line.CITES_RULE)}  {cite.by}  {cite.name}{changed}")
    return "\n".join(lines)
