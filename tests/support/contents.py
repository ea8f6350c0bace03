"""The small content in a folder of its own, in force, and the editor of the desk on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.disk import ContentFolder
from bot.service.editing import Editing
from bot.service.ports.commits import Commits
from bot.service.publishing import Publishing
from tests.content.base import PlainMatcher
from tests.support.person import Service

NOWHERE = Path("/nonexistent")


@dataclass(frozen=True)
class Shelf:
    """A folder that is read and written, what of it is in force, and its editor."""

    folder: ContentFolder
    publishing: Publishing
    editing: Editing

    def write(self, path: str, text: str | bytes) -> None:
        """As somebody at the server does."""
        raw = text.encode() if isinstance(text, str) else text
        (self.folder.root / path).write_bytes(raw)

    def text(self, path: str) -> str:
        return (self.folder.root / path).read_bytes().decode()


def shelf(service: Service, root: Path | None, commits: Commits | None = None) -> Shelf:
    """Above the store of a service; nothing is in force yet. Without a folder there is no file."""
    folder = ContentFolder(root or NOWHERE, PlainMatcher)
    publishing = Publishing(service.store, service.clock, folder.read().build)
    return Shelf(folder, publishing, Editing(publishing, folder, commits))


async def filled(service: Service, root: Path, files: Mapping[str, str], commits: Commits | None = None) -> Shelf:
    """A folder that holds these files, which are in force."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    made = shelf(service, root, commits)
    await made.publishing.start(made.folder.read().files)
    return made
