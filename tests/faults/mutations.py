"""A thousand things that may happen to the files of the content while it serves."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.content.shelf import Shelf, mutated
from tests.support.person import running


async def mutated_on_disk(count: int) -> tuple[int, list[str]]:
    """How many were refused, and what was not as it must be."""
    with TemporaryDirectory() as folder:
        async with running(Path(folder)) as service:
            shelf = Shelf(Path(folder) / "content", service)
            await shelf.publishing.start(shelf.read().files)
            return await mutated(shelf, count)
