"""`python -m bot check`: every problem in the content, in one go."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from bot.cli.impact import look
from bot.cli.telling import Told
from bot.cli.words import Line, say
from bot.config import Settings
from bot.content import build
from bot.content.build import MakeMatcher
from bot.content.problems import Problem, summary
from bot.content.sources import Sources, read


def check_content(paths: Sequence[Path], content: Path, make_matcher: MakeMatcher, today: date) -> int:
    """Prints every problem and gives the exit status: 1 for any that is more than a warning.

    Each path is a folder that holds faq/ and flows/, or a file, checked with the rest of its folder (one that lies
    elsewhere with the rest of `content`, as if it stood there). Without a path `content` is checked.
    """
    asked = asked_for(paths, content)
    problems = [problem for sources in asked for problem in build.check(sources, make_matcher, today)]
    return _told(problems)


async def check_impact(
    paths: Sequence[Path], settings: Settings, make_matcher: MakeMatcher, today: date, most: int
) -> int:
    """Prints every problem, and without an error what the content would do; gives the exit status. Raises Told."""
    sources, *others = asked_for(paths, settings.content_dir)
    if others:
        raise Told(say(Line.IMPACT_ONE_CONTENT))
    problems, library = build.check_and_build(sources, make_matcher, today)
    status = _told(problems)
    click.echo()
    if library is None:
        click.echo(say(Line.IMPACT_MEND_FIRST))
        return status
    for line in await look(settings, make_matcher, sources, library, most):
        click.echo(line)
    return status


def _told(problems: Sequence[Problem]) -> int:
    for problem in problems:
        click.echo(str(problem))
    click.echo(summary(problems))
    return 1 if any(problem.level == "error" for problem in problems) else 0


def asked_for(paths: Sequence[Path], content: Path) -> Sequence[Sources]:
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
