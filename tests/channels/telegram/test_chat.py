"""A citizen in a private chat: words, buttons, edits, files and commands, through the Bot API and back."""

import pytest

from bot.core.texts import AnyKey, Key
from tests.support.telegram import GROUP, KIM, LEE, Channel


async def test_start_greets_and_a_button_begins(channel: Channel) -> None:
    """The first message offers what can be done, and a tap asks the first question."""
    [greeting] = await channel.answered(KIM, "/start")
    assert greeting == Key.GREETING.value
    [question] = await channel.tapped(KIM, "만들기")
    assert "무엇을 하나요?" in question
    assert channel.api.labels(KIM, max(channel.api.of_bot(KIM)))[:2] == ["빵", "돌봄"]


@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("/menu", Key.GREETING),
        ("/help", Key.HELP),
        ("/plan", Key.NO_PLAN),
        ("/mydata", Key.NO_ANSWERS),
        ("/person", Key.HANDOVER),
        ("/case@hyeopdong_test_bot", Key.HANDOVER),
        ("/ask", Key.HELP),
        ("/nonsense", Key.HELP),
        ("/delete", Key.ERASE_ASK),
    ],
)
async def test_commands_mean_what_their_words_mean(channel: Channel, command: str, key: AnyKey) -> None:
    """The talk understands them as it understands the words; one that nobody knows tells which there are."""
    assert key.value in "\n".join(await channel.answered(KIM, command))


async def test_ask_takes_its_question_along(channel: Channel) -> None:
    """`/ask` with words is the question alone."""
    assert "7일 이상이에요." in (await channel.answered(KIM, "/ask 공고는 며칠 전에?"))[0]


async def test_several_choices_are_drawn_in_place(channel: Channel) -> None:
    """A tick changes the message it is on, and is no new one."""
    await channel.answered(KIM, "만들래요")
    await channel.tapped(KIM, "빵")
    last = max(channel.api.of_bot(KIM))
    assert await channel.tapped(KIM, "돈") == []
    assert "✓ 돈" in channel.api.labels(KIM, last)


async def test_an_edit_takes_the_place_of_the_words_it_changes(channel: Channel) -> None:
    """It is known by the message, and is no new one."""
    await channel.answered(KIM, "만들래요")
    said = await channel.api.says(KIM, "빵")
    await channel.settled()
    await channel.api.edits(KIM, said, "돌봄")
    await channel.settled()
    conversation = await channel.service.store.conversation_at(f"telegram:7001:{KIM}")
    words = [it for it in await channel.service.store.messages(conversation or "") if it.sender == "citizen"]
    assert [it.text for it in words] == ["만들래요", "빵", "돌봄"]
    assert words[-1].edits == words[1].number


async def test_an_old_button_shows_what_is_open(channel: Channel) -> None:
    """B3 27: what is no reference of this conversation, or is long gone by, gets a toast and the open question."""
    await channel.answered(KIM, "만들래요")
    asked = max(channel.api.of_bot(KIM))
    button = channel.api.data(KIM, asked)[0]
    for data in ("case:26-0001:claim", "0123456789abcdef" + button[button.index(".") :], "x"):
        before = set(channel.api.of_bot(KIM))
        await channel.api.taps_data(KIM, asked, data)
        assert "무엇을 하나요?" in (await channel.new(KIM, before))[0]
    shown = [call.fields.get("text") for call in channel.api.called("answerCallbackQuery")]
    assert shown == [Key.TOAST_OLD.value] * 3


async def test_every_tap_is_answered(channel: Channel) -> None:
    """B3 28: or the button would go on waiting; a toast that comes too late is no trouble."""
    await channel.answered(KIM, "만들래요")
    channel.api.trouble("answerCallbackQuery", 400, "Bad Request: query is too old")
    assert await channel.tapped(KIM, "빵")
    assert len(channel.api.called("answerCallbackQuery")) == 1


async def test_a_photo_asks_for_a_person(channel: Channel) -> None:
    """As only a person can read it."""
    before = set(channel.api.of_bot(KIM))
    await channel.api.sends_photo(KIM, "이 서류요")
    assert Key.FILE_NEEDS_PERSON.value in (await channel.new(KIM, before))[0]


async def test_people_are_not_mixed_up(channel: Channel) -> None:
    """Two who write at once each get their own answers."""
    for _ in range(3):
        await channel.api.says(KIM, "만들래요")
        await channel.api.says(LEE, "공고는 며칠 전에?")
    await channel.settled()
    assert not any("7일" in text for text in channel.api.seen(KIM))
    assert sum("7일" in text for text in channel.api.seen(LEE)) == 3


async def test_only_people_in_private_are_citizens(channel: Channel) -> None:
    """Channel posts, bots and what happens to a group are passed over."""
    await channel.api.writes(GROUP, KIM, {"new_chat_title": "새 이름"})
    post = {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}, "text": "상담사"}
    await channel.api.happens({"channel_post": post})
    card = await channel.hands_over()
    sent = len(channel.api.called("sendMessage"))
    reply = {"text": "상담사", "reply_to_message": channel.api.messages[GROUP][card]}
    await channel.api.writes(GROUP, LEE, {**reply, "from": {"id": LEE, "is_bot": True, "first_name": "다른 봇"}})
    await channel.settled()
    assert len(channel.api.called("sendMessage")) == sent
    assert {*channel.api.messages} == {GROUP, KIM}


async def test_the_calendar_of_the_plan_comes_as_a_file(channel: Channel) -> None:
    """B4 42: a button of the plan brings the same days that the plan tells, as bytes and not as a link."""
    for text in ("만들래요", "빵", "돈", "완료", "7", "2026-12-20", "내 진행표"):
        await channel.answered(KIM, text)
    await channel.tapped(KIM, Key.BUTTON_CALENDAR.value)
    [call] = channel.api.called("sendDocument")
    assert "VALUE=DATE:20261212" in str(call.fields["document"])


async def test_the_menu_of_commands_is_set(channel: Channel) -> None:
    """From the sentences of the content; the small library has none, and then none is set."""
    await channel.answered(KIM, "/start")
    assert channel.api.called("setMyCommands") == []
