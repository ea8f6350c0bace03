"""Being walked through a procedure, and going one's own way in it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.answers import Doing, Several
from bot.core.library import Menu
from bot.core.reply import Begin, Choose, Deed, Do, Finish, Give, Go, Tick
from bot.core.texts import Key
from tests.talk.small import small_library
from tests.talk.talker import Talker


def at_people() -> Talker:
    person = Talker().says("만들래요").taps(Give("purpose", "bread"))
    return person.taps(Choose("needs", "money", True)).taps(Finish("needs"))


def at_notice() -> Talker:
    return at_people().says("7").says("2026-12-05")


def test_the_first_words_are_greeted_and_offered_what_can_be_done() -> None:
    """The menu names every procedure that is no intake, and a person."""
    person = Talker().says("메뉴")
    assert person.sees(Key.GREETING)
    assert Begin("founding") in [button.deed for button in person.buttons]
    assert Begin("request") not in [button.deed for button in person.buttons]


def test_the_menu_shows_what_its_table_says_and_the_rest_behind_one_button() -> None:
    """In the order of the table; a procedure that stands in no table comes last, an intake only where it is named."""
    flows = {**small_library().flows, "other": replace(small_library().flows["founding"], id="other")}
    library = replace(small_library(), flows=flows, menu=Menu(("founding",), ("request",)))
    person = Talker(library).says("메뉴")
    assert begun(person) == ["founding"]
    assert begun(person.taps(Do("more"))) == ["request", "other"]
    assert person.sees(Key.MENU_MORE)
    assert Do("more") not in deeds(person)
    assert begun(person.taps(Do("menu"))) == ["founding"]


def test_the_procedure_in_hand_is_not_offered_and_without_more_there_is_no_button() -> None:
    """Words for more then lead to the menu itself."""
    library = replace(small_library(), menu=Menu(("founding",)))
    person = Talker(library).says("메뉴")
    assert Do("more") not in deeds(person)
    assert person.taps(Begin("founding")).taps(Do("menu")).sees(Key.MENU)
    assert begun(person) == []


def begun(person: Talker) -> list[str]:
    """The procedures offered last, in their order."""
    return [deed.flow for deed in deeds(person) if isinstance(deed, Begin)]


def deeds(person: Talker) -> list[Deed]:
    return [button.deed for button in person.buttons]


def test_a_question_is_answered_by_its_button_or_its_words() -> None:
    """Tap, label and other words mean the same."""
    assert Talker().says("만들래요").taps(Give("purpose", "care")).value("purpose") == "care"
    assert Talker().says("만들래요").says("돌봄").value("purpose") == "care"


def test_several_are_ticked_and_finished_and_the_card_is_drawn_in_its_place() -> None:
    """A tick takes no number of its own; the card comes again with the first one's number."""
    person = Talker().says("만들래요").taps(Give("purpose", "bread"))
    card = person.conversation.last
    person.taps(Choose("needs", "money", True))
    assert person.last.said is None
    assert [reply.instead for reply in person.to_citizen] == [card]
    person.taps(Choose("needs", "place", True)).taps(Choose("needs", "money", False))
    assert [reply.instead for reply in person.to_citizen] == [card]
    person.taps(Finish("needs"))
    assert person.value("needs") == Several(("place",), True)
    assert person.asks == "people"


def test_the_same_tap_again_gets_a_toast_and_no_message() -> None:
    """A second tap on a tick that is set, and on an answer that is given."""
    person = Talker().says("만들래요")
    first = person.conversation.last
    person.taps(Give("purpose", "bread"), first)
    person.taps(Give("purpose", "bread"), first)
    assert (person.last.said, person.to_citizen, person.last.toast) == (None, [], Key.TOAST_ALREADY.value)


def test_a_step_ended_twice_by_the_same_button_is_ended_once() -> None:
    """Two taps before the answer came, or the same message in two windows: the next question is not asked again."""
    for ends in (Finish("notice", later=True), Finish("notice")):
        person = at_notice()
        card = person.conversation.last
        person.taps(ends, card).taps(ends, card)
        assert (person.last.said, person.to_citizen, person.last.toast) == (None, [], Key.TOAST_ALREADY.value)
    assert person.taps(Finish("notice", later=True), card).asks == "report"


def test_another_button_of_an_answered_question_offers_the_change() -> None:
    """Nothing changes before it is confirmed; keeping is one tap too."""
    person = at_people()
    person.taps(Give("purpose", "care"), 2)
    assert person.sees(Key.CHANGE_OFFER)
    assert person.value("purpose") == "bread"
    assert person.taps(Give("purpose", "care")).value("purpose") == "care"
    assert person.asks == "people"


def test_a_deadline_is_shown_on_the_step_and_moves_with_the_meeting() -> None:
    """Seven clear days before the meeting; corrected by words of correction with the value."""
    person = at_notice()
    assert person.asks == "notice"
    assert person.sees(Key.STEP_DUE)
    person.says("날짜를 잘못 말했어요 2026-12-12")
    assert person.value("meeting") == date(2026, 12, 12)
    assert person.sees(Key.CHANGED)
    assert person.asks == "notice"


def test_an_answer_about_a_last_day_tells_that_of_the_person() -> None:
    """As far as they gave the dates it is counted from; once the step is done, it is no matter any more."""
    assert not Talker().says("공고는 며칠 전에?").sees(Key.ANSWER_DUE)
    person = at_notice().says("공고는 며칠 전에?")
    assert person.sees(Key.ANSWER_DUE)
    person.says("날짜를 잘못 말했어요 2026-11-26")
    assert person.says("공고는 며칠 전에?").sees(Key.ANSWER_DUE_PASSED)
    person.taps(Finish("notice"))
    told = person.says("공고는 며칠 전에?")
    assert not (told.sees(Key.ANSWER_DUE) or told.sees(Key.ANSWER_DUE_PASSED))


def test_ticks_a_day_and_later_finish_a_step() -> None:
    """Documents are ticked, the step is done today, on a named day, or left."""
    person = at_notice().taps(Tick("notice", "poster", True)).taps(Finish("notice"))
    assert person.value("notice") == Doing(frozenset({"poster"}), date(2026, 11, 24))
    assert at_notice().says("2026-11-20").value("notice") == Doing(done=date(2026, 11, 20))
    assert at_notice().says("나중에").value("notice") == Doing(later=True)


def test_a_step_left_for_later_is_done_from_the_plan() -> None:
    """내 진행표 opens it out of turn; afterwards the walk is where it was."""
    person = at_notice().says("나중에")
    assert person.asks == "report"
    person.says("내 진행표").taps(Go("notice"))
    assert person.asks == "notice"
    person.taps(Finish("notice"))
    assert person.asks == "report"
    assert person.value("notice") == Doing(done=date(2026, 11, 24))


def test_the_plan_gives_its_days_as_a_calendar() -> None:
    """A file goes with the words where a day is known; where none is, what would give one is said."""
    assert at_notice().says("달력").last.replies[-1].papers == ("calendar",)
    person = Talker().says("달력")
    assert person.sees(Key.NO_CALENDAR) and person.last.replies[-1].papers == ()
    assert at_notice().says("내 진행표").sees(Key.PLAN_NEXT)


def test_a_corrected_day_moves_every_day_that_counts_from_it() -> None:
    """The plan is computed from the answers each time."""
    person = at_notice()
    before, after = person.due("notice"), person.says("내 답").taps(Go("meeting")).says("2026-12-27").due("notice")
    assert (before, after) == (date(2026, 11, 27), date(2026, 12, 19))


def test_a_step_planned_for_a_day_to_come_is_left_for_later() -> None:
    """A day in the future is no day on which it was done."""
    assert at_notice().says("2026-11-30").value("notice") == Doing(later=True)


@pytest.mark.parametrize("how", ["word", "button"])
def test_going_back_starting_again_stopping_and_seeing_ones_answers(how: str) -> None:
    """By words and by button, in the middle of a question."""
    words = {"back": "뒤로", "again": "처음부터", "stop": "그만", "answers": "내 답"}

    def does(person: Talker, command: str) -> Talker:
        if how == "word":
            return person.says(words[command])
        return person.taps(Do("menu")).taps(Do(command)) if command != "back" else person.taps(Do(command))  # type: ignore[arg-type]  # by name

    assert does(at_people(), "back").asks == "needs"
    assert does(does(at_people(), "back"), "back").asks == "purpose"
    again = does(at_people(), "again")
    assert (again.asks, again.sees(Key.STARTED_AGAIN)) == ("purpose", True)
    assert "purpose" not in again.conversation.answers
    stopped = does(at_people(), "stop")
    assert (stopped.conversation.flows, stopped.value("purpose")) == ((), "bread")
    assert stopped.says("만들래요").asks == "people"
    answers = does(at_people(), "answers")
    assert answers.taps(Go("purpose")).asks == "purpose"


def test_going_back_and_giving_the_same_answer_goes_on() -> None:
    """Any answer to what was opened out of turn clears it, also the same one."""
    person = at_people().says("뒤로").says("뒤로").taps(Give("purpose", "bread"))
    assert person.conversation.focus is None
    assert person.asks == "people"


def test_an_outcome_gives_way_to_what_waited_below() -> None:
    """Intake over procedure, and back to the step where it was left."""
    person = at_people().taps(Do("menu")).says("상담 신청할래요").says("네")
    assert person.conversation.flows == ("founding", "request")
    person.says("정관이 어려워요").says("유성구").says("7").says("이 채팅으로")
    assert person.conversation.flows == ("founding",)
    assert person.asks == "meeting"


def test_what_belongs_to_one_run_is_asked_anew() -> None:
    """The subject of a request is each time another; the district is known."""
    person = Talker().says("상담사").says("네").says("정관").says("유성구").says("7").says("이 채팅으로")
    person.acts("보라", "claim").acts("보라", "close")
    person.says("상담사").says("네")
    assert person.asks == "topic"
    person.says("등기")
    assert person.asks == "reach"


def test_an_old_button_shows_the_open_question_again() -> None:
    """B3 27: after starting again the old buttons answer nothing."""
    person = at_people()
    person.says("처음부터")
    person.taps(Finish("needs"), 4)
    assert (person.last.toast, person.asks) == (Key.TOAST_OLD.value, "purpose")
