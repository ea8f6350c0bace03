"""The commands of `python -m bot`."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

import click

from bot import __version__, app, disk
from bot.cli import ask as asking
from bot.cli import backup, coverage, doctor, erase, gaps, looking, new, schema, staff, stale, stats, topics
from bot.cli.check import check_content, check_impact
from bot.cli.lines import Unreadable
from bot.cli.talking import Talk, open_talk
from bot.cli.telling import Told, prepared, told_kindly
from bot.cli.terminal import Typed
from bot.cli.words import Line, say
from bot.config import Settings, load_settings
from bot.content import build as content
from bot.content.cites import cites
from bot.content.contents import Contents, Lessons
from bot.content.sources import read
from bot.core import korean
from bot.core.errors import Problem
from bot.core.library import Library, Matcher
from bot.core.texts import Key
from bot.logs import configure_logging
from bot.service.ports.content import Slip


class Commands(click.Group):
    """Commands, with a kind word about one that is not known."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.list_commands(ctx), 1)
            line = say(Line.UNKNOWN_COMMAND_NEAR, name=name, near=near[0]) if near else ""
            raise Told(line or say(Line.UNKNOWN_COMMAND, name=name))
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def main() -> None:
    """협동톡 — a guide for citizens who found a cooperative, and a desk for those who help them."""


@main.command()
def run() -> None:
    """Serve the chat, the desk and the FAQ until Ctrl+C."""
    with told_kindly():
        settings = load_settings()
        configure_logging()
        click.echo(say(Line.STARTING))
        try:
            asyncio.run(app.serve(settings, lambda house: _ready(settings, house), _changed))
        except Problem as problem:
            if problem.key == Key.NO_CONTENT:
                check_content((), settings.content_dir, disk.make_matcher(disk.models_dir(settings)), _today())
            raise
        click.echo(say(Line.STOPPED, folder=str(settings.data_dir)))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--impact", is_flag=True, help="Also what it would do to past questions and to people in mid-flow.")
@click.option(
    "--show", type=click.IntRange(0), default=20, show_default=True, help="Lines of each sort, with --impact."
)
def check(paths: tuple[Path, ...], impact: bool, show: int) -> None:
    """Show every problem of the content, and exit with 1 if there is one.

    PATH is a folder that holds faq/ and flows/, or a file, which is checked with the rest of the content.
    """
    with told_kindly():
        settings = prepared()
        make = disk.make_matcher(disk.models_dir(settings))
        if impact:
            sys.exit(asyncio.run(check_impact(paths, settings, make, _today(), show)))
        sys.exit(check_content(paths, settings.content_dir, make, _today()))


@main.command()
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help='Lines of {"id", "q"}.')
def ask(text: str | None, as_json: bool, batch: Path | None) -> None:
    """Show what a question gets, and why."""
    with told_kindly():
        if batch is None and not (text or "").strip():
            raise Told(say(Line.ASK_NOTHING))
        library, now = _library(prepared()), app.SystemClock().now()
        if batch is not None:
            _ask_batch(library, batch, now)
        elif as_json:
            click.echo(json.dumps(asking.reasoned(library, text or "", now), ensure_ascii=False))
        else:
            click.echo(asking.explained(library, text or "", now))


@main.command()
@click.argument("flow", required=False)
@click.option("--drafts", is_flag=True, help="Procedures that are not published too.")
def graph(flow: str | None, drafts: bool) -> None:
    """Draw a procedure, or all of them, as a Mermaid flowchart."""
    with told_kindly():
        click.echo(looking.drawn(_sound(), flow, drafts=drafts))


@main.command()
def rules() -> None:
    """List the named rules that procedures can call."""
    click.echo(looking.listed_rules())


@main.command("cites")
@click.argument("article", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each place.")
def cites_(article: tuple[str, ...], as_json: bool) -> None:
    """List what cites an article and its paragraphs, such as 협동조합 기본법 제15조; without one, everything."""
    with told_kindly():
        _show(looking.told_cites(cites(_sound(), " ".join(article), _today()), as_json=as_json))


@main.command("stats")
@click.option(
    "--days", type=click.IntRange(1, stats.LONGEST), default=30, show_default=True, help="Days, today among them."
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each number.")
def stats_(days: int, as_json: bool) -> None:
    """Count conversations, messages, cases, promises and failures by day; never words of people."""
    with told_kindly():
        since = stats.first_moment(app.SystemClock().now(), days)
        _show(stats.told(asyncio.run(stats.count(prepared(), since)), as_json=as_json))


main.add_command(gaps.command)
main.add_command(staff.commands)
main.add_command(topics.command)
main.add_command(erase.command)
main.add_command(coverage.command)
main.add_command(schema.command)
main.add_command(new.commands)
main.add_command(stale.command)
main.add_command(backup.backup)
main.add_command(backup.restore)
main.add_command(doctor.command)


@main.command("try")
@click.option("--json", "as_json", is_flag=True, help="Lines of JSON in, one line of JSON out for each.")
@click.option("--now", metavar="ISO", help="Where the clock starts; only waiting moves it.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="A folder that keeps the talk.")
def try_(as_json: bool, now: str | None, data: Path | None) -> None:
    """Talk in the terminal, as a citizen and as a consultant."""
    with told_kindly(), tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        settings = prepared()
        content = disk.deepened(disk.content_of(settings), disk.meanings_of(settings))
        talking = open_talk(content, data or Path(folder), _moment(now))
        talk = runner.run(talking.__aenter__())
        try:
            (_talk_json if as_json else _talk_by_hand)(runner, talk)
        finally:
            runner.run(talking.__aexit__(None, None, None))


def _talk_json(runner: asyncio.Runner, talk: Talk) -> None:
    """Reads a line when it is there: what is asked for is answered before the next is read."""
    for line in sys.stdin.buffer:
        _print_json(runner.run(talk.take(line.decode("utf-8", "replace"))))


def _talk_by_hand(runner: asyncio.Runner, talk: Talk) -> None:
    typed = Typed()
    click.echo(say(Line.TRY_WELCOME))
    click.echo(_now(talk))
    while (line := _typed_line()) is not None:
        try:
            asked = typed.read(line)
            if asked is not None:
                shown = typed.show(runner.run(talk.do(asked)), talk.now)
                click.echo((shown or _now(talk)) + "\n")
        except Unreadable as unreadable:
            click.echo(unreadable.sentence + "\n")
    click.echo(say(Line.TRY_GOODBYE))


def _now(talk: Talk) -> str:
    return say(Line.TRY_NOW, moment=f"{korean.day(talk.now.date())} {talk.now:%H:%M}")


def _typed_line() -> str | None:
    try:
        return input("> ")
    except (EOFError, KeyboardInterrupt):
        return None


def _show(text: str) -> None:
    """Nothing is no line, so that each line is one of JSON."""
    if text:
        click.echo(text)


def _print_json(result: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _ask_batch(library: Library, file: Path, now: datetime) -> None:
    for place, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            for answer in asking.batch(library, [line.decode("utf-8-sig")], now):
                click.echo(answer)
        except ValueError as error:
            raise Told(say(Line.ASK_BAD_LINE, file=file.name, place=str(place))) from error


def _sound() -> Contents:
    """The content on disk, sound enough to be looked at. Raises Unfit."""
    return content.sound(read(load_settings().content_dir))


def _today() -> date:
    return app.SystemClock().now().date()


def _library(settings: Settings) -> Library:
    """The content on disk, also where an example or a test does not hold: why a test fails is asked here."""

    def make(lessons: Lessons) -> Matcher:
        matcher, meanings = disk.make_matcher(disk.models_dir(settings))(lessons), disk.meanings_of(settings)
        if meanings is None:
            return matcher
        if not meanings.ready(lessons):
            click.echo(say(Line.ASK_LEARNS), err=True)
        return meanings.learnt(lessons, matcher)

    return content.taught(read(settings.content_dir), make)


def _moment(text: str | None) -> datetime:
    """A moment in Seoul; one without an offset is meant there. Raises Told."""
    if text is None:
        return app.SystemClock().now()
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(app.SEOUL) if at.tzinfo else at.replace(tzinfo=app.SEOUL)
    except (ValueError, OverflowError) as error:
        raise Told(say(Line.TRY_BAD_NOW)) from error


def _ready(settings: Settings, house: app.House) -> None:
    url = settings.base_url or f"http://{settings.host}:{settings.port}"
    if house.problems:
        click.echo("\n".join((say(Line.CONTENT_KEPT), *map(str, house.problems))), err=True)
    click.echo(say(Line.READY, url=url))
    click.echo(say(Line.READY_DESK, url=url))


def _changed(problems: tuple[Slip, ...]) -> None:
    """After a save: live, or what keeps it out."""
    if problems:
        click.echo("\n".join((say(Line.CONTENT_KEPT), *map(str, problems))), err=True)
    else:
        click.echo(say(Line.CONTENT_LIVE))
