"""`python -m bot check`: every problem in the content, in one go."""

from collections.abc import Sequence
from pathlib import Path

import click

from bot.content import build
from bot.content.build import MakeMatcher
from bot.content.problems import Problem
from bot.content.sources import Sources, read


def check_content(paths: Sequence[Path], content: Path, make_matcher: MakeMatcher) -> int:
    """Prints every problem and gives the exit status: 1 for any that is more than a warning.

    Each path is a folder that holds faq/ and flows/, or a file, checked with the rest of its folder (one that lies
    elsewhere with the rest of `content`, as if it stood there). Without a path `content` is checked.
    """
    problems = [problem for sources in _asked(paths, content) for problem in build.check(sources, make_matcher)]
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.level == "error" for problem in problems)
    click.echo(_summary(errors, len(problems) - errors))
    return 1 if errors else 0


def _asked(paths: Sequence[Path], content: Path) -> Sequence[Sources]:
    """The contents that the paths mean: each folder once, with the files that lie elsewhere put into `content`."""
    folders = dict.fromkeys(_folder(path) for path in paths)
    asked = [read(folder) for folder in folders if folder is not None]
    guests = [path for path in paths if _folder(path) is None]
    if guests or not paths:
        sources = read(content)
        for path in guests:
            sources = _with_guest(sources, path)
        asked.append(sources)
    return asked


def _folder(path: Path) -> Path | None:
    """The content folder that a path names or lies in; None for a file from elsewhere."""
    path = path.resolve()
    if path.is_dir():
        return path
    return next((folder for folder in path.parents if (folder / "faq").is_dir() and (folder / "flows").is_dir()), None)


def _with_guest(sources: Sources, path: Path) -> Sources:
    """The content with a file from elsewhere in the place that its name and its first words give it."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        said = "한글을 읽을 수 없어요. 파일을 UTF-8로 저장해 주세요."
        return Sources(sources.files, (*sources.problems, Problem(str(path), 1, said)))
    except OSError:
        return Sources(sources.files, (*sources.problems, Problem(str(path), 1, "파일이나 폴더를 찾을 수 없어요.")))
    same = [name for name in sources.files if name.rsplit("/", 1)[-1] == path.name]
    is_entries = text.startswith(("topic:", "entries:")) or "\nentries:" in text
    place = same[0] if same else f"{'faq' if is_entries else 'flows'}/{path.name}"
    return sources.having(place, text)


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "문제가 없어요."
    return ", ".join(f"{what} {count}개" for what, count in (("고칠 것", errors), ("경고", warnings)) if count)
