"""Questions that are left open: what was not understood, and what was offered to no use."""

from bot.core.gaps import Gap
from bot.core.reply import Do, Show, Want
from tests.talk.talker import Talker

OFFERED = "공고 어쩌고"


def test_what_is_not_understood_is_left_open() -> None:
    """Also the third time, when a person is proposed."""
    person = Talker()
    for _ in range(3):
        place = person.conversation.last + 1
        person.says("두레가 뭐예요")
        assert person.last.gap == Gap(place + 1, "missed")


def test_gibberish_and_small_talk_are_no_questions() -> None:
    """Nor is anything that was answered, offered or led to a person."""
    for text in ("ㅁㄴㅇㄹ", "점심 뭐 먹지", "공고는 며칠 전에?", OFFERED, "상담사 불러 줘요", "메뉴"):
        assert Talker().says(text).last.gap is None


def test_within_a_procedure_only_what_asks_is_a_question() -> None:
    """The rest is an answer that was not understood."""
    person = Talker().says("만들래요")
    assert person.says("두레").last.gap is None
    place = person.conversation.last + 1
    assert person.says("두레가 뭐예요?").last.gap == Gap(place + 1, "missed")


def test_an_offer_that_is_turned_down_leaves_its_question_open() -> None:
    """By its button, in words, or by asking for a person instead; taking what is offered does not."""
    person = Talker().says(OFFERED)
    place = person.conversation.last
    person.taps(Show("notice_days"))
    assert person.last.gap is None
    for turned in (person.taps(Do("none")), Talker().says(OFFERED).says(label(Do("none"))), wanting()):
        assert turned.last.gap == Gap(place, "refused")


def label(deed: Do) -> str:
    """What the button of the offer says."""
    return next(it.label for it in Talker().says(OFFERED).to_citizen[-1].buttons if it.deed == deed)


def wanting() -> Talker:
    """Somebody who asks for a person under an offer."""
    person = Talker().says(OFFERED)
    return person.taps(next(it.deed for it in person.to_citizen[-1].buttons if isinstance(it.deed, Want)))


def test_a_person_asked_for_elsewhere_refuses_nothing() -> None:
    """Under an answer, say."""
    person = Talker().says("대출 되나요?")
    wants = next((it.deed for it in person.to_citizen[-1].buttons if isinstance(it.deed, Want)), None)
    assert wants is not None and person.taps(wants).last.gap is None
