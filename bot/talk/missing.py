"""What was not understood: said kindly twice, then a person is offered. Nobody is asked in circles."""

from bot.core.reply import Button, Want
from bot.core.texts import Key
from bot.talk import asking, handing_over, walking
from bot.talk.turn import Turn

MOST_MISSES = 3


def missed(turn: Turn, text: str | None, lead: str = "") -> Turn:
    """Counts a miss; `text` is what was not understood, `lead` a sentence to begin with."""
    misses = turn.conversation.misses + 1
    kept = (*turn.conversation.missed, text) if text else turn.conversation.missed
    kind = handing_over.default_kind(turn)
    if misses >= MOST_MISSES:
        turn = turn.understood("third miss", "person", handoff=True).having(missed=kept)
        return handing_over.propose(turn, kind, lead, Key.HANDOVER_AFTER_MISSES)
    turn = turn.understood("not understood", "chat").having(missed=kept, misses=misses)
    key = Key.NOT_UNDERSTOOD if misses == 1 else Key.NOT_UNDERSTOOD_TWICE
    person = Button(turn.text(Key.BUTTON_PERSON), Want(kind))
    turn = turn.say(lead or turn.text(key), (person, *asking.menu_button(turn)))
    return walking.repeat_open(turn)
