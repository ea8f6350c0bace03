"""The whole way of one person on Telegram over the content of the project, with a consultant in the group."""

from pathlib import Path

from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.telegram import GROUP, HAN, KIM, Channel, talking

FLOW = "ordinary_coop"


async def test_a_person_founds_and_is_helped_and_goes_on(tmp_path: Path, library: Library) -> None:
    """Walked, answered, helped by a person, and back at the step they left; the group sees what it needs, once."""
    async with bot_api() as api, talking(tmp_path, api, library=library) as channel:
        step = await walks_to_a_step(channel, library)
        answer = "\n".join(await channel.answered(KIM, "창립총회 공고는 며칠 전에 하나요?"))
        assert "7일" in answer and step in answer

        card = await channel.hands_over(yes=library.text(Key.BUTTON_HANDOVER_YES))
        text = str(api.messages[GROUP][card]["text"])
        number = (await channel.service.store.cases())[0].case.number
        assert number in text and step in text and "9명" in text
        assert library.text(Key.NOTICE_TAKEN, case=number) in await taken(channel, library)

        before = set(api.of_bot(KIM))
        await api.replies(GROUP, HAN, card, "/note 처음 오신 분")
        await api.replies(GROUP, HAN, card, "안녕하세요, 무엇이 궁금하세요?")
        assert ["무엇이 궁금하세요?" in it for it in await channel.new(KIM, before)] == [True]
        assert not any("처음 오신 분" in it for it in api.seen(KIM) + api.seen(GROUP))

        before = set(api.of_bot(GROUP))
        await channel.answered(KIM, "정관 예시가 있나요?")
        assert any("정관 예시가 있나요?" in it for it in await channel.new(GROUP, before))

        back = await channel.tapped(GROUP, library.text(DeskKey.BUTTON_CARD_RETURN), HAN)
        assert number in "\n".join(back)
        assert step in api.seen(KIM)[-1]
        await channel.tapped(KIM, library.text(Key.BUTTON_STEP_DONE))
        assert step not in api.seen(KIM)[-1] and "정관" in api.seen(KIM)[-1]
        assert channel.pauses == [] and channel.api.called("setMyCommands") != []


async def walks_to_a_step(channel: Channel, library: Library) -> str:
    """Greeted, begun by a button, the first step left for later; the name of the step that is open then."""
    [greeting] = await channel.answered(KIM, "/start")
    assert library.text(Key.PRODUCT_NAME) in greeting
    await channel.tapped(KIM, library.flows[FLOW].title)
    await channel.tapped(KIM, library.text(Key.BUTTON_STEP_LATER))
    asked = (await channel.answered(KIM, "아홉 명이에요"))[-1]
    return next(node.name for node in library.flows[FLOW].nodes.values() if node.name in asked.split("\n"))


async def taken(channel: Channel, library: Library) -> str:
    """A consultant takes the case by its button; what the citizen is told."""
    before = set(channel.api.of_bot(KIM))
    await channel.tapped(GROUP, library.text(DeskKey.BUTTON_CARD_CLAIM), HAN)
    return "\n".join(await channel.new(KIM, before))


async def test_who_wants_to_be_forgotten_is(tmp_path: Path, library: Library) -> None:
    """B4 40: what is deleted in a chat never reaches a bot. A command does it here, and says what only Telegram can."""
    async with bot_api() as api, talking(tmp_path, api, library=library) as channel:
        await channel.answered(KIM, library.words.wishes[0])
        assert await channel.tapped(KIM, library.text(Key.BUTTON_HANDOVER_YES))
        [case] = [listed.case for listed in await channel.service.store.cases()]
        assert await channel.answered(KIM, "/delete") == [library.text(Key.ERASE_ASK_CASE, case=case.number)]
        assert await channel.tapped(KIM, library.text(Key.BUTTON_ERASE_YES)) == [library.text(Key.ERASED_CHAT)]
        assert not await channel.service.store.cases()
