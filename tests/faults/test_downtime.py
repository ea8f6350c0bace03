"""What people write while the bot is down, and while it is stopped in the middle."""

import pytest

from tests.faults.downtime import wait

CHATS = 25


async def test_five_hundred_updates_that_waited_are_answered_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """B3 31: nothing is dropped at the start, and every chat gets its own answers in its own order."""
    counts, wrong = await wait(CHATS)
    with capsys.disabled():
        print("\nwhile stopped: " + ", ".join(f"{name} {number}" for name, number in counts.items()))
    assert wrong == []
    assert counts["waiting"] == 500


async def test_a_stop_in_the_middle_loses_and_repeats_nothing() -> None:
    """B3 26: what was carried through before the stop is not carried through again after it."""
    assert (await wait(CHATS, stops=True))[1] == []
