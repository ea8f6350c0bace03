"""The order in which a message is understood."""

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Contact, Doing
from bot.core.reply import Begin, Do, Give, Show, Want
from bot.core.texts import AnyKey, Key
from tests.talk.small import small_library
from tests.talk.talker import Talker


def asked_district() -> Talker:
    return Talker().says("상담사").says("네").says("정관이 어려워요")


def test_a_question_in_between_is_answered_and_the_open_one_repeated() -> None:
    """An FAQ answer costs no answer, and the open question comes again in one line."""
    person = Talker().says("만들래요").says("공고는 며칠 전에?")
    assert "7일 이상이에요." in person.heard
    assert (person.asks, person.last.heard.band) == ("purpose", "answer")
    assert person.says("빵").value("purpose") == "bread"


@pytest.mark.parametrize("word", ["네", "알겠어요"])
def test_a_nod_at_a_step_is_no_miss(word: str) -> None:
    """The step comes again in one line, and nothing is answered by it."""
    person = Talker().says("만들래요").says("빵").says("없어요").says("5명").says("아직요")
    step, answers = person.asks, person.conversation.answers
    assert (person.says(word).asks, person.conversation.misses) == (step, 0)
    assert person.conversation.answers == answers


def test_a_step_is_done_in_words_of_ones_own() -> None:
    """As by its button, on this day."""
    person = Talker().says("만들래요").says("빵").says("없어요").says("5명").says("아직요")
    told = person.says("다 붙였어요")
    assert (told.asks, told.conversation.answers["notice"].value) == ("report", Doing(done=told.now.date()))


@pytest.mark.parametrize(("said", "heard"), [("공고는 지난주에 붙였어요", True), ("공고를 못 붙였어요", False)])
def test_a_step_that_was_done_on_a_day_that_is_not_told_shows_its_buttons(said: str, heard: bool) -> None:
    """Nothing is kept that was not said; what was not done is no nod."""
    person = Talker().says("만들래요").says("빵").says("없어요").says("5명").says("아직요")
    told = person.says(said)
    assert (told.last.heard.how == "nod", told.asks) == (heard, "notice")
    assert "notice" not in told.conversation.answers


def test_a_nod_to_nothing_is_met_with_the_menu() -> None:
    """Nothing was asked, and nothing is missed."""
    person = Talker().says("알겠어요")
    assert (person.sees(Key.NODDED), person.conversation.misses) == (True, 0)


def test_what_is_done_is_heard_where_something_else_was_asked() -> None:
    """The question comes again, and nothing is answered or missed by it."""
    person = Talker().says("만들래요").says("빵").says("없어요")
    asked = person.asks
    told = person.says("다 했어요")
    assert (told.asks, told.conversation.misses, asked in told.conversation.answers) == (asked, 0, False)


@pytest.mark.parametrize(("said", "answered"), [("직원은 없어요", False), ("대출이 걱정이에요", True)])
def test_what_only_tells_something_is_a_question_where_it_is_surely_one(said: str, answered: bool) -> None:
    """Beside an open question; where nothing was asked, it is answered."""
    person = Talker().says("만들래요").says("빵").says("없어요").says(said)
    assert (person.last.heard.band == "answer", person.asks) == (answered, "people")
    assert Talker().says(said).last.heard.band == "answer"


@pytest.mark.parametrize("word", ["네", "아니요"])
def test_yes_and_no_to_nothing_are_no_miss(word: str) -> None:
    """They tell that one has heard."""
    assert Talker().says(word).sees(Key.NODDED)


@pytest.mark.parametrize("said", ["총회 준비 도와주세요", "소송을 당했어요"])
def test_what_only_a_person_should_answer_is_told_to_the_one_who_will(said: str) -> None:
    """The case is there: what one would like to be helped with is kept, and not proposed as a case once more."""
    person = Talker().says("상담사").says("네")
    asked = person.asks
    told = person.says(said)
    assert (told.conversation.answers[asked].value, told.sees(Key.CASE_WAITS)) == (said, False)
    assert told.asks not in ("", asked)


def test_what_is_left_for_later_is_left_open() -> None:
    """As by the button of a question that can be skipped."""
    person = Talker().says("만들래요").says("빵").says("없어요").says("5명")
    asked = person.asks
    told = person.says("나중에")
    assert told.asks != asked and told.conversation.answers[asked].value is None


@pytest.mark.parametrize("said", ["저기요, 지금 내 진행표", "그럼 이제 내 진행표"])
def test_little_words_may_lead_up_to_a_command(said: str) -> None:
    """As people talk."""
    assert Talker().says(said).sees(Key.NO_PLAN)


def test_a_command_goes_by_the_words_in_force() -> None:
    """A word that is changed begins it, and the one before does not."""
    library = small_library()
    words = replace(library.words, commands={**library.words.commands, "plan": ("내 할 일",)})
    person = Talker(replace(library, words=words))
    assert [person.says(said).sees(Key.NO_PLAN) for said in ("내 할일!", "내 진행표")] == [True, False]


def test_a_value_that_answers_nothing_is_not_guessed_at() -> None:
    """What it is about is asked."""
    assert Talker().says("9명").sees(Key.VALUE_ALONE)


def test_a_value_that_an_entry_is_surely_about_is_answered() -> None:
    """One person, one vote."""
    assert Talker().says("1000").last.heard.band == "answer"


def test_two_questions_at_once_are_both_answered() -> None:
    """Each in a message of its own, in their order, and the open question is repeated once."""
    person = Talker().says("몇 명이 필요해요? 대출 되나요?")
    assert person.conversation.shown == ("people_needed", "loan")
    answers = [person.library.entries[id].answer.strip() for id in ("people_needed", "loan")]
    assert [text in it.text for text, it in zip(answers, person.to_citizen, strict=False)] == [True, True]


def test_a_number_in_a_question_is_no_answer() -> None:
    """The FAQ comes before a loose answer."""
    person = Talker().says("만들래요").says("빵").says("없어요").says("몇 명이 필요해요?")
    assert "people" not in person.conversation.answers
    assert "5명이에요." in person.heard


def test_one_message_may_hold_several_answers() -> None:
    """All are taken, echoed and not asked again."""
    person = asked_district().says("유성구고요 7명이서 해요")
    assert (person.value("district"), person.value("people")) == ("yuseong", 7)
    assert person.sees(Key.ECHO)
    assert person.asks == "reach"


def test_where_anything_is_taken_a_question_is_kept_and_answered() -> None:
    """What one wants to be advised about is mostly a question: the consultant gets it, and the answer helps at once."""

    def asked(takes: Literal["answer", "anything"]) -> Talker:
        small = small_library()
        topic = replace(small.flows["request"].nodes["topic"], takes=takes)  # type: ignore[call-arg]  # a text
        flow = replace(small.flows["request"], nodes={**small.flows["request"].nodes, "topic": topic})
        library = replace(small, flows={**small.flows, "request": flow})
        return Talker(library).says("상담사").says("네").says("공고는 며칠 전에?")

    kept = asked("anything")
    assert (kept.value("topic"), kept.asks) == ("공고는 며칠 전에?", "district")
    assert "7일 이상이에요." in kept.heard
    assert next(iter(kept.cases.values())).packet.wants == "공고는 며칠 전에?"
    assert (asked("answer").asks, "topic" in asked("answer").conversation.answers) == ("topic", False)


def test_values_in_a_free_text_are_taken_beside_it() -> None:
    """The subject is kept whole, and the district in it is not asked again."""
    person = Talker().says("상담사").says("네").says("대덕구에서 빵집을 하려고 해요")
    assert (person.value("topic"), person.value("district")) == ("대덕구에서 빵집을 하려고 해요", "daedeok")
    assert person.asks == "people"


def test_a_correction_changes_the_earlier_answer() -> None:
    """The new value goes to the answered question that it fits, and the open one stays open."""
    person = asked_district().says("유성구").says("아까 잘못 말했어요 대덕구예요")
    assert person.value("district") == "daedeok"
    assert (person.sees(Key.CHANGED), person.asks) == (True, "people")


def test_a_correction_without_a_value_opens_the_question() -> None:
    """Named by a mark of the question, it is asked again."""
    person = asked_district().says("유성구").says("구를 잘못 말했어요")
    assert person.asks == "district"


@pytest.mark.parametrize(("text", "key"), [("0", Key.WRONG_NUMBER_RANGE), ("10000", Key.WRONG_NUMBER_RANGE)])
def test_a_wrong_value_is_told_and_loses_nothing(text: str, key: AnyKey) -> None:
    """Out of range is said as such, and the question stays."""
    person = asked_district().says("유성구").says(text)
    assert (person.sees(key), person.asks) == (True, "people")
    assert person.value("district") == "yuseong"


def test_a_very_long_message_is_said_to_be_long_and_kept() -> None:
    """Five thousand characters are stored whole."""
    person = Talker().says("만들래요").says("가" * 5000)
    assert person.sees(Key.MESSAGE_TOO_LONG)
    assert person.last.said == "가" * 5000


def test_a_free_text_that_is_too_long_is_asked_again() -> None:
    """It stays in the conversation, and is no answer."""
    person = Talker().says("상담사").says("네").says("나" * 300)
    assert person.sees(Key.WRONG_TEXT_LONG)
    assert "topic" not in person.conversation.answers


def test_near_answers_are_offered_with_a_person() -> None:
    """Up to three entries, none of them, and a person."""
    person = Talker().says("공고 어쩌고")
    deeds = [button.deed for button in person.buttons]
    assert deeds == [Show("notice_days"), Show("people_needed"), Do("none"), Want("상담")]
    assert person.taps(Show("people_needed")).last.replies[0].text.startswith("5명이에요.")


def test_the_third_miss_in_a_row_asks_for_the_hand_over_alone() -> None:
    """Its first button is yes, and the yes opens the case."""
    person = Talker().says("아브라").says("카다브라")
    assert person.sees(Key.NOT_UNDERSTOOD_TWICE)
    person.says("수리수리")
    assert person.sees(Key.HANDOVER_AFTER_MISSES)
    assert person.buttons[0].deed == Want("상담", agreed=True)
    assert person.says("네").cases
    assert person.conversation.missed == ("아브라", "카다브라", "수리수리")


def test_the_third_miss_is_told_in_one_way_alone() -> None:
    """Whatever was said of the first two: no wish to write it once more stands before the hand-over."""
    person = Talker().says("ㅁㄴㅇㄹ").says("ㅁㄴㅇㄹ")
    assert "네?" in person.heard
    assert person.says("ㅁㄴㅇㄹ").heard == Key.HANDOVER_AFTER_MISSES.value
    assert Talker().says("가").says("나").says("가" * 5000).heard == Key.HANDOVER_AFTER_MISSES.value


def test_a_refused_offer_is_a_miss_and_an_answer_ends_the_row() -> None:
    """Small talk is none."""
    person = Talker().says("아브라").says("공고 어쩌고").taps(Do("none"))
    assert person.conversation.misses == 1
    person.says("점심 뭐 먹지")
    assert (person.last.heard.band, person.conversation.misses) == ("chat", 0)


def test_a_personal_verdict_gets_a_person() -> None:
    """Said calmly, with the hand-over as the main step."""
    person = Talker().says("소송에서 이길까요")
    assert (person.last.heard.band, person.last.heard.handoff) == ("person", True)
    assert person.buttons[0].deed == Want("상담", agreed=True)


def test_an_edit_drops_what_the_old_text_gave_and_reads_the_new_one() -> None:
    """The new text counts once and takes the old one's place."""
    person = Talker().says("만들래요").says("빵").says("없어요").says("7")
    person.edits("m3", "8")
    assert person.value("people") == 8
    assert (person.last.edits, person.asks) == (7, "meeting")


def test_an_edit_that_gives_no_answer_is_a_new_message() -> None:
    """A question instead of an answer is answered, and the old answer is gone."""
    person = Talker().says("만들래요").says("빵").edits("m1", "공고는 며칠 전에?")
    assert "purpose" not in person.conversation.answers
    assert "7일 이상이에요." in person.heard
    assert person.asks == "purpose"


@pytest.mark.parametrize("text", ["900101-1234567", "010-1234-5678", "042 123 4567", "a.b@c.kr", "1234-5678-1234-5678"])
def test_numbers_that_must_not_be_kept_are_masked_before_anything_is_stored(text: str) -> None:
    """Neither the stored text nor the conversation holds it, and the person is told."""
    person = Talker().says(f"저는 {text} 이에요")
    assert text not in repr(person.last)
    assert person.sees(Key.MASKED)


def test_what_stands_for_a_number_says_nothing_of_what_is_asked() -> None:
    """A question with a number after it is the same question; the words put in its place are not ranked."""
    person = Talker().says("몇 명이 필요해요? 대출 되나요? 010-1234-5678")
    assert person.last.heard.ranked == ("people_needed", "loan")


def test_an_address_is_kept_after_consent_only() -> None:
    """Before consent it is masked and consent is asked; after it the contact holds it and the transcript does not."""
    person = asked_district().says("유성구").says("몰라요").says("010-1234-5678")
    assert "010-1234-5678" not in repr(person.last)
    assert person.asks == "reach"
    consent = next(button for button in person.buttons if button.label == Key.BUTTON_CONSENT_PHONE.value)
    person.taps(consent.deed).says("010-1234-5678")
    assert "1234-5678" in repr(person.value("reach"))
    assert "1234" not in str(person.last.said)


@given(st.lists(st.text(max_size=40), min_size=4, max_size=4))
def test_after_three_misses_there_is_always_a_choice(texts: list[str]) -> None:
    """Whatever is typed, the person is never left with a shrug."""
    person = Talker()
    for text in texts:
        person.says(text or "?")
        assert person.buttons or person.conversation.misses < 3
        assert person.conversation.misses < 3


def test_unclear_values_are_asked_and_the_clear_ones_kept() -> None:
    """A tap tells which question was meant."""
    person = Talker().says("상담사").says("네").says("정관이 어려워요").says("유성구")
    assert person.says("5").value("people") == 5
    assert Give("reach", person.buttons[0].deed.value).node == "reach"  # type: ignore[union-attr]  # a Give


def test_an_address_out_of_the_blue_asks_for_consent() -> None:
    """It is not kept, and what it was given for is asked: by the hand-over, or by the open contact question."""
    person = Talker().says("제 번호는 010-1234-5678 이에요")
    assert person.sees(Key.MASKED)
    assert person.buttons[0].deed == Want("상담", agreed=True)


def test_an_address_while_a_case_waits_opens_its_contact_question() -> None:
    """The number is not kept before consent, and then it is asked for once more."""
    person = Talker().says("상담사").says("네")
    assert person.asks == "topic"
    person.says("010-1234-5678")
    assert (person.sees(Key.MASKED), person.asks) == (True, "reach")
    person.taps(Give("reach", Contact(True, "phone"))).says("010-1234-5678")
    assert person.value("reach") == Contact(True, "phone", "010-1234-5678")
    assert person.asks == "topic"


def test_a_correction_reaches_what_was_answered_ahead_and_no_step() -> None:
    """A day given early is changed; a step that is done keeps its day."""
    person = Talker().says("만들래요").says("2026-12-20").says("잘못 말했어요 2026-12-22")
    assert (person.value("meeting"), person.asks) == (date(2026, 12, 22), "purpose")


@pytest.mark.parametrize("text", ["👍", "...", "?"])
def test_a_message_without_letters_is_no_command(text: str) -> None:
    """It is not understood, and the open question stays."""
    person = Talker().says("만들래요").says(text)
    assert (person.last.heard.how, person.asks) == ("not understood", "purpose")


def test_a_command_that_is_none_tells_which_there_are() -> None:
    """It is looked up among no questions."""
    person = Talker().says("/stats")
    assert (person.sees(Key.HELP), person.last.heard.how) == (True, "command")


def test_small_talk_at_a_free_question_is_no_answer() -> None:
    """A second yes, or a word about lunch, is not what one wants to be advised about."""
    person = Talker().says("상담사").says("네").says("네")
    assert "topic" not in person.conversation.answers
    assert "topic" not in person.says("점심 뭐 먹지").conversation.answers
    assert person.asks == "topic"


def test_consent_to_one_way_is_none_to_another() -> None:
    """A telephone was agreed to: an e-mail address is not kept, and consent is asked again."""
    person = asked_district().says("유성구").says("몰라요").taps(Give("reach", Contact(True, "phone")))
    person.says("a.b@c.kr")
    assert "a.b@c.kr" not in repr(person.last)
    assert person.asks == "reach"


def test_what_was_stopped_can_be_gone_on_with() -> None:
    """In the words that the farewell names."""
    person = Talker().says("만들래요").says("빵").says("그만").says("계속")
    assert person.asks == "needs"


def test_what_was_stopped_at_once_promises_no_answers() -> None:
    """Nothing was answered, so there is nothing to go on with: the procedure itself is offered."""
    person = Talker().says("만들래요").says("그만")
    assert person.sees(Key.STOPPED_AT_ONCE) and Begin("founding") in [button.deed for button in person.buttons]
    assert Talker().says("만들래요").says("빵").says("그만").sees(Key.STOPPED)
