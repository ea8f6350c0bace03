"""What a question and the training cost: at the real content, and at larger ones made from it by rule.

`python -m tests.eval cost [ENTRIES …]`; without a number at the real size and at 1,000 entries. 10,000 take minutes.
Milliseconds and seconds are those of the processor, so that what else the machine does counts for little.
"""

import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from bot.content.build import lessons
from bot.content.contents import Lessons
from bot.content.sources import read
from bot.content.trained import learn
from bot.core.library import Library, Matcher
from bot.matching.arrays import Arrays, load
from tests.eval.larger import larger
from tests.eval.scoring import sets

CONTENT = Path(__file__).parents[2]
SHARES = (0.5, 0.95, 1.0)
SIZES = (0, 1000)
ROUNDS = 3
AIMS = {0: "5 ms, training 5 s", 1000: "training 20 s", 10_000: "60 ms"}
"""By entries, 0 being the real ones: what is aimed at on two cores, the 95th percentile of a question first."""
MEGABYTE = 1024 * 1024


def main(arguments: Sequence[str]) -> None:
    """Prints a line for each size."""
    report(tuple(map(int, arguments)) or SIZES)


def report(sizes: Sequence[int] = SIZES) -> None:
    """Prints what training took and held in its process, and what a question takes after it."""
    taught, asked = lessons(read(CONTENT)), [row["q"] for each in sets().values() for row in each.all()]
    for size in sizes:
        content = larger(taught, size) if size else taught
        with tempfile.TemporaryDirectory() as folder:
            matcher, seconds, held = _learnt(content, Path(folder))
            models = sum(_megabytes(load(Arrays, path)) for path in Path(folder).glob("*.npz"))
        aim = f"; aim {AIMS[size]}" if size in AIMS else ""
        print(f"{len(content.entries):,} entries: a question {_figures(matcher, asked)}", end="", flush=True)
        print(f"; training {seconds:.1f} s, {held:.0f} MB; model {models:.0f} MB{aim}", flush=True)


def questions(library: Library, asked: Sequence[str], way: str) -> None:
    """Prints what a question takes in a library that is there."""
    print(f"{way}: a question over {len(library.entries)} entries: {_figures(library.matcher, asked)}")


def _learnt(content: Lessons, folder: Path) -> tuple[Matcher, float, float]:
    """The matcher, the seconds of its training, process and all, and the most megabytes any child held so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    matcher = learn(content, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return matcher, seconds, after.ru_maxrss / 1024


def _megabytes(model: Arrays) -> float:
    return sum(getattr(model, field.name).nbytes for field in fields(model)) / MEGABYTE


def _figures(matcher: Matcher, asked: Sequence[str]) -> str:
    """Of each question the best of some rounds, so long that what is remembered is never the question itself."""
    rounds = [[_milliseconds(matcher, question) for question in asked] for _ in range(ROUNDS)]
    took = sorted(map(min, zip(*rounds, strict=True)))
    return ", ".join(f"p{share * 100:.0f} {took[round(share * (len(took) - 1))]:.2f} ms" for share in SHARES)


def _milliseconds(matcher: Matcher, question: str) -> float:
    before = time.process_time()
    matcher.rank(question)
    return 1000 * (time.process_time() - before)
