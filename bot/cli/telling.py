"""What every command shares: its settings, and one sentence where it cannot work."""

import contextlib
import os
import pwd
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from bot import app
from bot.cli import looking
from bot.cli.words import Line, say
from bot.config import Settings, WrongSetting, load_settings, make_data_dir
from bot.content.problems import Unfit
from bot.content.trained import TrainingFailed
from bot.core.errors import Problem
from bot.listening import CannotListen
from bot.matching.many import RankingFailed
from bot.service.staff import StaffFault
from bot.store.presence import Occupied


class Told(click.ClickException):
    """What keeps a command from working, in one sentence; the command ends with 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


def about_setting(wrong: WrongSetting) -> str:
    """What is wrong with a setting, with its name and what to write instead."""
    return say(Line(f"setting_{wrong.fault}"), name=wrong.name, **wrong.data)


def prepared() -> Settings:
    """The settings, with their data folder made. Root is told where what it leaves there may bar the program."""
    settings = load_settings()
    owner = standing(settings.data_dir).stat().st_uid
    if os.geteuid() == 0 and owner != 0:
        click.echo(say(Line.AS_ROOT, owner=user_name(owner)), err=True)
    make_data_dir(settings)
    return settings


def standing(folder: Path) -> Path:
    """A folder, or what is there already of the way to it."""
    return next(it for it in (folder.absolute(), *folder.absolute().parents) if os.access(it, os.F_OK))


def user_name(user: int) -> str:
    """The name of a user of this machine, or the number where it has none."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


@contextlib.contextmanager
def told_kindly() -> Iterator[None]:
    """What keeps a command from working becomes one sentence and exit 1."""
    try:
        yield
    except WrongSetting as wrong:
        raise Told(about_setting(wrong)) from wrong
    except Unfit as unfit:
        raise Told("\n".join((*map(str, unfit.problems), say(Line.NO_CONTENT)))) from unfit
    except looking.NoSuchFlow as unknown:
        raise Told(unknown.sentence) from unknown
    except CannotListen as busy:
        line = Line.PORT_TAKEN if busy.taken else Line.NO_SUCH_HOST
        other = str(busy.port + 1)
        raise Told(say(line, port=str(busy.port), other=other, host=busy.host)) from busy
    except app.CannotOpen as broken:
        raise Told(say(Line.DATABASE_BROKEN, file=str(broken.file))) from broken
    except app.CannotReach as away:
        raise Told(say(Line.DATABASE_AWAY)) from away
    except Occupied as error:
        raise Told(say(Line.RESTORE_UNDERWAY)) from error
    except StaffFault as fault:
        raise Told(say(Line(f"staff_fault_{fault.fault}"), name=fault.name)) from fault
    except TrainingFailed as failed:
        raise Told(say(Line.TRAINING_FAILED)) from failed
    except RankingFailed as failed:
        raise Told(say(Line.IMPACT_FAILED)) from failed
    except Problem as problem:
        raise Told(say(Line(problem.key.value), **problem.data)) from problem
