"""`questions`: what was left open, and a draft of it, at the terminal."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.app import SystemClock, open_store
from bot.cli.main import main
from bot.config import make_data_dir, read_settings
from bot.core.conversation import Decision, Situation
from bot.core.gaps import Gap
from bot.core.reply import Reply
from bot.disk import models_dir
from tests.store.steps import said

ASKED = "두레는 몇 사람이 있어야 꾸릴 수 있나요"


@pytest.fixture
def data(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with what the matcher learnt."""
    settings = read_settings({"DATA_DIR": str(tmp_path / "data")})
    make_data_dir(settings)
    models_dir(settings).symlink_to(models)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return settings.data_dir


async def _asks(data: Path, name: str) -> None:
    now = SystemClock().now()
    async with open_store(read_settings({"DATA_DIR": str(data)})) as store:
        event = said(await store.open_address(f"test:{name}", now), f"{name}-1", ASKED)
        seen = await store.load(event, now)
        assert isinstance(seen, Situation)
        decision = Decision(seen.conversation, said=ASKED, replies=(Reply("?"),), gap=Gap(2, "missed"))
        await store.save(seen, event, decision)


def typed(*words: str) -> Result:
    return CliRunner().invoke(main, ("questions", *words))


def test_what_was_left_open_is_listed_and_becomes_a_draft(data: Path) -> None:
    """Twice the same is one group; there is no second one."""
    for name in ("kim", "lee"):
        asyncio.run(_asks(data, name))
    listed, draft, second = typed(), typed("--draft", "1"), typed("--draft", "2")
    assert listed.output.count(ASKED) == 1 and listed.output.startswith("1. ")
    assert "<" not in listed.output + draft.output
    assert (draft.exit_code, second.exit_code) == (0, 1)
    assert f"- {ASKED}" in draft.output and "status: draft" in draft.output


def test_nothing_is_a_sentence(data: Path) -> None:
    """On a new machine."""
    result = typed()
    assert (result.exit_code, len(result.output.splitlines())) == (0, 1)
