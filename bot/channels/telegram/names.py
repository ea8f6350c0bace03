"""How Telegram's chats, messages and updates are called in the rest of the house. Everything is by bot and chat."""


def bot_id(token: str) -> int:
    """The bot's own number, which its token begins with. Raises ValueError for what is no token."""
    return int(token.partition(":")[0])


def address(bot: int, chat: int) -> str:
    """The address of a chat: a citizen's, or the consultants' group."""
    return f"telegram:{bot}:{chat}"


def chat_of(address: str) -> int:
    """The chat an address names."""
    return int(address.rsplit(":", 1)[1])


def same_bot(address: str, chat: int) -> str:
    """The address of another chat with the same bot."""
    return f"{address.rsplit(':', 1)[0]}:{chat}"


def person(user: int) -> str:
    """How a staff account is linked to a person of Telegram, whichever bot they write to."""
    return f"telegram:{user}"


def source(bot: int) -> str:
    """The queue of a bot's updates, for the cursor."""
    return f"telegram:{bot}"


def event_id(bot: int, update: int) -> str:
    """The id of what an update says happened; an edit is an update of its own."""
    return f"telegram:{bot}:{update}"


def message_name(address: str, message: int) -> str:
    """The name of a citizen's message, which an edit refers to."""
    return f"{address}:{message}"
