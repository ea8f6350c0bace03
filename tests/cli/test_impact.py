"""`check --impact` at the terminal: what an edit of the content on disk would do to who has talked."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.app import SystemClock, open_store
from bot.cli.check import check_impact
from bot.cli.telling import Told
from bot.config import Settings, make_data_dir, read_settings
from bot.content.sources import Sources
from bot.core.conversation import Decision
from bot.core.event import Said
from bot.core.reply import Reply
from bot.service.ports import Saved
from bot.store.store import SqlStore
from tests.content.base import BASE, AskMatcher
from tests.store.steps import seen

TODAY = date(2026, 11, 26)
FAQ, FLOW = "faq/picnic.yaml", "flows/picnic.yaml"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The small content on disk, and nothing in force yet."""
    for path, text in BASE.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    settings = read_settings({"DATA_DIR": str(tmp_path / "data"), "CONTENT_DIR": str(tmp_path / "content")})
    make_data_dir(settings)
    return settings


async def talked(store: SqlStore, text: str, flows: tuple[str, ...] = ()) -> None:
    conversation = await store.open_address(f"test:{text}", SystemClock().now())
    event = Said(f"e-{text}", conversation, f"m-{text}", text)
    situation = await seen(store, event)
    after = replace(situation.conversation, flows=flows)
    assert isinstance(await store.save(situation, event, Decision(after, said=text, replies=(Reply("말"),))), Saved)


async def lived(settings: Settings) -> None:
    """The small content is in force; some have asked, one is in the procedure."""
    async with open_store(settings) as store:
        await store.keep_version(Sources(BASE).version, BASE, "", "start", SystemClock().now())
        for text in ("도시락은요", "도시락은 꼭 싸요", "어디로 가요"):
            await talked(store, text)
        await talked(store, "소풍 가요", ("picnic",))


def edited(settings: Settings, path: str, old: str, new: str) -> None:
    file = settings.content_dir / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def lines(settings: Settings, capsys: pytest.CaptureFixture[str], most: int = 20) -> tuple[int, list[str]]:
    status = await check_impact((), settings, AskMatcher, TODAY, most)
    return status, capsys.readouterr().out.splitlines()


async def test_an_edit_is_told_by_what_it_does(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Questions old beside new, people by node, a name that was probably changed, entries that came close."""
    await lived(settings)
    edited(settings, FAQ, "[몇 시에 가요,", "[몇 시에 가요, 도시락, 어디로 가죠,")
    edited(settings, FLOW, "weather", "sky")
    status, told = await lines(settings, capsys)
    text = "\n".join(told)
    assert status == 0
    for expected in (
        "도시락은 꼭 싸요",
        "(what_time)",
        "(weather)",
        "(sky)",
        "flows/picnic.yaml:9:",
        "where_to ‘어디로",
    ):
        assert expected in text
    assert "어디로 가요 (" not in text  # still answered by the same
    _, shorter = await lines(settings, capsys, most=1)
    assert len([line for line in shorter if "도시락은" in line]) == 1


async def test_nothing_is_told_where_nothing_can_be_compared(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing in force yet; the same content; content that must be mended first."""
    with pytest.raises(Told):
        await lines(settings, capsys)
    await lived(settings)
    capsys.readouterr()
    status, told = await lines(settings, capsys)
    assert (status, len(told)) == (0, 3)
    edited(settings, FLOW, "hint", "hnit")
    status, told = await lines(settings, capsys)
    assert (status, told[0].split(":")[0]) == (1, FLOW)
