"""`make faults`: the long forms, with their figures. Names after it choose some of them."""

import asyncio
import sys
from collections.abc import Callable, Mapping
from time import perf_counter

from tests.faults import claims, kills, restarts, thrice

ROUNDS, ROUNDS_AT_TWO = 1000, 200
KILLS = 20
"""Rounds at each of the thirty boundaries."""
RESTARTS = 10
UPDATES = 10_000


def claim() -> bool:
    right = True
    for rounds, instances in ((ROUNDS, 1), (ROUNDS_AT_TWO, 2)):
        counts = asyncio.run(claims.race(rounds, instances))
        figures = ", ".join(f"{name} {number}" for name, number in counts.items())
        print(f"{len(claims.CONSULTANTS)} claims at once, {instances} instance(s): {figures}", flush=True)
        right = right and counts["rounds with one owner"] == rounds
    return right


def kill() -> bool:
    counts, wrong, _ = asyncio.run(kills.kill_at(kills.BOUNDARIES, KILLS))
    print("\n".join(wrong), end="\n" * bool(wrong))
    figures = ", ".join(f"{name} {number}" for name, number in counts.items())
    print(f"kill -9 at {len(kills.BOUNDARIES)} boundaries: {figures}", flush=True)
    return counts["right"] == counts["rounds"]


def restart() -> bool:
    seconds = restarts.restart(RESTARTS)
    middle = seconds[len(seconds) // 2]
    print(
        f"restart after kill -9, seconds: {seconds[0]:.2f} to {seconds[-1]:.2f}, half within {middle:.2f}", flush=True
    )
    return True


def three_times() -> bool:
    counts, wrong = asyncio.run(thrice.deliver(UPDATES))
    print("\n".join(wrong), end="\n" * bool(wrong))
    figures = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    print(f"every update three times, in any order: {figures}", flush=True)
    return not wrong and counts["updates"] == counts["effects"]


FORMS: Mapping[str, Callable[[], bool]] = {"restart": restart, "kill": kill, "thrice": three_times, "claim": claim}


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
