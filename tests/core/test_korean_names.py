"""Names in what was written: what is known for certain is found, and no other word is taken for one."""

import pytest

from bot.core.korean_names import hidden, told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("제 이름은 김보람이에요", "김보람"),
        ("안녕하세요. 저는 박하늘이라고 합니다.", "박하늘"),
        ("저는 이솔이라고 해요", "이솔"),
        ("이름: 최바다\n전화 주세요", "최바다"),
        ("제 이름은 한소라.", "한소라"),
    ],
)
def test_who_says_their_name_is_heard(text: str, name: str) -> None:
    assert [*told(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "조합 이름은 아직 정하지 않았어요",
        "제 이름은 아직 말하고 싶지 않아요",
        "저는 이사장이에요",
        "저는 조합원입니다",
        "이름은 정관에 적어요",
        "저는 이사라서 해요",
    ],
)
def test_no_other_word_is_a_name(text: str) -> None:
    assert [*told(text)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("안녕하세요, 상담사 한소라예요.", "안녕하세요, 상담사 ()예요."),
        ("담당자한소라입니다", "담당자()입니다"),
        ("한소라입니다. 한소라 드림", "()입니다. () 드림"),
        ("오 민준 팀장에게, 오민준에게", "() 팀장에게, ()에게"),
        ("이솔님께, 이솔이 이솔길에서", "()님께, 이솔이 이솔길에서"),
        ("KIM과 kimchi", "()과 kimchi"),
        ("최한소라면", "최한소라면"),
    ],
)
def test_a_known_name_is_hidden_and_no_word_that_holds_it(text: str, shown: str) -> None:
    """A short one only where a name is addressed or said."""
    assert hidden(text, {"한소라", "오 민준", "이솔", "Kim", "가"}, "()") == shown
