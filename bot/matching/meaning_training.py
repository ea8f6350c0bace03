"""Learning what sentences mean, from their vectors. It runs in a child process, which others are to go before.

A vector takes a fiftieth of a second: those of known sentences are kept, so that an edit costs only what is new. As
in `training` every sentence is judged by a model made of all the others; certainty is learnt from that.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.matching import training
from bot.matching.arrays import save
from bot.matching.features import Floats, Synonyms, counts
from bot.matching.fold import fold
from bot.matching.meaning import Meaning, centred, figures, nearest, nearness
from bot.matching.parts import MOST_FOR_RIDGE, solved
from bot.matching.training import Examples, given
from bot.matching.vectors import Embedder, Wheel

SHARE = 0.5  # what vectors say, beside one part of what words do
STIFFNESS = 0.075  # how little the ridge is held back by one known sentence
LESS_EASY = 0.3
"""By how much less than by words alone a citizen's question is easier than a phrasing without itself."""
MOST_KEPT = 20_000  # vectors
NICENESS = 10


def train(examples: Examples, synonyms: Synonyms, vectors: Mapping[str, Floats]) -> Meaning:
    """What these sentences mean, `vectors` being theirs; the same sentences give the same arrays.

    Raises ValueError for more than can be learnt.
    """
    it, entries = training.learn(examples, synonyms), len(examples.entries)
    classes, size, words = it.classes.astype(np.int32), entries + len(examples.kinds), it.scored.unseen
    if len(classes) > MOST_FOR_RIDGE:
        raise ValueError(f"{len(classes)} sentences are more than {MOST_FOR_RIDGE}")
    rows = np.array([vectors[each] for each in examples.sentences if len(counts(each, synonyms).places)])
    centre = rows.mean(axis=0)
    known = centred(rows, centre)
    cosines = known @ known.T
    weights, unseen = solved(nearness(cosines) / np.float32(STIFFNESS), it.classes, size)
    share = SHARE * float(words.std()) / (float(unseen.std()) or 1.0)
    both = words + share * unseen
    np.fill_diagonal(cosines, -1.0)
    together = training.figures_unseen(replace(it, scored=replace(it.scored, unseen=both)), entries)
    unseen_rows = zip(together, words, both, cosines, strict=True)
    found = [figures(*row[:3], nearest(row[3], classes, size), entries) for row in unseen_rows]
    sure = training.judge(np.array(found), both[:, :entries], it.classes)
    sure.right[-1] -= LESS_EASY
    return Meaning(
        centre=centre,
        known=known,
        classes=classes,
        weights=(share / STIFFNESS * weights).astype(np.float32),
        intercepts=(share * weights.sum(axis=0)).astype(np.float32),
        **{name: getattr(sure, name) for name in ("mean", "scale", "right", "inside")},
    )


def embedded(sentences: Iterable[str], embedder: Embedder, kept: Path) -> Mapping[str, Floats]:
    """The vector of each sentence. Those that are kept in the file are not made again; the others are kept too."""
    known = _kept(kept)
    keys = {sentence: _key(sentence) for sentence in sentences}
    made = {key: embedder.vector(sentence) for sentence, key in keys.items() if key not in known}
    if made:
        used = {key: known.pop(key) for key in keys.values() if key in known}
        _keep({**dict(list(known.items())[-MOST_KEPT:]), **used, **made}, kept)
        known = {**used, **made}
    return {sentence: known[key] for sentence, key in keys.items()}


def _key(sentence: str) -> str:
    return blake2b(fold(sentence).encode(), digest_size=12).hexdigest()


def _kept(path: Path) -> dict[str, Floats]:
    """What is kept; nothing where there is no such file, or it cannot be read and is made anew."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return dict(zip(map(str, stored["keys"]), stored["vectors"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}


def _keep(vectors: Mapping[str, Floats], path: Path) -> None:
    made = path.with_name(f".{path.name}.{os.getpid()}")
    with made.open("wb") as file:
        np.savez(file, keys=np.array(list(vectors)), vectors=np.array(list(vectors.values()), dtype=np.float16))
    made.replace(path)


def main() -> None:
    """Reads examples as JSON from standard input and writes what was learnt to a file; another keeps vectors."""
    out, kept = map(Path, sys.argv[1:])
    os.nice(NICENESS)
    examples, synonyms = given(json.load(sys.stdin))
    learnt = train(examples, synonyms, embedded(examples.sentences, Wheel(), kept))
    made = out.with_name(f".{out.name}.{os.getpid()}")
    save(learnt, made)
    made.replace(out)


if __name__ == "__main__":
    main()
