"""Who has read which case: what is kept of every reading, and never a word of what was read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Way = Literal["page", "file", "search", "queue", "questions", "group", "terminal", "export", "enter"]
"""How something was read.

`page`: a case at the desk; `file`: a file of it; `search`: among what was found; `queue`: the list with the last words
of each; `questions`: those that were answered badly; `group`: a case was shown in the consultants' group; `terminal`:
it was erased on the server; `export`: the log itself was taken along; `enter`: somebody signed in.
"""
WAYS: tuple[Way, ...] = get_args(Way)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and from which network address; at the server itself, and in the group, from none."""

    who: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One line of the log. `case` is empty where it is about no single one; `place` orders the lines."""

    place: int
    at: datetime
    who: str
    case: str
    way: Way
    address: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines are wanted, newest first: of whom, of which case, in which way (empty: any), below which place."""

    who: str = ""
    case: str = ""
    way: str = ""
    before: int = 2**62
