"""What the questions of a content mean, beside their words: learnt by a child process once the content serves.

Learning takes a minute or two the first time and seconds after an edit, so that nobody waits for it: words alone serve
meanwhile. What passes the checks of the content is told by words alone, so that it is the same on every machine.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from importlib import resources
from pathlib import Path
from zipfile import BadZipFile

from bot.content.contents import Lessons
from bot.content.trained import TrainingFailed, environment, examples_of, name_of, tidy
from bot.core.library import Matcher
from bot.matching.arrays import load
from bot.matching.lexical import Lexical
from bot.matching.matcher import WholeMatcher
from bot.matching.meaning import Meaning, Sense
from bot.matching.vectors import Embedder

_LEARNING = ("meaning.py", "meaning_training.py", "vectors.py")


class Meanings:
    """What is learnt with one model of vectors, in a folder that instances and commands share."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._embedder = embedder
        self._child: tuple[Path, subprocess.Popen[bytes]] | None = None

    def ready(self, lessons: Lessons) -> bool:
        """Whether nothing has to be learnt any more."""
        return self._path(lessons).exists()

    def learnt(self, lessons: Lessons, matcher: Matcher) -> Matcher:
        """The matcher with the meaning of these lessons, learnt first where that must be. Raises TrainingFailed."""
        path = self._path(lessons)
        if not path.exists():
            self._start(lessons, path).wait()
        return self._with(_made(path), matcher)

    def soon(self, lessons: Lessons, matcher: Matcher) -> Matcher | None:
        """The same where it is learnt; None while a child learns it, which the first call starts.

        Raises TrainingFailed when that child ended without leaving anything behind.
        """
        path = self._path(lessons)
        if not path.exists():
            if self._child is None or self._child[0] != path:
                self._end_child()
                self._child = (path, self._start(lessons, path))
            if self._child[1].poll() is None:
                return None
        self._end_child()
        return self._with(_made(path), matcher)

    def _end_child(self) -> None:
        """It is done, or what it learns is wanted no more."""
        if self._child is not None:
            self._child[1].terminate()
            self._child[1].wait()
            self._child = None

    def _with(self, meaning: Meaning, matcher: Matcher) -> Matcher:
        return _asking(Sense(meaning, self._embedder), matcher)

    def _path(self, lessons: Lessons) -> Path:
        known = hashlib.sha256(f"{name_of(examples_of(lessons))} {self._embedder.name}".encode())
        for module in _LEARNING:
            known.update(resources.files("bot.matching").joinpath(module).read_bytes())
        return self._folder / f"meaning-{known.hexdigest()[:20]}.npz"

    def _start(self, lessons: Lessons, path: Path) -> "subprocess.Popen[bytes]":
        """A child that reads the lessons, and moves what it learnt into place."""
        self._folder.mkdir(parents=True, exist_ok=True)
        tidy(self._folder, "meaning")
        kept = self._folder / f"vectors-{self._embedder.name}.npz"
        with tempfile.TemporaryFile() as given:
            given.write(json.dumps(examples_of(lessons)).encode())
            given.seek(0)
            command = [sys.executable, "-m", "bot.matching.meaning_training", str(path), str(kept)]
            return subprocess.Popen(command, stdin=given, stderr=subprocess.DEVNULL, env=environment())


def by_words(matcher: Matcher) -> Matcher:
    """The matcher without what messages mean: two contents are compared by what both of them know."""
    return _asking(None, matcher)


def _asking(sense: Sense | None, matcher: Matcher) -> Matcher:
    if not (isinstance(matcher, WholeMatcher) and isinstance(matcher.ranker, Lexical)):
        return matcher
    return replace(matcher, ranker=matcher.ranker.with_sense(sense))


def _made(path: Path) -> Meaning:
    """What was learnt. Raises TrainingFailed where nothing was left behind, or nothing that can be read."""
    try:
        return load(Meaning, path)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        path.unlink(missing_ok=True)
        raise TrainingFailed(f"no meaning was learnt: {path.name}") from error
