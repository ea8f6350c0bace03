"""What training leaves behind: plain arrays in one file. No code is in it, so loading it can run none."""

from dataclasses import Field, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Floats

Names = NDArray[np.str_]
Places = NDArray[np.int32]
Halves = NDArray[np.float16]


class Fields(Protocol):
    """A dataclass; each field is an array."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Learnt = TypeVar("Learnt", bound=Fields)


@dataclass(frozen=True, slots=True)
class Arrays:
    """A trained matcher.

    `entries` and `kinds` name the classes, entries first. By place of the space: `idf`; `met`, whether any known
    sentence has a feature there; and what a feature says for each class, `weights`. In a content too large for that
    table it has no rows, and `class_starts` cuts for each place a piece of `class_at` and `class_values`: the classes
    it says anything for, and how much. So `outside_starts` does with the sentences of what is not ours that hold the
    feature, of which `outside_kind` gives the kind, counted from the first one. The phrasings of entry `e` are those
    from `beside_entries[e]` on; of each, from `beside_starts` on, places and values stand in `beside_places` and
    `beside_values`. `right` and `inside` weigh the figures of `gates`, after `mean` and `scale`, into the probabilities
    that the first entry is right and that the sentence is ours at all; `bands` holds their limits.
    """

    entries: Names
    kinds: Names
    idf: Floats
    met: NDArray[np.bool_]
    weights: Halves
    intercepts: Floats
    class_starts: Places
    class_at: Places
    class_values: Floats
    outside_starts: Places
    outside_at: Places
    outside_values: Floats
    outside_kind: Places
    beside_entries: Places
    beside_starts: Places
    beside_places: NDArray[np.uint16]
    beside_values: Halves
    mean: Floats
    scale: Floats
    right: Floats
    inside: Floats
    bands: Floats


def save(learnt: Fields, path: Path) -> None:
    """Writes what was learnt to a file; the caller moves it into place."""
    with path.open("wb") as file:
        np.savez(file, **{field.name: getattr(learnt, field.name) for field in fields(learnt)})


def load(kind: type[Learnt], path: Path) -> Learnt:
    """Reads what was learnt, of that kind. Raises OSError, ValueError or KeyError for what is no such file."""
    with np.load(path, allow_pickle=False) as stored:
        values: dict[str, Any] = {field.name: stored[field.name] for field in fields(kind)}
    return kind(**values)
