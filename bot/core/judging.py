"""Whether an answer fits its question. Judged by the day it was given: a date once in range stays answered."""

from datetime import date
from typing import Literal

from bot.core.answers import Answer, Contact, Doing, Several, Value
from bot.core.flow import (
    ChoiceNode,
    ChoicesNode,
    ContactNode,
    DateNode,
    Node,
    NumberNode,
    StepNode,
    TextNode,
)

Verdict = Literal["good", "unfinished", "unreadable", "out_of_range", "too_long"]


def judge(node: Node, answer: Answer) -> Verdict:
    """The verdict on a stored answer; `unreadable` for one whose type or choice the node no longer has."""
    return judge_value(node, answer.value, answer.at.date())


def judge_value(node: Node, value: Value, given_on: date) -> Verdict:
    """The verdict on a value given on a day. A skipped question (None) is good where the node can be skipped."""
    if value is None:
        return "good" if node.skip else "unreadable"
    match node:
        case ChoiceNode():
            return "good" if value in {choice.id for choice in node.choices} else "unreadable"
        case ChoicesNode():
            return _several(node, value)
        case DateNode():
            return _date(node, value, given_on)
        case NumberNode():
            return _number(node, value)
        case TextNode():
            return _text(node, value)
        case ContactNode():
            return _contact(value)
        case StepNode():
            return _doing(value)
    return "unreadable"


def _several(node: ChoicesNode, value: Value) -> Verdict:
    if not isinstance(value, Several) or not set(value.ids) <= {choice.id for choice in node.choices}:
        return "unreadable"
    if not value.finished:
        return "unfinished"
    return "good" if value.ids or node.none else "unreadable"


def _date(node: DateNode, value: Value, given_on: date) -> Verdict:
    if not isinstance(value, date):
        return "unreadable"
    early = node.earliest is not None and value < node.earliest.on(given_on)
    late = node.latest is not None and value > node.latest.on(given_on)
    return "out_of_range" if early or late else "good"


def _number(node: NumberNode, value: Value) -> Verdict:
    if not isinstance(value, int):
        return "unreadable"
    low = node.least is not None and value < node.least
    high = node.most is not None and value > node.most
    return "out_of_range" if low or high else "good"


def _text(node: TextNode, value: Value) -> Verdict:
    if not isinstance(value, str) or not value.strip():
        return "unreadable"
    return "too_long" if len(value) > node.max_length else "good"


def _contact(value: Value) -> Verdict:
    if not isinstance(value, Contact):
        return "unreadable"
    if value.way == "chat" or (value.consent and value.way and value.address):
        return "good"
    return "unfinished"


def _doing(value: Value) -> Verdict:
    if not isinstance(value, Doing):
        return "unreadable"
    return "good" if value.done or value.later else "unfinished"
