"""The matcher of a content: loaded from a file, or trained once by a child process that leaves that file behind.

The file is named by a hash of the sentences, the code that learns and the versions of the libraries, so that a start,
a check, a question in the terminal and every instance find the same one, and none finds an old one.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import metadata, resources
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, is_zipfile

from bot.content.contents import Lessons
from bot.core.library import Entry, NotOurs, Words
from bot.matching.arrays import Arrays, load
from bot.matching.features import Synonyms
from bot.matching.lexical import Lexical
from bot.matching.matcher import WholeMatcher
from bot.matching.untrained import Untrained

Entries = Mapping[str, Entry]
_LEARNING = (
    "arrays.py",
    "certainty.py",
    "features.py",
    "fold.py",
    "layout.py",
    "parts.py",
    "scoring.py",
    "training.py",
)
_LIBRARIES = ("numpy", "scipy")
_KEPT = 12  # files; those of the last six edits where there are two languages


class TrainingFailed(RuntimeError):
    """The child process that learns ended without leaving anything behind."""


def learn(lessons: Lessons, folder: Path) -> WholeMatcher:
    """The trained matcher of every language; trains first what is not stored, in one child. Raises TrainingFailed."""
    rows = {"": lessons, **lessons.tongues}
    examples = {language: examples_of(row) for language, row in rows.items()}
    paths = {language: _path(folder, each) for language, each in examples.items()}
    models = {language: _loaded(path) for language, path in paths.items()}
    missing = [language for language, model in models.items() if model is None]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        _train([examples[each] for each in missing], [paths[each] for each in missing])
    rankers = {
        language: Lexical(models[language] or load(Arrays, paths[language]), row.synonyms)
        for language, row in rows.items()
    }
    return WholeMatcher(rankers.pop(""), lessons.words.wishes, rankers)


def is_learnt(lessons: Lessons, folder: Path) -> bool:
    """Whether the matcher of every language is there, so that nothing has to be learnt any more."""
    return all(is_zipfile(_path(folder, examples_of(row))) for row in (lessons, *lessons.tongues.values()))


def _path(folder: Path, examples: dict[str, Any]) -> Path:
    return folder / f"matcher-{name_of(examples)}.npz"


def unlearnt(lessons: Lessons) -> WholeMatcher:
    """The careful stand-in of every language."""
    made = untrained(lessons.entries, lessons.not_ours, lessons.words)
    return replace(made, others={language: unlearnt(row).ranker for language, row in lessons.tongues.items()})


def untrained(entries: Entries, not_ours: Mapping[str, NotOurs], words: Words) -> WholeMatcher:
    """The careful stand-in that needs no training."""
    asks = {id: entry.asks for id, entry in entries.items()}
    sentences = {kind: row.sentences for kind, row in not_ours.items()}
    return WholeMatcher(Untrained(asks, sentences), words.wishes)


def _examples(entries: Entries, not_ours: Mapping[str, NotOurs], synonyms: Synonyms) -> dict[str, Any]:
    groups = [*(entry.asks for entry in entries.values()), *(row.sentences for row in not_ours.values())]
    return {
        "entries": list(entries),
        "kinds": list(not_ours),
        "sentences": [sentence for group in groups for sentence in group],
        "classes": [place for place, group in enumerate(groups) for _ in group],
        "synonyms": {word: list(others) for word, others in synonyms.items()},
    }


def examples_of(lessons: Lessons) -> dict[str, Any]:
    """What is learnt of these lessons, as a child process is told it."""
    return _examples(lessons.entries, lessons.not_ours, lessons.synonyms)


def name_of(examples: dict[str, Any]) -> str:
    """A name for what is learnt of them: another for other sentences, other code or other libraries."""
    known = hashlib.sha256(json.dumps(examples, ensure_ascii=False).encode())
    for module in _LEARNING:
        known.update(resources.files("bot.matching").joinpath(module).read_bytes())
    for library in _LIBRARIES:
        known.update(metadata.version(library).encode())
    return known.hexdigest()[:20]


def _loaded(path: Path) -> Arrays | None:
    """The stored model; None where there is none, or where what is there cannot be read and is made anew."""
    try:
        model = load(Arrays, path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        path.unlink(missing_ok=True)
        return None
    with suppress(OSError):  # where it cannot be marked as taken it is only tidied away sooner
        os.utime(path)
    return model


def _train(examples: Sequence[dict[str, Any]], paths: Sequence[Path]) -> None:
    """Trains in a child, which writes into a folder beside the paths; whoever comes first moves a file into place."""
    with tempfile.TemporaryDirectory(dir=paths[0].parent) as folder:
        made = [Path(folder) / path.name for path in paths]
        command = [sys.executable, "-m", "bot.matching.training", *map(str, made)]
        known = json.dumps(examples).encode()
        done = subprocess.run(command, input=known, capture_output=True, check=False, env=environment())
        if done.returncode != 0:
            raise TrainingFailed(
                f"training ended with {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}"
            )
        for one, path in zip(made, paths, strict=True):
            one.replace(path)
    tidy(paths[0].parent, "matcher")


def tidy(folder: Path, what: str) -> None:
    """Of files that begin with that word it leaves those that were made or taken last: every edit makes one.

    What is gone is learnt again when needed.
    """
    with suppress(FileNotFoundError):  # another instance tidies as well
        files = sorted(folder.glob(f"{what}-*.npz"), key=lambda path: path.stat().st_mtime)
        for path in files[:-_KEPT]:
            path.unlink()


def environment() -> dict[str, str]:
    """Of a child process. One thread: the same sums in the same order, and the other core stays free for answers."""
    root = str(Path(__file__).resolve().parents[2])
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**one, "PYTHONPATH": root, "PYTHONHASHSEED": "0"}
