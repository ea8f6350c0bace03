"""Content that is not published yet, tried out: a question asked, a procedure walked. Nothing of it is kept."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.conversation import Heard
from bot.core.explanation import Explanation
from bot.core.library import Library
from bot.core.rehearsal import Say, Start, Step
from bot.core.reply import Message
from bot.service import failure
from bot.service.editing import Editing
from bot.service.ports import Clock
from bot.service.ports.content import Unfit
from bot.talk.rehearsing import Rehearsal

MOST_STEPS = 100
"""Of one walk: more is no walk any more, and each is done again with every further one."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Got:
    """What a question gets: the words, by which step of understanding, and what the sentence was judged by."""

    messages: tuple[Message, ...]
    heard: Heard
    why: Explanation


@dataclass(frozen=True, slots=True)
class Asked:
    """The same question asked of the unsaved text, and of what is in force."""

    then: Got
    now: Got

    @property
    def same(self) -> bool:
        """Whether a citizen would see no difference."""
        seen = [[(it.text, it.buttons) for it in got.messages] for got in (self.then, self.now)]
        return seen[0] == seen[1]


@dataclass(frozen=True, slots=True)
class Walked:
    """A walk as far as it could be done again: the steps of it. `broke`: the bot itself could not go on."""

    at: Rehearsal
    steps: tuple[Step, ...]
    broke: bool = False


class Trying:
    """For who writes content: what it would do, before it does it."""

    def __init__(self, editing: Editing, clock: Clock) -> None:
        self._editing = editing
        self._clock = clock

    async def ask(self, path: str, text: str, question: str) -> Asked | Unfit:
        """What a citizen would get. Takes seconds where there is something new to learn. Raises Problem for no file."""
        library = await self._editing.trial(path, text)
        if isinstance(library, Unfit):
            return library
        then, now = library, self._editing.library
        return Asked(*[await asyncio.to_thread(self._got, each, question) for each in (then, now)])

    async def walk(self, path: str, text: str, steps: Sequence[Step]) -> Walked | Unfit:
        """Does the steps one after the other, of too many the first; without any it begins. Raises Problem."""
        library = await self._editing.trial(path, text)
        if isinstance(library, Unfit):
            return library
        given = steps[:MOST_STEPS] or begun(library, path)
        return await asyncio.to_thread(walked, Rehearsal(library, self._clock.now()), given)

    def _got(self, library: Library, question: str) -> Got:
        why = library.matcher.explain(question, library.phrasings())
        at = walked(Rehearsal(library, self._clock.now()), [Say(question)]).at
        said = tuple(message for message in at.shown if message.sender != "citizen")
        return Got(said, at.heard, why)


def walked(at: Rehearsal, steps: Sequence[Step]) -> Walked:
    """The steps as far as they go. A text that the bot fails at is what a walk is there to find."""
    done: list[Step] = []
    for step in steps:
        try:
            further = at.step(step)
        except Exception as error:  # noqa: BLE001  in a conversation it would be a turn that failed
            log.warning("a rehearsal failed: %s at %s", *failure.kind_and_place(error))
            return Walked(at, tuple(done), broke=True)
        if further is None:
            break
        at = further
        done.append(step)
    return Walked(at, tuple(done))


def begun(library: Library, path: str) -> Sequence[Step]:
    """How a walk of this file begins: with its own procedure, else with the first of the menu."""
    own = path.rsplit("/", 1)[-1].split(".", 1)[0]
    known = [id for id in (own, *library.menu.first, *library.flows) if id in library.flows]
    return [Start(id) for id in known[:1]]
