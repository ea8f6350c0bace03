"""The card of a case in the consultants' group: what they need to know at a glance, and what they can do."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Literal, NamedTuple, get_args

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.drawing import LONGEST, Part, cut, lines
from bot.core import korean
from bot.core.case import Case, State
from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.texts import AnyKey
from bot.core.tongue import HOME

Wish = Literal["claim", "return", "close", "note", "give", "to", "send", "keep", "came", "skip"]
"""What a button of a case asks for: an act, or to be asked for a note, for a colleague; `to`: a colleague.

`send` and `keep`: words that were said to nobody go to the citizen, or are a note. `came`: what a case came to; `skip`:
nobody tells it.
"""

_LABELS: dict[Wish, AnyKey] = {
    "claim": DeskKey.BUTTON_CARD_CLAIM,
    "return": DeskKey.BUTTON_CARD_RETURN,
    "close": DeskKey.BUTTON_CARD_CLOSE,
    "note": DeskKey.BUTTON_CARD_NOTE,
    "give": DeskKey.BUTTON_CARD_GIVE,
}
_BUTTONS: dict[State, tuple[tuple[Wish, ...], ...]] = {
    "waiting": (("claim", "close"), ("note", "give")),
    "claimed": (("return", "close"), ("note", "give")),
    "returned": (("claim", "close"), ("note", "give")),
    "closed": (),
}
_DATA = re.compile(r"case:([0-9]{2}-[0-9]+):([a-z]+)(?::([0-9a-f]+))?")
_WISHES: dict[str, Wish] = {wish: wish for wish in get_args(Wish)}
_LONG_AGO = timedelta(days=9)


class CardTap(NamedTuple):
    """What a button of a card asks for."""

    case: str
    wish: Wish
    choice: str = ""


def draw_card(case: Case, library: Library, *, in_topic: bool = False) -> Part:
    """The card as the case is now: always one message, so that it can be drawn again in its place. No notes.

    `in_topic`: it stands in a topic of its own, where what is said without a reply is heard too.
    """
    text = lines(*_lines(case, library, DeskKey.CARD_HOW_TOPIC if in_topic else DeskKey.CARD_HOW))
    first, *more = cut(text, LONGEST - 1)
    return Part(first + ("…" if more else ""), _keyboard(case, library))


def read_card_tap(data: str) -> CardTap | None:
    """What a button's data asks for; None when it is no button of a card."""
    match = _DATA.fullmatch(data)
    wish = _WISHES.get(match[2]) if match else None
    return CardTap(match[1], wish, match[3] or "") if match and wish else None


def card_data(case: str, wish: Wish, choice: str = "") -> str:
    """What a button about a case carries, in at most 64 bytes."""
    return ":".join(part for part in ("case", case, wish, choice) if part)


def _keyboard(case: Case, library: Library) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(library.text(_LABELS[wish]), callback_data=card_data(case.number, wish)) for wish in row]
        for row in _BUTTONS[case.state]
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _lines(case: Case, library: Library, how: AnyKey) -> Iterator[str]:
    packet = case.packet
    yield f"{case.number} · {case.kind}"
    yield _state(case, library)
    if case.state in ("waiting", "claimed") and case.answered is None:
        by = korean.moment(case.promise, case.promise - _LONG_AGO)  # a card stays: it says the day, never "today"
        yield library.text(DeskKey.CARD_PROMISE, by=by)
    urgent = (library.text(DeskKey.CARD_URGENT),) if case.urgent else ()
    yield _listed(library.text(DeskKey.CARD_FLAGS), *urgent, *library.flag_words(case.flags))
    yield _listed(library.text(DeskKey.CARD_WANTS), packet.wants)
    yield _listed(library.text(DeskKey.CARD_ANSWERS), *(f"{name} - {value}" for name, value in packet.answers))
    dates = (f"{it.name} - {korean.day(it.day)} ({it.law})" for it in packet.dates)
    yield _listed(library.text(DeskKey.CARD_DATES), *dates)
    yield _listed(
        library.text(DeskKey.CARD_RESULT), " · ".join(library.result_words(case.result)) if case.result else ""
    )
    stage = library.node(packet.stage) if packet.stage else None
    yield _listed(library.text(DeskKey.CARD_STAGE), stage.name if stage else "")
    shown = (library.entries[id].asks[0] for id in packet.shown if id in library.entries)
    yield _listed(library.text(DeskKey.CARD_SHOWN), *shown)
    yield _listed(library.text(DeskKey.CARD_MISSED), *packet.missed)
    if packet.language != HOME:
        yield library.text(DeskKey.CARD_ENGLISH if packet.language == "en" else DeskKey.CARD_FOREIGN)
    if packet.linked:
        yield library.text(DeskKey.CARD_LINKED)
    if case.open:
        yield library.text(how)


def _state(case: Case, library: Library) -> str:
    match case.state:
        case "waiting":
            return library.text(DeskKey.CARD_WAITING)
        case "claimed":
            return lines(library.text(DeskKey.CARD_CLAIMED), f"· {case.owner}")
        case "returned":
            return library.text(DeskKey.CARD_RETURNED)
        case "closed":
            return library.text(DeskKey.CARD_CLOSED)


def _listed(head: str, *items: str) -> str:
    """A heading with lines below it; nothing without lines."""
    kept = [f"· {item}" for item in items if item.strip()]
    return "\n".join((head, *kept)) if kept else ""
