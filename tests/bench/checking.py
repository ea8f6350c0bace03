"""How long the content is checked, learning left out: at the real size and at a larger one, beside reading its files.

What is aimed at is for structure, references and the examples of procedures; the sentences of `tests:` come on top.
Seconds are those of the processor, so that what else the machine does counts for little.
"""

from collections.abc import Callable, Sequence
from time import process_time

import yaml

from bot.content import build
from bot.content.reader import Loader
from bot.content.sources import Sources
from bot.core.library import Library
from tests.eval.larger import larger_files

AIMS = {0: 1, 1000: 5}
"""Seconds by entries; 0 are the real ones."""
ROUNDS = 3


def report(library: Library, sources: Sources) -> None:
    """Prints seconds for each size, with the matcher of the real content."""
    tests = [test for entry in library.entries.values() for test in entry.tests]
    tested = _least([sources], lambda _: [library.matcher.rank(test) for test in tests])
    print(f"{f'sentences of `tests:`, {len(tests)} of them, s':58}{tested:11.2f}", flush=True)
    for size, aim in AIMS.items():
        contents = _anew(larger_files(sources, size) if size else sources)
        count = len(build.lessons(contents[0]).entries)
        checked = _least(contents[1:], lambda content: build.check(content, lambda _: library.matcher)) - tested
        plain = _least(contents[1:], lambda content: [yaml.load(text, Loader) for text in content.files.values()])
        print(f"{f'checked but for them, {count:,} entries, s (aim under {aim})':58}{checked:11.2f}", end="")
        print(f", {checked / plain:.1f} times plain reading", flush=True)


def _anew(sources: Sources) -> list[Sources]:
    """The same in files that were not read before, for every round and one more."""
    return [Sources({path: f"{text}# {at}\n" for path, text in sources.files.items()}) for at in range(ROUNDS + 1)]


def _least(contents: Sequence[Sources], run: Callable[[Sources], object]) -> float:
    """Seconds of the processor in the quickest round."""
    found = []
    for content in contents:
        began = process_time()
        run(content)
        found.append(process_time() - began)
    return min(found)
