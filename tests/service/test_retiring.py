"""Files that are taken away at the desk: only what nothing needs, kept with a reason, and back again as they were."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.errors import Problem
from bot.service.editing import Editing
from bot.service.opened import NOTHING, Changed, Published, mark_of
from bot.service.ports.content import Unfit
from bot.service.versions import History
from tests.content.base import BASE
from tests.service.test_beginning import BOATS, on_disk
from tests.service.test_editing import FAQ
from tests.service.test_versions import Written
from tests.support.contents import Shelf, filled
from tests.support.fakes import StoreFailure
from tests.support.person import Service

TODAY = date(2026, 11, 27)
FLOW = "flows/picnic.yaml"


@pytest.fixture
async def desk(service: Service, tmp_path: Path) -> Shelf:
    """With a topic that nothing refers to."""
    shelf = await filled(service, tmp_path / "content", BASE)
    made = await shelf.editing.begun("topic", "boats", "배", TODAY)
    assert isinstance(await shelf.editing.publish(BOATS, made.text, NOTHING, "한소라", "배"), Published)
    return shelf


async def retires(desk: Shelf, path: str = BOATS, mark: str | None = None) -> Published | Unfit | Changed:
    mark = (await desk.editing.open(path)).mark if mark is None else mark
    return await desk.editing.retire(path, mark, "한소라", "아무도 묻지 않아서")


async def test_a_file_is_taken_away_with_a_reason_and_comes_back(service: Service, desk: Shelf) -> None:
    """Off the disk, out of force and committed; kept, so that it can be taken back as it was."""
    commits, text = Written(), desk.text(BOATS)
    editing = Editing(desk.publishing, desk.folder, commits)
    history = History(service.store, editing)
    assert await editing.left(BOATS) == ()
    done = await editing.retire(BOATS, mark_of(text), "한소라", "아무도 묻지 않아서")
    assert done == Published(desk.publishing.library.version)
    assert on_disk(desk) == set(BASE) == set(desk.publishing.files)
    (newest,) = await history.page(99, 1)
    assert (newest.publication.who, newest.publication.why) == ("한소라", "아무도 묻지 않아서")
    assert newest.paths == (BOATS,)
    older = await history.older(newest.publication.place, BOATS)
    assert older is not None and (older.opened.state, older.change.was) == ("unwritten", False)
    back = await history.take_back(older, older.opened.mark, "문지호", "되돌림")
    assert isinstance(back, Published) and desk.text(BOATS) == text == desk.publishing.files[BOATS]
    assert commits.asked == [(BOATS, "한소라", "아무도 묻지 않아서"), (BOATS, "문지호", "되돌림")]


async def test_what_something_refers_to_stays(desk: Shelf) -> None:
    """Each line that does is told, before one tries and when one does."""
    slips = await desk.editing.left(FLOW)
    assert slips and {slip.file for slip in slips} <= set(BASE) - {FLOW} and all(it.line > 0 for it in slips)
    done = await retires(desk, FLOW)
    assert isinstance(done, Unfit) and {it.file for it in done.problems} == {it.file for it in slips}
    assert desk.text(FLOW) == BASE[FLOW] == desk.publishing.files[FLOW]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("flows/texts.yaml", DeskKey.CONTENT_STAYS),
        ("flows/tables/kinds.yaml", DeskKey.CONTENT_STAYS),
        ("faq/not_ours.yaml", DeskKey.CONTENT_STAYS),
        ("faq/none.yaml", DeskKey.CONTENT_NO_FILE),
        ("../content/faq/boats.yaml", DeskKey.CONTENT_NO_FILE),
        ("README.md", DeskKey.CONTENT_NO_FILE),
    ],
)
async def test_what_is_not_of_staff_is_not_taken_away(desk: Shelf, path: str, key: DeskKey) -> None:
    """Nor anything elsewhere."""
    for deed in (desk.editing.left(path), desk.editing.retire(path, mark_of(BASE.get(path, "")), "한소라", "x")):
        with pytest.raises(Problem) as told:
            await deed
        assert told.value.key == key
    assert on_disk(desk) == {*BASE, BOATS}


async def test_what_was_written_meanwhile_is_not_taken_away(desk: Shelf) -> None:
    """At the desk or at the server; the second who takes it away finds none."""
    first = mark_of(desk.text(BOATS))
    other = desk.text(BOATS).replace("배", "나룻배")
    assert isinstance(await desk.editing.publish(BOATS, other, first, "문지호", "이름"), Published)
    assert await retires(desk, mark=first) == Changed(other, mark_of(other))
    desk.write(BOATS, "a: [")
    assert isinstance(await retires(desk, mark=mark_of(other)), Changed)
    assert desk.text(BOATS) == "a: ["
    desk.write(BOATS, other)
    assert isinstance(await retires(desk, mark=mark_of(other)), Published)
    with pytest.raises(Problem):
        await retires(desk, mark=mark_of(other))


async def test_who_writes_in_a_file_that_another_takes_away_is_told(desk: Shelf) -> None:
    """And may write it anew in the knowledge of it."""
    text = desk.text(BOATS)
    assert isinstance(await retires(desk), Published)
    assert await desk.editing.publish(BOATS, text, mark_of(text), "문지호", "이름") == Changed(None, NOTHING)
    assert isinstance(await desk.editing.publish(BOATS, text, NOTHING, "문지호", "이름"), Published)
    assert desk.text(BOATS) == text


async def test_a_store_that_fails_leaves_the_file_where_it_was(
    service: Service, desk: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On disk and in force."""
    text = desk.text(BOATS)

    async def fails(*args: object) -> None:
        raise StoreFailure

    monkeypatch.setattr(service.store, "keep_version", fails)
    with pytest.raises(StoreFailure):
        await retires(desk)
    assert desk.text(BOATS) == text == desk.publishing.files[BOATS]


async def test_one_is_taken_away_while_another_is_broken_on_disk(desk: Shelf) -> None:
    """What keeps the other one out is still told."""
    desk.write(FAQ, "a: [")
    await desk.publishing.renew(desk.folder.read())
    before = desk.editing.problems
    assert isinstance(await retires(desk), Published)
    assert desk.editing.problems == before != () and BOATS not in desk.publishing.files
