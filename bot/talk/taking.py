"""Taking what a sentence holds: clear values at once; what is unclear, wrong or only about right is asked back."""

from bot.core.answers import Value
from bot.core.assigning import Assigned, Read
from bot.core.flow import ContactNode, Node, StepNode
from bot.core.reply import Button, Give
from bot.core.texts import Key
from bot.talk import asking, doing, saying, walking
from bot.talk.contacts import read_contact
from bot.talk.turn import Turn


def take(turn: Turn, found: Assigned) -> Turn:
    """Takes the clear values and asks whose the unclear ones are."""
    given: dict[str, Value] = {}
    for id, value in found.given.items():
        node = turn.library.node(id)
        given[id] = _whole_value(turn, node, value) if node else value
    if not found.unclear:
        return walking.answered(turn, given, echo=True)
    for id, value in given.items():
        turn = turn.given(id, value)
    return which(turn, found)


def which(turn: Turn, found: Assigned) -> Turn:
    """Asks which question an unclear value answers."""
    nodes = [(reading, turn.library.node(reading.node)) for reading in found.unclear[0]]
    choices = tuple(Button(node.name, Give(node.id, reading.value)) for reading, node in nodes if node)
    return turn.say(turn.text(Key.WHICH_ONE), (*choices, *asking.menu_button(turn)))


def refuse(turn: Turn, node: Node, wrong: Read) -> Turn:
    """What was meant for the open question and does not fit; a day that is only about right is put to the person."""
    if wrong.error == "rough":
        return _confirm(turn.understood("rough answer"), node, _whole_value(turn, node, wrong.value))
    if isinstance(node, StepNode) and wrong.value is not None:  # a day to come: the step waits for it
        planned = {node.id: doing.done_on(turn, node, wrong.value)}
        return walking.answered(turn.understood("planned"), planned, echo=True)
    return walking.refuse(turn.understood("wrong answer"), node, wrong.error or "unreadable")


def _confirm(turn: Turn, node: Node, meant: Value) -> Turn:
    """Asks whether that day is meant; a yes in words takes it, and the question stays open for any other."""
    day = saying.said_value(turn, node.id, meant)
    yes = Button(turn.text(Key.BUTTON_THAT_DAY, day=day), Give(node.id, meant), turn.library.words.yes)
    others = () if isinstance(node, StepNode) else asking.buttons(node, turn)
    return turn.say(turn.text(Key.ABOUT_DAY, day=day), (yes, *others, *asking.menu_button(turn)), asks=node.id)


def _whole_value(turn: Turn, node: Node, value: Value) -> Value:
    if isinstance(node, StepNode):
        return doing.done_on(turn, node, value)
    return read_contact(turn, node, value) if isinstance(node, ContactNode) else value
