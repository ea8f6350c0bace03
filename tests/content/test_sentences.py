"""The sentences of the checker."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from bot.content import sentences as home
from bot.content.sentences import Sentence, tell
from bot.content.sorts import Type
from bot.content.word_file import sentences
from bot.core.flow import Operator
from bot.core.korean import fill, names
from bot.core.rules import RULES

ROOMS = (Path(home.__file__).parent, Path(home.__file__).parents[1] / "cli")
WORDS = sentences("bot.content")
BESIDE = {"mended", "level"}
"""What a call may be given beside the values of the sentence."""


def calls() -> Iterator[tuple[Sentence, ast.Call]]:
    """Every call that is given a sentence by its name."""
    for file in (file for room in ROOMS for file in room.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((Sentence[each.attr], node) for each in node.args if is_sentence(each))


def is_sentence(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Sentence"


def used() -> set[str]:
    """Every sentence that code names."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for room in ROOMS for file in room.glob("*.py"))
    return {
        node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute) and is_sentence(node)
    }


def test_every_sentence_has_words_and_all_words_a_sentence() -> None:
    """Neither a sentence that nobody says nor a silence."""
    assert set(WORDS) == set(Sentence)
    assert all(WORDS.values())


def test_every_sentence_is_said_somewhere() -> None:
    """It is named in the code, or is that of a sort of value, of an operator or of a rule; each of these has one."""
    indirect = {f"sort_{sort}" for sort in get_args(Type)}
    indirect |= {f"picture_{operator}" for operator in get_args(Operator) if operator not in ("is", "known")}
    indirect |= {f"rule_{rule}" for rule in RULES}
    named = used()
    assert {sentence.value for sentence in Sentence if sentence.name not in named} == indirect


def test_a_sentence_is_given_exactly_its_values() -> None:
    """Wherever code names a sentence and gives it words, those are the ones the sentence shows."""
    for sentence, call in calls():
        given = {keyword.arg for keyword in call.keywords} - BESIDE
        assert given == set(names(WORDS[sentence])), f"{sentence.name}, line {call.lineno}"


def test_what_looks_like_a_value_is_one() -> None:
    """A misspelled place for a value would stand there with its brackets."""
    for words in WORDS.values():
        filled = fill(words, dict.fromkeys(names(words), "값"))
        assert not re.search(r"<[^<>]*[A-Za-z][^<>]*>", filled), words


def test_no_sentence_stands_twice() -> None:
    """What is said in several places is one sentence."""
    assert len(set(WORDS.values())) == len(WORDS)


def test_particles_fit_korean_words_and_stay_open_after_latin_ones() -> None:
    """Nobody knows how a name in Latin letters is read aloud; marks at the end are not spoken."""
    text = WORDS[Sentence.NOT_AN_OPTION]
    assert [tell(Sentence.NOT_AN_OPTION, text=word, key="날") for word in ("장소?", "공원", "hint")] == [
        text.replace("<text>'은(는)", f"{word}'{form}").replace("<key>", "날")
        for word, form in (("장소?", "는"), ("공원", "은"), ("hint", "은(는)"))
    ]
