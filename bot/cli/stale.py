"""`stale`: what should be read again: for a law that has changed, or because nobody did for too long."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

import click

from bot import app
from bot.cli.telling import told_kindly
from bot.cli.words import Line, say
from bot.config import load_settings
from bot.content.build import sound
from bot.content.sources import read
from bot.content.staleness import kept
from bot.core.keeping import Row, State, rows

_TITLES: dict[State, Line] = {
    "changed": Line.STALE_CHANGED,
    "over": Line.STALE_OVER,
    "soon": Line.STALE_SOON,
    "fine": Line.STALE_FINE,
}


@click.command("stale")
@click.option("--owner", help="Only what that team or person looks after.")
@click.option("--all", "everything", is_flag=True, help="What need not be read yet too.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each.")
def command(owner: str | None, everything: bool, as_json: bool) -> None:
    """List what should be read again: what cites a changed law, what is overdue, what is due within a month.

    Which laws have changed stands in flows/tables/changed_laws.yaml.
    """
    with told_kindly():
        contents = sound(read(load_settings().content_dir))
        found = rows(kept(contents), contents.changed_laws, app.SystemClock().now().date())
        mine = [row for row in found if owner in (None, row.kept.owner) and (everything or row.state != "fine")]
        click.echo(told(mine, as_json=as_json), nl=bool(mine) or not as_json)


def told(found: Sequence[Row], *, as_json: bool) -> str:
    """The rows by their state, for people; or a line of JSON for each."""
    if as_json:
        return "\n".join(json.dumps(_values(row), ensure_ascii=False) for row in found)
    if not found:
        return say(Line.STALE_NONE)
    lines: list[str] = []
    for place, row in enumerate(found):
        if place == 0 or found[place - 1].state != row.state:
            lines.append(say(_TITLES[row.state]))
        lines.extend(_lines(row))
    return "\n".join(lines)


def _lines(row: Row) -> Iterable[str]:
    it = row.kept
    days = {"owner": it.owner or say(Line.STALE_NOBODY), "reviewed": _day(it.reviewed), "due": _day(it.due)}
    yield f"  {say(Line.STALE_ROW, where=f'{it.file}:{it.line}', id=it.id, certainty=it.certainty, **days)}"
    for law, cited in row.touched:
        told = say(Line.STALE_LAW, at=str(cited.line), article=cited.article, day=_day(law.day), note=law.note)
        yield f"    {told}"


def _values(row: Row) -> dict[str, object]:
    it = row.kept
    laws = [{"article": cited.article, "line": cited.line, "day": _day(law.day)} for law, cited in row.touched]
    what = {"state": row.state, "what": it.what, "id": it.id, "file": it.file, "line": it.line, "owner": it.owner}
    return {**what, "certainty": it.certainty, "reviewed": _day(it.reviewed), "due": _day(it.due), "laws": laws}


def _day(day: date) -> str:
    return day.isoformat()
