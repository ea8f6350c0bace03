"""`stats`: the numbers as staff and programs read them."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import SEOUL
from bot.cli.main import main
from bot.cli.stats import first_moment, told
from bot.service.ports import Counted

COUNTED = (
    Counted(date(2026, 11, 23), "messages", ("citizen",), 2),
    Counted(date(2026, 11, 24), "messages", ("citizen",), 3),
)


def test_sums_stand_above_the_days() -> None:
    """Both days together, then each."""
    numbers = [line.split()[-1] for line in told(COUNTED, as_json=False).splitlines() if line.startswith("  ")]
    assert numbers == ["5", "2", "3"]


def test_each_number_is_a_line_of_json() -> None:
    """With its day."""
    lines = [json.loads(line) for line in told(COUNTED, as_json=True).splitlines()]
    assert lines[0] == {"day": "2026-11-23", "what": "messages", "of": ["citizen"], "count": 2}
    assert len(lines) == 2


def test_days_begin_at_midnight_in_seoul() -> None:
    """One day is today alone."""
    now = datetime(2026, 11, 24, 0, 30, tzinfo=SEOUL)
    assert first_moment(now, 1) == datetime(2026, 11, 24, tzinfo=SEOUL)
    assert first_moment(now, 7) == datetime(2026, 11, 18, tzinfo=SEOUL)


@pytest.mark.parametrize(("words", "lines"), [((), 1), (("--json",), 0)])
def test_nothing_was_said_yet(
    words: tuple[str, ...], lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a new machine: a sentence or nothing, and 0."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    result = CliRunner().invoke(main, ("stats", "--days", "7", *words))
    assert (result.exit_code, len(result.output.splitlines())) == (0, lines)
