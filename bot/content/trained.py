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
from collections.abc import Mapping
from dataclasses import replace
from importlib import metadata, resources
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

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


class TrainingFailed(RuntimeError):
    """The child process that learns ended without leaving anything behind."""


def load_or_train(
    entries: Entries, not_ours: Mapping[str, NotOurs], synonyms: Synonyms, words: Words, folder: Path
) -> WholeMatcher:
    """The trained matcher; trains it first where its file is not there. Raises TrainingFailed."""
    examples = _examples(entries, not_ours, synonyms)
    path = folder / f"matcher-{_name(examples)}.npz"
    model = _loaded(path)
    if model is None:
        folder.mkdir(parents=True, exist_ok=True)
        _train(examples, path)
        model = load(path)
    return WholeMatcher(Lexical(model, synonyms), words.wishes)


def learn(lessons: Lessons, folder: Path) -> WholeMatcher:
    """The trained matcher of every language. Raises TrainingFailed."""
    made = load_or_train(lessons.entries, lessons.not_ours, lessons.synonyms, lessons.words, folder)
    return replace(made, others={language: learn(row, folder).ranker for language, row in lessons.tongues.items()})


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


def _name(examples: dict[str, Any]) -> str:
    known = hashlib.sha256(json.dumps(examples, ensure_ascii=False).encode())
    for module in _LEARNING:
        known.update(resources.files("bot.matching").joinpath(module).read_bytes())
    for library in _LIBRARIES:
        known.update(metadata.version(library).encode())
    return known.hexdigest()[:20]


def _loaded(path: Path) -> Arrays | None:
    """The stored model; None where there is none, or where what is there cannot be read and is made anew."""
    try:
        return load(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        path.unlink(missing_ok=True)
        return None


def _train(examples: dict[str, Any], path: Path) -> None:
    """Trains in a child, which writes beside the path; whoever comes first moves it into place."""
    handle, name = tempfile.mkstemp(suffix=".npz", dir=path.parent)
    os.close(handle)
    made = Path(name)
    try:
        command = [sys.executable, "-m", "bot.matching.training", str(made)]
        done = subprocess.run(
            command, input=json.dumps(examples).encode(), capture_output=True, check=False, env=_environment()
        )
        if done.returncode != 0:
            raise TrainingFailed(
                f"training ended with {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}"
            )
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _environment() -> dict[str, str]:
    """One thread: the same sums in the same order, and the other core stays free for answers."""
    root = str(Path(__file__).resolve().parents[2])
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**one, "PYTHONPATH": root, "PYTHONHASHSEED": "0"}
