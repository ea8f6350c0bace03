"""Updates that come three times, in any order and many at once."""

import pytest

from tests.faults.thrice import deliver

UPDATES = 200


async def test_updates_that_come_thrice_and_in_any_order_have_one_effect_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """B3 29: words, edits, photos, commands, old buttons, a consultant's answers and notes: each is kept once."""
    counts, wrong = await deliver(UPDATES)
    with capsys.disabled():
        print("\n" + ", ".join(f"{name} {number}" for name, number in counts.items()))
    assert wrong == []
    assert counts == {"updates": UPDATES, "delivered": 3 * UPDATES, "effects": UPDATES}
