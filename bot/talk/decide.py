"""The one reducer: what follows from an event in a situation, by the library in force."""

from dataclasses import replace

from bot.core.conversation import Decision, Situation
from bot.core.event import Act, Edited, Event, Said, Sent, Tapped, Woke
from bot.core.flow import ContactNode
from bot.core.korean import fold
from bot.core.library import Library
from bot.core.reply import Button, Choose, Message, Tick
from bot.core.texts import Key
from bot.talk import contacts, desk, doing, handing_over, packing, waking, walking
from bot.talk.safety import Masked, mask, unmasked
from bot.talk.turn import Turn
from bot.talk.understanding import understand

_FILES = {"photo": Key.FILE_PHOTO, "voice": Key.FILE_VOICE, "audio": Key.FILE_VOICE, "video": Key.FILE_VIDEO}
_LITTLE = 8  # syllables beside what was masked: "제 번호는 …예요"


def decide(event: Event, situation: Situation, library: Library) -> Decision:
    """What is said, answered and moved by an event. Pure: the same arguments give the same decision."""
    turn = Turn(event, situation, library, situation.conversation)
    match event:
        case Said():
            turn = _said(turn, event.text)
        case Sent():
            turn = _sent(turn, event)
        case Edited():
            turn = _edited(turn, event.text)
        case Tapped():
            turn = _tapped(turn, event)
        case Act():
            turn = desk.act(turn, event)
        case Woke():
            turn = waking.wake(turn, event)
    return turn.decision(waking.wakes(turn))


def _said(turn: Turn, text: str) -> Turn:
    """A text: masked before anything is kept of it, then understood."""
    masked = mask(text.strip(), turn.library)
    turn = replace(turn, said=masked.text)
    asked = contacts.waits_for_address(turn)
    if asked is not None and masked.kinds:
        readings = turn.library.matcher.read(text, (asked,), turn.today)
        right = [reading for reading in readings if reading.error is None]
        if right:
            value = contacts.read_contact(turn, asked, right[0].value)
            others = tuple(kind for kind in masked.kinds if kind not in (Key.MASK_PHONE, Key.MASK_EMAIL))
            turn = _warned(turn, replace(masked, kinds=others))
            return walking.answered(turn.understood("answer"), {asked.id: value}, echo=True)
    turn = _warned(turn, masked)
    if masked.kinds and _nothing_else(turn, masked):
        return _wants_reach(turn, reachable=bool({Key.MASK_PHONE, Key.MASK_EMAIL} & {*masked.kinds}))
    return understand(turn, masked.text)


def _sent(turn: Turn, event: Sent) -> Turn:
    """A file, which only a person can read: it goes to the case, or the hand-over is asked. Words below it are kept."""
    masked = mask("\n".join(part for part in (event.file.name, event.caption.strip()) if part), turn.library)
    label = turn.text(_FILES.get(event.file.kind, Key.FILE))
    turn = replace(turn, said="\n".join(part for part in (f"[{label}]", masked.text) if part))
    replied = turn.replied_case
    turn = _warned(turn.understood("file", "person"), masked)
    if turn.owner:
        return handing_over.told_owner(turn)
    if turn.open_case is not None and turn.open_case.state == "waiting":
        return walking.repeat_open(turn.notice(Key.FILE_KEPT, case=turn.open_case.number))
    if replied is not None:
        return packing.reopened(turn, replied)
    return handing_over.propose(turn, handing_over.default_kind(turn), turn.text(Key.FILE_NEEDS_PERSON))


def _warned(turn: Turn, masked: Masked) -> Turn:
    if not masked.kinds:
        return turn
    kinds = ", ".join(turn.text(kind) for kind in masked.kinds)
    return turn.notice(Key.MASKED, kinds=kinds)


def _nothing_else(turn: Turn, masked: Masked) -> bool:
    """Whether a message was little more than what had to be masked."""
    return len(fold(unmasked(masked.text, turn.library))) <= _LITTLE and not turn.owner


def _wants_reach(turn: Turn, *, reachable: bool) -> Turn:
    """An address out of the blue: consent is asked, by the open contact question or by the hand-over."""
    turn = turn.understood("masked", "chat")
    if isinstance(turn.open_node, ContactNode) or not reachable:
        return walking.ask_open(turn)
    return handing_over.propose(turn, handing_over.default_kind(turn))


def _edited(turn: Turn, text: str) -> Turn:
    """An edit drops the answers that the old text gave and reads the new one for the same questions."""
    old = turn.situation.about
    if old is None:
        return _said(turn, text)
    number = old.edits or old.number
    turn = replace(turn, edits=number)
    if turn.owner:
        return _said(turn, text)
    dropped = [id for id, answer in turn.conversation.answers.items() if answer.by in (number, old.number)]
    return _said(turn.without(*dropped), text)


def _tapped(turn: Turn, event: Tapped) -> Turn:
    """A button's deed; what was tapped is stored as its label, but for ticks and second taps."""
    message = turn.situation.about
    button = _button(message, event.place)
    if message is None or button is None:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    ticks = isinstance(button.deed, Tick | Choose)
    turn = replace(turn, said=None if ticks else button.label)
    card = (message.edits or message.number) if ticks else None
    return doing.do(turn.understood("button"), button.deed, card)


def _button(message: Message | None, place: int) -> Button | None:
    return message.buttons[place] if message and 0 <= place < len(message.buttons) else None
