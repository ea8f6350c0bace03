"""`doctor`: one line for each thing that an operator has to keep well, and what is to be done about it."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import click

from bot.app import SystemClock, open_store
from bot.cli import doctor_folders as folders
from bot.cli.backup import last_backup
from bot.cli.doctor_content import content
from bot.cli.doctor_finding import Finding, good, worth_a_look, wrong
from bot.cli.doctor_telegram import telegram
from bot.cli.doctor_words import Diagnosis
from bot.cli.telling import told_kindly
from bot.cli.words import Line, say
from bot.config import Address, Settings, Telegram, load_settings
from bot.core.korean import day as day_in_words
from bot.core.korean import moment as in_words
from bot.store import copying, migrating
from bot.store.codec_parts import moment
from bot.store.presence import occupied

BACKUP_GOOD_FOR = timedelta(days=2)
CLOCK_MAY_DIFFER = 30
"""Seconds."""
PATIENCE = 10
"""Seconds that Telegram may take."""


@click.command("doctor")
def command() -> None:
    """Look at everything an operator keeps well, and say what to do; exit with 1 when something must be mended."""
    with told_kindly():
        settings, failed = load_settings(), False
        for finding in findings(settings, SystemClock().now()):
            click.echo(f"{say(finding.mark)} {finding.sentence}")
            failed = failed or finding.mark is Diagnosis.WRONG
        sys.exit(int(failed))


def findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything, one after the other; the data folder alone where that is wrong. Nothing is changed by looking."""
    data = folders.data(settings)
    yield data
    if data.mark is Diagnosis.WRONG:
        return
    yield from folders.looked_at_by_another(settings)
    yield _presence(settings)
    yield folders.disk(settings)
    database = _database(settings)
    yield database
    if database.mark is not Diagnosis.WRONG:
        yield from _staff(settings)
    yield _backup(settings, now)
    yield from content(settings, now)
    yield from folders.content(settings)
    yield _clock(settings, now)
    yield from telegram(settings, now)


def _presence(settings: Settings) -> Finding:
    return good(Diagnosis.RUNNING if occupied(settings.data_dir) else Diagnosis.RESTING)


def _database(settings: Settings) -> Finding:
    place, newest_known = settings.database, max(migrating.known())
    try:
        if isinstance(place, Address):
            newest = asyncio.run(copying.newest_migration(place.url))
        else:
            newest = copying.inspect_sqlite(place).migration if place.exists() else 0
    except copying.CANNOT_COPY as error:
        if isinstance(place, Address):
            return wrong(Line.DATABASE_AWAY)
        broken = copying.is_broken(error)
        return wrong(Diagnosis.DATABASE_BROKEN if broken else Diagnosis.DATABASE_SHUT, file=str(place))
    if newest > newest_known:
        return wrong(Line.DATABASE_NEWER, found=str(newest), known=str(newest_known))
    if newest == 0:
        return good(Diagnosis.DATABASE_NONE)
    return good(Diagnosis.DATABASE) if newest == newest_known else worth_a_look(Diagnosis.DATABASE_OLD)


def _staff(settings: Settings) -> Iterator[Finding]:
    """Nothing for the demo, which has its one-click seat, and where there is no database to look into yet."""
    if settings.local or (not isinstance(settings.database, Address) and not settings.database.exists()):
        return
    count = asyncio.run(_accounts(settings))
    yield good(Diagnosis.STAFF, count=str(count)) if count else wrong(Diagnosis.STAFF_NONE)


async def _accounts(settings: Settings) -> int:
    async with open_store(settings) as store:
        return len(await store.accounts())


def _backup(settings: Settings, now: datetime) -> Finding:
    last = last_backup(settings)
    if last is None:
        return worth_a_look(Diagnosis.BACKUP_NONE)
    at, file = last
    told = {"at": in_words(at, now), "file": str(file)}
    if now - at > BACKUP_GOOD_FOR:
        return worth_a_look(Diagnosis.BACKUP_OLD, **told)
    return good(Diagnosis.BACKUP, **told) if file.exists() else worth_a_look(Diagnosis.BACKUP_GONE, **told)


def _clock(settings: Settings, now: datetime) -> Finding:
    """Against what is stored already, and against Telegram where there is a bot."""
    newest = _newest(settings)
    if newest is not None and newest > now + timedelta(seconds=CLOCK_MAY_DIFFER):
        return wrong(Diagnosis.CLOCK_BEHIND, now=in_words(now, now), newest=in_words(newest, now))
    off = _difference(settings.telegram) if settings.telegram else None
    if off is not None and abs(off) > CLOCK_MAY_DIFFER:
        return wrong(Diagnosis.CLOCK_OFF, seconds=f"{abs(off):.0f}")
    return good(
        Diagnosis.CLOCK,
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
