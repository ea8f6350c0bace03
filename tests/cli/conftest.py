"""A talk over the content of the project."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import SEOUL
from bot.cli.talking import Talk, open_talk
from bot.config import Settings, make_data_dir, read_settings
from bot.disk import content_of, models_dir
from bot.service.publishing import Disk
from tests.content.base import BASE

ROOT = Path(__file__).resolve().parents[2]
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=SEOUL)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that has those settings and no other."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "VECTORS": "off", **settings}


def started(settings: Mapping[str, str], folder: Path) -> "subprocess.Popen[str]":
    """`python -m bot run` with those settings."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env=environment(settings),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Settings:
    """One data folder for all, so that the matcher is trained once."""
    settings = read_settings({"DATA_DIR": str(tmp_path_factory.mktemp("data")), "VECTORS": "off"})
    make_data_dir(settings)
    models_dir(settings).symlink_to(models)
    return settings


@pytest.fixture(scope="session")
def picnic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small content, which is checked in no time; for whom any content will do."""
    folder = tmp_path_factory.mktemp("picnic")
    for path, text in BASE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def content(settings: Settings) -> Disk:
    """The content of the project, checked and built once."""
    content = content_of(settings)
    built = content.build(content.files)
    return Disk(content.files, lambda files: built)


@pytest.fixture
async def talk(content: Disk, tmp_path: Path) -> AsyncIterator[Talk]:
    """A new talk, on a Tuesday morning within office hours."""
    async with open_talk(content, tmp_path, TUESDAY) as talk:
        yield talk
