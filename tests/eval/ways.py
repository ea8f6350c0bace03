"""The ways that are compared: ours, by words alone and with what they mean, and three plainer ones, on one content."""

import tempfile
from dataclasses import replace
from pathlib import Path

from bot.config import load_settings
from bot.content.build import build, lessons
from bot.content.sources import read
from bot.content.trained import learn, unlearnt
from bot.core.library import Library
from bot.disk import meanings_of
from tests.eval import plain

WORDS, MEANT = "ours", "ours, meaning"


def libraries(content: Path) -> dict[str, Library]:
    """A library for each way.

    What sentences mean is among them where its model is installed; its vectors are kept in the data folder.
    """
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
    meanings = meanings_of(load_settings())
    ours = {WORDS: library}
    if meanings is not None:
        ours[MEANT] = replace(library, matcher=meanings.learnt(taught, trained))
    return ours | {way: replace(library, matcher=matcher) for way, matcher in plainer.items()}
