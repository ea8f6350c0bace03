"""`python -m tests.eval ablation`: what each part is worth, by leaving it out. Nothing of the project is changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from bot.cli.ask import answered
from bot.config import load_settings
from bot.content.build import build, lessons
from bot.content.contents import Lessons
from bot.content.sources import Sources, read
from bot.core.library import Library
from bot.disk import models_dir
from bot.matching import certainty, features, fold, lexical, meaning, meaning_training, parts, training, vectors
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
    return np.array(
        [place for word in words for place in features._pieces("w", word, range(len(word), len(word) + 1))],
        dtype=np.int32,
    )


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


MEANT: Mapping[str, tuple[Change, ...]] = {
    "with meaning": (),
    "certainty of meaning alone": ((meaning_training, "SHARE", 1e-6),),
    "asked of every message": ((meaning, "_SURE", 1.1), (meaning, "_NOT_OURS", 0.0), (meaning, "LONGEST", 400)),
    "as easy as by words": ((meaning_training, "LESS_EASY", 0.0),),
    "vectors as they come": (
        (meaning_training, "centred", lambda each, _: each),
        (meaning, "centred", lambda each, _: each),
    ),
}
"""Of what sentences mean, where its model is installed."""


def report(content: Path) -> None:
    """Prints a line for each part left out: phrasings left out that still find their label, then the scores."""
    sources = read(content)
    taught = lessons(sources)
    print(f"{'':32}{'left out':>10}" + "".join(f"{name + ' ' + figure:>20}" for name in sets() for figure in SHOWN))
    for name, changes in VARIANTS.items():
        with _changed(changes):
            synonyms: Synonyms = {} if name == "no synonyms" else taught.synonyms
            matcher, share = _learned(taught, synonyms)
            _line(name, f"{share:10.3f}", build(sources, matcher))
    if load_settings().vectors:
        _report_meant(sources, taught, _learned(taught, taught.synonyms)[0])


def _report_meant(sources: Sources, taught: Lessons, matcher: WholeMatcher) -> None:
    """The same of what sentences mean; their vectors are kept in the data folder."""
    examples, model = _examples(taught), vectors.Wheel()
    kept = models_dir(load_settings()) / f"vectors-{model.name}.npz"
    kept.parent.mkdir(parents=True, exist_ok=True)
    given = meaning_training.embedded(examples.sentences, model, kept)
    for name, changes in MEANT.items():
        with _changed(changes):
            sense = meaning.Sense(meaning_training.train(examples, taught.synonyms, given), model)
            assert isinstance(matcher.ranker, Lexical)
            _line(name, " " * 10, build(sources, replace(matcher, ranker=matcher.ranker.with_sense(sense))))


def _line(name: str, share: str, library: Library) -> None:
    found = [score(asked, _given(library, asked)) for asked in sets().values()]
    cells = "".join(f"{scores[figure]:20.3f}" for scores in found for figure in SHOWN)
    print(f"{name:32}{share}{cells}", flush=True)


def _examples(taught: Lessons) -> training.Examples:
    groups = [*(entry.asks for entry in taught.entries.values()), *(row.sentences for row in taught.not_ours.values())]
    return training.Examples(
        tuple(taught.entries),
        tuple(taught.not_ours),
        tuple(sentence for group in groups for sentence in group),
        tuple(place for place, group in enumerate(groups) for _ in group),
    )


def _learned(taught: Lessons, synonyms: Synonyms) -> tuple[WholeMatcher, float]:
    examples = _examples(taught)
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
