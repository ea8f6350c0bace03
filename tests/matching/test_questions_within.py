"""The questions inside a message of several sentences."""

from bot.matching.sentences import questions


def test_a_word_that_joins_two_questions_is_of_neither() -> None:
    """Each is ranked as if it were asked alone."""
    assert questions("얼마나 걸려요 그리고 돈은 얼마나 들어요?") == ("얼마나 걸려요", "돈은 얼마나 들어요?")
