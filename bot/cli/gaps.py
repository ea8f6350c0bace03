"""`questions`: what the bot left open, in groups, and a draft of an entry for one of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import click

from bot.app import SystemClock, open_store
from bot.cli.telling import Told, prepared, told_kindly
from bot.cli.words import Line, say
from bot.config import Settings
from bot.content import build as content
from bot.content import drafting
from bot.content.sources import Sources, read
from bot.core import korean
from bot.core.audit import Reader
from bot.core.gaps import WHYS, Group, Written
from bot.core.library import Library
from bot.disk import make_matcher, models_dir
from bot.service.gaps import OpenQuestions
from bot.service.ports.content import Slip
from bot.service.readings import Readings

_MOST = 30
_SAMPLES = 3
_AT_SERVER = Reader("")


@dataclass(frozen=True, slots=True)
class _Fixed:
    """The content on disk, as what is in force."""

    library: Library
    problems: tuple[Slip, ...] = ()


@click.command("questions")
@click.option("--draft", type=click.IntRange(1), metavar="N", help="Print a draft of an entry for the Nth group.")
def command(draft: int | None) -> None:
    """Show questions without an answer, by what they ask, the most frequent first.

    Their words are those of citizens, masked. A draft also holds what consultants answered; that is in the log.
    """
    with told_kindly():
        settings = prepared()
        sources = read(settings.content_dir)
        library = content.taught(sources, make_matcher(models_dir(settings)))
        if draft is None:
            click.echo(listed(asyncio.run(_groups(settings, library))))
        else:
            click.echo(asyncio.run(_draft(settings, sources, library, draft)))


def listed(groups: Sequence[Group]) -> str:
    """The groups by number, each with why its questions are here, some of them, and what comes near."""
    return "\n\n".join(_block(number, group) for number, group in enumerate(groups, 1)) or say(Line.QUESTIONS_NONE)


def drafted(group: Group, asks: Sequence[str], answers: Sequence[Written], sources: Sources) -> str:
    """The draft, under a line that says into which file it belongs; nothing where there is none."""
    near = group.near.entry if group.near else ""
    made = drafting.drafted(sources.files, near, asks or [group.title], [it.text for it in answers])
    return f"{say(Line.QUESTIONS_DRAFT, file=made.path)}\n\n{made.snippet}" if made else ""


def _block(number: int, group: Group) -> str:
    last = korean.day(group.last.date())
    lines = [say(Line.QUESTIONS_GROUP, number=str(number), title=group.title, count=str(len(group.open)), last=last)]
    counts = {why: group.count(why) for why in WHYS}
    why = ", ".join(f"{say(_NAMES[why])} {count}" for why, count in counts.items() if count)
    lines += [why, *(text for text in group.texts if text != group.title)][: _SAMPLES + 1]
    if group.near:
        share = str(round(100 * group.near.score))
        lines.append(say(Line.QUESTIONS_NEAR, title=group.near.title, entry=group.near.entry, share=share))
    return "\n   ".join(lines)


_NAMES = {
    "missed": Line.QUESTIONS_MISSED,
    "refused": Line.QUESTIONS_REFUSED,
    "not helped": Line.QUESTIONS_NOT_HELPED,
}


async def _groups(settings: Settings, library: Library) -> Sequence[Group]:
    async with open_store(settings) as store:
        clock = SystemClock()
        questions = OpenQuestions(store, Readings(store, clock), _Fixed(library), clock)
        return (await questions.groups(_AT_SERVER, _MOST)).groups


async def _draft(settings: Settings, sources: Sources, library: Library, number: int) -> str:
    async with open_store(settings) as store:
        clock = SystemClock()
        questions = OpenQuestions(store, Readings(store, clock), _Fixed(library), clock)
        groups = (await questions.groups(_AT_SERVER, number)).groups
        made = ""
        if group := groups[number - 1] if number <= len(groups) else None:
            made = drafted(group, questions.asks(group), await questions.answers(group, _AT_SERVER), sources)
        if not made:
            raise Told(say(Line.QUESTIONS_NO_DRAFT, number=str(number), count=str(len(groups))))
        return made
