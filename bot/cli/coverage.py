"""`coverage`: the page of what the content covers, and what has no answer yet."""

import json
from pathlib import Path

import click

from bot.cli.telling import Told, told_kindly
from bot.cli.words import Line, say
from bot.config import load_settings
from bot.content.build import sound
from bot.content.overview import Wanted, lacking, overview
from bot.content.sources import read

LABELS = Path("tests/eval")
"""Where a checkout keeps what there must be an answer to: coverage.json and entry_labels.json."""


@click.command("coverage")
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="The page; without it, it is printed.")
@click.option("--labels", type=click.Path(file_okay=False, path_type=Path), help="The folder of labels and facts.")
def command(write: Path | None, labels: Path | None) -> None:
    """Show which entry answers each subject and fact, and who cites each article and local fact."""
    with told_kindly():
        content = load_settings().content_dir
        wanted, contents = wanted_of(labels or content / LABELS), sound(read(content))
        page, missing = overview(contents, wanted), lacking(contents, wanted)
        if write is None:
            click.echo(page, nl=False)
        else:
            write.write_text(page, encoding="utf-8")
            click.echo(say(Line.COVERAGE_WRITTEN, file=str(write)))
        if missing:
            click.echo(say(Line.COVERAGE_LACKING, names=", ".join(missing)), err=True)


def wanted_of(folder: Path) -> Wanted:
    """What there must be an answer to; nothing where the folder keeps none. Raises Told for a file that is no such."""
    file, of = folder / "coverage.json", folder / "entry_labels.json"
    if not file.is_file():
        return Wanted()
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        named = json.loads(of.read_text(encoding="utf-8")) if of.is_file() else {}
        return Wanted(rows["labels"], named, rows["facts"])
    except (ValueError, KeyError, TypeError) as error:
        raise Told(say(Line.COVERAGE_UNREADABLE, file=str(file))) from error
