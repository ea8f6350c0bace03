"""The small content on a disk on which anything happens, and what becomes of it."""

import random
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path
from shutil import rmtree

from bot.content.sources import read
from bot.core.library import Library
from bot.disk import content_in
from bot.service.ports.content import Disk, Slip
from bot.service.publishing import Publishing
from bot.service.renewing import Renewing
from tests.content.base import BASE, PlainMatcher
from tests.content.mutations import MUTATIONS
from tests.support.person import Service

STRANGE = ("faq/picnic.yaml", "flows/picnic.yaml", "flows/tables/kinds.yaml", "flows/words.yaml")


class Shelf:
    """The small content in a folder, watched by hand; `told` is what staff were told last."""

    def __init__(self, root: Path, service: Service) -> None:
        self.root = root
        self.told: tuple[Slip, ...] = ()
        self.write()
        self.publishing = Publishing(service.store, service.clock, self.read().build)
        self.renewing = Renewing(self.publishing, self.read, self._tell)

    def read(self) -> Disk:
        return content_in(self.root, PlainMatcher)

    async def _tell(self, problems: tuple[Slip, ...]) -> None:
        self.told = problems

    def write(self) -> None:
        """Every file as it is right, and nothing else."""
        rmtree(self.root, ignore_errors=True)
        for path, text in BASE.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def lines(self, slip: Slip) -> int:
        """How many lines the file of a slip has; one for what is no file of text, or gone."""
        file = self.root / slip.file
        return max(1, len(file.read_bytes().splitlines())) if file.is_file() else 1


def rounds(count: int) -> Iterator[tuple[str, str, int]]:
    """A mutation, a file and a seed, so that every mutation comes to every file."""
    pairs = cycle(product(MUTATIONS, STRANGE))
    return ((mutation, file, seed) for seed, (mutation, file) in enumerate(islice(pairs, count)))


async def mutated(shelf: Shelf, count: int) -> tuple[int, list[str]]:
    """How many mutations were refused, and what of all of them was not as it must be.

    Either it passed every check and serves, or what served goes on and staff read where it is wrong.
    """
    refused, wrong = 0, list[str]()
    for mutation, file, seed in rounds(count):
        shelf.write()
        await shelf.renewing.look()
        before, shelf.told = shelf.publishing.library, ()
        MUTATIONS[mutation](shelf.root / file, random.Random(seed))
        await shelf.renewing.look()
        refused += bool(shelf.told)
        wrong += [f"{mutation} of {file}, seed {seed}: {what}" for what in _wrong(shelf, before)]
    return refused, wrong


def _wrong(shelf: Shelf, before: Library) -> Iterator[str]:
    if shelf.publishing.problems != shelf.told:
        yield "staff were not told what keeps it out"
    if shelf.told and shelf.publishing.library is not before:
        yield "what does not pass serves"
    if not shelf.told and shelf.publishing.files != read(shelf.root).files:
        yield "what is on disk is neither served nor refused"
    for slip in shelf.told:
        named = slip.file in BASE or (shelf.root / slip.file).exists()
        if not (named and slip.text and 1 <= slip.line <= shelf.lines(slip) + 1):
            yield f"no place: {slip}"
