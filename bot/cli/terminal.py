"""Talking in the terminal by hand: the same lines as `try --json`, written and shown for people."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.channels.wire import Wire
from bot.cli.lines import Asked, Deed, Edit, Say, Tap, Unreadable, Wait, read_act, read_wait
from bot.cli.words import Line, say
from bot.core.korean import moment

_FACES = {"citizen": "🙂", "bot": "🤖", "notice": "·", "consultant": "👤"}


class Typed:
    """Reads what is typed. Numbers are the buttons shown last; `who` is the citizen who types."""

    def __init__(self) -> None:
        self._buttons: Sequence[Wire] = ()
        self._who = ""
        self._case: object = None

    def read(self, typed: str) -> Asked | None:
        """What was typed; None for a change of who types. Raises Unreadable."""
        command, _, rest = typed.strip().partition(" ")
        if command == "/as":
            self._who = rest.strip()
            return None
        deed = self._deed(command, rest, typed)
        return Asked(deed, "" if command == "/desk" else self._who, None)

    def show(self, result: Mapping[str, object], now: datetime) -> str:
        """What a line led to: messages with numbered buttons, what the desk was told, and a case that changed."""
        replies = _list(result["replies"])
        self._buttons = next((_list(it["buttons"]) for it in reversed(replies) if it["buttons"]), self._buttons)
        parts = [say(Line.TRY_NUMBER, number=str(result["number"]))] if result["number"] else []
        parts += [_message(reply, self._buttons) for reply in replies]
        if result["toast"]:
            parts.append(say(Line.TRY_TOAST, text=str(result["toast"])))
        parts += [f"  ☎ {line}" for line in _list(result["desk"])]
        case = result["case"]
        if isinstance(case, Mapping) and case != self._case:
            parts.append(_case(case, now))
        self._case = case
        return "\n".join(parts)

    def _deed(self, command: str, rest: str, typed: str) -> Deed:
        match command:
            case "/desk":
                return read_act(rest)
            case "/wait":
                return Wait(read_wait(rest))
            case "/say":
                return Say(_needed(rest))
            case "/edit":
                number, _, text = rest.strip().partition(" ")
                if not number.isdecimal() or len(number) > 9:
                    raise Unreadable(Line.TRY_NO_MESSAGE)
                return Edit(int(number), _needed(text))
            case _ if command.isdecimal() and not rest and 0 < int(command[:9]) <= len(self._buttons):
                return Tap(str(self._buttons[int(command) - 1]["id"]))
            case _:
                return Say(_needed(typed))


def _needed(text: str) -> str:
    if not text.strip():
        raise Unreadable(Line.TRY_EMPTY)
    return text


def _message(message: Wire, numbered: Sequence[Wire]) -> str:
    """A message; its buttons have numbers when these are the ones that numbers mean."""
    buttons = _list(message["buttons"])
    lines = [f"{_FACES.get(str(message['from']), '')} {message['text']}"]
    for place, button in enumerate(buttons, 1):
        mark = "✓ " if button["on"] else ""
        lines.append(f"   [{place if buttons == numbered else ' '}] {mark}{button['label']}")
    return "\n".join(lines)


def _case(case: Wire, now: datetime) -> str:
    owner = str(case["owner"] or say(Line.TRY_NOBODY))
    promise = moment(datetime.fromisoformat(str(case["promise"])), now)
    state = say(Line(f"try_{case['state']}"))
    return say(
        Line.TRY_CASE, number=str(case["number"]), kind=str(case["kind"]), state=state, owner=owner, promise=promise
    )


def _list(value: object) -> list[Wire]:
    return list(value) if isinstance(value, list) else []
