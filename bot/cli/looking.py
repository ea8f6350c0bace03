"""`graph`, `rules` and `cites`: the content looked at from above. Each gives the text that is printed."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from bot.cli.words import Line, say
from bot.content.cites import Cite
from bot.content.contents import Contents
from bot.content.picture import mermaid
from bot.content.problems import nearest
from bot.content.sentences import about_rule
from bot.content.sorts import sort_words
from bot.core.rules import RULES, Rule


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
    """Every rule by name: what it takes, what it gives, what it is, the law it stands on."""
    return "\n\n".join(_rule(rule) for rule in RULES.values())


def _rule(rule: Rule) -> str:
    takes = ", ".join(f"{name}: {sort_words(kind)}" for name, kind in rule.takes.items())
    lines = [f"{rule.name}({takes}) → {sort_words(rule.gives)}", f"  {about_rule(rule.name)}", f"  {rule.law}"]
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
