"""`staff`: the accounts of consultants."""

import asyncio
from collections.abc import Awaitable, Callable

import click

from bot.app import SystemClock, open_store
from bot.cli.telling import prepared, told_kindly
from bot.cli.words import Line, say
from bot.config import Settings
from bot.core import korean
from bot.core.staff import Account
from bot.service.staff import Staff
from bot.store.store import SqlStore


@click.group("staff")
def commands() -> None:
    """Who may answer citizens: accounts of consultants."""


@commands.command()
@click.argument("name")
def add(name: str) -> None:
    """Make an account, and print the one-time code with which its owner comes in."""
    _say(lambda staff, _: _added(staff, name))


@commands.command()
@click.argument("name")
def code(name: str) -> None:
    """Print another one-time code: for a lost password, or to link Telegram."""
    _say(lambda staff, _: _coded(staff, name))


@commands.command("list")
def list_() -> None:
    """Show every account."""
    _say(lambda staff, _: _listed(staff))


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


async def _added(staff: Staff, name: str) -> str:
    account, code = await staff.add(name)
    return say(Line.STAFF_CODE, name=account.name, code=code)


async def _coded(staff: Staff, name: str) -> str:
    return say(Line.STAFF_CODE, name=name, code=await staff.code(name))


async def _listed(staff: Staff) -> str:
    return "\n".join(map(_line, await staff.all())) or say(Line.STAFF_NONE)


async def _removed(staff: Staff, store: SqlStore, name: str) -> str:
    account = await staff.remove(name)
    held = [listed.case.number for listed in await store.cases() if listed.case.owner == account.name]
    left = [say(Line.STAFF_HOLDS, name=account.name, cases=", ".join(held))] if held else []
    return "\n".join((say(Line.STAFF_REMOVED, name=account.name), *left))


def _line(account: Account) -> str:
    has = {True: say(Line.STAFF_YES), False: say(Line.STAFF_NO)}
    return say(
        Line.STAFF_LINE,
        name=account.name,
        added=korean.day(account.added.date()),
        password=has[account.password is not None],
        telegram=has[account.address is not None],
    )
