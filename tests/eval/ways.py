"""The ways that are compared: ours, and three plainer ones over the same entries."""

import tempfile
from dataclasses import replace
from pathlib import Path

from bot.content.build import build, lessons
from bot.content.sources import read
from bot.content.trained import learn, unlearnt
from bot.core.library import Library
from tests.eval import plain


def libraries(content: Path) -> dict[str, Library]:
    """A library for each way."""
    sources = read(content)
    taught = lessons(sources)
    with tempfile.TemporaryDirectory() as folder:
        trained = learn(taught, Path(folder))
    library = build(sources, trained)
    plainer = {
        "rapidfuzz": unlearnt(taught),
        "bm25": replace(trained, ranker=plain.Bm25(taught.entries)),
        "tf-idf": replace(trained, ranker=plain.Cosine(taught.entries, taught.synonyms)),
    }
    return {"ours": library} | {way: replace(library, matcher=matcher) for way, matcher in plainer.items()}
