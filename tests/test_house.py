"""The house as a newcomer finds it: the lock files, the README, the commands."""

import re
import tomllib
from pathlib import Path

import pytest

from bot import __version__
from bot.config import ALL

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """The packages of a lock file with their versions."""
    return dict(PIN.findall(text(name)))


def test_what_is_tested_is_what_runs() -> None:
    """The larger lock file pins everything of the smaller one alike."""
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-vectors.lock"])
def test_a_lock_file_has_hashes_and_no_address(name: str) -> None:
    """Whichever index is used, it can only give what was tested."""
    blocks = re.split(r"(?m)^(?=[a-z0-9-]+==)", text(name))[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text(name)


def test_what_pyproject_names_is_locked() -> None:
    """Neither lock file is older than what it was made from."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    for wanted, name in (
        (project["dependencies"], "requirements.lock"),
        (project["optional-dependencies"]["dev"], "requirements-dev.lock"),
        (project["optional-dependencies"]["vectors"], "requirements-vectors.lock"),
    ):
        names = {re.split(r"[<>=\[]", it)[0].lower() for it in wanted}
        assert names <= set(pins(name))


def test_the_version_stands_in_one_place() -> None:
    """What /healthz tells is what the package is called."""
    project = tomllib.loads(text("pyproject.toml"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "bot.__version__"
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_what_is_no_python_is_installed_too() -> None:
    """Pages, sentences and migrations are named for the wheel: without them nothing would start."""
    named = tomllib.loads(text("pyproject.toml"))["tool"]["setuptools"]["package-data"]
    folders = {package: ROOT / package.replace(".", "/") for package in named}
    installed = {file for package, folder in folders.items() for glob in named[package] for file in folder.glob(glob)}
    lying = {file for file in (ROOT / "bot").rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc")}
    assert {file for file in installed if file.is_file()} == lying


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    """A setting that is not written down does not exist for anybody."""
    rows = re.findall(r"^\| `([A-Z_]+)` \|", text("README.md"), re.MULTILINE)
    assert sorted(rows) == sorted(ALL)


def test_every_command_of_make_is_in_the_readme() -> None:
    """And the README names no target that is not there."""
    targets = set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), re.MULTILINE)) - {"help"}
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|  )", text("README.md"))) == targets


@pytest.mark.parametrize("page", ["README.md", *(str(it.relative_to(ROOT)) for it in ROOT.glob("docs/**/*.md"))])
def test_every_link_leads_somewhere(page: str) -> None:
    """Files that a page names are there."""
    links = re.findall(r"\]\(([^)#:]+)\)", text(page))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []
