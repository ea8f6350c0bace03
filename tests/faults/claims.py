"""Fifty consultants claim one case at the same moment, at one instance of the service or at two over one store."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.core.desk_texts import DeskKey
from bot.core.event import Act
from bot.core.texts import Key
from bot.service.ports import Saved
from bot.service.turn import Turns
from tests.service.walking import open_unsynced
from tests.support.person import Service, running

CONSULTANTS = tuple(f"상담사{number}" for number in range(50))


async def race(rounds: int, instances: int = 1) -> Counter[str]:
    """So many races, each for a case of its own. Counts owners, polite refusals, and rounds with one owner.

    A claim that is overtaken until its turn has failed is told to who made it, and is counted.
    """
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), opened=open_unsynced) as service:
            parts = (service.store, service.in_force, service.clock, service.news)
            turns = [Turns(*parts) for _ in range(instances)]
            for number in range(rounds):
                counts.update(await _one(service, turns, number))
    return counts


async def _one(service: Service, instances: Sequence[Turns], number: int) -> Counter[str]:
    person = await (await service.person(f"p{number}")).says("상담사")
    case = (await person.taps(Key.BUTTON_HANDOVER_YES.value)).saved.case
    assert case is not None
    acts = [Act(f"claim:{number}:{who}", person.conversation, case.number, who, "claim") for who in CONSULTANTS]
    taken = await asyncio.gather(*(instances[place % len(instances)].take(act) for place, act in enumerate(acts)))
    file = await service.store.case(case.number, "")
    assert file is not None
    owners = [logged.who for logged in file.history if logged.verb == "claim"]
    heard = Counter(saved.told for saved in taken if isinstance(saved, Saved))
    told = [message for message in file.messages if message.text == Key.NOTICE_TAKEN.value]
    one = owners == [file.case.owner] and len(told) == 1
    counts = {"rounds": 1, "owners": len(owners), "rounds with one owner": int(one)}
    refused, failed = heard[DeskKey.CASE_IS_ANOTHERS.value,], heard[DeskKey.DESK_ACT_FAILED.value,]
    return Counter({**counts, "refusals": refused, "failed and told": failed})
