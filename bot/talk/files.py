"""What a citizen sends that is no text: what is said of it, and what of it is kept."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.files import File, FileKind
from bot.core.flow import ChoiceNode
from bot.core.texts import AnyKey, Key
from bot.talk import asking, flags, handing_over, menu, packing, walking
from bot.talk.removing import LABELS
from bot.talk.safety import Masked, mask
from bot.talk.turn import Turn

_NOT_KEPT: Mapping[FileKind, AnyKey] = {"place": Key.PLACE_NOT_KEPT, "card": Key.CARD_NOT_KEPT}
_SMALL: Mapping[FileKind, AnyKey] = {**_NOT_KEPT, "sticker": Key.STICKER_SEEN, "poll": Key.POLL_NOT_READ}
"""What needs no person: a sentence, and on with what is open."""


def sent(turn: Turn, file: File, caption: str) -> Turn:
    """A file, which only a person can read: it goes to the case, or the hand-over is asked. Words below it are kept."""
    masked = read(turn, file, caption)
    turn = flags.noted(warned(replace(turn, said=masked.text), masked), mask(caption, turn.library).text)
    if turn.owner:
        turn = handing_over.told_owner(turn.understood("file", "person"))
        return turn.notice(_NOT_KEPT[file.kind]) if file.kind in _NOT_KEPT else turn
    if file.kind in _SMALL:
        return _small(turn.understood("file", "chat"), file.kind)
    replied = turn.replied_case
    turn = turn.understood("file", "person")
    if turn.open_case is not None and turn.open_case.state == "waiting":
        return walking.repeat_open(turn.notice(Key.FILE_KEPT, case=turn.open_case.number))
    if replied is not None:
        return packing.reopened(turn, replied)
    key = Key.VOICE_NOT_HEARD if file.kind in ("voice", "audio") else Key.FILE_NEEDS_PERSON
    return handing_over.propose(turn, handing_over.default_kind(turn), turn.text(key))


def read(turn: Turn, file: File, caption: str) -> Masked:
    """What is stored of it: what kind of thing it was, its name and the words below it, masked."""
    return mask(words(turn, file, caption), turn.library)


def words(turn: Turn, file: File, caption: str) -> str:
    """What stands in the conversation for a file that a consultant sends."""
    label = turn.text(LABELS.get(file.kind, Key.FILE))
    return "\n".join(part for part in (f"[{label}]", file.name, caption.strip()) if part)


def warned(turn: Turn, masked: Masked) -> Turn:
    """Says what was masked, if anything was."""
    if not masked.kinds:
        return turn
    kinds = ", ".join(turn.text(kind) for kind in masked.kinds)
    return turn.notice(Key.MASKED, kinds=kinds)


def _small(turn: Turn, kind: FileKind) -> Turn:
    """Where a question with choices is open, they are offered instead of a place: a 구 is one tap."""
    choosing = kind == "place" and isinstance(turn.open_node, ChoiceNode)
    ways = asking.menu_button(turn) if turn.flow else menu.buttons(turn)
    return walking.repeat_open(turn.say(turn.text(Key.PLACE_CHOOSE if choosing else _SMALL[kind]), ways))
