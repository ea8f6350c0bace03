"""How a person wants to be reached: consent comes before any address is stored."""

from bot.core.answers import Contact, Value
from bot.core.flow import ContactNode, Node
from bot.talk import asking, walking
from bot.talk.turn import Turn


def waits_for_address(turn: Turn) -> ContactNode | None:
    """The open contact question, when consent was given and only the address is missing."""
    node = turn.open_node
    if not isinstance(node, ContactNode):
        return None
    return node if asking.contact_so_far(turn, node).consent else None


def asked_for_case(turn: Turn) -> Turn | None:
    """With the contact question of the case that waits open; None where no case waits, or its intake has none."""
    case = turn.open_case
    row = turn.library.kinds.get(case.kind) if case and case.state == "waiting" else None
    flow = turn.library.flows.get(row.intake) if row and row.intake else None
    node = next((node for node in flow.nodes.values() if isinstance(node, ContactNode)), None) if flow else None
    return walking.on_top(turn, flow.id).having(focus=node.id) if flow and node else None


def read_contact(turn: Turn, node: Node, value: Value) -> Value:
    """An address that was read, with the consent that was given for it."""
    so_far = asking.contact_so_far(turn, node)
    if not isinstance(value, Contact) or value.way == "chat":
        return value
    if not so_far.consent or value.way != so_far.way:
        return Contact()  # consent was for another way, or not given: it is asked
    return Contact(True, value.way, value.address)
