"""What a question and the training cost."""

import time
from collections.abc import Sequence

from bot.core.library import Library

SHARES = (0.5, 0.95, 1.0)


def report(library: Library, questions: Sequence[str], training: float) -> None:
    """Prints milliseconds of the processor a ranking takes, every question asked for the first time."""
    library.matcher.rank(questions[0])
    took = sorted(_milliseconds(library, question) for question in questions[1:])
    figures = ", ".join(f"p{share * 100:.0f} {took[round(share * (len(took) - 1))]:.2f} ms" for share in SHARES)
    print(f"a question over {len(library.entries)} entries: {figures}; training {training:.1f} s with its process")


def _milliseconds(library: Library, question: str) -> float:
    before = time.process_time()
    library.matcher.rank(question)
    return 1000 * (time.process_time() - before)
