"""What a question gets that is asked in a fresh conversation, as the talk decides it."""

from datetime import datetime

from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Said
from bot.core.impact import Gets
from bot.core.library import Library
from bot.talk.decide import decide

_NOBODY = "fresh"


def decided(text: str, library: Library, now: datetime) -> Decision:
    """What the talk decides for somebody who writes a (masked) text and nothing before it."""
    return decide(Said(_NOBODY, _NOBODY, _NOBODY, text), Situation(Conversation(_NOBODY), now), library)


def gets(text: str, library: Library, now: datetime) -> Gets:
    """What somebody gets who writes a (masked) text and nothing before it."""
    heard = decided(text, library, now).heard
    if heard.band in ("answer", "offer"):
        also = library.matcher.rank(text).also if heard.band == "answer" else None
        return Gets(heard.band, heard.ranked[0], also or "")
    kind = heard.how if heard.how in library.not_ours else ""
    if heard.band == "person":
        return Gets("person", kind=kind)
    return Gets("none") if heard.how in ("", "not understood") else Gets("chat", kind=kind)
