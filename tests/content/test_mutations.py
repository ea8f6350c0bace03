"""Whatever happens to the files on the disk, what serves goes on, and each sentence names a file and a line of it."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.content.mutations import MUTATIONS
from tests.content.shelf import STRANGE, Shelf, mutated
from tests.support.person import running

ROUNDS = len(MUTATIONS) * len(STRANGE)
"""Every mutation of every file once; the long form, with a thousand, is among the faults."""


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    async with running(tmp_path) as service:
        shelf = Shelf(tmp_path / "content", service)
        await shelf.publishing.start(shelf.read().files)
        yield shelf


async def test_no_mutation_harms_anybody(shelf: Shelf) -> None:
    """What serves has passed every check, and every sentence names a file and a line."""
    refused, wrong = await mutated(shelf, ROUNDS)
    assert not wrong
    assert refused > ROUNDS / 2


@pytest.mark.parametrize("mutation", ["a link that leads nowhere", "a link to itself", "a folder", "a pipe"])
async def test_what_is_no_file_is_told_by_its_name(shelf: Shelf, mutation: str) -> None:
    """It is not taken for a file that staff have removed."""
    MUTATIONS[mutation](shelf.root / "faq/picnic.yaml", random.Random(1))
    await shelf.renewing.look()
    assert [(slip.file, slip.line) for slip in shelf.told] == [("faq/picnic.yaml", 1)]


@pytest.mark.parametrize("mutation", ["BOM", "CRLF", "no last line end", "a link"])
async def test_what_is_right_otherwise_is_not_complained_of(shelf: Shelf, mutation: str) -> None:
    """Editors write marks and line ends as they like."""
    MUTATIONS[mutation](shelf.root / "flows/picnic.yaml", random.Random(1))
    await shelf.renewing.look()
    assert shelf.told == ()
