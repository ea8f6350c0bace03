"""What training leaves behind: plain arrays in one file. No code is in it, so loading it can run none."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Floats

Names = NDArray[np.str_]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Arrays:
    """A trained matcher.

    `entries` and `kinds` name the classes, in the order of the columns of `weights` (entries first). `rows` gives for
    each place of the space its row there: features that no known sentence has share the first, which is empty. The
    same rows cut (at `phrase_starts`) what says in which known sentences a feature stands, `phrase_at`, and with which
    value, `phrase_values`; `phrase_class` is the class of each sentence. `right` and `inside` weigh the scores of
    `gates`, after `mean` and `scale`, into the probabilities that the first entry is right and that the sentence is
    ours at all; `bands` holds their limits.
    """

    entries: Names
    kinds: Names
    idf: Floats
    rows: Places
    weights: Floats
    intercepts: Floats
    phrase_at: Places
    phrase_values: Floats
    phrase_starts: Places
    phrase_class: Places
    mean: Floats
    scale: Floats
    right: Floats
    inside: Floats
    bands: Floats


def save(arrays: Arrays, path: Path) -> None:
    """Writes the arrays to a file; the caller moves it into place."""
    with path.open("wb") as file:
        np.savez_compressed(file, **{field.name: getattr(arrays, field.name) for field in fields(arrays)})


def load(path: Path) -> Arrays:
    """Reads the arrays. Raises OSError, ValueError or KeyError for what is no such file."""
    with np.load(path, allow_pickle=False) as stored:
        values: dict[str, Any] = {field.name: stored[field.name] for field in fields(Arrays)}
    return Arrays(**values)
