"""Korean as people type it, made comparable."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.fold import LONGEST, align

LONG = "가" * LONGEST
"""So long that nothing behind it is looked at."""
SIGNS = st.text(st.sampled_from("가힣총회 공고?.,!~\n\t19azqQZ[@ㄱㅏㅋ①Ａé"), max_size=40)


@given(text=SIGNS)
def test_every_sign_is_as_it_is_beside_one_that_changes(text: str) -> None:
    """What is left as it is is what it is among signs that are unified; each stands where it stood."""
    beside = align(f"{text} ①")
    alone = align(f"{text} ")
    assert beside.text == f"{alone.text}1"
    assert (beside.starts[:-1], beside.ends[:-1]) == (alone.starts, alone.ends)
    assert all(start < end for start, end in zip(alone.starts, alone.ends, strict=True))


def test_what_is_unified_stands_where_it_stood() -> None:
    """Capitals, circled and wide signs; a run in the other layout, key by key."""
    found = align("Q①총 rkskek")
    assert found.text == "q1총 가나다"
    assert [found.span(at, at + 1) for at in (0, 1, 2)] == [(0, 1), (1, 2), (2, 3)]
    assert found.span(4, 7) == (4, 10)


def test_what_comes_after_the_longest_message_is_not_looked_at() -> None:
    """Whether or not anything is unified in it."""
    assert align(f"{LONG}나").text == LONG
    assert len(align(f"①{LONG}").text) == LONGEST
