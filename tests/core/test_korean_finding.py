"""Finding words in Korean text."""

import pytest

from bot.core.korean_finding import MOST_WORDS, findable, marked, sought, stem


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("총회를", "창립총회는 언제"),
        ("이사장 변경", "이사장을 변경하고 싶어요"),
        ("이사장변경", "이사장을 변경하고 싶어요"),
        ("이사장을변경", "이사장을 변경하고 싶어요"),
        ("설립 동의자에게", "설립동의자 모집"),
        ("회의", "회의록"),
        ("ＡＢＣ", "abc 협동조합"),
        ("빵", "빵집"),
        ("26-0003", "26-0003"),
    ],
)
def test_particles_and_spacing_are_forgiven(query: str, text: str) -> None:
    """Every word of the query stands in what the text is found by."""
    words = sought(query)
    assert words and all(word in findable(text) for word in words)


@pytest.mark.parametrize(("query", "text"), [("총회", "정관"), ("회의록", "회의"), ("빵집 세 곳", "빵집 두 곳")])
def test_other_words_are_not_found(query: str, text: str) -> None:
    assert not all(word in findable(text) for word in sought(query))


@pytest.mark.parametrize(("word", "bare"), [("총회를", "총회"), ("회의", "회의"), ("공고는", "공고"), ("가", "가")])
def test_a_particle_leaves_two_syllables(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_signs_alone_are_nothing_to_look_for() -> None:
    """And so many words count, each once."""
    assert sought(" %_ ?! ") == ()
    assert len(sought("하나 둘셋 하나 넷넷 다섯 여섯 일곱")) == MOST_WORDS


def test_what_was_found_is_marked_however_it_is_spaced() -> None:
    """The text stays as it was written, spaces of any kind as one; what is long is cut around the words."""
    assert marked("설립 동의자를\n모아요", ("설립동의자",)) == (("설립 동의자", True), ("를 모아요", False))
    assert marked("이사장을 변경", ("이사장변경",)) == (("이사장을 변경", True),)
    assert marked("없는 말", ("총회",)) == (("없는 말", False),)
    long = "가 " * 200 + "총회 " + "나 " * 200
    pieces = marked(long, ("총회", "총회"))
    assert [text for text, hit in pieces if hit] == ["총회"]
    assert pieces[0] == pieces[-1] == ("…", False) and sum(len(text) for text, _ in pieces) < 200


def test_nothing_of_what_is_folded_stays_in_memory() -> None:
    """An erased person is in no cache of the process."""
    from bot.core.korean import fold

    before = fold.cache_info().currsize
    findable("다시는 안 나올 말 하나")
    assert fold.cache_info().currsize == before
