"""Whether an answer helped: once for each, changeable, and never in the way of what is open."""

from bot.core.conversation import Judged
from bot.core.reply import Judge, Show, Want
from bot.core.texts import Key
from tests.talk.talker import Talker

ASKS = "공고는 며칠 전에?"


def verdict(person: Talker, good: bool) -> Judge:
    """The button of the newest answer."""
    shown = (button.deed for it in reversed(person.messages.values()) for button in it.buttons)
    return next(deed for deed in shown if isinstance(deed, Judge) and deed.good is good)


def pressed(person: Talker) -> list[bool]:
    """Which verdicts show as given on what was drawn last."""
    return [b.deed.good for b in person.to_citizen[0].buttons if isinstance(b.deed, Judge) and b.on]


def test_an_answer_that_helped_shows_it_in_its_place() -> None:
    """The card is drawn again, nothing else is said, and the tap takes no number."""
    person = Talker().says(ASKS)
    place = person.conversation.last
    person.taps(verdict(person, True))
    assert (person.last.said, person.last.toast) == (None, Key.HELPED_THANKS)
    assert [(it.instead, it.text) for it in person.to_citizen] == [(place, person.messages[place].text)]
    assert pressed(person) == [True]
    assert person.last.judged == Judged(place, "notice_days", True)
    person.taps(verdict(person, True))
    assert (person.last.toast, person.to_citizen, person.last.judged) == (Key.TOAST_ALREADY, [], None)


def test_a_mind_can_be_changed_and_counts_once() -> None:
    """What was said before goes with what is said now."""
    person = Talker().says(ASKS)
    place = person.conversation.last
    person.taps(verdict(person, True)).taps(verdict(person, False))
    assert person.last.judged == Judged(place, "notice_days", False, before=True)
    assert (pressed(person), person.sees(Key.NOT_HELPED)) == ([False], True)
    assert person.conversation.judged == {place: False}


def test_who_was_not_helped_may_have_what_came_near_or_a_person() -> None:
    """What else the question might have meant, as it was ranked."""
    person = Talker().says(ASKS)
    person.taps(verdict(person, False))
    assert (person.last.said, person.sees(Key.NOT_HELPED)) == (Key.BUTTON_NOT_HELPED, True)
    offered = person.to_citizen[-1]
    assert [button.deed for button in offered.buttons] == [Show("loan"), Want("상담")]
    person.taps(Show("loan"))
    assert person.library.entries["loan"].answer in person.heard
    person.taps(verdict(person, False))
    assert person.sees(Key.NOT_HELPED_PERSON)
    assert [button.deed for button in person.to_citizen[-1].buttons] == [Want("상담")]


def test_no_at_an_open_question_is_an_answer_and_elsewhere_a_verdict() -> None:
    """The word of the button means it only where nothing else is asked."""
    person = Talker().says(ASKS)
    no = next(b for b in person.buttons if b.deed == verdict(person, False))
    assert Talker().says(ASKS).says(no.label).last.judged is not None
    walking = Talker().says("만들래요").says(ASKS)
    asks = walking.asks
    walking.says(no.label)
    assert (asks is not None, walking.last.judged) == (True, None)


def test_a_verdict_leaves_the_open_question_open() -> None:
    """Its buttons are still what exact words mean."""
    person = Talker().says("만들래요").says(ASKS)
    asked = person.conversation.asked
    person.taps(verdict(person, True))
    assert person.conversation.asked == asked


def test_under_a_consultant_a_verdict_is_kept_and_nothing_is_said() -> None:
    """The bot offers nothing while a person has the conversation."""
    person = Talker().says(ASKS)
    no = verdict(person, False)
    person.says("상담사").says("네").acts("한소라", "claim").taps(no)
    assert (person.to_citizen, person.last.toast) == ([], Key.HELPED_NOTED)
    assert person.last.judged is not None


def test_why_an_answer_was_given_is_told_in_the_words_of_the_person() -> None:
    """Two words at the most, without the particle where the entry knows the word so; a button needs no reason."""
    person = Talker().says(ASKS)
    assert "answer_why ‘공고’, ‘며칠’" in person.heard
    person = Talker().says("공고 어쩌고").taps(Show("notice_days"))
    assert "answer_why" not in person.heard
