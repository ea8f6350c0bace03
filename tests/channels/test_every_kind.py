"""The living reference walked whole by one script, on the web and on Telegram: each kind of node, and ways between."""

from pathlib import Path

import pytest

from bot.content.nodes import KEYS
from bot.core.flow import Flow, OutcomeNode, Question
from bot.core.library import Library
from bot.core.texts import Key
from tests.support.doors import DOORS, TICKED, Citizen

FLOW, END = "every_kind", "party_ready"
PHONE = "010-1234-5678"


@pytest.fixture(params=DOORS)
def name(request: pytest.FixtureRequest) -> str:
    """Each door."""
    return str(request.param)


async def test_the_whole_reference_is_walked(name: str, tmp_path: Path, drafts: Library) -> None:
    """Words, buttons, back, a correction, ticks, a day; the case at the end holds every answer by its name."""
    flow = drafts.flows[FLOW]
    async with DOORS[name](tmp_path, drafts) as door:
        citizen = Citizen(door)
        await walks(citizen, drafts)
        [listed] = await door.service.store.cases()
        conversation = await door.service.store.conversation(listed.case.conversation)
    way = [node for node in flow.nodes.values() if not isinstance(node, OutcomeNode)]
    assert conversation is not None
    assert {node.id for node in way} <= conversation.answers.keys()
    assert len({type(node) for node in way} | {OutcomeNode}) == len(KEYS)
    answers = dict(listed.case.packet.answers)
    assert list(answers) == [node.name for node in way]
    assert (answers[flow.nodes["party_guests"].name], PHONE in answers[flow.nodes["party_contact"].name]) == (
        "6분",
        True,
    )
    assert listed.case.packet.stage == END


async def test_both_doors_show_the_same(tmp_path: Path, drafts: Library) -> None:
    """Every sentence and every button, deed by deed."""
    citizens = []
    for name, opens in DOORS.items():
        folder = tmp_path / name
        folder.mkdir()
        async with opens(folder, drafts) as door:
            citizens.append(Citizen(door))
            await walks(citizens[-1], drafts)
    first, second = citizens
    assert first.seen == second.seen


async def walks(citizen: Citizen, library: Library) -> None:
    """From the greeting to the case."""
    flow = library.flows[FLOW]
    await citizen.says(library.words.commands["menu"][0], library.text(Key.PRODUCT_NAME))
    await citizen.taps(library.text(Key.BUTTON_MORE), library.text(Key.MENU_MORE))
    await answers_in_words_and_buttons(citizen, flow, library)
    await goes_back_and_is_asked_again(citizen, flow, library)
    await does_the_step(citizen, flow, library)
    await leaves_a_number_and_reads_the_end(citizen, flow, library)
    await asks_for_a_person(citizen, library)


async def answers_in_words_and_buttons(citizen: Citizen, flow: Flow, library: Library) -> None:
    """What cannot be read and what is out of range is said in the node's own words; ticks stay on one card."""
    await citizen.taps(flow.title, asks(flow, "party_place"))
    await citizen.says("ㅁㄴㅇㄹ", flow.nodes["party_place"].errors["unreadable"], asks(flow, "party_place"))
    await citizen.taps("느티나무 마당", asks(flow, "party_tents"))
    await citizen.says("50개", flow.nodes["party_tents"].errors["out_of_range"])
    await citizen.says("천막은 세 개요", "3개", asks(flow, "party_food"))
    cards = len(await citizen.door.screen())
    await citizen.taps("잔치국수")
    await citizen.taps("떡")
    await citizen.taps("떡")
    assert len(await citizen.door.screen()) == cards
    assert citizen.can_tap(f"{TICKED}잔치국수")
    assert citizen.can_tap("떡")
    await citizen.taps(library.text(Key.BUTTON_FINISHED), asks(flow, "party_guests"))


async def goes_back_and_is_asked_again(citizen: Citizen, flow: Flow, library: Library) -> None:
    """Another answer to the question before; a day that was skipped is asked anew where the step needs it."""
    await citizen.says("네 분이요", "4분", asks(flow, "party_on"))
    await citizen.taps(library.text(Key.BUTTON_BACK), asks(flow, "party_guests"))
    await citizen.says("다섯 분이요", "5분", asks(flow, "party_on"))
    skip = flow.nodes["party_on"].skip[0]
    await citizen.taps(skip, asks(flow, "party_wish"))
    await citizen.says("의자를 빌려주세요", library.text(Key.QUESTION_NEEDED), asks(flow, "party_on"))
    assert not citizen.can_tap(skip)
    await citizen.says("12월 20일이요", flow.nodes["party_invite"].name, "12월 12일(토)")


async def does_the_step(citizen: Citizen, flow: Flow, library: Library) -> None:
    """A correction in between, two documents ticked on one card, and the day on which it was done."""
    step = flow.nodes["party_invite"].name
    await citizen.says("아까 잘못 말했어요 손님은 여섯 명이에요", "6분", step)
    await citizen.taps("초대장", step)
    await citizen.taps("천막 자리 그림", step)
    assert citizen.can_tap(f"{TICKED}초대장")
    assert citizen.can_tap(f"{TICKED}천막 자리 그림")
    await citizen.says(library.words.commands["plan"][0], step, "2/2")
    await citizen.says("11월 23일에 했어요", "11월 23일(월)", asks(flow, "party_contact"))


async def leaves_a_number_and_reads_the_end(citizen: Citizen, flow: Flow, library: Library) -> None:
    """The number only after consent; of the paragraphs those whose conditions hold."""
    await citizen.taps(library.text(Key.BUTTON_CONSENT_PHONE), library.text(Key.CONTACT_PHONE))
    await citizen.says(PHONE, PHONE, "3개", "12월 20일(일)")
    end = flow.nodes[END]
    assert isinstance(end, OutcomeNode)
    for paragraph, shown in (("place", True), ("noodles", True), ("few_guests", False), ("unknown_guests", False)):
        assert (end.say[paragraph].text.strip() in citizen.fresh[-1].text) is shown, paragraph


async def asks_for_a_person(citizen: Citizen, library: Library) -> None:
    """By the outcome's own button, and a yes."""
    end = library.flows[FLOW].nodes[END]
    assert isinstance(end, OutcomeNode)
    assert end.handoff is not None
    await citizen.taps(end.handoff.button)
    await citizen.taps(library.text(Key.BUTTON_HANDOVER_YES), library.text(Key.CASE_INTAKE))


def asks(flow: Flow, id: str) -> str:
    """The words in which a question is asked."""
    node = flow.nodes[id]
    assert isinstance(node, Question)
    return node.ask
