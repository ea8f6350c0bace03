"""Where people stop: which steps of a procedure a turn leads to and past."""

from bot.core.conversation import Step
from tests.talk.talker import Talker


def steps(person: Talker) -> list[Step]:
    return [*person.last.steps]


def test_each_step_is_come_to_once_and_passed_once() -> None:
    """A question asked again, an answer changed, a question in between: none of them is another step."""
    person = Talker().says("만들래요")
    assert steps(person) == [Step("founding", "purpose", reached=True, passed=False)]
    person.says("공고는 며칠 전에?")
    assert steps(person) == []
    person.says("빵")
    assert steps(person) == [
        Step("founding", "purpose", reached=False, passed=True),
        Step("founding", "needs", reached=True, passed=False),
    ]
    person.says("뒤로").says("돌봄")
    assert steps(person) == []


def test_what_was_answered_elsewhere_is_passed_when_it_comes() -> None:
    """And the last question of a request is passed although the request leaves with it."""
    person = (
        Talker()
        .says("만들래요")
        .says("상담사")
        .says("네")
        .says("빵집이요")
        .says("유성구")
        .says("7명")
        .says("이 채팅으로")
    )
    passed = {it.node for it in steps(person) if it.passed}
    assert person.conversation.flows == ("founding",)
    assert "reach" in passed and Step("request", "requested", reached=True, passed=False) in steps(person)
