"""What the fake Bot API tells when the bot's place in a chat changes: blocked, let in, taken into a group, put out."""

from tests.support.bot_api import BotApi
from tests.support.bot_api_json import AT, Json, person, the_bot


async def becomes(api: BotApi, chat: int, status: str, user: int = 0) -> int:
    """The bot becomes that there; the number of the update."""
    return await api.happens(my_chat_member(chat, status, user or abs(chat)))


async def blocks(api: BotApi, chat: int) -> None:
    """A person blocks the bot: nothing can be sent there any more."""
    api.blocked.add(chat)
    await becomes(api, chat, "kicked")


async def lets_in(api: BotApi, chat: int) -> None:
    """A person lets the bot in again."""
    api.blocked.discard(chat)
    await becomes(api, chat, "member")


def my_chat_member(chat: int, status: str, user: int) -> Json:
    """The update as Telegram writes it."""
    kind = {"type": "private", "first_name": "사람"} if chat > 0 else {"type": "supergroup", "title": "방"}
    before = "left" if status != "kicked" else "member"
    return {
        "my_chat_member": {
            "chat": {"id": chat, **kind},
            "from": person(user),
            "date": AT,
            "old_chat_member": _member(before),
            "new_chat_member": _member(status),
        }
    }


def _member(status: str) -> Json:
    until: Json = {"until_date": 0} if status == "kicked" else {}
    return {"user": the_bot(), "status": status, **until}
