"""The small content of these tests is sound: a slip is then the only thing wrong."""

from bot.content.sources import Sources
from tests.content.base import BASE, check


def test_nothing_is_wrong_with_the_small_content() -> None:
    """Neither a problem nor a warning."""
    assert check(Sources(BASE)) == []
