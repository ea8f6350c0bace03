"""Nodes that probably got another id: said where `formerly` belongs."""

from collections.abc import Iterable

from bot.content.contents import Contents
from bot.content.problems import Problem
from bot.content.sentences import Sentence, tell
from bot.core.moving import Renamed


def proposed(names: Iterable[Renamed], contents: Contents) -> list[Problem]:
    """A warning for each of them, at the line of the new node."""
    return sorted(_proposed(name, contents) for name in names)


def _proposed(name: Renamed, contents: Contents) -> Problem:
    page = contents.flows[name.flow].page
    said = tell(Sentence.FORMERLY_LACKS, former=name.node, id=name.to)
    return Problem(page.file, page.line(("nodes", name.to)), said, "warning")
