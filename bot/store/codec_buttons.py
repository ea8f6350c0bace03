"""Buttons ↔ JSON, each with the deed it stands for."""

from typing import cast, get_args

from bot.core.reply import (
    Begin,
    Button,
    Choose,
    Command,
    Deed,
    Discard,
    Do,
    Finish,
    Give,
    Go,
    Judge,
    Review,
    Score,
    Show,
    Tick,
    Want,
)
from bot.store.codec_parts import (
    Json,
    Unreadable,
    fields,
    flag,
    items,
    text_of,
    texts,
    value_from_json,
    value_to_json,
    whole_number,
)

ELSEWHERE = Do("menu")
"""What a button does whose stored deed cannot be read any more: its place must stay, for others are found by theirs."""


def buttons_to_json(buttons: tuple[Button, ...]) -> Json:
    return [
        {"label": button.label, "does": deed_to_json(button.deed), "also": [*button.also], "on": button.on}
        for button in buttons
    ]


def buttons_from_json(data: Json) -> tuple[Button, ...]:
    """The buttons of a message, each at its place."""
    return tuple(_button(item) for item in items(data))


def deed_to_json(deed: Deed) -> Json:
    """A deed, named by its first key."""
    match deed:
        case Give(node, value):
            return {"give": node, "value": value_to_json(value)}
        case Tick(node, item, on):
            return {"tick": node, "item": item, "on": on}
        case Choose(node, choice, on):
            return {"choose": node, "choice": choice, "on": on}
        case Finish(node, later):
            return {"finish": node, "later": later}
        case Go(node):
            return {"go": node}
        case Show(entry, person):
            return {"show": entry, "person": person}
        case Begin(flow):
            return {"begin": flow}
        case Want(kind, agreed):
            return {"want": kind, "agreed": agreed}
        case Score(case, points):
            return {"score": case, "points": points}
        case Review(case, on):
            return {"review": case, "on": on}
        case Do(command):
            return {"do": command}
        case Discard(place, conversation):
            return {"discard": place, "in": conversation}
        case Judge(place, entry, good, others):
            return {"judge": entry, "place": place, "good": good, "others": [*others]}


def deed_from_json(data: Json) -> Deed:
    """The deed that was stored. Raises Unreadable."""
    match data:
        case {"give": node, "value": value}:
            return Give(text_of(node), value_from_json(value))
        case {"tick": node, "item": item, "on": on}:
            return Tick(text_of(node), text_of(item), flag(on))
        case {"choose": node, "choice": choice, "on": on}:
            return Choose(text_of(node), text_of(choice), flag(on))
        case {"finish": node, "later": later}:
            return Finish(text_of(node), flag(later))
        case {"go": node}:
            return Go(text_of(node))
        case {"show": entry, "person": person}:
            return Show(text_of(entry), flag(person))
        case {"show": entry}:  # as it was stored before a link could ask for a person
            return Show(text_of(entry))
        case {"begin": flow}:
            return Begin(text_of(flow))
        case {"want": kind, "agreed": agreed}:
            return Want(text_of(kind), flag(agreed))
        case {"score": case, "points": points}:
            return Score(text_of(case), whole_number(points))
        case {"review": case, "on": on}:
            return Review(text_of(case), flag(on))
        case {"do": command} if command in get_args(Command):
            return Do(cast(Command, command))
        case {"discard": int(place), "in": conversation} if not isinstance(place, bool):
            return Discard(place, text_of(conversation))
        case {"judge": entry, "place": place, "good": good, "others": others}:
            return Judge(whole_number(place), text_of(entry), flag(good), texts(others))
    raise Unreadable("a deed")


def _button(data: Json) -> Button:
    try:
        given = fields(data)
        label = text_of(given.get("label"))
    except Unreadable:
        return Button("", ELSEWHERE)
    try:
        deed = deed_from_json(given.get("does"))
    except Unreadable:
        deed = ELSEWHERE
    return Button(label, deed, texts(given.get("also")), flag(given.get("on")))
