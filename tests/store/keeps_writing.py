"""A process that saves turns of several conversations at once, and prints the id of each when it is kept."""

import asyncio
import sys
from pathlib import Path

from bot.core.case import Case, Open, Packet
from bot.core.conversation import Decision, Situation, Wake
from bot.core.event import Said
from bot.core.reply import Reply
from bot.service.ports import Saved
from bot.store.sqlite import open_engine
from bot.store.store import SqlStore
from tests.support.fakes import NOON

CONVERSATIONS = 8


async def write(store: SqlStore, round_: str, name: int) -> None:
    """Turns of one conversation, each with a message, a reply, a case and a timer."""
    conversation = await store.open_address(f"test:{name}", NOON)
    turn = 0
    while True:
        event = Said(f"{round_}:{name}:{turn}", conversation, f"{round_}-{turn}", "안녕하세요")
        seen = await store.load(event, NOON)
        assert isinstance(seen, Situation)
        packet = Packet(event.id)
        case = Case(seen.next_case, conversation, "상담", "상담팀", "waiting", NOON, NOON, packet)
        wakes = (Wake(event.id, NOON),)
        decision = Decision(seen.conversation, event.id, None, (Reply(event.id),), None, (Open(case),), wakes)
        if isinstance(await store.save(seen, event, decision), Saved):
            sys.stdout.write(f"{event.id}\n")
            sys.stdout.flush()
            turn += 1


async def main(path: Path, round_: str) -> None:
    store = SqlStore(await open_engine(path), str)
    await asyncio.gather(*(write(store, round_, name) for name in range(CONVERSATIONS)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
