"""What consultants should know at once of what a citizen wrote: despair, a threat, abuse, signs of a fraud."""

from bot.core.case import URGENT, Flag
from bot.talk.turn import Turn


def noted(turn: Turn, text: str) -> Turn:
    """Remembers what a (masked) text is a sign of, whatever it is answered with."""
    row = turn.library.not_ours.get(turn.ranking(text).not_ours or "")
    if row is None or not row.flag:
        return turn
    found = (row.kind, URGENT) if row.urgent else (row.kind,)
    return turn.having(flags=tuple(dict.fromkeys((*turn.conversation.flags, *found))))


def raised(turn: Turn) -> Turn:
    """Puts what was remembered on the open case; without one it waits for the next."""
    flags, case = turn.conversation.flags, turn.open_case
    if not flags or case is None:
        return turn
    turn = turn.having(flags=())
    return turn if {*flags} <= {*case.flags} else turn.moved(Flag(case.number, flags))
