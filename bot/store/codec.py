"""Conversation ↔ JSON of its stored body. `version` and `last` are columns and never in it.

Reading is tolerant: what cannot be read is left out, answer by answer, so that no stored body can stop a chat.
"""

from collections.abc import Callable
from typing import TypeVar

from bot.core.answers import Answer, Answers
from bot.core.conversation import Asked, Conversation
from bot.core.linking import Shown
from bot.store.codec_buttons import buttons_from_json, buttons_to_json
from bot.store.codec_parts import (
    Json,
    Unreadable,
    dumped,
    fields,
    flag,
    items,
    loaded,
    moment,
    optional_text,
    stamp,
    text_or,
    texts,
    value_from_json,
    value_to_json,
    whole_number,
)

T = TypeVar("T")


def conversation_to_text(conversation: Conversation) -> str:
    """The stored body of a conversation."""
    return dumped(
        {
            "flows": [*conversation.flows],
            "answers": {node: _answer_to_json(answer) for node, answer in conversation.answers.items()},
            "focus": conversation.focus,
            "asked": _asked_to_json(conversation.asked),
            "shown": [*conversation.shown],
            "missed": [*conversation.missed],
            "misses": conversation.misses,
            "language": conversation.language,
            "reply_to": conversation.reply_to,
            "reviews": conversation.reviews,
            "active": stamp(conversation.active) if conversation.active else None,
            "remind": stamp(conversation.remind) if conversation.remind else None,
            "reminded": [*conversation.reminded],
            "part": conversation.part,
            "flags": [*conversation.flags],
            "code": _shown_to_json(conversation.code),
            "judged": [[place, good] for place, good in conversation.judged.items()],
        }
    )


def conversation_from_text(id: str, version: int, last: int, text: str) -> Conversation:
    """The conversation that was stored, as far as it can be read."""
    data = loaded(text)
    body = data if isinstance(data, dict) else {}
    return Conversation(
        id=id,
        version=version,
        last=last,
        flows=texts(body.get("flows")),
        answers=_answers(body.get("answers")),
        focus=_else(optional_text, body.get("focus"), None),
        asked=_else(_asked, body.get("asked"), None),
        shown=texts(body.get("shown")),
        missed=texts(body.get("missed")),
        misses=_else(whole_number, body.get("misses"), 0),
        language=text_or(body.get("language"), "ko"),
        reply_to=_else(optional_text, body.get("reply_to"), None),
        reviews=_else(optional_text, body.get("reviews"), None),
        active=_else(moment, body.get("active"), None),
        remind=_else(moment, body.get("remind"), None),
        reminded=texts(body.get("reminded")),
        part=text_or(body.get("part")),
        flags=texts(body.get("flags")),
        code=_else(_shown, body.get("code"), None),
        judged=_else(_judged, body.get("judged"), {}),
    )


def _else(read: Callable[[Json], T], data: Json, otherwise: T) -> T:
    try:
        return read(data)
    except Unreadable:
        return otherwise


def _answers(data: Json) -> Answers:
    stored = data if isinstance(data, dict) else {}
    read = {node: _else(_answer, answer, None) for node, answer in stored.items()}
    return {node: answer for node, answer in read.items() if answer is not None}


def _answer_to_json(answer: Answer) -> Json:
    return {"value": value_to_json(answer.value), "at": stamp(answer.at), "by": answer.by}


def _answer(data: Json) -> Answer | None:
    stored = fields(data)
    if "value" not in stored:
        raise Unreadable("an answer")
    by = stored.get("by")
    return Answer(value_from_json(stored["value"]), moment(stored.get("at")), None if by is None else whole_number(by))


def _judged(data: Json) -> dict[int, bool]:
    pairs = (pair for pair in items(data) if isinstance(pair, list) and len(pair) == 2)
    return {whole_number(place): flag(good) for place, good in pairs}


def _shown_to_json(shown: Shown | None) -> Json:
    return {"number": shown.number, "until": stamp(shown.until)} if shown else None


def _shown(data: Json) -> Shown | None:
    if data is None:
        return None
    stored = fields(data)
    return Shown(whole_number(stored.get("number")), moment(stored.get("until")))


def _asked_to_json(asked: Asked | None) -> Json:
    if asked is None:
        return None
    return {"number": asked.number, "node": asked.node, "buttons": buttons_to_json(asked.buttons)}


def _asked(data: Json) -> Asked | None:
    if data is None:
        return None
    stored = fields(data)
    buttons = buttons_from_json(stored.get("buttons"))
    return Asked(whole_number(stored.get("number")), optional_text(stored.get("node")), buttons)
