"""A journey that begins on Telegram and is helped at the web desk: two channels on one store."""

from pathlib import Path

from bot.channels.web.seat import Seat
from bot.core.library import Library
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.doors import Citizen, TelegramDoor
from tests.support.telegram import GROUP, talking
from tests.support.web import SECRET, DeskBrowser, web_on

FLOW = "ordinary_coop"
WISH = "발기인 자격을 여쭤보고 싶어요"
ANSWER = "안녕하세요, 발기인은 조합원 자격이 있으면 돼요."
REPLY = "이웃 시에 사는 분도 되나요?"
NOTE = "자격 확인 전화 드릴 것"
QUESTION = "창립총회 공고는 며칠 전에 하나요?"


async def test_from_telegram_to_the_desk_and_back(tmp_path: Path, library: Library) -> None:
    """Walked, answered, helped by a person at another channel, and back at the step they left."""
    async with (
        bot_api() as api,
        talking(tmp_path, api, library=library) as channel,
        web_on(channel.service, Seat(False, SECRET)) as web,
        web.office() as desk,
    ):
        citizen = Citizen(TelegramDoor(channel))
        step = await walks_to_a_step(citizen, library)
        number = await asks_for_a_person(citizen, library, desk)
        await reads_the_packet(desk, number, library, step)
        await talk_with_each_other(citizen, library, desk, number)
        assert "한소라" in api.seen(GROUP)[0]
        await notes(citizen, desk, number)
        assert not any(NOTE in repr(call.fields) for call in api.calls)

        back = library.text(Key.NOTICE_RETURNED, case=number)
        await citizen.lives_through(desk.acts(number, "return"), back, step)
        await citizen.taps(library.text(Key.BUTTON_STEP_DONE), library.flows[FLOW].nodes["bylaws"].name)
        assert channel.pauses == []


async def walks_to_a_step(citizen: Citizen, library: Library) -> str:
    """The first step left for later, a number in words, a question in between; the name of the step that is open."""
    nodes = library.flows[FLOW].nodes
    step = nodes["promoters"].name
    await citizen.says("/start", library.text(Key.PRODUCT_NAME))
    await citizen.taps(library.flows[FLOW].title, nodes["idea"].name)
    await citizen.taps(library.text(Key.BUTTON_STEP_LATER))
    await citizen.says("아홉 명이에요", "9명", step)
    await citizen.says(QUESTION, "7일", library.text(Key.STEP_AGAIN, name=step))
    return step


async def asks_for_a_person(citizen: Citizen, library: Library, desk: DeskBrowser) -> str:
    """The case is not at the desk before the yes, and waits there after it; its number."""
    await citizen.says("상담사와 이야기하고 싶어요")
    assert await desk.numbers() == []
    await citizen.taps(library.text(Key.BUTTON_HANDOVER_YES), library.text(Key.CASE_INTAKE))
    [number] = await desk.numbers()
    citizen.sees(number)
    await citizen.says(WISH)
    return number


async def reads_the_packet(desk: DeskBrowser, number: str, library: Library, step: str) -> None:
    """What is wanted, what was answered, where they stand, what the bot showed, and all that was said."""
    part = await desk.part(number)
    assert all(words in part["packet"] for words in (WISH, "9명", step, "founding_meeting_notice"))
    assert all(words in part["thread"] for words in (QUESTION, "아홉 명이에요", "상담사와 이야기하고 싶어요", WISH))
    assert library.flows[FLOW].nodes["founders_now"].name in part["packet"]


async def talk_with_each_other(citizen: Citizen, library: Library, desk: DeskBrowser, number: str) -> None:
    """Claimed, answered by a form that is sent twice, and answered back: each word arrives once, the bot is silent."""
    await citizen.lives_through(desk.acts(number, "claim"), library.text(Key.NOTICE_TAKEN, case=number))
    await citizen.lives_through(desk.acts(number, "answer", ANSWER, id="one"), ANSWER)
    await citizen.lives_through(desk.acts(number, "answer", ANSWER, id="one"))
    assert citizen.fresh == []
    assert not await desk.has_news()
    await citizen.says(REPLY)
    assert citizen.fresh == []
    assert await desk.has_news()
    assert REPLY in (await desk.part(number))["thread"]


async def notes(citizen: Citizen, desk: DeskBrowser, number: str) -> None:
    """A note stands at the desk, and nothing of it reaches the citizen."""
    await citizen.lives_through(desk.acts(number, "note", NOTE))
    assert citizen.fresh == []
    assert NOTE in (await desk.part(number))["thread"]
