"""Values read out of sentences as people write them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answers import Contact, Doing, Several, Value
from bot.core.flow import Bound, Branch, Choice, ChoiceNode, ChoicesNode, ContactNode, DateNode, NumberNode, StepNode
from bot.matching.reading import read

TODAY = date(2026, 11, 24)  # a Tuesday
ON = (Branch("end"),)
PEOPLE = NumberNode(id="people", name="사람", ask="?", unit="명", least=1, most=9999, marks=("지금", "모인"), next=ON)
LATER = NumberNode(id="later", name="나중", ask="?", unit="명", least=1, most=9999, marks=("나중", "목표"), next=ON)
MEETING = DateNode(
    id="meeting", name="총회", ask="?", earliest=Bound(), latest=Bound(months=12), skip=("아직 몰라요",), next=ON
)
DONE = StepNode(id="done", name="공고", what="올린다", next=ON)
DISTRICT = ChoiceNode(
    id="district",
    name="구",
    ask="?",
    choices=(
        Choice("dong", "동구"),
        Choice("jung", "중구"),
        Choice("seo", "서구", ("둔산동",)),
        Choice("yuseong", "유성구", ("유성",)),
        Choice("daedeok", "대덕구", ("대덕",)),
    ),
    skip=("아직 안 정했어요", "잘 모르겠어요"),
    next=ON,
)
KIND = ChoiceNode(
    id="kind",
    name="종류",
    ask="?",
    choices=(Choice("social", "사회적협동조합", ("사회적", "사협")), Choice("ordinary", "일반협동조합", ("일반",))),
    next=ON,
)
NEEDS = ChoicesNode(id="needs", name="필요", ask="?", choices=(Choice("money", "돈"), Choice("place", "자리")), next=ON)
REACH = ContactNode(id="reach", name="연락", ask="?", chat="이 채팅으로만", what="답", keep="case", next=ON)


def values(text: str, node: object) -> list[Value]:
    return [reading.value for reading in read(text, [node], TODAY) if reading.error is None]  # type: ignore[list-item]  # a Node


def wholes(text: str, node: object) -> bool:
    return any(reading.whole for reading in read(text, [node], TODAY))  # type: ignore[list-item]  # a Node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("7명", 7),
        ("7명이요", 7),
        ("일곱", 7),
        ("일곱이서", 7),
        ("일곱 명이에요", 7),
        ("다섯명입니다", 5),
        ("스무 명", 20),
        ("스물세 명", 23),
        ("열두명이요", 12),
        ("한 여덟쯤요", 8),
        ("여덟 명 정도예요", 8),
        ("5인", 5),
        ("십오 명", 15),
        ("백 명", 100),
        ("1,200명", 1200),
        ("우리 셋이에요", 3),
        ("저희는 넷입니다", 4),
        ("총 6명이요", 6),
        ("음 다섯 명 정도요", 5),
    ],
)
def test_numbers_of_people(text: str, value: int) -> None:
    """In digits and words, with endings, and the later one where the first is taken back."""
    assert values(text, PEOPLE) == [value]
    assert wholes(text, PEOPLE)


def test_a_number_that_is_taken_back_is_not_read() -> None:
    """The later one is meant."""
    assert values("다섯 말고 여섯이요", PEOPLE) == [6]


@pytest.mark.parametrize("text", ["0명", "10000명", "만 명", "0"])
def test_numbers_out_of_range_are_read_as_such(text: str) -> None:
    """Readable, and said to be wrong."""
    assert [reading.error for reading in read(text, [PEOPLE], TODAY)] == ["out_of_range"]


@pytest.mark.parametrize("text", ["두세 명", "대여섯 명쯤", "몇 사람 안 돼요", "스무 명 좀 안 됩니다"])
def test_vague_numbers_are_asked_back(text: str) -> None:
    """A number was meant, and none is guessed."""
    assert [reading.error for reading in read(text, [PEOPLE], TODAY)] == ["unreadable"]


@pytest.mark.parametrize(
    "text",
    ["3개월 걸려요", "1억 원", "2층이에요", "이 사람이 좋아요", "12월 5일", "010-1234-5678", "정관이 뭐예요", "🙂"],
)
def test_other_numbers_count_no_people(text: str) -> None:
    """Months, money, floors, days and telephones are none."""
    assert values(text, PEOPLE) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("2026.12.5", date(2026, 12, 5)),
        ("26/12/5", date(2026, 12, 5)),
        ("20261205", date(2026, 12, 5)),
        ("2026년 12월 5일이요", date(2026, 12, 5)),
        ("12월 5일", date(2026, 12, 5)),
        ("12월5일에 해요", date(2026, 12, 5)),
        ("12/5", date(2026, 12, 5)),
        ("1월 3일", date(2027, 1, 3)),
        ("내년 3월 2일", date(2027, 3, 2)),
        ("다음 주 화요일", date(2026, 12, 1)),
        ("다음주 금요일이요", date(2026, 12, 4)),
        ("이번 주 금요일", date(2026, 11, 27)),
        ("내달 3일", date(2026, 12, 3)),
        ("다음 달 15일에 열어요", date(2026, 12, 15)),
        ("내일", date(2026, 11, 25)),
        ("모레요", date(2026, 11, 26)),
        ("오늘", date(2026, 11, 24)),
        ("사흘 뒤", date(2026, 11, 27)),
        ("2주 뒤", date(2026, 12, 8)),
        ("보름 후에요", date(2026, 12, 9)),
    ],
)
def test_days_to_come(text: str, day: date) -> None:
    """Written out, near at hand, by the week, by the month."""
    assert values(text, MEETING) == [day]
    assert wholes(text, MEETING)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("어제", date(2026, 11, 23)),
        ("11월 3일에 했어요", date(2026, 11, 3)),
        ("지난 주 금요일에 올렸어요", date(2026, 11, 20)),
        ("지난 3일", date(2026, 11, 3)),
        ("사흘 전에 했어요", date(2026, 11, 21)),
        ("그저께", date(2026, 11, 22)),
    ],
)
def test_days_gone_by(text: str, day: date) -> None:
    """The day on which a step was done."""
    assert values(text, DONE) == [Doing(done=day)]


@pytest.mark.parametrize(
    "text",
    [
        "다음 달쯤",
        "12월 초",
        "다음 주쯤",
        "연말에",
        "2월 30일",
        "13월 1일",
        "지난달쯤",
        "12월에요",
        "20일쯤이요",
        "성탄절 다음 날",
    ],
)
def test_vague_and_impossible_days_are_asked_back(text: str) -> None:
    """A day was meant, and none is guessed."""
    assert [reading.error for reading in read(text, [MEETING], TODAY)] == ["unreadable"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12월 20일쯤", date(2026, 12, 20)),
        ("12월 20일 전후로요", date(2026, 12, 20)),
        ("12월 20일쯤이 좋겠어요", date(2026, 12, 20)),
        ("12월 20일 정도가 될 것 같아요", date(2026, 12, 20)),
        ("11월 말에요", date(2026, 11, 30)),
        ("12월 둘째 주 토요일", date(2026, 12, 12)),
        ("다음 주 금요일쯤", date(2026, 12, 4)),
    ],
)
def test_a_day_that_is_only_about_right_is_read_to_be_confirmed(text: str, day: date) -> None:
    """The nearest day is named, and none is taken."""
    assert [(reading.value, reading.error) for reading in read(text, [MEETING], TODAY)] == [(day, "rough")]


@pytest.mark.parametrize("text", ["어제", "2030-01-01", "2020년 1월 1일"])
def test_days_out_of_range_are_read_as_such(text: str) -> None:
    """Before today or beyond a year."""
    assert [reading.error for reading in read(text, [MEETING], TODAY)] == ["out_of_range"]


@pytest.mark.parametrize("text", ["7일 전에 공고하나요", "20일 안에 처리돼요", "14일 이내", "정관 15가지", "3명"])
def test_periods_are_no_days(text: str) -> None:
    """So many days are no day."""
    assert values(text, MEETING) == []


@pytest.mark.parametrize(
    ("text", "id", "whole"),
    [
        ("유성구", "yuseong", True),
        ("유성구요", "yuseong", True),
        ("네 유성구예요", "yuseong", True),
        ("유성", "yuseong", True),
        ("대덕구에 있어요", "daedeok", True),
        ("둔산동이에요", "seo", True),
        ("빵집은 서구에서 하려고요", "seo", False),
        ("동구 말고 중구요", "jung", True),
    ],
)
def test_choices_by_label_and_other_words(text: str, id: str, whole: bool) -> None:
    """With endings glued on, inside a sentence, and the later one where the first is taken back."""
    assert values(text, DISTRICT) == [id]
    assert whole is wholes(text, DISTRICT)


@pytest.mark.parametrize("text", ["중구난방이네요", "서구적인 건물", "대덕연구단지", "유성매직"])
def test_a_choice_inside_another_word_is_none(text: str) -> None:
    """A district's name in a word that means something else."""
    assert values(text, DISTRICT) == []


def test_the_longest_label_is_chosen() -> None:
    """The social cooperative is no ordinary one with a word before it."""
    assert values("사회적협동조합이요", KIND) == ["social"]
    assert values("사회적 협동조합으로 할래요", KIND) == ["social"]


def test_several_are_read_together() -> None:
    """A question that takes more than one gets all that are named, not finished."""
    assert values("돈이랑 자리요", NEEDS) == [Several(("money", "place"))]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("010-1234-5678", Contact(False, "phone", "010-1234-5678")),
        ("01012345678이요", Contact(False, "phone", "010-1234-5678")),
        ("042 123 4567", Contact(False, "phone", "042-123-4567")),
        ("제 메일은 a.b@c.kr 이에요", Contact(False, "email", "a.b@c.kr")),
        ("이 채팅으로 주세요", Contact(False, "chat")),
        ("공일공에 이삼사오에 육칠팔구예요", Contact(False, "phone", "010-2345-6789")),
        ("공일공 다시 구팔칠육 다시 오사삼이번이요", Contact(False, "phone", "010-9876-5432")),
        ("영일공-9876-5432", Contact(False, "phone", "010-9876-5432")),
        ("a.b 골뱅이 c 점 kr이요", Contact(False, "email", "a.b@c.kr")),
    ],
)
def test_how_to_be_reached(text: str, contact: Contact) -> None:
    """Telephone numbers and addresses are written in one way, also where they are said."""
    assert values(text, REACH) == [contact]


@pytest.mark.parametrize(
    ("text", "node"), [("아직 안 정했어요", DISTRICT), ("잘 모르겠어요", DISTRICT), ("아직 몰라요", MEETING)]
)
def test_not_knowing_is_an_answer(text: str, node: object) -> None:
    """Where a node can be skipped, its words give no value, and that is whole."""
    assert values(text, node) == [None]
    assert wholes(text, node)


def test_marks_tell_two_numbers_apart() -> None:
    """Each mark names the value behind it."""
    found = read("지금은 다섯 명이고 나중에는 열두 명이요", [PEOPLE, LATER], TODAY)
    assert {(reading.node, reading.value) for reading in found if reading.marked} == {("people", 5), ("later", 12)}


def test_every_value_of_a_sentence_is_found_at_its_place() -> None:
    """Spans are places in what was written."""
    text = "유성구고요 일곱이서 사회적으로 해요"
    found = {
        (reading.node, text[reading.start : reading.end]) for reading in read(text, [DISTRICT, PEOPLE, KIND], TODAY)
    }
    assert found == {("district", "유성구"), ("people", "일곱"), ("kind", "사회적")}


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    """No input raises, and no span is empty or outside."""
    for reading in read(text, [PEOPLE, MEETING, DONE, DISTRICT, NEEDS, REACH], TODAY):
        assert 0 <= reading.start < reading.end <= len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("두 명이 부부여도 되나요", []),
        ("다섯 명이면 왜 안 돼요", []),
        ("여섯 명이에요. 몇 명이 더 있어야 하나요?", [6]),
        ("여섯 명 어때요?", [6]),
        ("여섯 명인데 괜찮을까요?", [6]),
        ("여섯 명이면 괜찮을까요?", []),
    ],
)
def test_a_value_that_is_asked_about_is_none(text: str, found: list[Value]) -> None:
    """One that is put forward, or told before something else is asked, is meant."""
    assert values(text, PEOPLE) == found


def test_a_choice_worded_as_a_question_is_one() -> None:
    """Named beside another it asks nothing; asked about, it is no choice."""
    topics = replace(NEEDS, choices=(Choice("what", "협동조합이 무엇인지"), Choice("how", "만드는 순서")))
    assert values("협동조합이 무엇인지, 만드는 순서", topics) == [Several(("what", "how"))]
    assert wholes("협동조합이 무엇인지, 만드는 순서", topics)
    assert not wholes("만드는 순서가 어떻게 되나요", topics)
