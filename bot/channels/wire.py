"""The JSON that the web, the desk and the terminal send alike: one message, one case, one button's reference."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from bot.core.case import Case, Packet
from bot.core.files import File
from bot.core.linking import to_give
from bot.core.plan import Plan, Planned
from bot.core.reply import Message

Wire = Mapping[str, object]
_JOIN, _DIGITS = ".", 9


class Reference(NamedTuple):
    """Which button of which message of which conversation; `code` is the conversation's."""

    code: str
    number: int
    place: int


def button_id(code: str, number: int, place: int) -> str:
    """The reference of a button as it travels through a channel: `code.number.place`."""
    return _JOIN.join((code, str(number), str(place)))


def read_button_id(text: str) -> Reference | None:
    """The button a reference names; None when it is not one."""
    code, *places = text.rsplit(_JOIN, 2)
    if not code or len(places) != 2 or not all(_is_place(place) for place in places):
        return None
    number, place = places
    return Reference(code, int(number), int(place))


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


def message_dict(message: Message, code: str) -> Wire:
    """M of the outside contract: a message as the citizen sees it. `code` is its conversation's."""
    code_shown = to_give(message.text) if message.sender == "notice" else None
    buttons = [
        {"id": button_id(code, message.number, place), "label": button.label, "on": button.on}
        for place, button in enumerate(message.buttons)
    ]
    return {
        "number": message.number,
        "from": message.sender,
        "text": message.text,
        "buttons": buttons,
        "edits": message.edits,
        "at": moment(message.at),
        **({"papers": list(message.papers)} if message.papers else {}),
        **({"file": file_dict(message.file)} if message.file else {}),
        **({"code": code_shown} if code_shown else {}),
    }


def file_dict(file: File) -> Wire:
    """A file as it is shown: its name, its size in bytes (0: unknown), and whether it can be had."""
    return {"kind": file.kind, "name": file.name, "size": file.size, "type": file.type, "state": file.state}


def case_dict(case: Case | None) -> Wire | None:
    """A case with its packet; None stays None."""
    if case is None:
        return None
    return {
        "number": case.number,
        "kind": case.kind,
        "queue": case.queue,
        "state": case.state,
        "owner": case.owner,
        "promise": moment(case.promise),
        "flags": list(case.flags),
        "packet": packet_dict(case.packet),
    }


def plan_dict(plan: Plan | None) -> Wire:
    """내 진행표: title, the day it was made for, and each step by name with its state, days and ticks."""
    if plan is None:
        return {"title": None, "today": None, "steps": []}
    return {"title": plan.flow.title, "today": plan.today.isoformat(), "steps": [_step(it) for it in plan.steps]}


def _step(step: Planned) -> Wire:
    due = step.due.day if step.due else None
    return {
        "name": step.node.name,
        "state": step.state,
        "done": step.done.isoformat() if step.done else None,
        "due": due.isoformat() if due else None,
        "law": step.due.law if step.due else "",
        "where": step.node.where.strip(),
        "ticks": step.ticks,
        "items": step.items,
    }


def packet_dict(packet: Packet) -> Wire:
    """What a consultant needs to know: answers by name, days with their articles, the stage as a node id."""
    return {
        "wants": packet.wants,
        "answers": [{"name": name, "value": value} for name, value in packet.answers],
        "dates": [{"name": it.name, "date": it.day.isoformat(), "law": it.law} for it in packet.dates],
        "shown": list(packet.shown),
        "missed": list(packet.missed),
        "stage": packet.stage,
        **({"linked": True} if packet.linked else {}),
    }


def moment(at: datetime) -> str:
    """ISO 8601 to the second with its offset, +09:00 for every moment of ours."""
    return at.isoformat(timespec="seconds")
