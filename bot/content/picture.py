"""A flow drawn for people: Mermaid's flowchart, every node by its name and every way with its condition in words."""

from collections.abc import Iterable, Iterator

from bot.content.sentences import Sentence, tell
from bot.core.flow import ChoiceNode, Condition, Flow, Node, OutcomeNode, Route, StepNode, Test, choices_of

ESCAPES = {'"': "#quot;", "#": "#35;", "&": "#amp;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\\": "#92;"}
"""What would end a label, begin an entity or be taken for markup."""


def mermaid(flows: Iterable[Flow]) -> str:
    """One flowchart; each flow is a frame of its own, in the order given."""
    return "\n".join(["flowchart TD", *(line for flow in flows for line in _frame(flow))])


def _frame(flow: Flow) -> Iterator[str]:
    yield f"  subgraph flow_{flow.id}[{_label(flow.title)}]"
    for node in flow.nodes.values():
        opened, closed = _shape(node)
        yield f"    {_id(flow, node.id)}{opened}{_label(node.name)}{closed}"
    for node in flow.nodes.values():
        for goto, words in _ways(flow, node):
            said = f"|{_label(words)}|" if words else ""
            yield f"    {_id(flow, node.id)} -->{said} {_id(flow, goto)}"
    yield "  end"


def _ways(flow: Flow, node: Node) -> Iterator[tuple[str, str]]:
    """Where a node leads, and when: what is chosen, then the condition."""
    for choice in choices_of(node):
        yield from _along(flow, choice.next, choice.label)
    others: list[str] = []
    if isinstance(node, ChoiceNode):
        others = [choice.label for choice in node.choices if not choice.next]
        others += [*node.skip[:1]]
    yield from _along(flow, node.next, " · ".join(others))


def _along(flow: Flow, route: Route, chosen: str) -> Iterator[tuple[str, str]]:
    for branch in route:
        when = condition_words(branch.when, flow) or (tell(Sentence.PICTURE_OTHERWISE) if len(route) > 1 else "")
        yield branch.goto, ": ".join(part for part in (chosen, when) if part)


def condition_words(condition: Condition, flow: Flow) -> str:
    """A condition as staff would say it; empty where there is none."""
    return ", ".join(_test_words(test, flow) for test in condition)


def _test_words(test: Test, flow: Flow) -> str:
    node = flow.nodes.get(test.value)
    name = node.name if node else test.value
    if test.operator == "known":
        return tell(Sentence.PICTURE_KNOWN if test.wanted[0] else Sentence.PICTURE_UNKNOWN, name=name)
    labels = {choice.id: choice.label for choice in choices_of(node)} if node else {}
    wanted = [labels.get(str(each), str(each)) for each in test.wanted]
    if test.operator == "is":
        return tell(Sentence.PICTURE_IS, name=name, value=f" {tell(Sentence.PICTURE_OR)} ".join(wanted))
    return tell(Sentence(f"picture_{test.operator}"), name=name, value=wanted[0], last=wanted[-1])


def _shape(node: Node) -> tuple[str, str]:
    if isinstance(node, OutcomeNode):
        return "([", "])"
    if isinstance(node, StepNode):
        return "[", "]"
    return ("{", "}") if isinstance(node, ChoiceNode) else ("(", ")")


def _id(flow: Flow, node: str) -> str:
    """An id of its own in the whole picture, and never a word of Mermaid's, such as `end`."""
    return f"{flow.id}__{node}"


def _label(text: str) -> str:
    return '"' + "".join(ESCAPES.get(sign, sign) for sign in " ".join(text.split())) + '"'
