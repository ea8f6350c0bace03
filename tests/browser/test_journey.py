"""The whole way of one person, in a real browser and with a server that dies in the middle of it."""

import re

import pytest
from playwright.async_api import BrowserContext, expect

from bot.core.flow import NumberNode, StepNode
from bot.core.library import Library
from bot.core.texts import Key
from bot.core.wording import shown
from tests.browser.conftest import both_sizes
from tests.support.pages import CitizenPage, DeskPage
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
FLOW = "ordinary_coop"


@both_sizes
async def test_a_person_founds_and_is_helped_and_goes_on(
    own_server: Server, library: Library, citizens: BrowserContext, consultants: BrowserContext
) -> None:
    """Walked, answered, corrected, helped by a person, and back at the step they left; nothing is lost on the way."""
    server = own_server
    citizen = CitizenPage(await citizens.new_page(), library, server.address)
    await citizen.opens()
    step = await walks_to_the_second_step(citizen, library)
    await asks_in_between(citizen, library, step)
    await corrects_an_answer(citizen, library)
    await reloads(citizen)

    case = await citizen.asks_for_a_person()
    desk = DeskPage(await consultants.new_page(), server.address)
    await desk.sits_down("한소라")
    await desk.opens(case)
    number = library.flows[FLOW].nodes["founders_now"]
    await desk.page.locator("[data-fold=packet]").evaluate("fold => fold.open = true")
    await expect(desk.page.locator("#packet")).to_contain_text(shown(9, number))
    await desk.does("claim")
    await desk.notes("처음 오신 분")
    await desk.answers("안녕하세요, 무엇이 궁금하세요?")
    await expect(citizen.said("무엇이 궁금하세요?", "consultant")).to_have_count(1)
    await expect(citizen.said("처음 오신 분")).to_have_count(0)

    await writes_while_the_server_is_dead(server, citizen, desk)
    await desk.answers("네, 정관 예시를 보시면 돼요.")
    await expect(citizen.said("정관 예시를", "consultant")).to_have_count(1)

    await desk.does("return")
    await expect(citizen.choice(library.text(Key.BUTTON_STEP_DONE))).to_be_visible()
    await expect(citizen.last).to_contain_text(step.name)
    await citizen.taps(library.text(Key.BUTTON_STEP_DONE))
    await expect(citizen.last).to_contain_text(library.flows[FLOW].nodes["bylaws"].name)
    assert "Traceback" not in server.log()


async def walks_to_the_second_step(citizen: CitizenPage, library: Library) -> StepNode:
    """Ticks a document, leaves the first step for later, says how many they are."""
    nodes = library.flows[FLOW].nodes
    first, question, second = nodes["idea"], nodes["founders_now"], nodes["promoters"]
    assert isinstance(first, StepNode) and isinstance(question, NumberNode) and isinstance(second, StepNode)
    await citizen.begins(FLOW)
    await expect(citizen.last).to_contain_text(first.name)
    await citizen.taps(first.checklist[0].label)
    await expect(citizen.choice(first.checklist[0].label)).to_have_attribute("aria-pressed", "true")
    await citizen.taps(library.text(Key.BUTTON_STEP_LATER))
    await expect(citizen.last).to_contain_text(question.ask)
    await citizen.says("일곱 명이요")
    await expect(citizen.last).to_contain_text(second.name)
    return second


async def asks_in_between(citizen: CitizenPage, library: Library, step: StepNode) -> None:
    """A question gets its answer, and the open step is there again below it."""
    entry = library.entries["founding_meeting_notice"]
    await citizen.says(entry.asks[0])
    await expect(citizen.said(entry.answer.splitlines()[0], "bot")).to_have_count(1)
    await expect(citizen.last).to_contain_text(step.name)
    await expect(citizen.choice(library.text(Key.BUTTON_STEP_DONE))).to_be_visible()


async def corrects_an_answer(citizen: CitizenPage, library: Library) -> None:
    """The newer number is what counts from then on."""
    node = library.flows[FLOW].nodes["founders_now"]
    await citizen.says("아까 모인 사람을 잘못 말했어요, 아홉 명이에요")
    await expect(citizen.said(shown(9, node), "bot").first).to_be_visible()
    await citizen.uses("answers")
    await expect(citizen.last).to_contain_text(shown(9, node))
    await expect(citizen.last).not_to_contain_text(shown(7, node))


async def reloads(citizen: CitizenPage) -> None:
    """Everything is there again, once."""
    before = await citizen.texts()
    await citizen.page.reload()
    await expect(citizen.page.locator("#log .message .bubble")).to_have_text(
        [re.compile(re.escape(text.split("\n")[0].strip())) for text in before]
    )


async def writes_while_the_server_is_dead(server: Server, citizen: CitizenPage, desk: DeskPage) -> None:
    """What is written meanwhile arrives once the server is there again, without anybody's help."""
    server.kill()
    await citizen.writes("정관은 어떻게 써요?")
    await expect(citizen.last).to_have_class(re.compile("failed"))
    server.start()
    await expect(citizen.last).not_to_have_class(re.compile("failed|sending"), timeout=30_000)
    await expect(citizen.said("정관은 어떻게 써요?", "citizen")).to_have_count(1)
    await expect(desk.said("정관은 어떻게 써요?", "citizen")).to_have_count(1, timeout=30_000)
