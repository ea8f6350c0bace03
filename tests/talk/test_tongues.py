"""The language of a conversation: noticed, changed by a word, kept from those who answer."""

from dataclasses import replace

from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.reply import Begin, Do, Want
from bot.core.texts import Key
from bot.core.translation import EntryWords, FlowWords, NodeWords, Translation, translated
from tests.talk.small import small_library
from tests.talk.talker import Talker

ENGLISH = Translation(
    "en",
    texts={Key.LANGUAGE_SWITCHED: "in English now", Key.FLOW_KOREAN_ONLY: "Korean flow"},
    flows={
        "founding": FlowWords(
            "Founding",
            nodes={"purpose": NodeWords({"name": "Aim", "ask": "What for?"}, labels={"bread": ("Bread", "loaves")})},
        )
    },
    entries={"people_needed": EntryWords(("How many people?",), "Five are enough.")},
)


def library() -> Library:
    """The small content, a part of it in English too."""
    small = small_library()
    return replace(small, tongues={"en": translated(small, ENGLISH)})


def test_a_sentence_of_another_language_changes_the_conversation() -> None:
    """Said once; what follows is in that language, and Korean comes back by a Korean sentence."""
    talker = Talker(library()).says("How can I start a cooperative?")
    assert "in English now" in talker.heard and talker.conversation.language == "en"
    assert "in English now" not in talker.says("What about the members?").heard
    talker.says("이제 한국어로 물어볼게요")
    assert talker.sees(Key.LANGUAGE_SWITCHED) and talker.conversation.language == "ko"


def test_a_word_changes_the_language_and_asks_again() -> None:
    """The open question is asked in the words of that language, its answers are understood in both."""
    talker = Talker(library()).says("만들기")
    assert "What for?" in talker.says("영어").heard
    assert talker.says("loaves").value("purpose") == "bread"
    assert talker.says("뒤로").says("돌봄").value("purpose") == "care"
    assert talker.says("한국어").sees(Key.LANGUAGE_SWITCHED)


def test_a_few_words_change_nothing() -> None:
    """A word of English in a Korean conversation, or Korean typed in Latin letters, is no wish for English."""
    for text in ("hello", "coop merit", "wjdrhks djelTdjdy"):
        assert Talker(library()).says(text).conversation.language == "ko"


def test_a_language_without_words_is_told_how_to_go_on() -> None:
    """In Korean and English at once; then in English, with a way to Korean, which any Korean word takes too."""
    talker = Talker(library()).says("我想成立合作社")
    assert talker.sees(Key.LANGUAGE_FOREIGN) and talker.conversation.language == "other"
    assert Do("korean") in [button.deed for button in talker.buttons]
    assert "Five are enough." in talker.taps(Do("menu")).says("How many people do we need?").heard
    talker.says("我想成立合作社").says("네")
    assert talker.conversation.language == "ko"


def test_who_changes_the_language_sees_what_can_be_done() -> None:
    """In the words of that language, with the procedures."""
    talker = Talker(library()).says("안녕").says("영어")
    assert "in English now" in talker.heard and Begin("founding") in [button.deed for button in talker.buttons]


def test_a_word_in_latin_letters_that_is_not_understood_shows_the_way_to_english() -> None:
    """The language stays; a Korean word gets no such button."""
    talker = Talker(library()).says("hello")
    assert talker.conversation.language == "ko" and Do("english") in [button.deed for button in talker.buttons]
    assert Do("english") not in [button.deed for button in Talker(library()).says("아브라").buttons]


def test_what_is_only_there_in_korean_says_so() -> None:
    """An answer and a procedure without English words."""
    talker = Talker(library()).says("How many people do we need?")
    assert "in English now" in talker.heard and "Five are enough." in talker.heard
    assert talker.says("Can we get a loan?").sees(Key.ANSWER_KOREAN_ONLY)
    talker.says("상담사").taps(Want("상담", agreed=True))
    assert "Korean flow" in talker.heard


def test_who_answers_reads_korean() -> None:
    """The packet and what the desk is told are Korean, with the language of the person."""
    talker = Talker(library()).says("영어").says("Founding").says("Bread")
    talker.says("상담사").taps(Want("상담", agreed=True))
    case = next(iter(talker.cases.values()))
    assert case.packet.language == "en" and case.packet.answers == (("목적", "빵"),)
    assert any(DeskKey.DESK_NEW_CASE.value in told for told in talker.told)


def test_the_menu_of_another_language_begins_with_what_has_words() -> None:
    """And offers the way back to Korean."""
    talker = Talker(library()).says("영어").says("메뉴")
    deeds = [button.deed for button in talker.buttons]
    assert deeds[0] == Begin("founding") and Do("korean") in deeds


def test_without_other_words_nothing_changes() -> None:
    """A content in Korean alone says that it goes on in Korean, and offers no other language."""
    talker = Talker().says("영어")
    assert talker.conversation.language == "ko" and Do("english") not in [it.deed for it in talker.says("메뉴").buttons]
