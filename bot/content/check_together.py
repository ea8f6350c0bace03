"""Do the files agree: names of flows, kinds and rows that another file must have, and nodes that two flows share."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from bot.content.contents import EVENTS, Contents
from bot.content.flows import FlowFile
from bot.content.parts import Page, Path
from bot.content.problems import no_such
from bot.content.sentences import Sentence, tell
from bot.core.flow import ContactNode, Node, OutcomeNode, StepNode, choices_of


def check_together(contents: Contents) -> None:
    """Lays down every name that no other file has, and every node that two flows share unlike."""
    _flows_named(contents)
    _menu_named(contents)
    _members_named(contents)
    _events_named(contents)
    _kinds_named(contents)
    _rows_named(contents)
    _shared_nodes(contents)
    _same_titles(contents)
    _former_names(contents)


def _flows_named(contents: Contents) -> None:
    kinds, words = contents.pages.get("flows/tables/kinds.yaml"), contents.pages.get("flows/words.yaml")
    for kind, row in contents.kinds.items():
        if row.intake and kinds:
            _flow(contents, kinds, ("kinds", kind, "intake"), row.intake)
    for flow in contents.words.begin if words else ():
        if words:
            _flow(contents, words, ("begin", flow), flow, draft=True)
    steps = {node.id for _, node in _nodes(contents) if isinstance(node, StepNode)}
    for id, placed in contents.written.items():
        for place, step in enumerate(placed.entry.steps if steps else ()):
            if step not in steps:
                placed.page.at(("entries", id, "steps", place), no_such(Sentence.A_NODE, step, steps), mended=True)
        if placed.entry.then.flow:
            path = ("entries", id, "then", "flow")
            _flow(contents, placed.page, path, placed.entry.then.flow, draft=id in contents.drafts)


def _menu_named(contents: Contents) -> None:
    page = contents.pages.get("flows/tables/menu.yaml")
    if page is None:
        return
    for key, flows in (("first", contents.menu.first), ("more", contents.menu.more)):
        for place, flow in enumerate(flows):
            _flow(contents, page, (key, place), flow, draft=True)


def _members_named(contents: Contents) -> None:
    """The questions that tell how many people there are."""
    page = contents.pages.get("flows/tables/outcomes.yaml")
    known = {node.id for _, node in _nodes(contents)}
    for place, id in enumerate(contents.outcomes.members if page and known else ()):
        if page and id not in known:
            page.at(("members", place), no_such(Sentence.A_NODE, id, known), mended=True)


def _events_named(contents: Contents) -> None:
    """The entries beside which events are told."""
    page = contents.pages.get(EVENTS)
    for place, id in enumerate(contents.happenings.beside if contents.entries else ()):
        if page and id not in contents.entries:
            page.at(("beside", place), no_such(Sentence.AN_ENTRY, id, contents.entries), mended=True)


def _flow(contents: Contents, page: Page, path: Path, id: str, *, draft: bool = False) -> None:
    """Lays down a flow that is not there, or that citizens cannot begin yet."""
    unread = {PurePosixPath(file).stem for file in contents.unread}
    file = contents.flows.get(id)
    if file is None and id not in unread:
        page.at(path, no_such(Sentence.A_FLOW, id, contents.flows), mended=True)
    elif file is not None and file.flow.status == "draft" and not draft:
        page.at(path, tell(Sentence.FLOW_IS_DRAFT, id=id), mended=True)


def _kinds_named(contents: Contents) -> None:
    if not contents.kinds:
        return
    for file, node in _nodes(contents):
        if isinstance(node, OutcomeNode) and node.handoff:
            _kind(contents, file.page, ("nodes", node.id, "handoff", "kind"), node.handoff.kind)
        for example in file.examples if node.id == file.flow.start else ():
            if example.handoff:
                _kind(contents, file.page, (*example.path, "handoff", "kind"), example.handoff)
    for id, placed in contents.written.items():
        if placed.entry.then.handoff:
            _kind(contents, placed.page, ("entries", id, "then", "handoff"), placed.entry.then.handoff)


def _kind(contents: Contents, page: Page, path: Path, kind: str) -> None:
    if kind and kind not in contents.kinds:
        page.at(path, no_such(Sentence.A_KIND_OF_CASE, kind, contents.kinds) + " (flows/tables/kinds.yaml)")


def _rows_named(contents: Contents) -> None:
    if not contents.retention:
        return
    for file, node in _nodes(contents):
        if isinstance(node, ContactNode) and node.keep and node.keep not in contents.retention:
            said = no_such(Sentence.A_RETENTION, node.keep, contents.retention)
            path = ("nodes", node.id, "consent", "keep")
            file.page.at(path, said + " (flows/tables/retention.yaml)", mended=True)


def _shared_nodes(contents: Contents) -> None:
    """One answer serves every flow that has its node: so the node must ask the same thing in each."""
    first: dict[str, tuple[FlowFile, Node]] = {}
    for file, node in _nodes(contents):
        other_file, other = first.setdefault(node.id, (file, node))
        if other is node:
            continue
        ids, other_ids = _ids(node), _ids(other)
        if type(node) is type(other) and ids == other_ids:
            continue
        path: Path = ("nodes", node.id)
        what, where = tell(Sentence.ITS_KIND), other_file.page.where(path)
        if type(node) is type(other):
            path, what = (*path, "choices"), tell(Sentence.ITS_ANSWERS, ids=", ".join(sorted(ids ^ other_ids)))
        file.page.at(path, tell(Sentence.NODE_DIFFERS, id=node.id, where=where, what=what), mended=True)


def _same_titles(contents: Contents) -> None:
    first: dict[str, FlowFile] = {}
    for file in contents.flows.values():
        other = first.setdefault(file.flow.title, file)
        if other is not file and file.flow.title:
            said = tell(Sentence.TITLE_ELSEWHERE_TOO, title=file.flow.title, where=other.page.where(("title",)))
            file.page.at(("title",), said, mended=True)


def _former_names(contents: Contents) -> None:
    """A name that a node had must be nobody's now, and one node's alone: else an answer would change hands."""
    known = {node.id for _, node in _nodes(contents)}
    heirs: dict[str, tuple[str, str]] = {}
    for file, node in _nodes(contents):
        for place, name in enumerate(node.formerly):
            path: Path = ("nodes", node.id, "formerly", place)
            heir, where = heirs.setdefault(name, (node.id, file.page.where(path)))
            if name in node.formerly[:place]:
                file.page.at(path, tell(Sentence.TWICE, text=name), mended=True)
            elif heir != node.id:
                said = tell(Sentence.FORMER_ELSEWHERE_TOO, name=name, heir=heir, where=where)
                file.page.at(path, said, mended=True)
            elif name in known:
                file.page.at(path, tell(Sentence.FORMER_IN_USE, name=name))


def _nodes(contents: Contents) -> Iterable[tuple[FlowFile, Node]]:
    return ((file, node) for file in contents.flows.values() for node in file.flow.nodes.values())


def _ids(node: Node) -> frozenset[str]:
    return frozenset(choice.id for choice in choices_of(node))
