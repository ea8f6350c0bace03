"""Files that staff begin at the desk: nothing is written before they are published, and never over another's."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.errors import Problem
from bot.service.opened import NOTHING, Changed, Opened, Published, mark_of
from bot.service.ports.content import Kind, Unfit
from tests.content.base import BASE
from tests.support.contents import Shelf, filled
from tests.support.fakes import StoreFailure
from tests.support.person import Service

TODAY = date(2026, 11, 27)
BOATS, TRIP = "faq/boats.yaml", "flows/boat_trip.yaml"


@pytest.fixture
async def desk(service: Service, tmp_path: Path) -> Shelf:
    return await filled(service, tmp_path / "content", BASE)


async def boats(desk: Shelf) -> str:
    return (await desk.editing.begun("topic", "boats", "배", TODAY)).text


def on_disk(desk: Shelf) -> set[str]:
    return {str(it.relative_to(desk.folder.root)) for it in desk.folder.root.rglob("*.*")}


@pytest.mark.parametrize(("kind", "name", "path"), [("topic", "boats", BOATS), ("flow", "boat_trip", TRIP)])
async def test_a_file_is_begun_as_a_draft_and_written_when_it_is_published(
    desk: Shelf, kind: Kind, name: str, path: str
) -> None:
    """What is begun passes as it stands; a draft is published without being shown to anybody."""
    made = await desk.editing.begun(kind, name, "배", TODAY)
    opened = await desk.editing.open(path, anew=True)
    assert (made.path, opened) == (path, Opened(path, "", NOTHING, "unwritten"))
    assert {it.level for it in await desk.editing.look(path, made.text)} <= {"warning"}
    assert on_disk(desk) == set(BASE)
    done = await desk.editing.publish(path, made.text, opened.mark, "한소라", "배를 많이 물어서")
    assert isinstance(done, Published)
    assert desk.text(path) == made.text == desk.publishing.files[path]
    assert (await desk.editing.open(path)).state == "live"
    assert {**desk.publishing.library.flows}.keys() == {
        "picnic"
    } and "boats_first" not in desk.publishing.library.entries


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        ("topic", "picnic", DeskKey.CONTENT_TAKEN),
        ("flow", "texts", DeskKey.CONTENT_TAKEN),
        ("topic", "소풍", DeskKey.CONTENT_BAD_NAME),
        ("topic", "Boats", DeskKey.CONTENT_BAD_NAME),
        ("flow", "../picnic", DeskKey.CONTENT_BAD_NAME),
        ("flow", "tables/picnic", DeskKey.CONTENT_BAD_NAME),
        ("topic", "boats.en", DeskKey.CONTENT_BAD_NAME),
        ("topic", "", DeskKey.CONTENT_BAD_NAME),
        ("flow", "a" * 61, DeskKey.CONTENT_BAD_NAME),
    ],
)
async def test_a_name_that_cannot_be_taken_is_told(desk: Shelf, kind: Kind, name: str, key: DeskKey) -> None:
    """What somebody typed is not in the error."""
    with pytest.raises(Problem) as told:
        await desk.editing.begun(kind, name, "배", TODAY)
    assert told.value.key == key
    assert key == DeskKey.CONTENT_TAKEN or not told.value.data


@pytest.mark.parametrize("saved", ["a: [", "메모".encode("cp949")])
async def test_what_lies_on_disk_has_its_name_also_where_it_cannot_be_read(desk: Shelf, saved: str | bytes) -> None:
    """And is not written over by who has begun another one."""
    text = await boats(desk)
    desk.write(BOATS, saved)
    with pytest.raises(Problem) as told:
        await boats(desk)
    assert told.value.key == DeskKey.CONTENT_TAKEN
    if isinstance(saved, str):
        assert await desk.editing.publish(BOATS, text, NOTHING, "한소라", "배") == Changed(saved, mark_of(saved))
    else:
        with pytest.raises(Problem):
            await desk.editing.publish(BOATS, text, NOTHING, "한소라", "배")
    raw = saved.encode() if isinstance(saved, str) else saved
    assert (desk.folder.root / BOATS).read_bytes() == raw


async def test_the_second_who_begins_the_same_sees_the_first_s(desk: Shelf) -> None:
    """As with any file that two write."""
    text = await boats(desk)
    other = text.replace("배", "나룻배")
    assert isinstance(await desk.editing.publish(BOATS, text, NOTHING, "한소라", "배"), Published)
    assert await desk.editing.publish(BOATS, other, NOTHING, "문지호", "배") == Changed(text, mark_of(text))
    assert desk.text(BOATS) == text


async def test_a_new_file_that_does_not_pass_or_is_not_kept_is_nowhere(
    service: Service, desk: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither on disk nor in force."""
    text = await boats(desk)
    assert isinstance(await desk.editing.publish(BOATS, text + "x", NOTHING, "한소라", "배"), Unfit)

    async def fails(*args: object) -> None:
        raise StoreFailure

    monkeypatch.setattr(service.store, "keep_version", fails)
    with pytest.raises(StoreFailure):
        await desk.editing.publish(BOATS, text, NOTHING, "한소라", "배")
    assert on_disk(desk) == set(BASE) == set(desk.publishing.files)


@pytest.mark.parametrize("title", ["배: 언제", "#배", "'배'", "배\n\nentries: x", "[배"])
async def test_a_title_may_hold_any_sign(desk: Shelf, title: str) -> None:
    """It stays a title."""
    made = await desk.editing.begun("topic", "boats", title, TODAY)
    (page,) = desk.folder.pages({BOATS: made.text})
    assert (page.title, page.entries) == (" ".join(title.split()), 1)
