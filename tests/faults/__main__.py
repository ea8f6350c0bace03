"""`make faults`: the long forms, with their figures."""

import asyncio
import sys

from tests.faults import claims

ROUNDS, ROUNDS_AT_TWO = 1000, 200


def main() -> int:
    right = True
    for rounds, instances in ((ROUNDS, 1), (ROUNDS_AT_TWO, 2)):
        counts = asyncio.run(claims.race(rounds, instances))
        figures = ", ".join(f"{name} {number}" for name, number in counts.items())
        print(f"{len(claims.CONSULTANTS)} claims at once, {instances} instance(s): {figures}", flush=True)
        right = right and counts["rounds with one owner"] == rounds
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
