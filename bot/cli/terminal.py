"""Talking in the terminal by hand: the same lines as `try --json`, written and shown for people."""

from collections.abc import Mapping, Sequence

from bot.channels.wire import Wire
from bot.cli.lines import Asked, Deed, Edit, Say, Tap, Unreadable, Wait, read_act, read_wait
from bot.cli.words import Line, say

_FACES = {"citizen": "🙂", "bot": "🤖", "notice": "·", "consultant": "👤"}


class Typed:
    """Reads what is typed. Numbers are the buttons shown last; `who` is the citizen who types."""

    def __init__(self) -> None:
        self._buttons: Sequence[Wire] = ()
        self._who = ""

    def read(self, typed: str) -> Asked | None:
        """What was typed; None for a change of who types. Raises Unreadable."""
        command, _, rest = typed.strip().partition(" ")
        if command == "/as":
            self._who = rest.strip()
            return None
        deed = self._deed(command, rest, typed)
        return Asked(deed, "" if command == "/desk" else self._who, None)

    def show(self, result: Mapping[str, object]) -> str:
        """What a line led to: messages with numbered buttons, then what the desk was told, then the case."""
        replies = _list(result["replies"])
        self._buttons = next((_list(it["buttons"]) for it in reversed(replies) if it["buttons"]), self._buttons)
        parts = [_message(reply, reply is replies[-1]) for reply in replies]
        if result["toast"]:
            parts.append(say(Line.TRY_TOAST, text=str(result["toast"])))
        parts += [f"  ☎ {line}" for line in _list(result["desk"])]
        case = result["case"]
        if isinstance(case, Mapping):
            parts.append(_case(case))
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


def _message(message: Wire, last: bool) -> str:
    lines = [f"{_FACES.get(str(message['from']), '')} {message['text']}"]
    for place, button in enumerate(_list(message["buttons"]), 1):
        mark = "✓ " if button["on"] else ""
        lines.append(f"   [{place if last else ' '}] {mark}{button['label']}")
    return "\n".join(lines)


def _case(case: Wire) -> str:
    owner = str(case["owner"] or say(Line.TRY_NOBODY))
    words = {key: str(case[key]) for key in ("number", "kind", "state", "promise")}
    return say(Line.TRY_CASE, owner=owner, **words)


def _list(value: object) -> list[Wire]:
    return list(value) if isinstance(value, list) else []
