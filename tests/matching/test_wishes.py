"""Wishing for a person, and only mentioning one."""

import pytest

from bot.matching.questions import looks_like_question
from bot.matching.wishes import wishes

PHRASES = ("상담사", "상담원 불러 주세요", "사람이랑 얘기하고 싶어요", "agent")


@pytest.mark.parametrize(
    "text",
    [
        "상담사",
        "상담사요!",
        "상담사 좀요",
        "상담원불러주세요 빨리요",
        "담당 공무원이랑 통화할 수 있을까요",
        "다른 분 좀 바꿔 주시겠어요",
        "누가 좀 봐주면 좋겠어요",
        "전화 한 통 해 주세요",
        "방문 상담 예약하고 싶어요",
        "Agent",
        "직원 없어요?",
        "사람 없나",
    ],
)
def test_a_person_is_wished_for(text: str) -> None:
    """By a phrase, or by asking for somebody to be called, without spaces too."""
    assert wishes(text, PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "상담사 자격증이 있으면 조합원 자격이 되나요",
        "직원이 없어도 괜찮은지요",
        "사람이 모자라요",
        "지금 일하는 직원은 없어요",
        "총회를 전화로 해도 되나요",
        "전문가가 꼭 등기를 봐줘야 하나요",
        "",
    ],
)
def test_a_person_is_only_mentioned(text: str) -> None:
    """A question about our subject with a person in it calls nobody."""
    assert not wishes(text, PHRASES)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("정관은 뭐예요", True),
        ("사회적협동조합 인가 서류가 반려됐어요", False),
        ("설립인가 받았어요", False),
        ("이것도 의무인가", True),
        ("며칠 걸리나요", True),
        ("되는지요?", True),
        ("빵집을 하려고 해요", False),
        ("유성구요", False),
    ],
)
def test_a_question_is_told_from_a_statement(text: str, asks: bool) -> None:
    """By its mark, its ending or its question word."""
    assert asks is looks_like_question(text)
