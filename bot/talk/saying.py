"""How an answer is said back: in echoes, in the list of answers, in the packet."""

from collections.abc import Sequence

from bot.core.answers import Contact, Doing, Several, Value, fact
from bot.core.flow import ContactNode, Flow, Node
from bot.core.happenings import Happening
from bot.core.library import Entry
from bot.core.texts import Key
from bot.core.wording import shown
from bot.talk.turn import Turn


def said_value(turn: Turn, id: str, value: Value) -> str:
    """The words for an answer: choices by label, a contact by its way, a step by its day or that it waits."""
    node = turn.library.node(id)
    if isinstance(value, Contact):
        return _said_contact(turn, value, node)
    if isinstance(value, Doing):
        return turn.library.tongue.day(value.done) if value.done else turn.text(Key.PLAN_LATER) if value.later else ""
    if isinstance(value, Several) and not value.ids:
        return turn.text(Key.SKIPPED)
    return shown(fact(value), node, turn.library.tongue)


def _said_contact(turn: Turn, value: Contact, node: Node | None) -> str:
    if value.way == "chat":
        return node.chat if isinstance(node, ContactNode) else turn.text(Key.CONTACT_WORDS_CHAT)
    key = Key.CONTACT_WORDS_EMAIL if value.way == "email" else Key.CONTACT_WORDS_PHONE
    return turn.text(key, address=value.address) if value.address else ""


def coming(turn: Turn, entry: Entry) -> str:
    """What is told of coming events under the answers that have them; "" where there is nothing to tell."""
    happenings = turn.library.happenings
    return _listed(turn, happenings.coming(turn.today)) if entry.id in happenings.beside else ""


def soon(turn: Turn) -> str:
    """What is told of the events of the next weeks; "" where there are none."""
    return _listed(turn, turn.library.happenings.near(turn.today))


def _listed(turn: Turn, events: Sequence[Happening]) -> str:
    lines = "\n".join(f"- {turn.library.told(event)}" for event in events)
    return turn.text(Key.EVENTS_COMING, events=lines) if lines else ""


def only_korean(turn: Turn, what: Flow | Entry) -> str:
    """What somebody of another language is told of what has no words in it; "" where it has."""
    if what.language == turn.library.language:
        return ""
    return turn.text(Key.FLOW_KOREAN_ONLY if isinstance(what, Flow) else Key.ANSWER_KOREAN_ONLY)
