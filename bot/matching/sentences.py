"""A message taken apart into its sentences: the question inside a story, or two questions at once."""

import re

from bot.matching.fold import align
from bot.matching.questions import looks_like_question

_ENDS = re.compile(
    r"(?<=[.?!\n…])\s*"
    r"|(?<=나요|까요|가요|하죠|되죠|지요|니까|는지|은지|인지)(?:랑|도|와|하고|,)?\s+"
    r"|\s+(?=(?:그리고|그런데|근데|그럼|그러면|또한|참고로|그나저나)\s)"
)
_JOINS = re.compile(r"^(?:그리고|그런데|근데|그럼|그러면|또한|참고로|그나저나)\s+")
_SHORTEST = 4  # signs; less is no sentence of its own
_MOST = 6
_LONGEST = 600  # signs that are looked at


def questions(text: str) -> tuple[str, ...]:
    """The sentences of a message that ask something, where it has several sentences; the last ones, in order."""
    parts = [_JOINS.sub("", part.strip(" ,")) for part in _ENDS.split(align(text[:_LONGEST]).text)]
    parts = [part for part in parts if sum(sign.isalnum() for sign in part) >= _SHORTEST]
    if len(parts) < 2:
        return ()
    return tuple(part for part in parts if looks_like_question(part))[-_MOST:]
