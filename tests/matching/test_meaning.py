"""What a message means: asked where its words leave doubt. The model is small enough to be written here."""

import io
import json
import pickle
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from bot.matching.arrays import load, save
from bot.matching.features import Floats
from bot.matching.lexical import Lexical
from bot.matching.meaning import Meaning, Sense
from bot.matching.meaning_training import embedded, main, train
from bot.matching.training import train as train_words
from tests.matching.test_ranking import ASKS, OUT, examples

CONCEPTS = (
    ("명", "인원", "사람", "혼자", "발기인", "둘이서", "식구", "머릿수"),
    ("공고", "알림", "알려", "알리", "공지", "게시", "붙여", "벽보"),
    ("비용", "면허세", "돈", "세금", "수수료", "지갑"),
    ("날씨", "밥", "심심", "고마워", "자", "안녕"),
)
STRANGE = {"벽보 떼기": "notice", "지갑을 열어야": "cost", "식구 채우기": "people"}
"""No phrasing has a word of them. By their letters they would be about something else."""


class Concepts:
    """A model that knows what words are about. It counts what it is asked."""

    name = "concepts-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vector(self, sentence: str) -> Floats:
        self.asked.append(sentence)
        about = [float(any(word in sentence for word in words)) for words in CONCEPTS]
        found = np.array([1.0, *about], dtype=np.float32)  # what all sentences share is a part of every vector
        return found / np.linalg.norm(found)


@pytest.fixture(scope="module")
def learnt() -> Meaning:
    whole = examples()
    return train(whole, {}, {each: Concepts().vector(each) for each in whole.sentences})


@pytest.fixture(scope="module")
def words() -> Lexical:
    return Lexical(train_words(examples(), {}), {})


@pytest.fixture
def asked(words: Lexical, learnt: Meaning) -> tuple[Lexical, Concepts]:
    """The ranking that asks what a message means, and the model it asks."""
    model = Concepts()
    return words.with_sense(Sense(learnt, model)), model


@pytest.mark.parametrize("text", STRANGE)
def test_what_no_word_tells_its_meaning_does(text: str, words: Lexical, asked: tuple[Lexical, Concepts]) -> None:
    """The right entry comes first, and surely; the reasons say that it was asked, and are those of the ranking."""
    both, _ = asked
    found, why = both.rank(text), both.explain(text, ASKS | OUT).whole
    assert words.rank(text).entries[0].entry != found.entries[0].entry == STRANGE[text]
    assert found.band == why.band == "answer"
    assert (why.meant, round(why.right, 4)) == (True, found.entries[0].score)
    assert not words.explain(text, ASKS | OUT).whole.meant


@pytest.mark.parametrize(
    "sure",
    [
        "총회 공고는 며칠 전에 하나요, 총회 공고 기간",  # what words tell surely
        "ㅁㄴㅇㄹㅁㄴㅇㄹ",  # what a rule names
        "벽보 떼기 " * 11,  # what takes too long
        "?!",
    ],
)
def test_nobody_waits_for_it_where_words_are_enough(sure: str, asked: tuple[Lexical, Concepts]) -> None:
    """Most messages never pay, and none does twice."""
    both, model = asked
    both.rank(sure)
    assert model.asked == []


def test_a_message_pays_once_at_most(asked: tuple[Lexical, Concepts]) -> None:
    """Also one of several questions, and one that is ranked again."""
    both, model = asked
    for _ in range(2):
        both.rank("지갑 준비할게요? 식구 채우기는요?")
    assert len(model.asked) == 1


def test_the_same_sentences_give_the_same(learnt: Meaning, words: Lexical, tmp_path: Path) -> None:
    """Learnt again, and read from its file."""
    whole = examples()
    again = train(whole, {}, {each: Concepts().vector(each) for each in whole.sentences})
    save(again, tmp_path / "meaning.npz")
    kept = load(Meaning, tmp_path / "meaning.npz")
    one, other = (words.with_sense(Sense(each, Concepts())) for each in (learnt, kept))
    assert [one.rank(text) for text in STRANGE] == [other.rank(text) for text in STRANGE]


def test_a_ranking_goes_to_another_process_with_what_it_means(asked: tuple[Lexical, Concepts]) -> None:
    """Many sentences are ranked there."""
    both, _ = asked
    there = pickle.loads(pickle.dumps(both))
    assert [there.rank(text) for text in STRANGE] == [both.rank(text) for text in STRANGE]


def test_vectors_are_kept(tmp_path: Path) -> None:
    """After an edit only what is new is made; a file that is broken is made anew."""
    model, kept = Concepts(), tmp_path / "vectors.npz"
    first = embedded(["비용", "공고"], model, kept)
    again = embedded(["공고", "돈", "공고!"], model, kept)
    assert model.asked == ["비용", "공고", "돈", "공고!"]
    assert np.allclose(first["공고"], again["공고"], atol=1e-3)
    embedded(["비용", "돈"], model, kept)
    assert len(model.asked) == 4
    kept.write_bytes(b"broken")
    embedded(["비용"], model, kept)
    assert model.asked[4:] == ["비용"]


def test_the_child_writes_what_training_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples as JSON in, a file of arrays out; it lets others go before."""
    nice: list[int] = []
    given = {**asdict(examples()), "synonyms": {}}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(given)))
    monkeypatch.setattr("sys.argv", ["", str(tmp_path / "meaning.npz"), str(tmp_path / "vectors.npz")])
    monkeypatch.setattr("os.nice", nice.append)
    monkeypatch.setattr("bot.matching.meaning_training.Wheel", Concepts)
    main()
    words_in = [each for each in examples().sentences if each not in ("ㅋㅋㅋㅋ", "ㅎㅎ")]
    assert len(load(Meaning, tmp_path / "meaning.npz").known) == len(words_in)
    assert nice == [10]


def test_more_than_can_be_learnt_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words alone serve then."""
    monkeypatch.setattr("bot.matching.meaning_training.MOST_FOR_RIDGE", 3)
    with pytest.raises(ValueError, match="more than 3"):
        train(examples(), {}, {})
