"""The ways that are compared: ours, and three plainer ones over the same entries."""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bot.content.build import build, lessons
from bot.content.sources import read
from bot.content.trained import learn, unlearnt
from bot.core.library import Library
from tests.eval import plain


def libraries(content: Path) -> tuple[dict[str, Library], float]:
    """A library for each way, and the seconds that training ours took, its processes and all."""
    sources = read(content)
    taught = lessons(sources)
    before = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        trained = learn(taught, Path(folder))
    seconds = time.perf_counter() - before
    library = build(sources, trained)
    plainer = {
        "rapidfuzz": unlearnt(taught),
        "bm25": replace(trained, ranker=plain.Bm25(taught.entries)),
        "tf-idf": replace(trained, ranker=plain.Cosine(taught.entries, taught.synonyms)),
    }
    return {"ours": library} | {way: replace(library, matcher=matcher) for way, matcher in plainer.items()}, seconds
