"""Whether an event that comes again says the same."""

from hashlib import sha256

from bot.core.event import Act, Edited, Event, Removed, Said, Sent, Tapped, Woke
from bot.core.files import File
from bot.core.outcomes import Result

DIGITS = 4
"""Enough to notice other words, and too few to find a telephone number by trying all of them."""


def digest(event: Event) -> str:
    """A short digest of what an event says."""
    return sha256("\0".join([event.id, *_words(event)]).encode("utf-8", "replace")).hexdigest()[:DIGITS]


def _words(event: Event) -> list[str]:
    match event:
        case Said(text=text):
            return ["said", text]
        case Sent(file=file, caption=caption):
            return ["sent", file.kind, file.name, caption, *_content(file)]
        case Edited(message=message, text=text):
            return ["edited", message, text]
        case Removed(number=number):
            return ["removed", str(number)]
        case Tapped(number=number, place=place):
            return ["tapped", str(number), str(place)]
        case Act(case=case, who=who, verb=verb, text=text, message=message, file=sent, result=result):
            return ["act", case, who, verb, text, *([message] if message else []), *_sent(sent), *_told(result)]
        case Woke(name=name):
            return ["woke", name]


def _content(file: File) -> list[str]:
    """Of bytes that came with the event itself: each time they have another name here, but as many they are."""
    return [file.type, str(file.size)] if file.kept else []


def _sent(file: File | None) -> list[str]:
    return [] if file is None else [file.ref, *([file.name, *_content(file)] if file.kept else [])]


def _told(result: Result | None) -> list[str]:
    if result is None:
        return []
    return [result.outcome, result.field, str(result.members), str(result.jobs)]
