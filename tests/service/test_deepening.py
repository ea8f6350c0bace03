"""What questions mean comes into force once it is learnt; what serves meanwhile is the same content."""

from dataclasses import replace

import pytest

from bot.core.library import Library
from bot.service.deepening import Deepening
from bot.service.ports.content import Files
from bot.service.publishing import Publishing
from tests.service.test_publishing import BETTER, GOOD, publishing
from tests.support.person import Service


class Learning:
    """Learns as long as it is told to, or fails. `seen` are the files of each look."""

    def __init__(self) -> None:
        self.seen: list[Files] = []
        self.ready, self.fails = False, False
        self.made: list[Library] = []

    def __call__(self, files: Files, library: Library) -> Library | None:
        self.seen.append(files)
        if self.fails:
            raise RuntimeError
        if not self.ready:
            return None
        self.made.append(replace(library))
        return self.made[-1]


@pytest.fixture
async def shelf(service: Service) -> Publishing:
    shelf = publishing(service)
    await shelf.start(GOOD)
    return shelf


async def test_what_is_learnt_serves_once_it_is_learnt(shelf: Publishing) -> None:
    """Until then the content serves as it is, and afterwards nothing is learnt again."""
    learning, before = Learning(), shelf.library
    deepening = Deepening(shelf, learning)
    await deepening.look()
    assert shelf.library is before
    learning.ready = True
    for _ in range(3):
        await deepening.look()
    assert [shelf.library] == learning.made and shelf.library is not before
    assert learning.seen == [GOOD, GOOD]


async def test_an_edit_is_deepened_as_well(shelf: Publishing) -> None:
    """Also one that goes back to a version that was deepened before."""
    learning = Learning()
    learning.ready, deepening = True, Deepening(shelf, learning)
    for files in (GOOD, BETTER, GOOD):
        await shelf.publish(files, "", "")
        await deepening.look()
        assert shelf.library is learning.made[-1]
    assert learning.seen == [GOOD, BETTER, GOOD]


async def test_a_library_that_came_meanwhile_keeps_its_place(shelf: Publishing) -> None:
    """What was learnt of the one before does not bring it back."""
    before = shelf.library
    await shelf.publish(BETTER, "", "")
    shelf.deepen(before, replace(before))
    assert shelf.library.version == "better"


async def test_where_learning_fails_the_content_serves_on(shelf: Publishing, caplog: pytest.LogCaptureFixture) -> None:
    """It is told once, and tried again with the next edit."""
    learning, before = Learning(), shelf.library
    learning.fails, deepening = True, Deepening(shelf, learning)
    for _ in range(2):
        await deepening.look()
    assert shelf.library is before
    assert [record.levelname for record in caplog.records] == ["ERROR"]
