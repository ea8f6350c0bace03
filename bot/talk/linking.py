"""One person at two channels: a code is shown, given and used; where answers go; and a channel is cut off again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core import joining, linking
from bot.core.case import Case, Repack
from bot.core.conversation import Wake
from bot.core.linking import Address, Cut, Forget, Given, Join, Offer, Shown, Wrong
from bot.core.reply import Button, Do
from bot.core.texts import Key
from bot.talk import walking
from bot.talk.turn import Turn

NAME = "code"
"""The timer of a code that works no longer."""


def link(turn: Turn) -> Turn:
    """Shows a new code for another channel. Where there is nothing to go on with, it asks for a code instead."""
    if not _holds(turn):
        return turn.say(turn.text(Key.LINK_ENTER))
    turn = _forgotten(turn)
    number, code = turn.next_number, turn.situation.next_code
    turn = turn.say(_card(turn, linking.spaced(code)), sender="notice")
    shown = Shown(number, turn.situation.now + linking.CODE_WORKS)
    return turn.linked(Offer(code, shown)).having(code=shown)


def tried(turn: Turn, given: Given) -> Turn:
    """What follows from a code. Whatever is wrong with it is told in the same words; the code itself is not kept."""
    turn = replace(turn, said=turn.text(Key.LINK_CODE_MASKED)).understood("code", "chat")
    if turn.situation.tries.too_many:
        return turn.notice(Key.LINK_TOO_OFTEN)
    other = turn.situation.other
    if other is None or not _fits(given, other.cases):
        return turn.linked(Wrong(given)).notice(Key.LINK_WRONG)
    if other.conversation.id == turn.conversation.id:
        return turn.notice(Key.LINK_SAME)
    return _joined(turn, given)


def here(turn: Turn) -> Turn:
    """From now on what is said unasked, such as a consultant's answer, goes to where this was said."""
    at = next((it for it in turn.situation.addresses if it.name == turn.event_address), None)
    if at is not None and at.pushes:
        return turn.having(push=at.name).notice_everywhere(Key.REPLIES_PUSHED)
    return turn.having(push=None).notice_everywhere(Key.REPLIES_LOOKED_UP)


def unlink(turn: Turn) -> Turn:
    """Cuts off what was linked last. Nobody can cut off who was here before."""
    came = [it for it in turn.situation.addresses if it.linked]
    if not came:
        return turn.notice(Key.LINK_NONE)
    cut = max(came, key=lambda it: (it.linked or turn.situation.now, it.name))
    left = [it for it in turn.situation.addresses if it != cut]
    turn = _forgotten(turn).having(push=_push_without(turn, cut, left))
    turn = _told_in_cases(turn.linked(Cut(cut.name, turn.text(Key.LINK_CUT_THERE))), linked=len(left) > 1)
    return turn.notice_everywhere(Key.LINK_CUT)


def wakes(turn: Turn) -> Iterator[Wake]:
    """When the code that is shown ends."""
    shown = turn.conversation.code
    if shown is not None:
        yield Wake(f"{NAME}:{shown.number}", shown.until)


def expired(turn: Turn, number: str) -> Turn:
    """A code that works no longer stands nowhere any more."""
    shown = turn.conversation.code
    return _forgotten(turn) if shown is not None and str(shown.number) == number else turn


def _joined(turn: Turn, given: Given) -> Turn:
    """The conversation of the code goes on, with all that this one has; both are told, with a way to undo it."""
    situation = joining.joined(turn.situation)
    conversation = joining.merged(situation.conversation, turn.conversation, turn.library.flows)
    shown = situation.conversation.code
    turn = replace(turn, situation=situation, conversation=conversation).linked(Join(given.code))
    turn = turn.linked(Forget(shown.number, turn.text(Key.LINK_CODE_GONE))) if shown else turn
    turn = _told_in_cases(turn, linked=True)
    buttons = (
        Button(turn.text(Key.BUTTON_REPLIES_HERE), Do("here")),
        Button(turn.text(Key.BUTTON_UNLINK), Do("unlink")),
    )
    turn = turn.notice_everywhere(Key.LINK_JOINED, buttons)
    return turn if turn.owner else walking.repeat_open(turn)


def _card(turn: Turn, code: str) -> str:
    """The words around a code, with the number of a case that must be given beside it."""
    case, minutes = _named_case(turn), str(int(linking.CODE_WORKS / timedelta(minutes=1)))
    if case is None:
        return turn.text(Key.LINK_CODE, code=code, minutes=minutes)
    return turn.text(Key.LINK_CODE_CASE, case=case.number, code=code, minutes=minutes)


def _told_in_cases(turn: Turn, *, linked: bool) -> Turn:
    """Consultants see at the case whether its person is at two channels."""
    other = (case for case in turn.cases if case.open and case.packet.linked != linked)
    return turn.moved(*(Repack(case.number, replace(case.packet, linked=linked)) for case in other))


def _forgotten(turn: Turn) -> Turn:
    """Without the code that was shown before."""
    shown = turn.conversation.code
    return turn.linked(Forget(shown.number, turn.text(Key.LINK_CODE_GONE))).having(code=None) if shown else turn


def _holds(turn: Turn) -> bool:
    """Whether there is anything to go on with elsewhere."""
    at = turn.conversation
    return bool(turn.cases or at.answers or at.flows or at.shown)


def _named_case(turn: Turn) -> Case | None:
    """The case whose number stands beside the code: one that is open, else the newest."""
    return turn.open_case or next(reversed(turn.cases), None)


def _fits(given: Given, cases: tuple[Case, ...]) -> bool:
    """A code of somebody with cases needs the number of one; without cases it needs none."""
    numbers = {case.number for case in cases}
    return given.case in numbers if numbers else given.case is None


def _push_without(turn: Turn, cut: Address, left: list[Address]) -> str | None:
    """Where answers go when an address is gone: as before, else to the first that can be pushed to."""
    before = turn.conversation.push
    return before if before != cut.name else next((it.name for it in left if it.pushes), None)
