"""How it was: asked once with the end of a case, counted once, and nothing is opened again by it."""

import pytest

from bot.core.case import URGENT
from bot.core.reply import Review, Score
from bot.core.texts import Key
from tests.talk.talker import Talker

CASE = "26-0001"


def helped(closed: bool = True) -> Talker:
    """A person who was answered by a consultant, who then closed the case."""
    person = Talker().says("상담사").says("네")
    person.acts("한소라", "answer", "제가 볼게요")
    return person.acts("한소라", "close") if closed else person


def ratings(person: Talker) -> tuple[int, str] | None:
    rating = person.cases[CASE].rating
    return (rating.points, rating.words) if rating else None


def test_who_was_helped_is_asked_how_it_was() -> None:
    """In the notice that tells of the end: five buttons, and nothing has to be tapped."""
    person = helped()
    assert person.sees(Key.NOTICE_CLOSED) and person.sees(Key.RATE_ASK)
    first = person.to_citizen[0]
    assert first.sender == "notice"
    assert [button.deed for button in first.buttons] == [Score(CASE, points) for points in (5, 4, 3, 2, 1)]


def test_points_count_once_and_reopen_nothing() -> None:
    """A second tap changes them, the same again changes nothing."""
    person = helped().taps(Score(CASE, 4))
    assert (ratings(person), person.sees(Key.RATE_THANKS), person.told) == ((4, ""), True, [])
    at = person.cases[CASE].rating
    person.waits(days=1).taps(Score(CASE, 2))
    assert (ratings(person), person.sees(Key.RATE_CHANGED)) == ((2, ""), True)
    person.taps(Score(CASE, 2))
    assert (person.last.said, person.last.toast, person.last.moves) == (None, Key.TOAST_ALREADY, ())
    assert at and person.cases[CASE].rating and person.cases[CASE].rating.at == at.at
    assert person.cases[CASE].state == "closed"


def test_words_are_kept_masked_beside_the_points() -> None:
    """The message after the invitation, whatever it says, and that one alone."""
    person = helped().taps(Score(CASE, 5)).taps(Review(CASE))
    assert person.sees(Key.REVIEW_ASK)
    person.says("정말 친절했어요 010-1234-5678로 전화도 주시고")
    assert person.sees(Key.REVIEW_KEPT)
    points, words = ratings(person) or (0, "")
    assert (points, "정말 친절했어요" in words, "1234" in words) == (5, True, False)
    person.taps(Score(CASE, 4))
    assert ratings(person) == (4, words)
    person.says("아무 말")
    assert ratings(person) == (4, words)


def test_words_can_be_changed_by_an_edit() -> None:
    """As any message can."""
    person = helped().taps(Score(CASE, 5)).taps(Review(CASE)).says("친절했서요")
    person.edits(f"m{len(person.refs) - 1}", "친절했어요")
    assert ratings(person) == (5, "친절했어요")


def test_nobody_has_to_say_more() -> None:
    """What is written after a no is heard as ever."""
    person = helped().taps(Score(CASE, 3)).taps(Review(CASE)).says("아니요")
    assert person.sees(Key.REVIEW_NONE)
    person.says("공고는 며칠 전에?")
    assert ratings(person) == (3, "") and "7일" in person.heard


def test_words_to_the_consultant_still_reach_them() -> None:
    """Points are no answer to a consultant: what is written next is a reply, and opens the case again."""
    person = helped().taps(Score(CASE, 5)).says("그런데 서류를 하나 빠뜨렸어요")
    assert person.cases[CASE].state == "waiting"


@pytest.mark.parametrize("words", ["죽고 싶어요", "상담사 불러 줘요"])
def test_who_needs_a_person_is_not_kept_as_words_about_a_case(words: str) -> None:
    """Despair and a wish for a person are heard first."""
    person = helped().taps(Score(CASE, 1)).taps(Review(CASE)).says(words)
    assert ratings(person) == (1, "")
    assert person.last.heard.handoff
    if words == "죽고 싶어요":
        assert URGENT in person.conversation.flags


def test_a_case_asks_once() -> None:
    """Not again when it was opened again; not when the service itself closed it."""
    person = helped()
    person.says("그런데 서류를 하나 빠뜨렸어요").acts("한소라", "close")
    assert person.sees(Key.NOTICE_CLOSED) and not person.sees(Key.RATE_ASK)
    quiet = helped(closed=False).acts("한소라", "return")
    while quiet.cases[CASE].open:
        quiet.wakes()
    assert quiet.sees(Key.NOTICE_CLOSED) and not quiet.sees(Key.RATE_ASK)


def test_points_may_be_given_while_a_consultant_has_another_case() -> None:
    """They change nothing of what is talked about."""
    person = helped()
    person.says("상담사").says("네").acts("한소라", "claim")
    assert person.cases[CASE].owner == "한소라"
    person.taps(Score(CASE, 4))
    assert ratings(person) == (4, "") and person.cases[CASE].owner == "한소라"


def test_what_is_asked_is_open_still() -> None:
    """The question that waited comes after it, and a number is its answer."""
    person = Talker().says("만들래요").says("빵").says("돈").says("끝")
    person.says("상담사").says("네").acts("한소라", "answer", "네").acts("한소라", "close")
    assert person.asks is not None
    before = person.asks
    person.taps(Score(CASE, 5))
    assert person.conversation.asked is not None and person.conversation.asked.node in (before, None)
