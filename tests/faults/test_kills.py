"""A product that is killed in the middle of a case's life goes on where it was, whatever the moment."""

import pytest

from tests.faults.kills import BOUNDARIES, kill_at

SHORT = (
    "open: after save",
    "claim: before sent",
    "answer: after trying",
    "note: after keep_prompt",
    "return: before keep_cursor",
    "close: before save",
)


async def test_whenever_it_is_killed_a_case_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    """B3 26, 29, 30, 32: nothing is lost, done or answered twice; what may be a repeat says so; one owner; no note."""
    counts, wrong, restart = await kill_at([it for it in BOUNDARIES if str(it) in SHORT], 1)
    with capsys.disabled():
        print(f"\nkilled and started again, at most {restart:.2f} s: {dict(counts)}")
    assert wrong == []
    assert counts["right"] == len(SHORT)


def test_every_step_has_its_boundaries() -> None:
    """Thirty: five in each of six steps."""
    assert len({*map(str, BOUNDARIES)}) == 30
    assert {*SHORT} <= {*map(str, BOUNDARIES)}
