"""`python -m bot check`: every problem in the content, in one go."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from bot.content import build
from bot.content.build import MakeMatcher
from bot.content.problems import summary
from bot.content.sources import Sources, read


def check_content(paths: Sequence[Path], content: Path, make_matcher: MakeMatcher, today: date) -> int:
    """Prints every problem and gives the exit status: 1 for any that is more than a warning.

    Each path is a folder that holds faq/ and flows/, or a file, checked with the rest of its folder (one that lies
    elsewhere with the rest of `content`, as if it stood there). Without a path `content` is checked.
    """
    asked = _asked(paths, content)
    problems = [problem for sources in asked for problem in build.check(sources, make_matcher, today)]
    for problem in problems:
        click.echo(str(problem))
    click.echo(summary(problems))
    return 1 if any(problem.level == "error" for problem in problems) else 0


def _asked(paths: Sequence[Path], content: Path) -> Sequence[Sources]:
    """The contents that the paths mean: each folder once, with the files that lie elsewhere put into `content`."""
    asked: dict[Path, Sources] = {}
    for path in paths:
        folder = _folder(path)
        home = folder or content.resolve()
        sources = asked[home] if home in asked else read(home)
        asked[home] = sources if folder and path.exists() else sources.visited(path)
    return list(asked.values()) or [read(content)]


def _folder(path: Path) -> Path | None:
    """The content folder that a path names or lies in; None for a file from elsewhere."""
    path = path.resolve()
    around = (path, *path.parents)
    folder = next((each for each in around if (each / "faq").is_dir() and (each / "flows").is_dir()), None)
    return folder or (path if path.is_dir() else None)
