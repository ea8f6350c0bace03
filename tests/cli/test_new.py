"""`new`: what a clerk types, and what stands on the disk then."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from tests.content.base import BASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content of its own."""
    for path, text in BASE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CONTENT_DIR", str(folder))

    def type_(*words: str) -> Result:
        return CliRunner().invoke(main, ("new", *words))

    return type_


def test_a_clerk_begins_one_of_each(typed: Any, folder: Path) -> None:
    """Each says where to go on and what to run next."""
    for words, file in (
        (("topic", "boats", "--title", "배"), "faq/boats.yaml"),
        (("entry", "boats", "oars"), "faq/boats.yaml"),
        (("flow", "boat_trip"), "flows/boat_trip.yaml"),
    ):
        result = typed(*words)
        assert result.exit_code == 0, result.output
        assert file in result.output
        assert "python -m bot check" in result.output
        assert (folder / file).is_file()
    text = (folder / "faq/boats.yaml").read_text(encoding="utf-8")
    assert ("topic: 배" in text, "\n  boats_first:" in text, "\n  oars:" in text) == (True, True, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("entry", "picnic", "where_to"), "faq/picnic.yaml:"),
        (("entry", "picnik", "oars"), "picnic"),
        (("flow", "picnic"), "flows/picnic.yaml"),
        (("topic", "Boats"), "Boats"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(
    typed: Any, folder: Path, words: tuple[str, ...], told: str
) -> None:
    """In one sentence, with 1."""
    result = typed(*words)
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert told in result.output
    assert {path: (folder / path).read_text(encoding="utf-8") for path in BASE} == BASE
    assert len(list(folder.rglob("*.yaml"))) == len(BASE)
