"""How a person wants to be reached: consent comes before any address is stored."""

from bot.core.answers import Contact, Value
from bot.core.flow import ContactNode, Node
from bot.talk import asking
from bot.talk.turn import Turn


def waits_for_address(turn: Turn) -> ContactNode | None:
    """The open contact question, when consent was given and only the address is missing."""
    node = turn.open_node
    if not isinstance(node, ContactNode):
        return None
    return node if asking.contact_so_far(turn, node).consent else None


def read_contact(turn: Turn, node: Node, value: Value) -> Value:
    """An address that was read, with the consent that was given for it."""
    so_far = asking.contact_so_far(turn, node)
    if not isinstance(value, Contact) or value.way == "chat":
        return value
    if not so_far.consent or value.way != so_far.way:
        return Contact()  # consent was for another way, or not given: it is asked
    return Contact(True, value.way, value.address)
