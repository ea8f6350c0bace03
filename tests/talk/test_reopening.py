"""A citizen who comes back to a case after its end."""

import pytest

from bot.core.case import Case
from bot.core.desk_texts import DeskKey
from bot.core.event import File
from bot.core.texts import Key
from tests.talk.talker import Talker

N = "26-0001"
REPLY = "말씀하신 서류를 냈는데 돌려받았어요"


def closed(words: str = "정관부터 써 보세요") -> Talker:
    person = Talker().says("상담사").says("네").acts("보라", "answer", words)
    return person.acts("보라", "close")


def state(person: Talker) -> str:
    assert list(person.cases) == [N]
    return person.cases[N].state


def test_a_reply_to_the_consultants_words_opens_the_same_case_again() -> None:
    """B1 10: no new wish is needed; who had it is told by name, the desk beside them."""
    person = closed().waits(days=13).says(REPLY)
    assert (state(person), person.sees(Key.CASE_REOPENED)) == ("waiting", True)
    assert person.cases[N].former == "보라"
    assert person.cases[N].promise > person.now
    told = [(reply.to, reply.text) for reply in person.last.replies if reply.to != "citizen"]
    assert told == [("보라", DeskKey.DESK_REOPENED_YOURS.value), ("desk", DeskKey.DESK_REOPENED.value)]
    assert person.acts("한솔", "claim").cases[N].owner == "한솔"


def test_a_file_after_the_consultants_words_opens_it_again_too() -> None:
    """It is what the consultant asked for, and only a person can read it."""
    assert state(closed().sends(File("photo", "", 1, "ref"))) == "waiting"


def test_a_wish_for_a_person_opens_the_same_case_again_after_its_yes() -> None:
    """Asked for as ever, also when the bot was talked with since."""
    person = closed().says("공고는 며칠 전에?").says("상담사")
    assert (state(person), person.sees(Key.HANDOVER)) == ("closed", True)
    person.says("네")
    assert (state(person), person.sees(Key.CASE_REOPENED)) == ("waiting", True)


@pytest.mark.parametrize("words", ["점심 뭐 먹지", "공고는 며칠 전에?", "메뉴", "알겠어요"])
def test_what_the_bot_answers_itself_opens_nothing(words: str) -> None:
    """Small talk, thanks, a question it knows, a command."""
    assert state(closed().says(words)) == "closed"


def test_small_talk_does_not_end_what_one_replies_to_and_a_question_does() -> None:
    """After thanks a reply is still one; after talk with the bot a word it does not know is its own miss."""
    assert state(closed().says("점심 뭐 먹지").says(REPLY)) == "waiting"
    person = closed().says("공고는 며칠 전에?").says(REPLY)
    assert (state(person), person.sees(Key.NOT_UNDERSTOOD)) == ("closed", True)


def test_where_no_consultant_spoke_there_is_nothing_to_reply_to() -> None:
    """A case closed without a word to the citizen."""
    person = Talker().says("상담사").says("네").acts("보라", "claim").acts("보라", "close").says(REPLY)
    assert state(person) == "closed"


def test_after_two_weeks_a_new_case_is_opened() -> None:
    """A reply is a miss like any other by then, and a wish gets a number of its own."""
    person = closed().waits(days=14, seconds=1).says(REPLY)
    assert state(person) == "closed"
    person.says("상담사").says("네")
    assert {number: case.state for number, case in person.cases.items()} == {N: "closed", "26-0002": "waiting"}


def test_several_cases_of_one_person_stay_apart() -> None:
    """A reply to what was closed opens that one; the other one keeps its kind, state and promise."""
    person = closed()
    other = Case("26-0002", "c1", "교육", "교육팀", "waiting", person.now, person.now, person.cases[N].packet)
    person.cases["26-0002"] = other
    person.says(REPLY)
    assert (person.cases[N].state, person.cases["26-0002"]) == ("waiting", other)
