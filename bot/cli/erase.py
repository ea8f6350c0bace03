"""`erase`: takes one person out of everything that is kept."""

import asyncio

import click

from bot.app import SystemClock, folder_of_files, open_store
from bot.cli.telling import Told, prepared, told_kindly
from bot.cli.words import Line, say
from bot.config import Settings
from bot.core.audit import Reader
from bot.service.readings import Readings


@click.command("erase")
@click.argument("number")
@click.option("--yes", is_flag=True, help="Without asking again.")
def command(number: str, yes: bool) -> None:
    """Erase the person of a case: NUMBER such as 26-0137, with all their cases, words and files.

    Asks for the number again before anything is done. What a backup or a Telegram group holds is not reached.
    """
    with told_kindly():
        asyncio.run(_erase(prepared(), number, asked=not yes))


async def _erase(settings: Settings, number: str, *, asked: bool) -> None:
    async with open_store(settings) as store:
        found = await store.belongings(number)
        if found is None:
            raise Told(say(Line.ERASE_NOBODY, number=number))
        click.echo(say(Line.ERASE_ABOUT, cases=", ".join(found.cases), messages=str(found.messages)))
        if asked and click.prompt(say(Line.ERASE_SURE), default="", show_default=False).strip() != number:
            raise Told(say(Line.ERASE_NOT))
        for case in found.cases:
            await Readings(store, SystemClock()).noted(Reader(""), "terminal", case)
        files, folder = await store.files_of(found.conversation), folder_of_files(settings)
        if not await store.erase_conversation(found.conversation, SystemClock().now(), "asked"):
            raise Told(say(Line.ERASE_BUSY))
        for name in files:
            await folder.drop(name)
        await store.scrub()
        click.echo(say(Line.ERASE_DONE))
