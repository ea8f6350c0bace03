"""The content on disk, as the service takes it into force: read, checked, and with the matcher it is asked by."""

from collections.abc import Callable
from pathlib import Path

from bot.config import Settings
from bot.content import build as building
from bot.content.contents import Lessons
from bot.content.sources import Sources, read
from bot.content.trained import learn
from bot.core.library import Library, Matcher
from bot.service.publishing import Disk, Files, Unfit


def make_matcher(models: Path) -> Callable[[Lessons], Matcher]:
    """Makes the trained matcher of a content; what was learnt is kept in that folder."""

    def make(lessons: Lessons) -> Matcher:
        return learn(lessons, models)

    return make


def content_of(settings: Settings) -> Disk:
    """The content on disk. Files that are no text are among the problems that building it tells."""
    disk = read(settings.content_dir)
    make = make_matcher(models_dir(settings))

    def build(files: Files) -> Library | Unfit:
        sources = disk if files is disk.files else Sources(files)
        problems, library = building.check_and_build(sources, make)
        return library or Unfit(tuple(str(problem) for problem in problems if problem.level == "error"))

    return Disk(disk.files, build, tuple(str(problem) for problem in disk.problems))


def models_dir(settings: Settings) -> Path:
    """Where what was learnt is kept: every instance and command finds the same files."""
    return settings.data_dir / "models"
