"""What was published can be looked at and taken back: for one file, by the checks that everything passes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.errors import Problem
from bot.service.editing import Editing
from bot.service.opened import Changed, Published, mark_of
from bot.service.ports.commits import Uncommitted
from bot.service.ports.content import Unfit
from bot.service.versions import NEWEST, History, Older
from tests.content.base import BASE
from tests.service.test_editing import FAQ, TEN
from tests.support.contents import Shelf, filled, shelf
from tests.support.fakes import NOON
from tests.support.person import Service

A, B = "faq/a.yaml", "flows/b.yaml"
FIRST = {A: "one\ntwo\n", B: "same\n"}
SECOND = {**FIRST, A: "one\nthree\n"}
ELEVEN = TEN.replace("열 시에", "열한 시에")
HOURS, PLACES = "flows/tables/hours.yaml", "flows/tables/places.yaml"


@dataclass
class Desk:
    """The editor of the desk with what was published from it."""

    shelf: Shelf
    history: History

    async def publishes(self, text: str, opened: str, why: str = "고침", path: str = FAQ) -> None:
        done = await self.shelf.editing.publish(path, text, mark_of(opened), "한소라", why)
        assert isinstance(done, Published)

    async def older(self, place: int, path: str = FAQ) -> Older:
        found = await self.history.older(place, path)
        assert found is not None
        return found

    async def takes_back(self, place: int, path: str = FAQ) -> Published | Unfit | Changed:
        older = await self.older(place, path)
        return await self.history.take_back(older, older.opened.mark, "문지호", "되돌림: 고침")


@pytest.fixture
async def desk(service: Service, tmp_path: Path) -> Desk:
    made = await filled(service, tmp_path / "content", BASE)
    return Desk(made, History(service.store, made.editing))


async def keep(service: Service, *contents: Mapping[str, str]) -> None:
    for place, files in enumerate(contents, 1):
        await service.store.keep_version(f"{place}", files, "한소라", f"because {place}", NOON)


async def test_the_list_tells_which_files_each_changed(service: Service) -> None:
    """Also where a version came back; the first one has nothing before it."""
    await keep(service, FIRST, SECOND, FIRST)
    history = History(service.store, unused(service))
    found = await history.page(NEWEST, 10)
    assert [(it.publication.place, it.paths, it.first) for it in found] == [
        (3, (A,), False),
        (2, (A,), False),
        (1, (A, B), True),
    ]
    assert [it.first for it in await history.page(3, 1)] == [False]
    assert [*await history.page(1, 10)] == []


async def test_the_list_of_a_file_has_what_changed_it(service: Service) -> None:
    """Its going too; not the first that is kept, of which nobody knows what it changed."""
    await keep(service, FIRST, SECOND, SECOND, {B: "same\n"}, {B: "other\n"})
    history = History(service.store, unused(service))
    assert [it.publication.place for it in await history.page(NEWEST, 10, A)] == [4, 2]
    assert [it.publication.place for it in await history.page(4, 10, A)] == [2]
    assert [it.publication.place for it in await history.page(NEWEST, 10, B)] == [5]


async def test_a_publication_is_compared_with_the_one_before_it(service: Service) -> None:
    """All files, or the one that is asked for; nothing of one that nothing stands before."""
    await keep(service, FIRST, SECOND)
    history = History(service.store, unused(service))
    second = await history.compared(2)
    assert second is not None
    (change,) = second.changes
    assert [(line.sign, line.text) for line in change.parts[0]] == [(" ", "one"), ("-", "two"), ("+", "three")]
    alone = await history.compared(2, B)
    assert alone is not None
    assert (alone.changes, alone.listed.paths) == ((), (A,))
    first = await history.compared(1)
    assert first is not None
    assert first.changes == ()
    assert await history.compared(3) is None


def unused(service: Service) -> Editing:
    """Of a desk at which nothing is opened."""
    return shelf(service, None).editing


async def test_taking_back_publishes_what_was_before(desk: Desk) -> None:
    """In force and on disk; it is a publication of its own, which can be taken back as well."""
    await desk.publishes(TEN, BASE[FAQ])
    older = await desk.older(2)
    assert (older.text, older.later) == (BASE[FAQ], ())
    assert [line.sign for part in older.change.parts for line in part if line.sign != " "] == ["-", "+"]
    assert isinstance(await desk.takes_back(2), Published)
    assert desk.shelf.text(FAQ) == BASE[FAQ] == desk.shelf.publishing.files[FAQ]
    newest = (await desk.history.page(NEWEST, 1))[0]
    assert (newest.publication.who, newest.publication.why, newest.paths) == ("문지호", "되돌림: 고침", (FAQ,))
    assert isinstance(await desk.takes_back(3), Published)
    assert desk.shelf.text(FAQ) == TEN


async def test_what_was_changed_since_is_told(desk: Desk) -> None:
    """Those of the same file alone; the difference is from what is there now."""
    await desk.publishes(TEN, BASE[FAQ], "열 시")
    await desk.publishes(ELEVEN, TEN, "열한 시")
    older = await desk.older(2)
    assert [it.why for it in older.later] == ["열한 시"]
    assert "열한 시에" in "".join(line.text for part in older.change.parts for line in part if line.sign == "-")
    assert isinstance(await desk.takes_back(2), Published)
    assert desk.shelf.text(FAQ) == BASE[FAQ]


async def test_only_that_file_is_taken_back(desk: Desk) -> None:
    """What was published since in another file stays."""
    await desk.publishes(TEN, BASE[FAQ])
    later = BASE[HOURS] + "# later\n"
    await desk.publishes(later, BASE[HOURS], path=HOURS)
    assert (await desk.older(2)).later == ()
    assert isinstance(await desk.takes_back(2), Published)
    assert (desk.shelf.text(FAQ), desk.shelf.text(HOURS)) == (BASE[FAQ], later)


async def test_a_file_that_was_written_meanwhile_is_not_overwritten(desk: Desk) -> None:
    """Whoever wrote it: what was looked at is not what is there."""
    await desk.publishes(TEN, BASE[FAQ])
    older = await desk.older(2)
    desk.shelf.write(FAQ, ELEVEN)
    assert isinstance(await desk.history.take_back(older, older.opened.mark, "문지호", "되돌림"), Changed)
    assert desk.shelf.text(FAQ) == ELEVEN
    assert (await desk.older(2)).opened.state == "behind"


async def test_what_does_not_pass_any_more_is_not_taken_back(desk: Desk) -> None:
    """Another file has come to need what this one has since; its line is told, and nothing changes."""
    lake = BASE[PLACES] + BASE[PLACES].split("\n", 1)[1].replace("hill", "lake")
    await desk.publishes(lake, BASE[PLACES], path=PLACES)
    await desk.publishes(BASE[FAQ].replace("place.hill", "place.lake"), BASE[FAQ])
    done = await desk.takes_back(2, PLACES)
    assert isinstance(done, Unfit)
    assert [(slip.file, slip.line) for slip in done.problems] == [(FAQ, 7)]
    assert desk.shelf.text(PLACES) == desk.shelf.publishing.files[PLACES] == lake


async def test_what_was_not_changed_or_not_there_before_cannot_be_taken_back(desk: Desk) -> None:
    """Neither of the first that is kept, nor of a file that it left alone; a file that is gone is told."""
    await desk.publishes(TEN, BASE[FAQ])
    assert await desk.history.older(1, FAQ) is None
    assert await desk.history.older(2, HOURS) is None
    assert await desk.history.older(9, FAQ) is None
    await desk.history._store.keep_version("gone", {}, "", "files", NOON)
    desk.shelf.publishing._files = {}
    (desk.shelf.folder.root / HOURS).unlink()
    with pytest.raises(Problem) as told:
        await desk.history.older(3, HOURS)
    assert told.value.key == DeskKey.CONTENT_NO_FILE


@dataclass
class Written:
    """A checkout that keeps what it was asked to commit, and answers what a test says."""

    answer: Uncommitted | None = None
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def commit(self, path: str, who: str, why: str) -> Uncommitted | None:
        self.asked.append((path, who, why))
        return self.answer


async def test_what_is_published_is_committed_and_stands_when_it_cannot_be(desk: Desk) -> None:
    """What does not pass, and what somebody saved outside, is not."""
    commits = Written()
    on = desk.shelf
    editing = Editing(on.publishing, on.folder, commits)
    assert isinstance(await editing.publish(FAQ, "a: [", mark_of(BASE[FAQ]), "한소라", "고침"), Unfit)
    assert isinstance(await editing.publish(FAQ, TEN, mark_of("other"), "한소라", "고침"), Changed)
    on.write(FAQ, ELEVEN)
    assert await on.publishing.renew(on.folder.read()) == ()
    assert commits.asked == []
    commits.answer = "busy"
    done = await editing.publish(FAQ, TEN, mark_of(ELEVEN), "한소라", "열 시로")
    assert done == Published(on.publishing.library.version, "busy")
    assert commits.asked == [(FAQ, "한소라", "열 시로")]
    assert on.publishing.files[FAQ] == TEN
