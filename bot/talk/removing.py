"""A citizen has a file removed: what is said instead of it, and which ones can be."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.desk_texts import DeskKey
from bot.core.files import REMOVABLE, FileKind
from bot.core.reply import Button, Discard
from bot.core.texts import AnyKey, Key
from bot.talk.turn import Turn

LABELS: Mapping[FileKind, AnyKey] = {
    "photo": Key.FILE_PHOTO,
    "voice": Key.FILE_VOICE,
    "audio": Key.FILE_VOICE,
    "video": Key.FILE_VIDEO,
    "sticker": Key.FILE_STICKER,
    "place": Key.FILE_PLACE,
    "card": Key.FILE_CARD,
    "poll": Key.FILE_POLL,
}
_MOST_LISTED = 6


def removed(turn: Turn, number: int, conversation: str = "") -> Turn:
    """The citizen has a file removed: a trace without a name takes its place, and who has the case is told.

    What was sent in a conversation that was joined has no place in this one: there the trace is a message of its own.
    """
    turn = turn.understood("removed", "chat")
    held = next((it for it in turn.situation.files if (it.place, it.conversation) == (number, conversation)), None)
    if held is None or held.removed or held.kind not in REMOVABLE:
        return replace(turn, said=None).toasted(Key.TOAST_ALREADY)
    turn = replace(turn, said=turn.text(Key.FILE_REMOVED), edits=None if conversation else number, discards=held)
    current = turn.open_case
    if current is not None:
        turn = turn.tell(turn.owner or "desk", turn.text(DeskKey.DESK_FILE_REMOVED, case=current.number))
    return turn.notice(Key.FILE_IS_REMOVED)


def listed(turn: Turn) -> tuple[Button, ...]:
    """A button for each of the newest files, by its day: names would stay where they are told."""
    files = [it for it in turn.situation.files if it.kind in REMOVABLE and not it.removed]
    now = turn.situation.now
    return tuple(
        Button(
            turn.text(
                Key.BUTTON_DISCARD,
                at=turn.library.tongue.moment(it.at, now),
                what=turn.text(LABELS.get(it.kind, Key.FILE)),
            ),
            Discard(it.place, it.conversation),
        )
        for it in files[-_MOST_LISTED:]
    )
