"""Turns on a real store: numbers, order, rounds, repeats, and turns that fail."""

from bot.core.texts import Key
from tests.support.person import Service


async def test_every_message_has_the_next_number(service: Service) -> None:
    """The citizen's words and what is said back are numbered without a gap."""
    person = await service.person()
    await person.says("만들래요")
    await person.says("빵")
    assert [message.number for message in await person.all()] == list(range(1, len(await person.all()) + 1))
    assert person.saved.number is not None


async def test_a_person_is_handed_over_and_comes_back(service: Service) -> None:
    """From a wish to the consultant's words, and back to the step that was left."""
    person, consultant = await service.person(), service.consultant()
    await (await person.says("만들래요")).says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    assert person.saved.case is not None and person.saved.case.state == "waiting"
    saved = await consultant.acts("answer", "제가 볼게요")
    assert [message.sender for message in saved.messages] == ["notice", "consultant"]
    saved = await consultant.acts("return")
    assert saved.case is not None and saved.case.state == "returned"
