"""`staff`: the accounts of consultants."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import click

from bot.app import SystemClock, open_store
from bot.cli.telling import prepared, told_kindly
from bot.cli.words import Line, say
from bot.config import Settings
from bot.core import korean
from bot.core.staff import ROLES, Account
from bot.service.staff import Staff
from bot.service.staff_sessions import StaffSessions
from bot.store.store import SqlStore


@click.group("staff")
def commands() -> None:
    """Who may answer citizens: accounts of consultants."""


@commands.command()
@click.argument("name")
@click.option("--role", type=click.Choice(list(ROLES)), default="consultant", show_default=True)
def add(name: str, role: str) -> None:
    """Make an account, and print the one-time code with which its owner comes in.

    A consultant answers citizens; an editor sees the numbers but no case; a supervisor sees also who has read which
    case; an admin looks after accounts as well.
    """
    _say(lambda staff, _: _added(staff, name, role))


@commands.command()
@click.argument("name")
def code(name: str) -> None:
    """Print another one-time code: for a lost password, or to link Telegram."""
    _say(lambda staff, _: _coded(staff, name))


@commands.command()
@click.argument("name")
@click.argument("role", type=click.Choice(list(ROLES)))
def role(name: str, role: str) -> None:
    """Give an account another role, from its owner's next step on."""
    _say(lambda staff, _: _given(staff, name, role))


@commands.command()
@click.argument("name")
def end(name: str) -> None:
    """Sign somebody out of every browser. Their password stays."""
    _say(lambda staff, store: _ended(staff, store, name))


@commands.command("list")
def list_() -> None:
    """Show every account."""
    _say(_listed)


@commands.command()
@click.argument("name")
def remove(name: str) -> None:
    """End an account, with the desks it has open and its link to Telegram."""
    _say(lambda staff, store: _removed(staff, store, name))


def _say(told: Callable[[Staff, SqlStore], Awaitable[str]]) -> None:
    with told_kindly():
        click.echo(asyncio.run(_with_staff(prepared(), told)))


async def _with_staff(settings: Settings, told: Callable[[Staff, SqlStore], Awaitable[str]]) -> str:
    async with open_store(settings) as store:
        return await told(Staff(store, SystemClock()), store)


async def _added(staff: Staff, name: str, role: str) -> str:
    account, code = await staff.add(name, ROLES[role])
    return say(Line.STAFF_CODE, name=account.name, code=code)


async def _coded(staff: Staff, name: str) -> str:
    return say(Line.STAFF_CODE, name=name, code=await staff.code(name))


async def _given(staff: Staff, name: str, role: str) -> str:
    account = await staff.set_role(name, ROLES[role])
    return say(Line.STAFF_ROLE, name=account.name, role=_called(account))


async def _ended(staff: Staff, store: SqlStore, name: str) -> str:
    account = await staff.known(name)
    await StaffSessions(store, SystemClock()).end_others(account.name)
    return say(Line.STAFF_ENDED, name=account.name)


async def _listed(staff: Staff, store: SqlStore) -> str:
    sessions = await StaffSessions(store, SystemClock()).all()
    open_ = Counter(session.who for session in sessions)
    return "\n".join(_line(account, open_[account.name]) for account in await staff.all()) or say(Line.STAFF_NONE)


async def _removed(staff: Staff, store: SqlStore, name: str) -> str:
    account = await staff.remove(name)
    held = [listed.case.number for listed in await store.cases() if listed.case.owner == account.name]
    left = [say(Line.STAFF_HOLDS, name=account.name, cases=", ".join(held))] if held else []
    return "\n".join((say(Line.STAFF_REMOVED, name=account.name), *left))


def _called(account: Account) -> str:
    return say(Line(f"staff_{account.role}"))


def _line(account: Account, open_: int) -> str:
    has = {True: say(Line.STAFF_YES), False: say(Line.STAFF_NO)}
    return say(
        Line.STAFF_LINE,
        name=account.name,
        role=_called(account),
        open=str(open_),
        added=korean.day(account.added.date()),
        password=has[account.password is not None],
        telegram=has[account.address is not None],
    )
