"""A flow file as a value, with its examples and the line of everything in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.content.examples import Example, read_example
from bot.content.nodes import read_node
from bot.content.parts import Page, Part
from bot.content.sentences import Sentence, tell
from bot.content.sorts import Scope, made_twice, survey
from bot.core.flow import Flow, Node

KEYS = ("flow", "title", "about", "owner", "status", "law", "reviewed", "start", "nodes", "examples")


@dataclass(frozen=True, slots=True)
class FlowFile:
    """A flow as it was read, with its names and who looks after it; what is wrong with it goes to `page`."""

    flow: Flow
    examples: tuple[Example, ...]
    page: Page
    scope: Scope
    owner: str = ""


def read_flow(part: Part) -> FlowFile:
    """A flow of a whole file."""
    page = part.page
    part = part.only(KEYS)
    id = part.name("flow", part.text("flow"))
    stem = PurePosixPath(page.file).stem
    if id and id != stem:
        part.add("flow", tell(Sentence.OTHER_STEM, id=id, stem=stem), mended=True)
    nodes, scope = _nodes(part)
    flow = Flow(
        id=stem,
        title=part.text("title"),
        status="published" if part.one_of("status", ("draft", "published")) == "published" else "draft",
        start=_start(part, scope),
        nodes=nodes,
        reviewed=part.day("reviewed"),
        about=part.text("about", must=False).strip(),
        law=part.day("law"),
    )
    examples = tuple(read_example(line, flow, scope) for line in part.each("examples"))
    return FlowFile(flow, examples, page, scope, part.text("owner", must=False))


def _nodes(part: Part) -> tuple[Mapping[str, Node], Scope]:
    nodes = part.part("nodes", must=True)
    if nodes is None:
        return {}, Scope({}, ())
    scope = Scope(survey(nodes), tuple(nodes.values))
    made_twice(nodes)
    return {id: read_node(id, node, scope) for id, node in nodes.parts()}, scope


def _start(part: Part, scope: Scope) -> str:
    start = part.text("start")
    return (start and scope.node(part.page, ("start",), start)) or ""
