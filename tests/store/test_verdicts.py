"""What past questions got, between two looks."""

from pathlib import Path

from bot.core.impact import Gets
from bot.store.verdicts import KEPT, Verdicts

TEXT = "공고는 며칠 전에 하나요"
GOT = Gets("answer", "notice_days")


def test_what_is_kept_is_found_again_by_whoever_has_the_key(tmp_path: Path) -> None:
    """And nobody else: a mark tells nothing of its text."""
    verdicts, stranger = Verdicts(tmp_path, "key"), Verdicts(tmp_path, "other key")
    verdicts.keep("one", {verdicts.mark(TEXT): GOT})
    assert Verdicts(tmp_path, "key").recall("one")[verdicts.mark(TEXT)] == GOT
    assert stranger.mark(TEXT) not in stranger.recall("one")
    assert not verdicts.recall("another")
    assert TEXT not in (tmp_path / "one.json").read_text(encoding="utf-8")


def test_a_file_that_was_broken_counts_for_nothing(tmp_path: Path) -> None:
    """It is written anew at the next look."""
    verdicts = Verdicts(tmp_path, "key")
    for broken in ("{", "[]", '{"a": [1, 2, 3, 4, 5]}', '{"a": 1}'):
        (tmp_path / "one.json").write_text(broken, encoding="utf-8")
        assert not verdicts.recall("one")


def test_old_matchers_are_forgotten(tmp_path: Path) -> None:
    """A folder that only grew would fill the disk."""
    verdicts = Verdicts(tmp_path / "impact", "key")
    for place in range(KEPT + 3):
        verdicts.keep(f"matcher-{place}", {"a": GOT})
    assert len([*(tmp_path / "impact").iterdir()]) == KEPT
    assert verdicts.recall(f"matcher-{KEPT + 2}")
