"""Do the files agree: names of flows, kinds and rows that another file must have, and nodes that two flows share."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from bot.content.contents import Contents
from bot.content.flows import FlowFile
from bot.content.parts import Page, Path
from bot.content.problems import meant, tell
from bot.core.flow import ContactNode, Node, OutcomeNode, choices_of


def check_together(contents: Contents) -> None:
    """Lays down every name that no other file has, and every node that two flows share unlike."""
    _flows_named(contents)
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
    for id, placed in contents.entries.items():
        if placed.entry.then.flow:
            _flow(contents, placed.page, ("entries", id, "then", "flow"), placed.entry.then.flow)


def _flow(contents: Contents, page: Page, path: Path, id: str, *, draft: bool = False) -> None:
    """Lays down a flow that is not there, or that citizens cannot begin yet."""
    unread = {PurePosixPath(file).stem for file in contents.unread}
    file = contents.flows.get(id)
    if file is None and id not in unread:
        page.at(path, tell("<id>(이)라는 절차가 없어요.", id=id) + meant(id, contents.flows), mended=True)
    elif file is not None and file.flow.status == "draft" and not draft:
        page.at(path, tell("<id>은(는) 아직 공개하지 않은(draft) 절차예요.", id=id), mended=True)


def _kinds_named(contents: Contents) -> None:
    if not contents.kinds:
        return
    for file, node in _nodes(contents):
        if isinstance(node, OutcomeNode) and node.handoff:
            _kind(contents, file.page, ("nodes", node.id, "handoff", "kind"), node.handoff.kind)
        for example in file.examples if node.id == file.flow.start else ():
            if example.handoff:
                _kind(contents, file.page, (*example.path, "handoff", "kind"), example.handoff)
    for id, placed in contents.entries.items():
        if placed.entry.then.handoff:
            _kind(contents, placed.page, ("entries", id, "then", "handoff"), placed.entry.then.handoff)


def _kind(contents: Contents, page: Page, path: Path, kind: str) -> None:
    if kind and kind not in contents.kinds:
        said = tell("<kind>(이)라는 상담 종류가 없어요.", kind=kind)
        page.at(path, said + meant(kind, contents.kinds) + " (flows/tables/kinds.yaml)")


def _rows_named(contents: Contents) -> None:
    if not contents.retention:
        return
    for file, node in _nodes(contents):
        if isinstance(node, ContactNode) and node.keep and node.keep not in contents.retention:
            said = tell("<keep>(이)라는 보관 기간이 없어요.", keep=node.keep) + meant(node.keep, contents.retention)
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
        path: Path = ("nodes", node.id) if type(node) is not type(other) else ("nodes", node.id, "choices")
        where = f"{other_file.page.file}:{other_file.page.line(('nodes', node.id))}"
        what = "종류(kind)" if type(node) is not type(other) else f"답({', '.join(sorted(ids ^ other_ids))})"
        said = tell("<id>은(는) 다른 절차에도 있는데", id=node.id)
        file.page.at(path, f"{said}({where}) {what}이 달라요. 똑같이 하거나 다른 이름을 써 주세요.", mended=True)


def _same_titles(contents: Contents) -> None:
    first: dict[str, FlowFile] = {}
    for file in contents.flows.values():
        other = first.setdefault(file.flow.title, file)
        if other is not file and file.flow.title:
            said = tell("<title>은(는) 다른 절차의 제목이기도 해요", title=file.flow.title)
            file.page.at(("title",), f"{said}({other.page.file}:{other.page.line(('title',))}).", mended=True)


def _former_names(contents: Contents) -> None:
    """A name that a node had must be nobody's now, and one node's alone: else an answer would change hands."""
    known = {node.id for _, node in _nodes(contents)}
    heirs: dict[str, tuple[str, str]] = {}
    for file, node in _nodes(contents):
        for place, name in enumerate(node.formerly):
            path: Path = ("nodes", node.id, "formerly", place)
            heir, where = heirs.setdefault(name, (node.id, f"{file.page.file}:{file.page.line(path)}"))
            if name in node.formerly[:place]:
                file.page.at(path, tell("<name>을(를) 두 번 적었어요. 하나만 남겨 주세요.", name=name), mended=True)
            elif heir != node.id:
                said = tell("<name>은(는) <heir>의 옛 이름이기도 해요", name=name, heir=heir)
                file.page.at(path, f"{said}({where}). 답을 이어받을 단계 하나에만 적어 주세요.", mended=True)
            elif name in known:
                said = tell(
                    "<name>은(는) 지금도 쓰는 단계 이름이에요. formerly에는 없어진 이름만 적어 주세요.", name=name
                )
                file.page.at(path, said)


def _nodes(contents: Contents) -> Iterable[tuple[FlowFile, Node]]:
    return ((file, node) for file in contents.flows.values() for node in file.flow.nodes.values())


def _ids(node: Node) -> frozenset[str]:
    return frozenset(choice.id for choice in choices_of(node))
