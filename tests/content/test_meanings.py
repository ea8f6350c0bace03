"""What questions mean is learnt by a child process, once for all that share a folder; nobody waits for it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from bot.content.build import build, lessons
from bot.content.contents import Lessons
from bot.content.meanings import Meanings, by_words
from bot.content.sources import Sources
from bot.content.trained import TrainingFailed, examples_of, learn
from bot.core.library import Library, Matcher
from bot.disk import deepened
from bot.matching.arrays import save
from bot.matching.features import Floats
from bot.matching.meaning_training import train
from bot.matching.training import Examples
from bot.service.ports.content import Disk, Unfit
from tests.content.base import BASE


class Same:
    """A model to which all sentences mean the same."""

    def __init__(self, name: str = "same-1") -> None:
        self.name = name

    def vector(self, sentence: str) -> Floats:
        return np.ones(3, dtype=np.float32)


@pytest.fixture(scope="module")
def taught() -> Lessons:
    return lessons(Sources(BASE))


@pytest.fixture(scope="module")
def words(taught: Lessons, tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return learn(taught, tmp_path_factory.mktemp("models"))


def write(path: Path, taught: Lessons) -> None:
    """What the child leaves behind."""
    given = examples_of(taught)
    whole = Examples(*(tuple(given[name]) for name in ("entries", "kinds", "sentences", "classes")))
    save(train(whole, {}, {each: Same().vector(each) for each in whole.sentences}), path)


def meant(matcher: Matcher) -> bool:
    """Whether it asks what a message means where its words leave doubt."""
    return any(matcher.explain(text, {}).whole.meant for text in ("hill or lake", "where", "bring", "what to", "go on"))


def test_what_is_learnt_is_found_again(taught: Lessons, words: Matcher, tmp_path: Path) -> None:
    """By every process that shares the folder; with another model it is learnt anew, and so is a broken file."""
    meanings = Meanings(tmp_path, Same())
    path = meanings._path(taught)
    assert not meanings.ready(taught)
    write(path, taught)
    assert meanings.ready(taught) and not Meanings(tmp_path, Same("same-2")).ready(taught)
    deeper = Meanings(tmp_path, Same()).soon(taught, words)
    assert deeper is not None and meant(deeper) and not meant(words) and not meant(by_words(deeper))
    assert not meanings.ready(replace(taught, synonyms={"a": ("b",)}))


def test_a_talk_in_the_terminal_asks_what_is_learnt_already(taught: Lessons, words: Matcher, tmp_path: Path) -> None:
    """It does not wait for what is not, and what does not pass stays out."""
    content, meanings = Disk(BASE, lambda files: build(Sources(files), words)), Meanings(tmp_path, Same())
    for learnt in (False, True):
        library = deepened(content, meanings).build(BASE)
        assert isinstance(library, Library) and meant(library.matcher) == learnt
        assert all(each.matcher is library.matcher for each in library.tongues.values())
        write(meanings._path(taught), taught)
    assert deepened(Disk({}, lambda files: Unfit(())), meanings).build({}) == Unfit(())
    assert deepened(content, None) is content


def test_a_child_that_leaves_nothing_behind_is_told(
    taught: Lessons, words: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waits for it is told as well as who does not, and what serves stays."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    meanings = Meanings(tmp_path, Same())
    with pytest.raises(TrainingFailed):
        meanings.learnt(taught, words)
    with pytest.raises(TrainingFailed):
        while meanings.soon(taught, words) is None:
            pass
    meanings._path(taught).write_bytes(b"broken")
    with pytest.raises(TrainingFailed):
        meanings.soon(taught, words)
    assert not meanings.ready(taught)


def test_nobody_waits_for_the_child(
    taught: Lessons, words: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is started, however often one looks; after an edit another takes its place, and what it leaves is taken."""
    child, before = tmp_path / "child", psutil.Process().children()
    child.write_text("#!/bin/sh\nexec sleep 60\n")
    child.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(child))
    meanings, started = Meanings(tmp_path, Same()), list[psutil.Process]()
    for lately in (taught, replace(taught, synonyms={"a": ("b",)})):
        assert [meanings.soon(lately, words) for _ in range(3)] == [None] * 3
        (one,) = set(psutil.Process().children()) - set(before)
        started.append(one)
    write(meanings._path(lately), taught)
    assert meanings.soon(lately, words) is not None
    assert started[0] != started[1] and not any(each.is_running() for each in started)
