"""A person wants everything of them erased: it is asked once whether they mean it, and then it is done."""

from dataclasses import replace

from bot.core.desk_texts import DeskKey
from bot.core.linking import Erase
from bot.core.reply import Button, Do
from bot.core.texts import Key
from bot.talk.turn import Turn


def ask(turn: Turn) -> Turn:
    """Says what will be gone, a case that is open among it, and asks. Under a consultant it is asked too."""
    words = turn.library.words
    yes = Button(turn.text(Key.BUTTON_ERASE_YES), Do("erase_all"), words.yes)
    no = Button(turn.text(Key.BUTTON_ERASE_NO), Do("go_on"), words.no)
    case = turn.open_case
    text = turn.text(Key.ERASE_ASK_CASE, case=case.number) if case else turn.text(Key.ERASE_ASK)
    return turn.say(text, (yes, no), sender="notice")


def erase(turn: Turn) -> Turn:
    """Erases everything; consultants are told that the case they had is gone. Nothing else is left of the turn."""
    pushed = any(address.pushes for address in turn.situation.addresses)
    turn = replace(turn, said=None, replies=(), moves=()).linked(Erase())
    for case in (case for case in turn.cases if case.open):
        turn = turn.tell(case.owner or "desk", turn.text(DeskKey.DESK_ERASED, case=case.number))
    return turn.notice_everywhere(Key.ERASED_CHAT if pushed else Key.ERASED)
