"""Messages that the library stumbles over, as those of a service older or newer than it: that they came is not lost."""

from collections.abc import Mapping

from bot.channels.telegram.reading import Place, SentFile, Wrote
from bot.core.event import File

Raw = Mapping[str, object]


def salvaged(update: Raw) -> Wrote | SentFile | None:
    """The words of a new message in a private chat, or that something came; None where not even that can be read."""
    message = _fields(update, "message")
    chat, sender = _fields(message, "chat"), _fields(message, "from")
    numbers = (update.get("update_id"), chat.get("id"), sender.get("id"), message.get("message_id"))
    known = [it for it in numbers if isinstance(it, int) and not isinstance(it, bool)]
    if len(known) != len(numbers) or chat.get("type") != "private" or sender.get("is_bot") is not False:
        return None
    id, place, user, number = known
    at, text = Place(id, place, user, number), message.get("text")
    if isinstance(text, str) and not text.startswith("/"):
        return Wrote(at, text)
    return SentFile(at, File("other", "", 0, ""), "")


def _fields(data: Raw, name: str) -> Raw:
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}
