"""`doctor`: one line for each thing that an operator has to keep well, and what is to be done about it."""

import asyncio
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import click

from bot.app import SystemClock, open_store
from bot.channels.telegram.checkup import look
from bot.cli.backup import folder_of_backups, last_backup
from bot.cli.telling import prepared, told_kindly
from bot.cli.words import Line, say
from bot.config import Address, Settings, Telegram
from bot.content import build, days
from bot.content.problems import Unfit
from bot.content.sources import read
from bot.core.korean import day as day_in_words
from bot.core.korean import moment as in_words
from bot.store import copying, migrating
from bot.store.codec_parts import moment
from bot.store.presence import Occupied, alone

GIGABYTE = 1e9
LITTLE, VERY_LITTLE = 2.0, 0.5
"""Gigabytes of the disk that are left."""
BACKUP_GOOD_FOR = timedelta(days=2)
HOLIDAYS_GOOD_FOR = timedelta(days=180)
CLOCK_MAY_DIFFER = 30
"""Seconds."""
PATIENCE = 10
"""Seconds that Telegram may take."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How something stands: `mark` is one of DOCTOR_GOOD, DOCTOR_LOOK and DOCTOR_WRONG."""

    mark: Line
    sentence: str


def good(line: Line, **values: str) -> Finding:
    return Finding(Line.DOCTOR_GOOD, say(line, **values))


def worth_a_look(line: Line, **values: str) -> Finding:
    return Finding(Line.DOCTOR_LOOK, say(line, **values))


def wrong(line: Line, **values: str) -> Finding:
    return Finding(Line.DOCTOR_WRONG, say(line, **values))


@click.command("doctor")
def command() -> None:
    """Look at everything an operator keeps well, and say what to do; exit with 1 when something must be mended."""
    with told_kindly():
        settings, failed = prepared(), False
        for finding in findings(settings, SystemClock().now()):
            click.echo(f"{say(finding.mark)} {finding.sentence}")
            failed = failed or finding.mark is Line.DOCTOR_WRONG
        sys.exit(int(failed))


def findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything, one after the other. Nothing is changed by looking."""
    yield _presence(settings)
    yield _disk(settings)
    database = _database(settings)
    yield database
    if database.mark is not Line.DOCTOR_WRONG:
        yield from _staff(settings)
    yield _backup(settings, now)
    yield from _content(settings, now)
    yield _clock(settings, now)
    yield from _telegram(settings.telegram)


def _presence(settings: Settings) -> Finding:
    try:
        with alone(settings.data_dir):
            return good(Line.DOCTOR_RESTING)
    except Occupied:
        return good(Line.DOCTOR_RUNNING)


def _disk(settings: Settings) -> Finding:
    left = shutil.disk_usage(settings.data_dir).free / GIGABYTE
    free, folder = f"{left:.1f}", str(folder_of_backups(settings))
    if left < LITTLE:
        return (wrong if left < VERY_LITTLE else worth_a_look)(Line.DOCTOR_DISK_LITTLE, free=free, folder=folder)
    return good(Line.DOCTOR_DISK, free=free)


def _database(settings: Settings) -> Finding:
    place, newest_known = settings.database, max(migrating.known())
    try:
        if isinstance(place, Address):
            newest = asyncio.run(copying.newest_migration(place.url))
        else:
            newest = copying.inspect_sqlite(place).migration if place.exists() else 0
    except copying.CANNOT_COPY:
        if isinstance(place, Address):
            return wrong(Line.DATABASE_AWAY)
        return wrong(Line.DOCTOR_DATABASE_BROKEN, file=str(place))
    if newest > newest_known:
        return wrong(Line.DATABASE_NEWER, found=str(newest), known=str(newest_known))
    if newest == 0:
        return good(Line.DOCTOR_DATABASE_NONE)
    return good(Line.DOCTOR_DATABASE) if newest == newest_known else worth_a_look(Line.DOCTOR_DATABASE_OLD)


def _staff(settings: Settings) -> Iterator[Finding]:
    """Nothing for the demo, which has its one-click seat, and where there is no database to look into yet."""
    if settings.local or (not isinstance(settings.database, Address) and not settings.database.exists()):
        return
    count = asyncio.run(_accounts(settings))
    yield good(Line.DOCTOR_STAFF, count=str(count)) if count else wrong(Line.DOCTOR_STAFF_NONE)


async def _accounts(settings: Settings) -> int:
    async with open_store(settings) as store:
        return len(await store.accounts())


def _backup(settings: Settings, now: datetime) -> Finding:
    last = last_backup(settings)
    if last is None:
        return worth_a_look(Line.DOCTOR_BACKUP_NONE)
    at, file = last
    told = {"at": in_words(at, now), "file": str(file)}
    if now - at > BACKUP_GOOD_FOR:
        return worth_a_look(Line.DOCTOR_BACKUP_OLD, **told)
    return good(Line.DOCTOR_BACKUP, **told) if file.exists() else worth_a_look(Line.DOCTOR_BACKUP_GONE, **told)


def _content(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The files of staff, and the holidays with what they have added."""
    try:
        contents = build.sound(read(settings.content_dir))
    except Unfit as unfit:
        yield wrong(Line.DOCTOR_CONTENT_WRONG, count=str(len(unfit.problems)))
        yield _holidays(now, 0)
        return
    yield good(Line.DOCTOR_CONTENT, flows=str(len(contents.flows)), entries=str(len(contents.entries)))
    yield _holidays(now, len(contents.holidays))


def _holidays(now: datetime, added: int) -> Finding:
    version, learnt = days.learnt()
    if now.year >= days.LAST - 1:
        return wrong(Line.DOCTOR_HOLIDAYS_END, year=str(days.LAST))
    age = now.date() - learnt
    if age > HOLIDAYS_GOOD_FOR:
        return worth_a_look(Line.DOCTOR_HOLIDAYS_OLD, version=version, days=str(age.days))
    return good(Line.DOCTOR_HOLIDAYS, version=version, day=day_in_words(learnt), more=str(added))


def _clock(settings: Settings, now: datetime) -> Finding:
    """Against what is stored already, and against Telegram where there is a bot."""
    newest = _newest(settings)
    if newest is not None and newest > now + timedelta(seconds=CLOCK_MAY_DIFFER):
        return wrong(Line.DOCTOR_CLOCK_BEHIND, now=in_words(now, now), newest=in_words(newest, now))
    off = _difference(settings.telegram) if settings.telegram else None
    if off is not None and abs(off) > CLOCK_MAY_DIFFER:
        return wrong(Line.DOCTOR_CLOCK_OFF, seconds=f"{abs(off):.0f}")
    return good(
        Line.DOCTOR_CLOCK,
        now=f"{day_in_words(now.date())} {now:%H:%M}",
        zone=datetime.now().astimezone().strftime("%z"),
    )


def _newest(settings: Settings) -> datetime | None:
    place = settings.database
    if isinstance(place, Address) or not place.exists():
        return None
    try:
        at = copying.newest_moment(place)
    except copying.CANNOT_COPY:
        return None
    return moment(at) if at else None


def _difference(telegram: Telegram) -> float | None:
    """Seconds by which the clock differs from that of Telegram's service; None where it does not tell."""
    try:
        with urlopen(telegram.api_url, timeout=PATIENCE) as answer:
            told = answer.headers["date"]
    except HTTPError as error:
        told = error.headers["date"]
    except (URLError, OSError):
        return None
    return (SystemClock().now() - parsedate_to_datetime(told)).total_seconds() if told else None


def _telegram(telegram: Telegram | None) -> Iterator[Finding]:
    if telegram is None:
        yield good(Line.DOCTOR_TOKEN_NONE)
        return
    standing = asyncio.run(look(telegram.token, telegram.api_url, telegram.group))
    if standing.token != "good":
        yield wrong(Line.DOCTOR_TOKEN_REFUSED if standing.token == "refused" else Line.DOCTOR_TOKEN_UNREACHED)
        return
    yield good(Line.DOCTOR_TOKEN, bot=standing.name)
    mark, line = _GROUPS[standing.group]
    yield Finding(mark, say(line))


_GROUPS = {
    "none": (Line.DOCTOR_LOOK, Line.DOCTOR_GROUP_NONE),
    "away": (Line.DOCTOR_WRONG, Line.DOCTOR_GROUP_AWAY),
    "flat": (Line.DOCTOR_LOOK, Line.DOCTOR_GROUP_FLAT),
    "barred": (Line.DOCTOR_WRONG, Line.DOCTOR_GROUP_BARRED),
    "open": (Line.DOCTOR_GOOD, Line.DOCTOR_GROUP_OPEN),
}
"""What each state of the group is worth."""
