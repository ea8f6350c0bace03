"""The content's folders as they change: a tick once what was being saved has come to rest."""

from collections.abc import AsyncGenerator
from pathlib import Path

from watchfiles import Change, awatch

from bot.content.sources import FOLDERS, is_content

REST, LONGEST_REST = 300, 3_000
"""Milliseconds without a change that end a save, and after which one is looked at anyway."""
LOOK_ANYWAY = 30_000
"""Milliseconds without any change after which the folders are looked at anyway: a watch can be lost."""


async def changes(folder: Path, look_anyway: int = LOOK_ANYWAY) -> AsyncGenerator[None, None]:
    """A tick for each save below `folder`, and from time to time without one. Raises OSError for a folder that is gone.

    A save may come in pieces, by a new file that takes the place of the old one, or beside backups of an editor.
    """
    watched = [folder / below for below in FOLDERS if (folder / below).is_dir()]
    if not watched:
        raise FileNotFoundError(folder)
    async for _ in awatch(
        *watched,
        watch_filter=_counts,
        step=REST,
        debounce=LONGEST_REST,
        rust_timeout=look_anyway,
        yield_on_timeout=True,
        recursive=False,
    ):
        yield


def _counts(change: Change, path: str) -> bool:
    return is_content(Path(path).name)
