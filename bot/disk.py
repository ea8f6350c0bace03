"""The content on disk, as the service takes it into force: read, checked, written, and with the matcher of it."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path

from bot.config import Settings, secret_key
from bot.content import build as building
from bot.content import drafting, listing, starting
from bot.content.closer import closer
from bot.content.contents import Lessons
from bot.content.meanings import Meanings, by_words
from bot.content.problems import Problem
from bot.content.problems import Unfit as Wrong
from bot.content.reader import LARGEST
from bot.content.renamed import proposed
from bot.content.reviews import CHANGED_LAWS, with_changed_law
from bot.content.sources import Sources, read
from bot.content.trained import learn
from bot.core.desk_texts import DeskKey
from bot.core.errors import Problem as Told
from bot.core.gaps import Proposal
from bot.core.keeping import ChangedLaw
from bot.core.library import Library, Matcher
from bot.core.moving import Renamed
from bot.matching.many import name_of, rank_many
from bot.matching.vectors import Wheel
from bot.service.impact import Impacts, Means
from bot.service.ports import Clock
from bot.service.ports.content import Deepen, Disk, Files, Kind, Page, Slip, Unfit
from bot.service.ports.past import Pasts
from bot.store.verdicts import Verdicts

_NEW_FILE = 0o644
_FAULTS: Mapping[starting.Fault, DeskKey] = {
    "bad_name": DeskKey.CONTENT_BAD_NAME,
    "taken": DeskKey.CONTENT_TAKEN,
    "no_topic": DeskKey.CONTENT_NO_FILE,
    "unfit": DeskKey.CONTENT_TAKES_NO_MORE,
}


def make_matcher(models: Path) -> Callable[[Lessons], Matcher]:
    """Makes the trained matcher of a content; what was learnt is kept in that folder."""

    def make(lessons: Lessons) -> Matcher:
        return learn(lessons, models)

    return make


def content_of(settings: Settings) -> Disk:
    """The content on disk. Files that are no text are among the problems that building it tells."""
    return content_in(settings.content_dir, make_matcher(models_dir(settings)))


def content_in(folder: Path, make: Callable[[Lessons], Matcher]) -> Disk:
    """The content of a folder, with the matcher that is made of it."""
    disk = read(folder)

    def build(files: Files) -> Library | Unfit:
        sources = disk if files is disk.files else Sources(files)
        problems, library = building.check_and_build(sources, make)
        return library or Unfit(_slips(problem for problem in problems if problem.level == "error"))

    return Disk(disk.files, build, _slips(disk.problems))


def models_dir(settings: Settings) -> Path:
    """Where what was learnt is kept: every instance and command finds the same files."""
    return settings.data_dir / "models"


def meanings_of(settings: Settings) -> Meanings | None:
    """What learns the meaning of questions; None where it is not asked."""
    return Meanings(models_dir(settings), Wheel()) if settings.vectors else None


def deepened(content: Disk, meanings: Meanings | None) -> Disk:
    """The same content, asking what messages mean wherever that is learnt already."""
    if meanings is None:
        return content

    def build(files: Files) -> Library | Unfit:
        built = content.build(files)
        if isinstance(built, Library) and meanings.ready(building.lessons(Sources(files))):
            return deepen_with(meanings)(files, built) or built
        return built

    return Disk(content.files, build, content.unread)


def deepen_with(meanings: Meanings) -> Deepen:
    """Gives a library the meaning of its questions. The lessons of the last one are remembered while it is learnt."""
    last: list[tuple[Library, Lessons]] = []

    def deepen(files: Files, library: Library) -> Library | None:
        if not last or last[0][0] is not library:
            last[:] = [(library, building.lessons(Sources(files)))]
        matcher = meanings.soon(last[0][1], library.matcher)
        if matcher is None:
            return None
        tongues = {name: replace(each, matcher=matcher) for name, each in library.tongues.items()}
        return replace(library, matcher=matcher, tongues=tongues)

    return deepen


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """Implements `ports.content.Folder`; `root` holds `faq/` and `flows/`."""

    root: Path
    make: Callable[[Lessons], Matcher]
    largest: int = LARGEST

    def read(self) -> Disk:
        return content_in(self.root, self.make)

    def look(self, files: Files, path: str) -> tuple[Slip, ...]:
        return _slips(building.look(Sources(files), path))

    def trial(self, files: Files, path: str) -> Library | Unfit:
        try:
            return building.trial(Sources(files), self.make, path)
        except Wrong as wrong:
            return Unfit(_slips(wrong.problems))

    def pages(self, files: Files) -> Sequence[Page]:
        return [Page(*astuple(row)) for row in listing.rows(files)]

    def drafted(self, files: Files, near: str, asks: Sequence[str], answers: Sequence[str]) -> Proposal | None:
        return drafting.drafted(files, near, asks, answers)

    def phrased(self, files: Files, entry: str, asks: Sequence[str]) -> Proposal | None:
        return drafting.phrased(files, entry, asks)

    def is_of_staff(self, path: str) -> bool:
        return starting.is_of_staff(path)

    def begun(self, files: Files, kind: Kind, name: str, title: str, today: date) -> Proposal:
        """What lies on disk takes its name too, whether or not it is in force or can be read."""
        disk = read(self.root)
        sources = Sources({**disk.files, **files}, disk.problems)
        with _told():
            if kind == "topic":
                start = starting.new_topic(sources, name, title or name, today)
            else:
                start = starting.new_flow(sources, name, today)
        return Proposal(start.path, start.text, start.text, start.line)

    def with_entry(self, files: Files, path: str, name: str, today: date) -> Proposal:
        topic = path.removeprefix("faq/").removesuffix(".yaml")
        with _told():
            start = starting.new_entry(Sources(files), topic, name, today)
        return Proposal(path, start.text, files[path] + start.text, start.line)

    def with_changed_law(self, files: Files, law: ChangedLaw) -> tuple[str, str]:
        return CHANGED_LAWS, with_changed_law(files.get(CHANGED_LAWS, ""), law)

    def write(self, path: str, text: str) -> None:
        """Through a hidden file beside it that takes its place; a link stays one, and the mode is what it was."""
        file = (self.root / path).resolve()
        handle, name = tempfile.mkstemp(prefix=".", suffix=".saving", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as saving:
                saving.write(text)
                saving.flush()
                os.fsync(handle)
                os.fchmod(handle, file.stat().st_mode & 0o7777 if file.exists() else _NEW_FILE)
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)


def content_folder(settings: Settings) -> ContentFolder:
    """The folder of the settings, as the editor at the desk reads and writes it."""
    return ContentFolder(settings.content_dir, make_matcher(models_dir(settings)))


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be begun is told to staff; what they typed is in no error."""
    try:
        yield
    except starting.CannotStart as fault:
        data = {} if fault.fault in ("bad_name", "no_topic") else {"name": fault.name}
        raise Told(_FAULTS[fault.fault], **data) from None


def _slips(problems: Iterable[Problem]) -> tuple[Slip, ...]:
    return tuple(Slip(it.file, it.line, it.text, it.level) for it in problems)


def hints(files: Files, names: Iterable[Renamed]) -> tuple[Slip, ...]:
    """Where `formerly` probably lacks, as warnings at the lines of these files. Raises Unfit for unsound ones."""
    return _slips(proposed(names, building.sound(Sources(files))))


def impacts(settings: Settings, store: Pasts, clock: Clock) -> Impacts:
    """What tells what a change would do, by words; what past questions got is remembered in the data folder."""
    verdicts = Verdicts(settings.data_dir / "impact", secret_key(settings))
    return Impacts(store, clock, Means(rank_many, name_of, by_words, closer, hints), verdicts)
