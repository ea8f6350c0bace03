"""What is said when a turn failed: to the person, to the consultant, to the desk. No words of the person."""

import traceback
from pathlib import Path

from bot.core.desk_texts import DeskKey
from bot.core.event import Act, Event, Woke
from bot.core.library import Library
from bot.core.reply import Button, Reply, Want
from bot.core.texts import Key


def replies(event: Event, library: Library, error: str) -> tuple[Reply, tuple[Reply, ...]]:
    """The reply to whom the event came from, and what the desk is told beside it."""
    if isinstance(event, Act):
        return Reply(library.text(DeskKey.DESK_ACT_FAILED, error=error), to=event.who), ()
    if isinstance(event, Woke):
        return Reply(library.text(DeskKey.DESK_TIMER_FAILED, error=error), to="desk"), ()
    desk = Reply(library.text(DeskKey.DESK_TURN_FAILED, error=error), to="desk")
    return Reply(library.text(Key.TURN_FAILED), _person(library), sender="notice"), (desk,)


def kind_and_place(error: Exception) -> tuple[str, str]:
    """The kind of an error and the line it came from; its text may hold words of a person and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return type(error).__name__, place


def _person(library: Library) -> tuple[Button, ...]:
    """The way to a person, for the kind of case that stands first in the table."""
    label = library.text(Key.BUTTON_PERSON)
    return tuple(Button(label, Want(kind)) for kind in list(library.kinds)[:1])
