"""`check`: a folder, a file of it, or a file from elsewhere that is checked with the rest."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.cli.check import check_content
from tests.content.base import BASE, PICNIC, PlainMatcher

WRONG = PICNIC.replace("hint", "hnit", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small content on disk."""
    for path, text in BASE.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    return tmp_path / "content"


def checked(
    paths: Sequence[Path], content: Path, capsys: pytest.CaptureFixture[str], today: date = date(2026, 11, 26)
) -> tuple[int, list[str]]:
    status = check_content(paths, content, PlainMatcher, today)
    return status, [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()[:-1]]


def test_without_a_path_the_content_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing wrong: no line but the last, and 0."""
    assert checked([], folder, capsys) == (0, [])


def test_a_warning_ends_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is printed all the same."""
    text = BASE["faq/picnic.yaml"].replace("<place.hill>으로(로) 가요.", f"<place.hill>으로(로) 가요({'가' * 400}).")
    (folder / "faq/picnic.yaml").write_text(text, encoding="utf-8")
    assert checked([folder], folder, capsys) == (0, ["faq/picnic.yaml:6:"])


def test_a_review_that_is_old_is_a_warning(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it is on the day of the check."""
    status, lines = checked([folder], folder, capsys, date(2028, 1, 1))
    assert (status, len(lines)) == (0, 3)


@pytest.mark.parametrize("path", [".", "flows/picnic.yaml", "faq/picnic.yaml"])
def test_a_folder_and_each_of_its_files_is_checked_as_a_whole(
    path: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in one may break another, so all of them are told; another folder is not looked at."""
    (folder / "flows/picnic.yaml").write_text(WRONG, encoding="utf-8")
    assert checked([folder / path], Path("/nowhere"), capsys) == (1, ["flows/picnic.yaml:13:"])


@pytest.mark.parametrize(
    ("name", "line"), [("picnic.yaml", "flows/picnic.yaml:13:"), ("new.yaml", "flows/new.yaml:1:")]
)
def test_a_file_from_elsewhere_is_checked_with_the_rest(
    name: str, line: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the place of the file with its name, else in the folder that fits what is in it."""
    (tmp_path / name).write_text(WRONG, encoding="utf-8")
    (folder / "faq/picnic.yaml").rename(folder / "faq/other.yaml")
    status, lines = checked([tmp_path / name], folder, capsys)
    assert (status, lines[0]) == (1, line)


@pytest.mark.parametrize("raw", [None, b"\xff\xfe"])
def test_a_path_that_cannot_be_read_is_told(
    raw: bytes | None, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what it was called."""
    path = tmp_path / "elsewhere.yaml"
    if raw is not None:
        path.write_bytes(raw)
    assert checked([path], folder, capsys) == (1, [f"{path}:1:"])


@pytest.mark.parametrize("path", ["faq/gone.yaml", "flows/tables/gone"])
def test_a_path_of_the_folder_that_is_not_there_is_told(
    path: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest is checked all the same, and a misspelled name is never taken for a file without slips."""
    (folder / "flows/picnic.yaml").write_text(WRONG, encoding="utf-8")
    status, lines = checked([folder / path, folder], Path("/nowhere"), capsys)
    assert (status, set(lines)) == (1, {f"{folder / path}:1:", "flows/picnic.yaml:13:"})


def test_a_folder_within_the_content_is_checked_with_the_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check faq` means the content that it belongs to."""
    assert checked([folder / "faq"], Path("/nowhere"), capsys) == (0, [])
