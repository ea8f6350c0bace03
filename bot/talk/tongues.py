"""The language of a conversation: noticed, changed by a word, and what is only there in Korean."""

from bot.core.reply import Button, Do
from bot.core.texts import Key
from bot.core.tongue import HOME
from bot.talk import walking
from bot.talk.turn import Turn

ENGLISH = "en"


def noted(turn: Turn, text: str) -> Turn:
    """Goes on in the language of a message, and says so; one without words here is told so in Korean and English.

    A few words alone change nothing. Under a consultant it is only noted.
    """
    found = turn.library.matcher.language(text)
    if not found or found == turn.conversation.language:
        return turn
    turn = turn.speaking(found)
    if turn.owner or (found == ENGLISH and ENGLISH not in turn.home.tongues):
        return turn
    if found in (HOME, ENGLISH):
        return turn.say(turn.text(Key.LANGUAGE_SWITCHED))
    return turn.say(turn.text(Key.LANGUAGE_FOREIGN), buttons(turn))


def english(turn: Turn) -> Turn:
    """In English from now on, as far as there is English."""
    return _goes_on(turn, ENGLISH if ENGLISH in turn.home.tongues else HOME)


def korean(turn: Turn) -> Turn:
    return _goes_on(turn, HOME)


def buttons(turn: Turn) -> tuple[Button, ...]:
    """The way to the other language; none where there is no other."""
    if not turn.home.tongues:
        return ()
    return (Button(turn.text(Key.BUTTON_LANGUAGE), Do("korean" if turn.library is not turn.home else "english")),)


def _goes_on(turn: Turn, language: str) -> Turn:
    turn = turn.speaking(language)
    lead = turn.text(Key.LANGUAGE_SWITCHED)
    return walking.ask_open(turn, lead) if turn.flow else turn.say(lead)
