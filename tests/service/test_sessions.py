"""Web sessions: one conversation each, known by a token that is stored nowhere."""

from pathlib import Path

from bot.service.sessions import Sessions
from tests.support.person import Service


def holds(folder: Path, text: str) -> list[Path]:
    """The files of a folder in which a text stands."""
    return [path for path in folder.iterdir() if text.encode() in path.read_bytes()]


async def test_a_session_is_a_conversation_without_a_message(service: Service, tmp_path: Path) -> None:
    """Each session has its own; an unknown token has none; the database never holds a token."""
    sessions = Sessions(service.store, service.clock)
    one, two = await sessions.begin(), await sessions.begin()
    conversation = await sessions.conversation(one)
    assert conversation is not None
    assert holds(tmp_path, conversation)
    assert conversation != await sessions.conversation(two)
    assert await sessions.conversation(one + "x") is None
    assert await service.store.messages(conversation) == ()
    assert not holds(tmp_path, one)
