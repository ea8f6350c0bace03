"""What an act of a consultant means."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.case import Case, Claim, Close, Conclude, Move, Note, Return, Tell, Transfer
from bot.core.desk_texts import DeskKey
from bot.core.errors import Refused
from bot.core.event import Act, Verb
from bot.core.texts import AnyKey, Key
from bot.talk import files, rating, walking
from bot.talk.turn import Turn

_WORDED: tuple[Verb, ...] = ("answer", "edit", "take", "note", "transfer")
"""What says nothing without words, or a file."""


def act(turn: Turn, event: Act) -> Turn:
    """Carries out an act, or tells the consultant why not; a refused act changes nothing."""
    case = next((case for case in turn.cases if case.number == event.case), None)
    if case is None:
        return _refuse(turn, event, DeskKey.CASE_IS_UNKNOWN, case=event.case)
    if event.verb in _WORDED and not event.text.strip() and event.file is None:
        return _refuse(turn, event, DeskKey.CASE_NEEDS_WORDS, case=event.case)
    try:
        return _ACTS[event.verb](turn, event, case)
    except Refused as refused:
        return _refuse(turn, event, refused.key, **refused.data)


def _refuse(turn: Turn, event: Act, key: AnyKey, **values: str) -> Turn:
    return turn.tell(event.who, turn.text(key, **values)).toasted(key, **values)


def _claim(turn: Turn, event: Act, case: Case) -> Turn:
    if case.owner == event.who:
        return turn.toasted(Key.TOAST_ALREADY)
    turn = turn.moved(Claim(case.number, event.who))
    turn = turn.tell("desk", turn.text(DeskKey.DESK_CLAIMED, case=case.number, who=event.who))
    return turn.notice(Key.NOTICE_TAKEN, case=case.number)


def _answer(turn: Turn, event: Act, case: Case) -> Turn:
    if case.owner is None and case.open:
        turn = _claim(turn, event, case)
    return _told(turn, event, case)


def _edit(turn: Turn, event: Act, case: Case) -> Turn:
    """An answer that was sent reads otherwise now, as long as the case is in the hands of who wrote it."""
    old = turn.situation.about
    if old is None or old.sender != "consultant":
        return _refuse(turn, event, DeskKey.EDIT_NO_ANSWER)
    if case.owner is None:
        return _refuse(turn, event, DeskKey.EDIT_TOO_LATE)
    turn = turn.moved(Tell(case.number, event.who, event.text))
    return turn.say(event.text.strip(), sender="consultant", instead=old.edits or old.number)


def _take(turn: Turn, event: Act, case: Case) -> Turn:
    """Takes a colleague's case over and sends what was written."""
    turn = turn.moved(Transfer(case.number, event.who, event.who))
    turn = turn.tell("desk", turn.text(DeskKey.DESK_CLAIMED, case=case.number, who=event.who))
    return _told(turn, event, case)


def _told(turn: Turn, event: Act, case: Case) -> Turn:
    """The consultant's words, and what stands for a file, before the citizen."""
    words = files.words(turn, event.file, event.text) if event.file else event.text.strip()
    return turn.moved(Tell(case.number, event.who, words)).say(words, sender="consultant")


def _note(turn: Turn, event: Act, case: Case) -> Turn:
    return turn.moved(Note(case.number, event.who, event.text))


def _transfer(turn: Turn, event: Act, case: Case) -> Turn:
    to = event.text.strip()
    turn = turn.moved(Transfer(case.number, event.who, to))
    return turn.tell("desk", turn.text(DeskKey.DESK_TRANSFERRED, case=case.number, who=event.who, to=to))


def _return(turn: Turn, event: Act, case: Case) -> Turn:
    return _left(turn, case, Return(case.number, event.who), Key.NOTICE_RETURNED, DeskKey.DESK_RETURNED, event.who)


def _close(turn: Turn, event: Act, case: Case) -> Turn:
    move = Close(case.number, event.who, event.text.strip(), event.result, asks=not case.asked)
    left = _left(turn, case, move, Key.NOTICE_CLOSED, DeskKey.DESK_CLOSED, event.who)
    return left.having(reply_to=case.number if case.answered else None)


def _conclude(turn: Turn, event: Act, case: Case) -> Turn:
    """What came of the case, told beside its closing. The citizen hears nothing of it."""
    if event.result is None or event.result == case.result:
        return turn.toasted(Key.TOAST_ALREADY)
    return turn.moved(Conclude(case.number, event.who, event.result)).toasted(Key.TOAST_CONCLUDED)


def _left(turn: Turn, case: Case, move: Move, notice: AnyKey, told: AnyKey, who: str) -> Turn:
    """The bot has the conversation again: the intake is dropped, and the person is back where they left."""
    turn = turn.moved(move).tell("desk", turn.text(told, case=case.number, who=who))
    said = turn.text(notice, case=case.number)
    asks = isinstance(move, Close) and move.asks
    turn = rating.asked(turn, said, case) if asks else turn.say(said, sender="notice")
    turn = walking.drop(turn, turn.library.kinds[case.kind].intake)
    return turn if turn.owner else walking.repeat_open(replace(turn, toast=None))


_ACTS: Mapping[Verb, Callable[[Turn, Act, Case], Turn]] = {
    "claim": _claim,
    "answer": _answer,
    "edit": _edit,
    "take": _take,
    "note": _note,
    "transfer": _transfer,
    "return": _return,
    "close": _close,
    "conclude": _conclude,
}
