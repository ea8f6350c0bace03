"""What the doctor says of the content: its files, what was learnt of them, and the holidays."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.cli.doctor_finding import Finding, good, worth_a_look, wrong
from bot.cli.doctor_words import Diagnosis
from bot.config import Settings
from bot.content import build, days
from bot.content.contents import Lessons
from bot.content.problems import Unfit
from bot.content.sources import read
from bot.content.trained import environment, is_learnt
from bot.core.korean import day as day_in_words
from bot.disk import meanings_of, models_dir

HOLIDAYS_GOOD_FOR = timedelta(days=180)
PATIENCE = 60
"""Seconds that the model of meanings may take for one sentence, with its opening."""
_TRY = "from bot.matching.vectors import Wheel; Wheel().vector('a')"


def content(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The files of staff with what was learnt of them, and the holidays with what they have added."""
    sources = read(settings.content_dir)
    try:
        contents = build.sound(sources)
    except Unfit as unfit:
        yield wrong(Diagnosis.CONTENT_WRONG, count=str(len(unfit.problems)))
        yield _holidays(now, 0)
        return
    yield good(Diagnosis.CONTENT, flows=str(len(contents.flows)), entries=str(len(contents.entries)))
    learnt = is_learnt(contents.lessons, models_dir(settings))
    yield good(Diagnosis.LEARNT) if learnt else worth_a_look(Diagnosis.LEARNT_NOT)
    yield _meaning(settings, contents.lessons)
    yield _holidays(now, len(contents.holidays))


def _meaning(settings: Settings, lessons: Lessons) -> Finding:
    """Tried in a child: a model that is not of this machine ends the process that opens it."""
    meanings = meanings_of(settings)
    if meanings is None:
        return good(Diagnosis.MEANING_OFF)
    try:
        tried = subprocess.run(
            [sys.executable, "-c", _TRY], capture_output=True, check=False, env=environment(), timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return wrong(Diagnosis.MEANING_BROKEN)
    if tried.returncode != 0:
        return wrong(Diagnosis.MEANING_BROKEN)
    return good(Diagnosis.MEANING if meanings.ready(lessons) else Diagnosis.MEANING_SOON)


def _holidays(now: datetime, added: int) -> Finding:
    version, learnt = days.learnt()
    if now.year >= days.LAST - 1:
        return wrong(Diagnosis.HOLIDAYS_END, year=str(days.LAST))
    age = now.date() - learnt
    if age > HOLIDAYS_GOOD_FOR:
        return worth_a_look(Diagnosis.HOLIDAYS_OLD, version=version, days=str(age.days))
    return good(Diagnosis.HOLIDAYS, version=version, day=day_in_words(learnt), more=str(added))
