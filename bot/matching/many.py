"""Many sentences ranked by one or two matchers, in processes of their own: nobody who asks meanwhile waits for it.

A child is given matchers and sentences by its parent, and writes a line for each block of them. What it says when it
fails is not read: it knows words of people.
"""

import hashlib
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata, resources
from pathlib import Path
from subprocess import DEVNULL, PIPE

from bot.core.impact import Gets, ranked
from bot.core.library import Matcher

PROCESSES = 2
FEW = 200
"""So many are ranked sooner here than in a process that has to start."""

Task = tuple[Matcher, Sequence[str]]
"""A matcher, and what it is to rank."""

Done = Callable[[int], None]
"""Told of how many more are done."""


class RankingFailed(RuntimeError):
    """A child process ended before it had ranked everything."""


def rank_many(tasks: Sequence[Task], done: Done) -> list[list[Gets]]:
    """What the texts of each task get by the ranking of its matcher alone, in order. Raises RankingFailed."""
    if sum(len(texts) for _, texts in tasks) <= FEW:
        return [[_counted(ranked(matcher.rank(text)), done) for text in texts] for matcher, texts in tasks]
    shares = [[(matcher, texts[start::PROCESSES]) for matcher, texts in tasks] for start in range(PROCESSES)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        found = list(pool.map(lambda share: _in_child(share, done), shares))
    return [
        [found[place % PROCESSES][task][place // PROCESSES] for place in range(len(texts))]
        for task, (_, texts) in enumerate(tasks)
    ]


def name_of(matcher: Matcher) -> str:
    """Names a matcher by all that its rankings depend on: the same name, the same rankings."""
    known = hashlib.sha256(pickle.dumps(matcher))
    for page in sorted(resources.files("bot.matching").iterdir(), key=lambda page: page.name):
        if page.name.endswith(".py"):
            known.update(page.read_bytes())
    for library in ("numpy", "rapidfuzz"):
        known.update(metadata.version(library).encode())
    return known.hexdigest()[:20]


def _counted(gets: Gets, done: Done) -> Gets:
    done(1)
    return gets


def _in_child(tasks: Sequence[Task], done: Done) -> list[list[Gets]]:
    command = [sys.executable, "-m", "bot.matching.batch"]
    found: list[list[Gets]] = [[] for _ in tasks]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment()) as child:
        assert child.stdin and child.stdout
        try:
            pickle.dump(tasks, child.stdin)
            child.stdin.close()
            for line in child.stdout:
                task, block = json.loads(line)
                found[task] += [Gets(*row) for row in block]
                done(len(block))
        finally:
            child.kill()
    if [*map(len, found)] != [len(texts) for _, texts in tasks]:
        raise RankingFailed(f"ranked {sum(map(len, found))} of {sum(len(texts) for _, texts in tasks)}")
    return found


def _environment() -> dict[str, str]:
    """One thread each: the others are for answers."""
    root = str(Path(__file__).resolve().parents[2])
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**one, "PYTHONPATH": root, "PYTHONHASHSEED": "0"}
