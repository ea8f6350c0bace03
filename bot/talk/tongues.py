"""The language of a conversation: noticed, changed by a word, and what is only there in Korean."""

from bot.core.korean import has_hangul
from bot.core.reply import Button, Do
from bot.core.texts import Key
from bot.core.tongue import ENGLISH, HOME, OTHER
from bot.talk.turn import Turn


def noted(turn: Turn, text: str) -> Turn:
    """Goes on in the language of a message, and says so; one without words here is told so in Korean and English.

    A few words alone change nothing, but any Korean ends what was neither Korean nor English. Under a consultant it is
    only noted.
    """
    found = turn.library.matcher.language(text)
    if not found and turn.conversation.language == OTHER and has_hangul(text):
        found = HOME
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
    return turn.speaking(ENGLISH if ENGLISH in turn.home.tongues else HOME)


def korean(turn: Turn) -> Turn:
    return turn.speaking(HOME)


def buttons(turn: Turn) -> tuple[Button, ...]:
    """The way to the other language; none where there is no other."""
    if not turn.home.tongues:
        return ()
    return (Button(turn.text(Key.BUTTON_LANGUAGE), Do("korean" if turn.library is not turn.home else "english")),)
