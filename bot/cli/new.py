"""`new`: a first text for an entry, a topic or a procedure, and what to do next. Nothing is ever overwritten."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from bot import app
from bot.cli.telling import Told, told_kindly
from bot.cli.words import Line, say
from bot.config import load_settings
from bot.content.problems import nearest
from bot.content.sources import Sources, read
from bot.content.starting import CannotStart, Start, new_entry, new_flow, new_topic


@click.group("new")
def commands() -> None:
    """Begin an entry, a topic or a procedure as a draft that passes `check`."""


@commands.command()
@click.argument("topic")
@click.argument("id")
def entry(topic: str, id: str) -> None:
    """Add a draft ID to the questions of faq/TOPIC.yaml."""
    _begin(lambda sources, today: new_entry(sources, topic, id, today), Line.NEW_ENTRY)


@commands.command()
@click.argument("id")
def flow(id: str) -> None:
    """Write flows/ID.yaml: a question, a step, an end and their examples."""
    _begin(lambda sources, today: new_flow(sources, id, today), Line.NEW_FLOW)


@commands.command()
@click.argument("name")
@click.option("--title", help="What the topic is called; else its name.")
def topic(name: str, title: str | None) -> None:
    """Write faq/NAME.yaml with one draft in it."""
    _begin(lambda sources, today: new_topic(sources, name, title or name, today), Line.NEW_TOPIC)


def _begin(make: Callable[[Sources, date], Start], next_: Line) -> None:
    with told_kindly():
        content = load_settings().content_dir
        try:
            start = make(read(content), app.SystemClock().now().date())
            _write(content / start.path, start)
        except CannotStart as fault:
            raise Told(_told(fault)) from fault
        except FileExistsError as error:
            raise Told(say(Line.NEW_TAKEN, name=str(error.filename))) from error
        click.echo(say(next_, file=start.path, at=str(start.line)))


def _write(file: Path, start: Start) -> None:
    """A new file, or more at the end of one: what somebody else saves in between is never lost."""
    mode = "xb" if start.whole else "ab"
    with file.open(mode) as target:
        target.write(start.text.encode())


def _told(fault: CannotStart) -> str:
    near = nearest(fault.name, fault.known)
    return say(Line(f"new_{fault.fault}"), name=fault.name, known=near or ", ".join(fault.known))
