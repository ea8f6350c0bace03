"""The editor of the desk: one file at a time, never over another's words, and nothing that does not pass."""

import asyncio
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.errors import Problem
from bot.core.library import Library
from bot.service.opened import Changed, Opened, Published, mark_of
from bot.service.ports.content import Slip, Unfit
from bot.service.renewing import Renewing
from tests.content.base import BASE
from tests.support.contents import Shelf, filled
from tests.support.fakes import StoreFailure
from tests.support.person import Service

FAQ = "faq/picnic.yaml"
TEN = BASE[FAQ].replace("아홉 시에 가요.", "열 시에 가요.")
STOLEN = TEN.replace("[집합 시계가 궁금해]", "[이번에 향하는 데로 몇 시에 가나]")
"""Its structure is sound; by its test another answer gets its question."""
CUT = TEN[: TEN.index("answer: 열") + 3]


@pytest.fixture
async def desk(service: Service, tmp_path: Path) -> Shelf:
    return await filled(service, tmp_path / "content", BASE)


async def publish(desk: Shelf, text: str, opened: str = BASE[FAQ]) -> Published | Unfit | Changed:
    return await desk.editing.publish(FAQ, text, mark_of(opened), "한소라", "시각이 바뀜")


def answer(desk: Shelf) -> str:
    return desk.publishing.library.entries["what_time"].answer.strip()


async def test_every_file_is_listed_by_what_it_is_about(desk: Shelf) -> None:
    """With its owner and how much is in it; a file that cannot be read is listed too."""
    pages = {it.path: it for it in await desk.editing.files()}
    assert set(pages) == set(BASE)
    assert (pages[FAQ].group, pages[FAQ].title, pages[FAQ].owner, pages[FAQ].entries) == ("faq", "소풍", "소풍팀", 2)
    picnic = pages["flows/picnic.yaml"]
    assert (picnic.group, picnic.title, picnic.entries) == ("flow", "소풍", 8)
    assert pages["flows/texts.yaml"].group == "words" and pages["flows/tables/kinds.yaml"].entries == 2
    assert desk.folder.pages({FAQ: "a: [", "flows/tables/x.yaml": "7"})[0].title == ""


async def test_a_good_text_is_live_and_on_disk_and_kept_with_who_and_why(service: Service, desk: Shelf) -> None:
    """The watcher finds nothing new: no second version, and nobody is told."""
    told: list[tuple[Slip, ...]] = []

    async def tell(problems: tuple[Slip, ...]) -> None:
        told.append(problems)

    watcher = Renewing(desk.publishing, desk.folder.read, tell)
    done = await publish(desk, TEN.replace("\n", "\r\n"))
    assert done == Published(desk.publishing.library.version) and answer(desk) == "열 시에 가요."
    assert desk.text(FAQ) == TEN
    await watcher.look()
    rows = await service.real._engine.rows("select who, why from versions order by place", {})
    assert [tuple(row) for row in rows] == [("", "start"), ("한소라", "시각이 바뀜")] and told == []


@pytest.mark.parametrize("text", [STOLEN, CUT, "", "a: [" * 99, "\x00"])
async def test_a_text_that_does_not_pass_changes_nothing(desk: Shelf, text: str) -> None:
    """Each slip names its line."""
    done = await publish(desk, text)
    assert isinstance(done, Unfit) and all(slip.level == "error" and slip.line > 0 for slip in done.problems)
    assert FAQ in {slip.file for slip in done.problems}
    assert desk.text(FAQ) == BASE[FAQ] and answer(desk) == "아홉 시에 가요."


async def test_the_second_of_two_is_told_and_nothing_is_overwritten(desk: Shelf) -> None:
    """They see what the first wrote; knowing it, they go on from there."""
    assert isinstance(await publish(desk, TEN), Published)
    eleven = TEN.replace("열 시", "열한 시")
    told = await publish(desk, eleven)
    assert told == Changed(TEN, mark_of(TEN)) and desk.text(FAQ) == TEN
    assert isinstance(await publish(desk, eleven, TEN), Published)
    assert answer(desk) == "열한 시에 가요."


async def test_a_file_that_was_saved_at_the_server_is_not_overwritten(desk: Shelf) -> None:
    """Also one that is no text there, one that is gone, and one that is saved while the check runs."""
    for saved in ("topic: 다른 말\n", "메모".encode("cp949")):
        desk.write(FAQ, saved)
        assert isinstance(await publish(desk, TEN), Changed)
    (desk.folder.root / FAQ).unlink()
    assert await publish(desk, TEN) == Changed(None, "")


@pytest.mark.parametrize("from_disk", [True, False])
async def test_a_file_that_is_gone_is_made_again_from_what_is_in_force(desk: Shelf, from_disk: bool) -> None:
    """That is what is opened; one on disk that never passed is opened too, and goes out when it is mended."""
    (desk.folder.root / FAQ).unlink()
    opened = await desk.editing.open(FAQ, from_disk=from_disk)
    assert (opened.text, opened.state) == (BASE[FAQ], "lost")
    assert isinstance(await desk.editing.publish(FAQ, TEN, opened.mark, "한소라", "되살림"), Published)
    new = "topic: 새 주제\nowner: 소풍팀\nentries: {}\n"
    desk.write("faq/new.yaml", new)
    fresh = await desk.editing.open("faq/new.yaml", from_disk=from_disk)
    assert (fresh.text, fresh.state) == (new, "new") and "faq/new.yaml" in {
        it.path for it in await desk.editing.files()
    }


async def test_a_save_while_the_check_runs_is_seen(desk: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is looked at again just before it is written."""
    during(desk, monkeypatch, lambda: desk.write(FAQ, "topic: 다른 말\n"))
    assert isinstance(await publish(desk, TEN), Changed)
    assert desk.text(FAQ) == "topic: 다른 말\n" and answer(desk) == "아홉 시에 가요."


def during(desk: Shelf, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Something happens while files are checked."""
    build = desk.publishing.build

    def slow(files: dict[str, str]) -> Library | Unfit:
        happens()
        return build(files)

    monkeypatch.setattr(desk.publishing, "_build", slow)


async def test_a_broken_file_is_opened_as_it_is_in_force_or_as_it_is_saved(desk: Shelf) -> None:
    """It is told which; mended from what is saved, it goes out, and who was told of it is told again."""
    told: list[tuple[Slip, ...]] = []

    async def tell(problems: tuple[Slip, ...]) -> None:
        told.append(problems)

    watcher = Renewing(desk.publishing, desk.folder.read, tell)
    assert await desk.editing.open(FAQ) == Opened(FAQ, BASE[FAQ], mark_of(BASE[FAQ]), "live", "소풍")
    desk.write(FAQ, CUT)
    await watcher.look()
    assert {slip.file for slip in desk.editing.problems} == {FAQ}
    opened, saved = await desk.editing.open(FAQ), await desk.editing.open(FAQ, from_disk=True)
    assert (opened.text, opened.state) == (BASE[FAQ], "behind")
    assert (saved.text, saved.state) == (CUT, "ahead")
    assert isinstance(await publish(desk, TEN, opened.text), Changed)
    assert isinstance(await publish(desk, TEN, saved.text), Published)
    await watcher.look()
    assert desk.editing.problems == () and len(told) == 2 and told[1] == ()


async def test_one_file_is_published_while_another_is_broken_on_disk(desk: Shelf) -> None:
    """The version in force with that file anew; what keeps the other one out is still told."""
    desk.write("flows/picnic.yaml", "flow: picnic\n")
    await desk.publishing.renew(desk.folder.read())
    before = desk.editing.problems
    assert isinstance(await publish(desk, TEN), Published)
    assert answer(desk) == "열 시에 가요." and desk.editing.problems == before != ()
    assert desk.publishing.files["flows/picnic.yaml"] == BASE["flows/picnic.yaml"]


async def test_what_is_looked_at_as_one_types(desk: Shelf) -> None:
    """Slips of the structure at their lines, warnings as such, and what the text breaks elsewhere."""
    assert await desk.editing.look(FAQ, BASE[FAQ]) == ()
    cut = await desk.editing.look(FAQ, CUT)
    assert cut and {slip.file for slip in cut} == {FAQ}
    warned = await desk.editing.look(FAQ, BASE[FAQ].replace("    tests: [집합 시계가 궁금해]\n", ""))
    assert [slip.level for slip in warned] == ["warning"]
    draft = BASE["flows/picnic.yaml"].replace("status: published", "status: draft")
    elsewhere = await desk.editing.look("flows/picnic.yaml", draft)
    assert {slip.level for slip in elsewhere if slip.file != "flows/picnic.yaml"} == {"error"}


async def test_examples_of_a_procedure_are_run_as_one_types(desk: Shelf) -> None:
    """An example that ends elsewhere is told at its line."""
    wrong = BASE["flows/picnic.yaml"].replace("ends_at: at_home", "ends_at: ready")
    slips = await desk.editing.look("flows/picnic.yaml", wrong)
    assert [slip.level for slip in slips] == ["error"] and "ready" in wrong.split("\n")[slips[0].line - 1]


FOREIGN = (
    "faq/../faq/none.yaml",
    "faq/소풍.yaml",
    "faq/none.en.yaml",
    "faq/none.yml",
    "faq/synonyms.yaml",
    "flows/tables/none.yaml",
    "flows/none.xx.yaml",
    "flows/texts.x.en.yaml",
    "flows/x.en.yml",
    f"flows/{'a' * 61}.yaml",
    "flows/none.yaml\n",
)
"""Neither are these files that staff begin."""


@pytest.mark.parametrize("path", ["faq/None.yaml", "../faq/picnic.yaml", "/etc/passwd", "faq", "", *FOREIGN])
async def test_only_files_of_the_content_are_opened_or_written(desk: Shelf, path: str) -> None:
    """No path leads elsewhere."""
    for deed in (
        desk.editing.open(path),
        desk.editing.open(path, anew=True),
        desk.editing.look(path, TEN),
        desk.editing.having(path, TEN),
    ):
        with pytest.raises(Problem) as refused:
            await deed
        assert refused.value.key == DeskKey.CONTENT_NO_FILE
    with pytest.raises(Problem):
        await desk.editing.publish(path, TEN, "", "한소라", "x")


async def test_a_text_is_built_once_to_be_tried_out_and_published(desk: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was learnt for it serves again; the version in force is as before."""
    built: list[int] = []
    during(desk, monkeypatch, lambda: built.append(1))
    files = await desk.editing.having(FAQ, TEN)
    tried = await asyncio.gather(*(desk.editing.built(files) for _ in range(3)))
    assert isinstance(tried[0], Library) and tried[0].entries["what_time"].answer.strip() == "열 시에 가요."
    assert answer(desk) == "아홉 시에 가요."
    await publish(desk, TEN)
    assert built == [1] and desk.publishing.library is tried[0]


async def test_a_folder_that_cannot_be_written_is_told(desk: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is in force that the next start would not find."""
    monkeypatch.setattr(os, "fsync", refuses)
    with pytest.raises(Problem) as refused:
        await publish(desk, TEN)
    assert refused.value.key == DeskKey.CONTENT_NOT_WRITTEN
    assert (desk.text(FAQ), answer(desk)) == (BASE[FAQ], "아홉 시에 가요.")
    assert [it.name for it in (desk.folder.root / "faq").iterdir() if it.name.startswith(".")] == []


def refuses(*args: object) -> None:
    raise OSError(28, "no space")


async def test_a_store_that_fails_leaves_the_file_as_it_was(
    service: Service, desk: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved in neither place."""

    async def fails(*args: object) -> None:
        raise StoreFailure

    monkeypatch.setattr(service.store, "keep_version", fails)
    with pytest.raises(StoreFailure):
        await publish(desk, TEN)
    assert (desk.text(FAQ), answer(desk)) == (BASE[FAQ], "아홉 시에 가요.")


async def test_a_file_keeps_its_mode_and_a_link_stays_a_link(desk: Shelf, tmp_path: Path) -> None:
    """Whoever could read it can read it afterwards."""
    file, elsewhere = desk.folder.root / FAQ, tmp_path / "elsewhere.yaml"
    file.chmod(0o664)
    assert isinstance(await publish(desk, TEN), Published)
    assert stat.S_IMODE(file.stat().st_mode) == 0o664
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert isinstance(await publish(desk, BASE[FAQ], TEN), Published)
    assert file.is_symlink() and elsewhere.read_text(encoding="utf-8") == BASE[FAQ]
