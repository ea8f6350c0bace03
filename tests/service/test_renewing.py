"""Content that changes while the service runs."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.core.library import Library
from bot.service.ports.content import Disk, Files, Slip, Unfit
from bot.service.publishing import Publishing
from bot.service.renewing import Renewing
from tests.service.test_publishing import BAD, BETTER, GOOD, SLIP, build, publishing
from tests.support.person import Service


class Folder:
    """What is on disk, and what was told of it."""

    def __init__(self, shelf: Publishing) -> None:
        self.disk, self.told = Disk(GOOD, build), list[tuple[Slip, ...]]()
        self.renewing = Renewing(shelf, lambda: self.disk, self._tell)

    async def _tell(self, problems: tuple[Slip, ...]) -> None:
        self.told.append(problems)

    async def saved(self, disk: Disk) -> None:
        self.disk = disk
        await self.renewing.look()


@pytest.fixture
async def shelf(service: Service) -> Publishing:
    shelf = publishing(service)
    await shelf.start(GOOD)
    return shelf


async def test_a_save_that_passes_is_live_and_told_once(service: Service, shelf: Publishing) -> None:
    """Everybody's next message meets it, and its files are kept; a second look at the same changes nothing."""
    folder = Folder(shelf)
    for _ in range(2):
        await folder.saved(Disk(BETTER, build))
    assert shelf.library.version == "better" and folder.told == [()]
    assert await service.store.version_in_force() == ("better", BETTER)


async def test_a_save_that_does_not_pass_leaves_what_serves(service: Service, shelf: Publishing) -> None:
    """Told once; mended, it is live, or as it was before."""
    folder = Folder(shelf)
    for _ in range(2):
        await folder.saved(Disk(BAD, build))
    assert (shelf.library.version, shelf.problems) == ("good", (SLIP,))
    assert folder.told == [(SLIP,)]
    assert await service.store.version_in_force() == ("good", GOOD)
    await folder.saved(Disk(GOOD, build))
    assert (shelf.library.version, shelf.problems) == ("good", ()) and folder.told[1:] == [()]


async def test_nothing_is_told_while_nothing_changes(shelf: Publishing) -> None:
    """A look from time to time finds what is in force already."""
    folder = Folder(shelf)
    await folder.saved(Disk(dict(GOOD), build))
    assert folder.told == []


async def test_what_is_saved_over_a_publication_is_live_though_it_was_seen_before(shelf: Publishing) -> None:
    """At the desk somebody publishes; before anybody has looked, the file is what it was."""
    folder = Folder(shelf)
    assert await shelf.publish(BETTER, "한소라", "") == ()
    await folder.saved(Disk(GOOD, build))
    assert shelf.library.version == "good"


async def test_a_file_that_cannot_be_read_is_told_though_the_others_are_as_before(shelf: Publishing) -> None:
    """One of a foreign encoding has no text to compare."""
    folder = Folder(shelf)
    await folder.saved(Disk(BAD, build, (Slip("faq/b.yaml", 1, "no text"),)))
    assert len(folder.told) == 1


async def test_a_look_that_fails_is_taken_again(shelf: Publishing) -> None:
    """Whatever breaks, what serves stays, and the next tick finds the save."""
    folder, builds = Folder(shelf), iter((broken, build))
    read = Renewing(shelf, lambda: Disk(BETTER, next(builds)), folder._tell)

    async def two_ticks() -> AsyncIterator[None]:
        yield
        assert shelf.library.version == "good"
        yield
        raise Ended

    with pytest.raises(Ended):
        await read.run(two_ticks)
    assert shelf.library.version == "better" and folder.told == [()]


async def test_the_disk_is_read_when_nothing_is_being_published(shelf: Publishing) -> None:
    """What was read before would take back what was published meanwhile."""
    folder = Folder(shelf)
    async with shelf.alone():
        looking = asyncio.create_task(folder.renewing.look())
        for _ in range(50):
            await asyncio.to_thread(int)
        folder.disk = Disk(BETTER, build)
    await looking
    assert shelf.library.version == "better"


async def test_what_was_published_at_the_desk_is_not_checked_again(shelf: Publishing) -> None:
    """It is on disk as it is in force."""
    folder = Folder(shelf)
    await shelf.publish(BETTER, "한소라", "고침")
    await folder.saved(Disk(BETTER, broken))
    assert shelf.library.version == "better" and folder.told == []


async def test_what_was_told_at_the_start_is_not_told_again(service: Service, shelf: Publishing) -> None:
    """The first look finds the same slip; another one is told."""
    again = publishing(service)
    await again.start(BAD)
    folder = Folder(again)
    await folder.saved(Disk(BAD, build))
    assert folder.told == []
    await folder.saved(Disk(GOOD, build))
    assert folder.told == [()]


class Ended(Exception):
    """Ends the ticks of a test."""


def broken(files: Files) -> Library | Unfit:
    raise RuntimeError("no memory")
