"""What was not understood: said kindly twice, then a person is offered. Nobody is asked in circles."""

from bot.core.event import Tapped
from bot.core.reply import Button, Do, Want
from bot.core.texts import Key
from bot.talk import asking, handing_over, tongues, walking
from bot.talk.turn import Turn

MOST_MISSES = 3


def missed(turn: Turn, text: str | None, lead: str = "") -> Turn:
    """Counts a miss; `text` is what was not understood, `lead` what is said of it instead of the usual words.

    The third says neither: it asks for the hand-over alone.
    """
    misses = turn.conversation.misses + 1
    kept = (*turn.conversation.missed, text) if text else turn.conversation.missed
    kind = handing_over.default_kind(turn)
    turn = turn.left_open("missed") if text and _asks(turn, text) else turn
    if misses >= MOST_MISSES:
        turn = turn.understood("third miss", "person", handoff=True).having(missed=kept)
        return handing_over.propose(turn, kind, key=Key.HANDOVER_AFTER_MISSES)
    turn = turn.understood("not understood", "chat").having(missed=kept, misses=misses)
    key = Key.NOT_UNDERSTOOD if misses == 1 else Key.NOT_UNDERSTOOD_TWICE
    person = Button(turn.text(Key.BUTTON_PERSON), Want(kind))
    abroad = tongues.buttons(turn) if text and turn.library is turn.home and _latin(text) else ()
    turn = turn.say(lead or turn.text(key), (person, *asking.menu_button(turn), *abroad))
    return walking.repeat_open(turn)


def refused(turn: Turn) -> Turn:
    """Where an offer is turned down, with the question that it was made for."""
    about, asked = turn.situation.about, turn.conversation.asked
    if isinstance(turn.event, Tapped) and about is not None:
        number, buttons = about.edits or about.number, about.buttons
    else:
        number, buttons = (asked.number, asked.buttons) if asked else (0, ())
    is_offer = any(button.deed == Do("none") for button in buttons)
    return turn.left_open("refused", number) if is_offer else turn


def _latin(text: str) -> bool:
    """Whether it is written in Latin letters alone."""
    return text.isascii() and any(map(str.isalpha, text))


def _asks(turn: Turn, text: str) -> bool:
    """Whether it may be a question: within a procedure most of what is not understood is an answer."""
    matcher = turn.library.matcher
    if turn.ranking(text).not_ours == "gibberish":
        return False
    return turn.open_node is None or matcher.looks_like_question(text)
