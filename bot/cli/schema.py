"""`schema`: the JSON Schemas from which an editor completes and underlines the content files."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from bot.cli.words import Line, say
from bot.content.schema import SCHEMAS


@click.command("schema")
@click.option(
    "--write", type=click.Path(file_okay=False, path_type=Path), help="The folder that holds faq/ and flows/."
)
def command(write: Path | None) -> None:
    """Print the JSON Schemas of the content files by path, or write each beside the files it describes."""
    for path, text in written().items():
        if write is None:
            click.echo(f"{path}\n{text}", nl=False)
        else:
            (write / path).parent.mkdir(parents=True, exist_ok=True)
            (write / path).write_text(text, encoding="utf-8")
    if write is not None:
        click.echo(say(Line.SCHEMA_WRITTEN, files=", ".join(SCHEMAS)))


def written() -> Mapping[str, str]:
    """Each schema as it stands in its file, the same for the same reader."""
    return {path: json.dumps(make(), ensure_ascii=False, indent=1) + "\n" for path, make in SCHEMAS.items()}
