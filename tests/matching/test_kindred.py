"""A sentence that names no choice is taken for the one that it clearly comes nearest to, or for none."""

from datetime import date

import pytest

from bot.core.flow import Branch, Choice, ChoiceNode
from bot.matching.kindred import nearest_choice
from bot.matching.reading import read

SHARE = Choice("share", "함께한 사람끼리 나눠요", ("배당",))
PUBLIC = Choice("public", "나누지 않고 좋은 일에 써요", ("공익", "좋은 일에 써요"))
TREES = Choice("trees", "감나무를 심어요", ("나무를 가꿔요",))
SAFE = Choice("safe", "담보가 있어요")
UNSAFE = Choice("unsafe", "담보가 없어요")


def nearest(text: str, *choices: Choice) -> str | None:
    return nearest_choice(text, [(choice, (choice.label, *choice.also)) for choice in choices])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("우리는 서로 나눌래요", "share"),  # another ending of the same verb
        ("사람끼리 나눌 생각이에요", "share"),
        ("좋은 데다 쓸래요", "public"),
        ("나무 심는 일이요", "trees"),
        ("나무를 가꾸려고요", "trees"),
        ("오늘 날씨가 춥네요", None),
        ("", None),
    ],
)
def test_the_nearest_is_found_by_what_words_begin_with(text: str, found: str | None) -> None:
    """A word that one choice alone has counts most; where no word is like one, nothing is guessed."""
    assert nearest(text, SHARE, PUBLIC, TREES) == found


def test_what_denies_is_compared_with_what_denies() -> None:
    """Both have the same other word."""
    assert nearest("담보는 없습니다", SAFE, UNSAFE) == "unsafe"
    assert nearest("담보는 있습니다", SAFE, UNSAFE) == "safe"


def test_a_long_story_and_a_tie_are_no_choice() -> None:
    """Few words of many that are alike, or as many for one as for the other, say nothing."""
    assert nearest("배당도 하고 공익도 하고", SHARE, PUBLIC) is None
    assert nearest("어제 시장에서 배당이라는 말을 처음 들었는데 옆집 아저씨가 하시더라고 그래", SHARE, PUBLIC) is None


def test_a_guess_is_known_as_one_and_a_question_is_none() -> None:
    """It is never the whole message, so that what is clear goes before it."""
    node = ChoiceNode(id="use", name="쓸 곳", ask="?", choices=(SHARE, PUBLIC), next=(Branch("on"),))
    (found,) = read("우리는 서로 나눌래요", [node], date(2026, 11, 24))
    assert (found.value, found.guessed, found.whole) == ("share", True, False)
    assert read("서로 나눌 수 있나요?", [node], date(2026, 11, 24)) == ()
