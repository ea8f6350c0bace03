"""`python -m tests.eval ablation`: what each part is worth, by leaving it out. Nothing of the project is changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from bot.cli.ask import answered
from bot.content.build import build, lessons
from bot.content.contents import Lessons
from bot.content.sources import read
from bot.core.library import Library
from bot.matching import certainty, features, fold, lexical, parts, training
from bot.matching.features import Synonyms
from bot.matching.lexical import Lexical
from bot.matching.matcher import WholeMatcher
from tests.eval.scoring import Set, label_of, labelled, score, sets

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Seoul"))
SHOWN = ("top1", "top3", "wrong", "offered", "refused", "false_refusal")
Change = tuple[ModuleType, str, Any]


def _nothing(*_: object) -> None:
    return None


def _letters_of_joined_words(words: list[str]) -> features.Integers:
    return np.array(features._pieces("j", fold.jamo("".join(words)), range(2, 6)), dtype=np.int32)


def _words(words: list[str]) -> features.Integers:
    return features.places_by_word(words)[0]


def _whole_words(words: list[str]) -> features.Integers:
    return np.array([place for word in words for place in features._pieces("w", word, range(len(word), len(word) + 1))])


VARIANTS: Mapping[str, tuple[Change, ...]] = {
    "all of it": (),
    "no ridge (BM25 alone)": ((parts, "MOST_FOR_RIDGE", 0),),
    "no BM25 (ridge alone)": ((parts, "BM25_WEIGHT", 0.0),),
    "no synonyms": (),
    "no layout undone": ((fold, "retyped", _nothing),),
    "politeness kept": ((features, "bare_of_politeness", str),),
    "letters alone": ((features, "_places", _letters_of_joined_words),),
    "words and their pieces alone": ((features, "_places", _words),),
    "whole words alone": ((features, "_places", _whole_words),),
    "no rules before the model": ((lexical, "outside", _nothing),),
    "not eased": ((certainty, "EASIER", 0.0),),
}


def report(content: Path) -> None:
    """Prints a line for each part left out: phrasings left out that still find their label, then the scores."""
    sources = read(content)
    taught = lessons(sources)
    print(f"{'':32}{'left out':>10}" + "".join(f"{name + ' ' + figure:>20}" for name in sets() for figure in SHOWN))
    for name, changes in VARIANTS.items():
        with _changed(changes):
            synonyms: Synonyms = {} if name == "no synonyms" else taught.synonyms
            matcher, share = _learned(taught, synonyms)
            library = build(sources, matcher)
            found = [score(asked, _given(library, asked)) for asked in sets().values()]
        cells = "".join(f"{scores[figure]:20.3f}" for scores in found for figure in SHOWN)
        print(f"{name:32}{share:10.3f}{cells}", flush=True)


def _learned(taught: Lessons, synonyms: Synonyms) -> tuple[WholeMatcher, float]:
    groups = [*(entry.asks for entry in taught.entries.values()), *(row.sentences for row in taught.not_ours.values())]
    examples = training.Examples(
        tuple(taught.entries),
        tuple(taught.not_ours),
        tuple(sentence for group in groups for sentence in group),
        tuple(place for place, group in enumerate(groups) for _ in group),
    )
    it, count = training.learn(examples, synonyms), len(taught.entries)
    own = it.classes[it.judged]
    ours, names = own < count, np.array(label_of(taught.entries))
    share = float((names[it.scored.unseen[ours, :count].argmax(axis=1)] == names[own[ours]]).mean())
    return WholeMatcher(Lexical(training.train(examples, synonyms), synonyms), taught.words.wishes), share


@contextmanager
def _changed(changes: tuple[Change, ...]) -> Iterator[None]:
    before = [(module, name, getattr(module, name)) for module, name, _ in changes]
    for module, name, value in changes:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def _given(library: Library, asked: Set) -> list[Mapping[str, Any]]:
    return labelled([answered(library, row["id"], row["q"], NOW) for row in asked.all()])
