"""From the bot to a person and back."""

from datetime import timedelta

from bot.core.answers import Contact
from bot.core.desk_texts import DeskKey
from bot.core.reply import Do, Finish, Give, Show, Want
from bot.core.texts import Key
from tests.talk.talker import Talker


def claimed() -> Talker:
    person = Talker().says("만들래요").says("빵").says("상담사").says("네").says("정관이 어려워요")
    return person.acts("보라", "claim")


def test_a_wish_asks_for_consent_and_the_yes_opens_the_case() -> None:
    """No questionnaire before the case is open; questions follow and are added to its packet."""
    person = Talker().says("만들래요").says("빵").says("상담사 불러 주세요")
    assert (person.sees(Key.HANDOVER), person.cases) == (True, {})
    person.says("네")
    case = person.cases["26-0001"]
    assert (case.state, case.packet.stage) == ("waiting", "needs")
    assert person.asks == "topic"
    person.says("정관이 어려워요")
    assert person.cases["26-0001"].packet.wants == "정관이 어려워요"


def test_what_only_a_person_should_answer_is_in_the_case_that_asks_for_it() -> None:
    """Said calmly, and kept as what one wants to be advised about."""
    person = Talker().says("상담사").says("네")
    asked = person.asks
    person.says("소송에서 이길까요")
    assert ("사람이 봐야 해요." in person.heard, person.sees(Key.CASE_WAITS)) == (True, False)
    assert person.asks not in ("", asked)
    assert person.cases["26-0001"].packet.wants == "소송에서 이길까요"


def test_what_was_left_for_later_is_no_answer_in_the_case() -> None:
    """Who looked through a whole procedure would fill the card with it."""
    person = Talker().says("만들래요").says("빵").taps(Finish("needs")).says("몰라요").says("아직요").says("나중에")
    case = next(iter(person.says("상담사").says("네").cases.values()))
    assert "공고" not in dict(case.packet.answers) and dict(case.packet.answers)["목적"] == "빵"


def test_refusing_contact_data_still_leaves_the_case_for_this_chat() -> None:
    """This chat alone is fine."""
    person = Talker().says("상담사").says("네").says("정관").says("유성구").says("몰라요").says("이 채팅으로")
    assert person.value("reach") == Contact(False, "chat")
    assert person.sees(Key.PACKET_UPDATED)
    assert person.cases["26-0001"].state == "waiting"


def test_a_second_yes_opens_no_second_case() -> None:
    """B1 4: neither the same tap nor a new wish."""
    person = Talker().says("상담사").taps(Want("상담", agreed=True))
    person.taps(Want("상담", agreed=True))
    assert (len(person.cases), person.last.toast) == (1, Key.TOAST_ALREADY.value)
    assert person.says("상담사").sees(Key.CASE_WAITS)


def test_the_consultant_is_told_and_the_citizen_hears_that_somebody_has_it() -> None:
    """B1 2: a claim is an explicit act, seen by both sides."""
    person = claimed()
    assert person.sees(Key.NOTICE_TAKEN)
    assert person.told == [DeskKey.DESK_CLAIMED.value]


def test_the_bot_is_silent_while_a_consultant_has_the_conversation() -> None:
    """B1 1 and 9: no answer, question or offer, at the most a notice; and each word reaches the consultant."""
    person = claimed().says("7명이에요")
    assert (person.to_citizen, person.told) == ([], [DeskKey.DESK_CITIZEN_WROTE.value])
    person.says("공고는 며칠 전에?")
    assert [reply.sender for reply in person.to_citizen] == ["notice"]
    person.taps(Show("notice_days"))
    assert [reply.sender for reply in person.to_citizen] == ["notice"]
    person.says("내 답")
    assert [(reply.sender, reply.buttons) for reply in person.to_citizen] == [("notice", ())]


def test_an_answer_tapped_under_a_consultant_is_not_taken() -> None:
    """The buttons of the bot rest."""
    person = claimed().taps(Give("district", "yuseong"))
    assert "district" not in person.conversation.answers
    assert person.sees(Key.NOTICE_PERSON_HAS_IT)


def test_the_consultants_words_reach_the_citizen_and_claim_the_case() -> None:
    """B1 5: any human reply takes ownership."""
    person = Talker().says("상담사").says("네").acts("보라", "answer", "안녕하세요")
    assert [reply.text for reply in person.to_citizen if reply.sender == "consultant"] == ["안녕하세요"]
    assert person.cases["26-0001"].owner == "보라"


def test_a_colleagues_words_are_not_sent_before_they_take_it_over() -> None:
    """They are told whose it is; taking it over sends them."""
    person = claimed().acts("한솔", "answer", "저도요")
    assert (person.to_citizen, person.last.toast) == ([], DeskKey.CASE_IS_ANOTHERS.value)
    person.acts("한솔", "take", "저도요")
    assert [reply.text for reply in person.to_citizen] == ["저도요"]
    assert person.cases["26-0001"].owner == "한솔"


def test_a_note_leaves_nothing_outside_the_desk() -> None:
    """The words of a note are in the move alone."""
    person = claimed().acts("보라", "note", "비밀메모")
    assert (person.to_citizen, person.told) == ([], [])
    assert "비밀메모" not in repr(person.conversation)


def test_after_the_return_one_is_back_at_the_step_where_one_left() -> None:
    """B1 6 and 10: the open question comes by itself, and the bot answers in the third turn too."""
    person = claimed().acts("보라", "return")
    assert person.sees(Key.NOTICE_RETURNED)
    assert (person.conversation.flows, person.asks) == (("founding",), "needs")
    person.says("공고는 며칠 전에?").says("없어요")
    assert person.asks == "people"
    person.says("7")
    assert person.asks == "meeting"


def test_a_returned_case_waits_again_after_a_new_wish() -> None:
    """The same number, a new promise."""
    person = claimed().acts("보라", "return").says("상담사").says("네")
    assert {number: case.state for number, case in person.cases.items()} == {"26-0001": "waiting"}
    assert person.sees(Key.CASE_WAITS_AGAIN)


def test_closing_is_told_and_ends_the_consultants_words() -> None:
    """A closed case takes no words any more."""
    person = claimed().acts("보라", "close", "상담만")
    assert person.sees(Key.NOTICE_CLOSED)
    assert person.acts("보라", "answer", "하나 더").last.toast == DeskKey.CASE_IS_CLOSED.value


def test_every_open_case_has_a_next_wake_and_a_broken_promise_is_told() -> None:
    """B1 10: the desk hears of a case nobody takes at the promised time, and again after as many office hours."""
    person = Talker().says("상담사").says("네")
    promise = person.cases["26-0001"].promise
    assert [wake.at for wake in person.wakes().last.wakes] == [promise]
    person.wakes()
    assert (person.told, person.now) == ([DeskKey.DESK_PROMISE_BROKEN.value], promise)
    assert [wake.at > promise for wake in person.last.wakes] == [True]
    person.acts("보라", "answer", "답이에요")
    assert person.last.wakes[0].name == "quiet:26-0001"
    person.acts("보라", "close")
    assert person.last.wakes == ()


def test_a_returned_case_that_stays_quiet_is_closed_by_itself() -> None:
    """Two weeks after the return, whenever the last answer was; both sides are told."""
    person = Talker().says("상담사").says("네").acts("보라", "answer", "네").waits(days=13).acts("보라", "return")
    returned = person.now
    person.wakes()
    assert (person.now - returned).days == 14
    assert (person.cases["26-0001"].state, person.sees(Key.NOTICE_CLOSED)) == ("closed", True)
    assert person.told == [DeskKey.DESK_CLOSED_QUIET.value]


def test_commands_under_a_consultant_change_nothing() -> None:
    """Back, stop and starting again are refused with a notice, by word and by an old button."""
    person = Talker().says("만들래요").says("빵").says("메뉴").says("상담사").says("네").acts("보라", "claim")
    before = person.conversation.answers
    for command in ("뒤로", "그만", "처음부터"):
        assert person.says(command).sees(Key.NOTICE_PERSON_HAS_IT)
    person.taps(Do("stop"))
    assert (person.sees(Key.NOTICE_PERSON_HAS_IT), person.conversation.answers) == (True, before)
    assert person.acts("보라", "return").asks == "needs"


def test_an_old_yes_opens_no_case() -> None:
    """The consent was for another time: it is asked again."""
    person = Talker().says("상담사").says("네").acts("보라", "close").taps(Want("상담", agreed=True))
    assert list(person.cases) == ["26-0001"]
    assert person.sees(Key.HANDOVER)
    assert person.says("네").cases["26-0001"].state == "waiting"


def test_a_word_between_the_promise_and_its_timer_hushes_nothing() -> None:
    """The citizen writes in the minute after the promised time: the timer stays set, and a next one beside it."""
    person = Talker().says("상담사").says("네")
    promise = person.cases["26-0001"].promise
    person.now = promise + timedelta(seconds=30)
    person.says("아직인가요")
    assert promise in [wake.at for wake in person.last.wakes]
    assert person.wakes().told == [DeskKey.DESK_PROMISE_BROKEN.value]


def test_a_case_that_stays_with_its_consultant_is_brought_to_mind_again_and_again() -> None:
    """A quiet case is told of every two weeks, and its next timer is always set."""
    person = Talker().says("상담사").says("네").acts("보라", "answer", "네")
    for _ in range(3):
        assert person.wakes().told == [DeskKey.DESK_QUIET.value]
        assert [wake.name for wake in person.last.wakes] == ["quiet:26-0001"]
