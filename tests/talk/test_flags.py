"""What consultants should know at once of what a citizen wrote is on the case, whenever it was written."""

import pytest

from bot.core.case import URGENT
from bot.core.texts import Key
from tests.talk.talker import Talker


@pytest.mark.parametrize("text", ["죽고 싶어요", "상담사 불러 줘요 죽고 싶어요"])
def test_despair_is_met_calmly_and_puts_its_case_first(text: str) -> None:
    """Also beside a wish for a person: the sentence first, a person with it, and no menu."""
    person = Talker().says(text)
    assert "걱정돼요." in person.heard
    assert person.sees(Key.HANDOVER)
    person.says("네")
    assert person.cases["26-0001"].flags == ("despair", URGENT)


def test_what_was_written_before_is_on_the_case_that_opens_later() -> None:
    """Abuse opens nothing by itself and is not urgent; the consultant knows of it, once."""
    person = Talker().says("멍청이").says("멍청이").says("상담사").says("네")
    assert person.cases["26-0001"].flags == ("abusive",)
    assert person.conversation.flags == ()


def test_a_sign_under_a_claim_is_on_the_case_and_the_bot_stays_silent() -> None:
    """The owner is told and sees it; no answer of the bot is between them (B1 1)."""
    person = Talker().says("상담사").says("네")
    person.acts("한소라", "claim")
    person.says("죽고 싶어요")
    assert person.cases["26-0001"].flags == ("despair", URGENT)
    assert not person.heard
    assert person.told


def test_a_flag_is_not_carried_to_the_next_case() -> None:
    """What was said in one case is no verdict on the person."""
    person = Talker().says("멍청이").says("상담사").says("네")
    person.acts("한소라", "close", "마침")
    person.waits(days=20).says("상담사").says("네")
    assert person.cases["26-0002"].flags == ()


def test_a_sign_in_a_free_text_that_was_asked_for_is_seen() -> None:
    """The answer is kept, and the case has the flag."""
    person = Talker().says("상담사").says("네").says("멍청이")
    assert person.cases["26-0001"].flags == ("abusive",)
