"""What is said in just the words that were put: the label of a button, a command, the name of a procedure."""

from bot.core.korean import fold, without_lead
from bot.core.reply import Command, Deed
from bot.talk import asking, helping
from bot.talk.turn import Turn


def asked(turn: Turn, folded: str) -> Deed | None:
    """The deed of the button whose label or other word this is exactly, among what was asked and what is open."""
    asked, node = helping.by_words(turn), turn.open_node
    opened = asking.buttons(node, turn) if node else ()
    for button in (*asked, *opened):
        if folded and folded in (fold(button.label), *map(fold, button.also)):
            return button.deed
    return None


def command(turn: Turn, text: str) -> Command | None:
    """The command whose word this is, whatever little word leads up to it (지금, 그럼)."""
    known = turn.library.words.command_of
    if text.startswith("/") and text[1:].isascii() and text[1:].isalpha():  # a command of Telegram, known or not
        return known.get(fold(text), "help")  # type: ignore[return-value]  # as below
    found = known.get(fold(text)) or known.get(fold(without_lead(text)))
    return found if fold(text) else None  # type: ignore[return-value]  # the checker allows no other command


def named(turn: Turn, folded: str) -> str | None:
    """The flow whose name or word this is."""
    for flow in turn.library.flows.values():
        names = (flow.title, *turn.library.words.begin.get(flow.id, ()))
        if folded in map(fold, names):
            return flow.id
    return None


def yes_or_no(turn: Turn, text: str) -> bool:
    """Whether it is no more than that."""
    said = turn.library.words
    return fold(text) in map(fold, (*said.yes, *said.no))
