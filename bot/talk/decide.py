"""The one reducer: what follows from an event in a situation, by the library in force."""

from dataclasses import replace

from bot.core import linking as codes
from bot.core.conversation import Decision, Situation
from bot.core.event import Act, Edited, Event, Removed, Said, Sent, Tapped, Woke
from bot.core.flow import ContactNode
from bot.core.korean import fold
from bot.core.library import Library
from bot.core.reply import Button, Choose, Message, Tick
from bot.core.texts import Key
from bot.talk import (
    contacts,
    desk,
    doing,
    files,
    flags,
    handing_over,
    linking,
    parts,
    rating,
    removing,
    steps,
    tongues,
    waking,
    walking,
)
from bot.talk.safety import Masked, mask, unmasked
from bot.talk.turn import Band, Turn
from bot.talk.understanding import understand

_LITTLE = 8  # syllables beside what was masked: "제 번호는 …예요"


def decide(event: Event, situation: Situation, library: Library) -> Decision:
    """What is said, answered and moved by an event. Pure: the same arguments give the same decision."""
    spoken = library.spoken(situation.conversation.language)
    turn = Turn(event, situation, spoken, situation.conversation, library)
    turn = turn if isinstance(event, Woke) else turn.having(active=situation.now)
    turn = turn if isinstance(event, Act | Woke) else turn.having(reviews=None)
    match event:
        case Said() | Sent() if parts.goes_on(turn):
            turn = parts.further(turn)
        case Said(deed=None, text=text) | Edited(file=None, text=text) if given := codes.read(text):
            turn = linking.tried(turn, given)
        case Said(deed=None):
            turn = _said(parts.begun(turn), event.text)
        case Said():
            turn = _linked(turn, event)
        case Sent():
            turn = files.sent(parts.begun(turn), event.file, event.caption)
        case Edited():
            turn = _edited(turn, event)
        case Removed():
            turn = removing.removed(turn, event.number)
        case Tapped():
            turn = _tapped(turn, event)
        case Act():
            turn = desk.act(turn, event)
        case Woke():
            turn = waking.wake(turn, event)
    turn = flags.raised(turn)
    return replace(turn.decision(waking.wakes(turn)), steps=steps.walked(turn))


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
            turn = files.warned(turn, replace(masked, kinds=others))
            return walking.answered(turn.understood("answer"), {asked.id: value}, echo=True)
    turn = flags.noted(files.warned(turn, masked), masked.text)
    if masked.kinds and _nothing_else(turn, masked):
        return _wants_reach(turn, reachable=bool({Key.MASK_PHONE, Key.MASK_EMAIL} & {*masked.kinds}))
    return understand(tongues.noted(turn, masked.text), masked.text)


def _nothing_else(turn: Turn, masked: Masked) -> bool:
    """Whether a message was little more than what had to be masked."""
    return len(fold(unmasked(masked.text, turn.library))) <= _LITTLE and not turn.owner


def _wants_reach(turn: Turn, *, reachable: bool) -> Turn:
    """An address out of the blue: consent is asked, by the open contact question or by the hand-over."""
    turn = turn.understood("masked", "chat")
    if isinstance(turn.open_node, ContactNode) or not reachable:
        return walking.ask_open(turn)
    asked = contacts.asked_for_case(turn)
    return walking.ask_open(asked) if asked else handing_over.propose(turn, handing_over.default_kind(turn))


def _linked(turn: Turn, event: Said) -> Turn:
    """What a link into the bot asks for is done as its button would do it."""
    turn = replace(turn, said=event.text).understood("link")
    return doing.do(turn, event.deed) if event.deed else turn


def _edited(turn: Turn, event: Edited) -> Turn:
    """An edit drops the answers that the old text gave and reads the new one for the same questions.

    Channels also call an edit what changed no word, such as a preview that came: nothing follows from it.
    """
    old, text = turn.situation.about, event.text
    if event.file is not None and old is not None and _is_removed(turn, old):
        event = replace(event, file=None)
        turn = replace(turn, event=event)
    masked = files.read(turn, event.file, text) if event.file else mask(text.strip(), turn.library)
    if old is not None and old.text == masked.text and not masked.kinds:  # another number is masked alike
        return turn
    turn = replace(turn, edits=(old.edits or old.number) if old else None)
    if event.file is not None:
        return files.sent(turn, event.file, text)
    if old is None or turn.owner:
        return _said(turn, text)
    number = old.edits or old.number
    dropped = [id for id, answer in turn.conversation.answers.items() if answer.by in (number, old.number)]
    return _said(turn.without(*dropped), text)


def _is_removed(turn: Turn, old: Message) -> bool:
    """Whether the file above the words was removed: an edit of the words does not bring it back."""
    return any(
        it.removed and not it.conversation and it.place == (old.edits or old.number) for it in turn.situation.files
    )


def _tapped(turn: Turn, event: Tapped) -> Turn:
    """A button's deed; what was tapped is stored as its label, but for ticks and second taps."""
    message = turn.situation.about
    button = _button(message, event.place)
    if message is None or button is None:
        return walking.ask_open(turn.toasted(Key.TOAST_OLD))
    ticks = isinstance(button.deed, Tick | Choose)
    turn = replace(turn, said=None if ticks else button.label)
    card = (message.edits or message.number) if ticks else None
    band: Band = "chat" if rating.is_of(button.deed) else ""
    return doing.do(turn.understood("button", band), button.deed, card)


def _button(message: Message | None, place: int) -> Button | None:
    return message.buttons[place] if message and 0 <= place < len(message.buttons) else None
