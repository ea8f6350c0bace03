"""How it was: asked once with the end of a case, told in points and, if they want, in words. It reopens nothing."""

from dataclasses import replace

from bot.core.case import Case, Rate
from bot.core.event import Edited
from bot.core.outcomes import POINTS
from bot.core.reply import Button, Deed, Review, Score
from bot.core.texts import Key
from bot.talk import walking
from bot.talk.turn import Turn

_WORDS = {5: Key.BUTTON_RATE_5, 4: Key.BUTTON_RATE_4, 3: Key.BUTTON_RATE_3, 2: Key.BUTTON_RATE_2, 1: Key.BUTTON_RATE_1}
_LONGEST = 1000  # characters kept with the case; the message itself is kept whole


def is_of(deed: Deed) -> bool:
    """Whether a button is about how it was: it changes nothing else, also while a consultant has the conversation."""
    return isinstance(deed, Score | Review)


def asked(turn: Turn, said: str, case: Case) -> Turn:
    """Says that a case has ended, and asks how it was."""
    buttons = tuple(_button(turn, case, points) for points in POINTS)
    return turn.say("\n\n".join((said, turn.text(Key.RATE_ASK))), buttons, sender="notice")


def scored(turn: Turn, deed: Score) -> Turn:
    """Points count once: a second tap changes them."""
    case = _case(turn, deed.case)
    if case is None:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    if case.rating and case.rating.points == deed.points:
        return replace(turn, said=None).toasted(Key.TOAST_ALREADY)
    key = Key.RATE_CHANGED if case.rating else Key.RATE_THANKS
    words = (Button(turn.text(Key.BUTTON_REVIEW), Review(case.number)),)
    return turn.moved(Rate(case.number, deed.points)).notice(key, words, points=_points(turn, deed.points))


def opened(turn: Turn, deed: Review) -> Turn:
    """The next message is their words about the case; or nothing is to be said."""
    case = _case(turn, deed.case)
    if case is None or case.rating is None:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    if not deed.on:
        return walking.repeat_open(turn.notice(Key.REVIEW_NONE))
    no = Button(turn.text(Key.BUTTON_REVIEW_NO), Review(case.number, on=False), turn.library.words.no)
    return turn.having(reviews=case.number).notice(Key.REVIEW_ASK, (no,))


def words(turn: Turn, text: str) -> Turn | None:
    """A (masked) text that was asked for as words about a case, or that changes them. Who needs a person gets one."""
    case = _reviewed(turn)
    row = turn.library.not_ours.get(turn.ranking(text).not_ours or "")
    if case is None or case.rating is None or (row is not None and row.person):
        return None
    rated = turn.moved(Rate(case.number, case.rating.points, text[:_LONGEST]))
    return walking.repeat_open(rated.understood("review", "chat").notice(Key.REVIEW_KEPT))


def _reviewed(turn: Turn) -> Case | None:
    before, about = turn.situation.conversation, turn.situation.about
    if isinstance(turn.event, Edited):
        known = (case for case in turn.cases if about and case.rating and case.rating.words)
        return next((it for it in known if about and it.rating and it.rating.words == about.text[:_LONGEST]), None)
    return _case(turn, before.reviews) if before.reviews else None


def _case(turn: Turn, number: str) -> Case | None:
    return next((case for case in turn.cases if case.number == number), None)


def _button(turn: Turn, case: Case, points: int) -> Button:
    label = turn.text(_WORDS[points], points=_points(turn, points))
    return Button(label, Score(case.number, points), (_points(turn, points),))


def _points(turn: Turn, points: int) -> str:
    return turn.text(Key.RATE_POINTS, points=str(points))
