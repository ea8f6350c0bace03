"""`topics`: cases and their topics in the consultants' group, and what is to be mended. Telegram is not asked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import click

from bot.app import SystemClock, open_store
from bot.channels.telegram.app import desk_address
from bot.channels.telegram.topics import state_of
from bot.cli.telling import Told, prepared, told_kindly
from bot.cli.words import Line, say
from bot.config import Settings
from bot.service.ports import ForumState, Housed
from bot.store.store import SqlStore


@dataclass(frozen=True, slots=True)
class Group:
    """The consultants' group: its address by now, what it was last found to be, and who lives there."""

    address: str
    state: ForumState | None
    housed: Sequence[Housed]

    def asked(self, cases: Sequence[str]) -> Sequence[Housed]:
        """The cases that are named, else those that are not as they should be. Raises Told for one that is unknown."""
        if not cases:
            return [it for it in self.housed if self.state == "open" and fault_of(it) is not None]
        known = {it.case.number: it for it in self.housed}
        missing = next((number for number in cases if number not in known), None)
        if missing is not None:
            raise Told(say(Line.TOPICS_NO_CASE, case=missing))
        return [known[number] for number in cases]


@click.command("topics")
@click.argument("case", nargs=-1)
@click.option("--repair", is_flag=True, help="Have the bot draw them anew: a topic that is missing is made.")
def command(case: tuple[str, ...], *, repair: bool) -> None:
    """Show cases whose topic in the consultants' group is missing or wrong, or those that are named by number.

    What somebody deleted in Telegram is not known before something is sent there: name its case to have it made again.
    """
    with told_kindly():
        click.echo(asyncio.run(_done(prepared(), case, repair=repair)))


def fault_of(housed: Housed) -> Line | None:
    """What is wrong with the topic of a case; None if nothing is."""
    case, topic = housed.case, housed.topic
    if topic is None:
        return Line.TOPICS_MISSING if case.open else None
    if topic.closed == case.open:
        return Line.TOPICS_SHUT if case.open else Line.TOPICS_LEFT_OPEN
    return Line.TOPICS_STALE if case.open and topic.shown != state_of(case) else None


async def _done(settings: Settings, cases: Sequence[str], *, repair: bool) -> str:
    async with open_store(settings) as store:
        group = await _group(settings, store)
        asked = group.asked(cases)
        if repair:
            now = SystemClock().now()
            for it in asked:
                await store.redraw(group.address, it.case, now)
    lines = [_line(it) for it in asked] or [say(_NOTHING[group.state])]
    after = [say(Line.TOPICS_REPAIRED, count=str(len(asked)))] if repair and asked else []
    return "\n".join((*lines, *after))


async def _group(settings: Settings, store: SqlStore) -> Group:
    telegram = settings.telegram
    desk = desk_address(telegram.token, telegram.group) if telegram else None
    if desk is None:
        raise Told(say(Line.TOPICS_NO_GROUP))
    address = await store.where(desk)
    return Group(address, await store.forum(address), await store.housed(address))


_NOTHING: dict[ForumState | None, Line] = {
    "open": Line.TOPICS_FINE,
    "barred": Line.TOPICS_BARRED,
    "flat": Line.TOPICS_FLAT,
    None: Line.TOPICS_UNSEEN,
}


def _line(housed: Housed) -> str:
    fault = say(fault_of(housed) or Line.TOPICS_AS_KNOWN)
    return say(Line.TOPICS_LINE, case=housed.case.number, kind=housed.case.kind, fault=fault)
