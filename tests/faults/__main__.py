"""`make faults`: the long forms, with their figures. Names after it choose some of them."""

import asyncio
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter

from tests.faults import claims, downtime, kills, mutations, restarts, storm, thrice
from tests.service.walking import open_unsynced
from tests.service.walks import walks

ROUNDS, ROUNDS_AT_TWO = 1000, 200
KILLS = 20
"""Rounds at each of the thirty boundaries."""
RESTARTS = 10
UPDATES = 10_000
MOST_WRONG = 20
MUTATED = 1000
WALKS = 1000
CHATS_WAITING, CHATS_IN_A_STORM, OTHERS = 250, 100, 50


def claim() -> bool:
    right = True
    for rounds, instances in ((ROUNDS, 1), (ROUNDS_AT_TWO, 2)):
        counts = asyncio.run(claims.race(rounds, instances))
        _told(f"{len(claims.CONSULTANTS)} claims at once, {instances} instance(s)", counts, ())
        right = right and counts["rounds with one owner"] == rounds and not counts["failed and told"]
    return right


def kill() -> bool:
    counts, wrong, _ = asyncio.run(kills.kill_at(kills.BOUNDARIES, KILLS))
    _told(f"kill -9 at {len(kills.BOUNDARIES)} boundaries", counts, wrong)
    return counts["right"] == counts["rounds"]


def restart() -> bool:
    seconds, worked = zip(*restarts.restart(RESTARTS), strict=True)
    figures = f"{seconds[0]:.2f} to {seconds[-1]:.2f}, half in {seconds[len(seconds) // 2]:.2f}"
    print(f"restarts after kill -9, seconds: {figures}; of a processor {max(worked):.2f}", flush=True)
    return True


def three_times() -> bool:
    counts, wrong = asyncio.run(thrice.deliver(UPDATES))
    _told("every update three times, in any order", counts, wrong)
    return not wrong and counts["updates"] == counts["effects"]


def wait_while_down() -> bool:
    counts, wrong = asyncio.run(downtime.wait(CHATS_WAITING))
    _told("written while it was stopped", counts, wrong)
    return not wrong and counts["waiting"] == counts["answered"]


def stormy() -> bool:
    late, answers, wrong = asyncio.run(storm.long_wait(OTHERS, rounds=20))
    _told(f"one chat waits {storm.SECONDS:,} s, 95 of 100 others have theirs in {late:.1f}", {"of": answers}, wrong)
    counts, lost = asyncio.run(storm.half(CHATS_IN_A_STORM, times=3))
    _told("half of all sends wait up to 120 s", counts, lost)
    return not wrong and not lost and late < 2


def mutate() -> bool:
    refused, wrong = asyncio.run(mutations.mutated_on_disk(MUTATED))
    _told("what happens to files of the content", {"mutations": MUTATED, "refused": refused}, wrong)
    return not wrong


def walk() -> bool:
    """Raises AssertionError with the walk on which something did not hold."""
    logging.disable(logging.CRITICAL)
    _told("random walks", walks(open_unsynced, WALKS), ())
    logging.disable(logging.NOTSET)
    return True


def _told(what: str, counts: Mapping[str, int], wrong: Sequence[str]) -> None:
    for line in wrong[:MOST_WRONG]:
        print(line)
    print(f"{what}: " + ", ".join(f"{name} {number:,}" for name, number in counts.items()), flush=True)


FORMS: Mapping[str, Callable[[], bool]] = {
    "restart": restart,
    "kill": kill,
    "thrice": three_times,
    "downtime": wait_while_down,
    "storm": stormy,
    "claim": claim,
    "content": mutate,
    "walks": walk,
}


def main(names: list[str]) -> int:
    """1 when something did not hold."""
    right = True
    for name in names or FORMS:
        begun = perf_counter()
        right = FORMS[name]() and right
        print(f"({name}: {perf_counter() - begun:.0f} s)", flush=True)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
