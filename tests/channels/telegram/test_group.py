"""Consultants in their group: the card, its buttons, replies and commands, and who may use them."""

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.texts import AnyKey, Key
from tests.support.bot_api_json import buttons_of
from tests.support.telegram import GROUP, HAN, KIM, Channel

STRANGER = 99


async def test_a_case_walks_through_the_group_and_back(channel: Channel) -> None:
    """Card, claim, answer by reply, the citizen's words below the card, return, and the bot goes on."""
    await channel.answered(KIM, "만들래요")
    card = await channel.hands_over()
    assert channel.api.labels(GROUP, card) == [
        DeskKey.BUTTON_CARD_CLAIM,
        DeskKey.BUTTON_CARD_CLOSE,
        DeskKey.BUTTON_CARD_NOTE,
        DeskKey.BUTTON_CARD_GIVE,
    ]
    assert Key.NOTICE_TAKEN.value in await channel_hears(channel, "tap", DeskKey.BUTTON_CARD_CLAIM.value)
    assert "한소라" in str(channel.api.messages[GROUP][card]["text"])

    before = set(channel.api.of_bot(KIM))
    await channel.api.replies(GROUP, HAN, card, "정관부터 볼까요?")
    assert "정관부터 볼까요?" in (await channel.new(KIM, before))[0]

    before = set(channel.api.of_bot(GROUP))
    await channel.api.says(KIM, "네 정관이 어려워요")
    assert "네 정관이 어려워요" in (await channel.new(GROUP, before))[0]
    words = channel.api.messages[GROUP][max(channel.api.of_bot(GROUP))]
    assert words["reply_to_message"]["message_id"] == card  # type: ignore[index]  # JSON

    before = set(channel.api.of_bot(KIM))
    await channel.api.replies(GROUP, HAN, max(channel.api.of_bot(GROUP)), "제가 도와드릴게요")
    assert "제가 도와드릴게요" in (await channel.new(KIM, before))[0]

    assert Key.NOTICE_RETURNED.value in await channel_hears(channel, "tap", DeskKey.BUTTON_CARD_RETURN.value)
    assert channel.api.labels(GROUP, card)[:2] == [DeskKey.BUTTON_CARD_CLAIM, DeskKey.BUTTON_CARD_CLOSE]
    assert "7일 이상이에요." in (await channel.answered(KIM, "공고는 며칠 전에?"))[0]


async def channel_hears(channel: Channel, how: str, what: str) -> str:
    """What a citizen is told when the consultant does something."""
    before = set(channel.api.of_bot(KIM))
    if how == "tap":
        await channel.api.taps(GROUP, what, HAN)
    return "\n".join(await channel.new(KIM, before))


async def test_a_note_stays_between_consultants(channel: Channel) -> None:
    """It is kept with the case, and no message to anybody holds it."""
    card = await channel.hands_over()
    await channel.api.replies(GROUP, HAN, card, "/note 비밀 메모")
    await channel.settled()
    file = await channel.service.consultant().file(await channel.service.consultant().newest())
    assert file is not None and [it.text for it in file.history if it.verb == "note"] == ["비밀 메모"]
    assert not any("비밀 메모" in repr(call.fields) for call in channel.api.calls)


async def test_a_file_of_the_citizen_is_copied_below_the_card(channel: Channel) -> None:
    """By its reference, the words as caption; one that Telegram has no more leaves the words."""
    card = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.api.sends_photo(KIM, "이 서류요")
    await channel.api.sends_document(KIM, "정관.hwp", file="gone-1")
    await channel.settled()
    [photo] = channel.api.called("sendPhoto")
    assert (photo.fields["photo"], photo.fields["chat_id"]) == ("photo-large", str(GROUP))
    assert "이 서류요" in str(photo.fields["caption"])
    assert photo.fields["reply_parameters"]["message_id"] == card  # type: ignore[index]  # JSON
    assert "정관.hwp" in channel.api.seen(GROUP)[-1]


async def test_only_linked_staff_may_act(channel: Channel) -> None:
    """Anybody else is told how to be linked, and nothing happens."""
    card = await channel.hands_over()
    before = set(channel.api.of_bot(KIM))
    await channel.api.taps(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, STRANGER)
    await channel.api.replies(GROUP, STRANGER, card, "제가 상담사예요")
    assert await channel.new(KIM, before) == []
    assert channel.api.called("answerCallbackQuery")[-1].fields["text"] == DeskKey.GROUP_NOT_LINKED.value
    assert channel.api.seen(GROUP)[-1] == DeskKey.GROUP_NOT_LINKED.value
    assert {it.case.state for it in await channel.service.store.cases()} == {"waiting"}


async def test_an_editor_acts_on_no_case_and_is_given_none(channel: Channel) -> None:
    """Linked or not: in the group they are nobody, until their role is another."""
    await channel.hires(STRANGER, "오민준")
    await channel.staff.set_role("오민준", "editor")
    card = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, STRANGER)
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_GIVE.value, HAN)
    newest = channel.api.of_bot(GROUP)[max(channel.api.of_bot(GROUP))]
    assert "오민준" not in [label for label, _ in buttons_of(newest)]
    await channel.api.replies(GROUP, HAN, card, "/transfer 오민준")
    await channel.settled()
    assert [it.case.owner for it in await channel.service.store.cases()] == [None]
    await channel.staff.set_role("오민준", "consultant")
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, STRANGER)
    assert [it.case.owner for it in await channel.service.store.cases()] == ["오민준"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("/not 비밀", DeskKey.GROUP_UNKNOWN_COMMAND),
        ("/link 1234", DeskKey.GROUP_LINK_IN_PRIVATE),
        ("/note", DeskKey.CASE_NEEDS_WORDS),
    ],
)
async def test_a_slip_of_a_command_reaches_no_citizen(channel: Channel, text: str, key: AnyKey) -> None:
    """A note that is mistyped is never sent as an answer."""
    card = await channel.hands_over()
    before = set(channel.api.of_bot(KIM))
    await channel.api.replies(GROUP, HAN, card, text)
    assert await channel.new(KIM, before) == []
    assert key.value in channel.api.seen(GROUP)[-1]


async def test_words_of_no_case_are_not_lost_in_silence(channel: Channel) -> None:
    """A reply to a sentence of the bot that belongs to no case, and a note that replies to nothing."""
    await channel.api.replies(GROUP, HAN, None, "/note 비밀")
    await channel.settled()
    assert channel.api.seen(GROUP) == [DeskKey.GROUP_REPLY_TO_CASE.value]
    await channel.api.replies(GROUP, HAN, max(channel.api.of_bot(GROUP)), "여보세요")
    await channel.settled()
    assert channel.api.seen(GROUP) == [DeskKey.GROUP_REPLY_TO_CASE.value] * 2


async def test_consultants_may_talk_among_themselves(channel: Channel) -> None:
    """What replies to no case, and commands of other bots, are nobody's business."""
    await channel.hands_over()
    sent = len(channel.api.called("sendMessage"))
    first = await channel.api.replies(GROUP, HAN, None, "점심 먹을까요")
    await channel.api.replies(GROUP, STRANGER, first, "좋아요")
    await channel.api.replies(GROUP, STRANGER, first, "/claim@other_bot")
    await channel.settled()
    assert len(channel.api.called("sendMessage")) == sent


async def test_an_edit_of_an_answer_reaches_the_citizen_as_one(channel: Channel) -> None:
    """The same message reads otherwise, however often it is changed; nothing is said twice."""
    card = await channel.hands_over()
    answer = await channel.api.replies(GROUP, HAN, card, "13일이에요")
    await channel.settled()
    sent = set(channel.api.of_bot(KIM))
    for text in ("14일이에요", "14일까지예요"):
        await channel.api.edits(GROUP, answer, text)
        await channel.settled()
        assert set(channel.api.of_bot(KIM)) == sent
        assert channel.api.seen(KIM)[-1].endswith(text)
    assert not any("13일" in seen for seen in channel.api.seen(KIM))


@pytest.mark.parametrize("button", [DeskKey.BUTTON_CARD_RETURN, DeskKey.BUTTON_CARD_CLOSE])
async def test_an_edit_that_comes_too_late_is_told(channel: Channel, button: AnyKey) -> None:
    """Whoever changed it believes otherwise that the citizen reads it."""
    card = await channel.hands_over()
    answer = await channel.api.replies(GROUP, HAN, card, "13일이에요")
    await channel.settled()
    await channel.tapped(GROUP, button.value, HAN)
    await channel.api.edits(GROUP, answer, "14일이에요")
    await channel.settled()
    assert DeskKey.EDIT_TOO_LATE.value in channel.api.seen(GROUP)[-1]
    assert not any("14일" in seen for seen in channel.api.seen(KIM))


async def test_an_edit_of_a_note_goes_nowhere(channel: Channel) -> None:
    """Not with its command, and not when the command is taken away."""
    card = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    note = await channel.api.replies(GROUP, HAN, card, "/note 비밀이에요")
    await channel.settled()
    for text, told in (("/note 큰 비밀이에요", DeskKey.GROUP_NO_EDITS), ("큰 비밀이에요", DeskKey.EDIT_NO_ANSWER)):
        await channel.api.edits(GROUP, note, text)
        await channel.settled()
        assert told.value in channel.api.seen(GROUP)[-1]
    assert not any("비밀" in seen for seen in channel.api.seen(KIM))


async def test_a_note_is_asked_for_and_reaches_nobody_else(channel: Channel) -> None:
    """What answers the question is a note; what answers the card is still for the citizen."""
    await channel.hands_over()
    before = set(channel.api.of_bot(GROUP))
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_NOTE.value, HAN)
    [asked] = set(channel.api.of_bot(GROUP)) - before
    await channel.api.replies(GROUP, HAN, asked, "보증 이야기를 꺼내지 마세요")
    await channel.settled()
    assert not any("보증" in seen for seen in channel.api.seen(KIM))
    [case] = await channel.service.store.cases()
    file = await channel.service.store.case(case.case.number, "한소라")
    assert file is not None
    assert [(it.verb, it.text) for it in file.history][-1] == ("note", "보증 이야기를 꺼내지 마세요")


async def test_a_case_is_given_to_a_colleague_by_a_button(channel: Channel) -> None:
    """Whoever has it is not among the names."""
    await channel.hires(STRANGER, "오민준")
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_GIVE.value, HAN)
    newest = channel.api.of_bot(GROUP)[max(channel.api.of_bot(GROUP))]
    assert [label for label, _ in buttons_of(newest)] == ["오민준"]
    await channel.tapped(GROUP, "오민준", HAN)
    assert [it.case.owner for it in await channel.service.store.cases()] == ["오민준"]


async def test_without_colleagues_there_is_nobody_to_give_to(channel: Channel) -> None:
    """It is said, and the case stays where it was."""
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_GIVE.value, HAN)
    assert channel.api.called("answerCallbackQuery")[-1].fields["text"] == DeskKey.GROUP_NO_COLLEAGUE.value
    assert [it.case.owner for it in await channel.service.store.cases()] == ["한소라"]


async def test_a_file_of_a_consultant_reaches_the_citizen(channel: Channel) -> None:
    """With the words below it, and the case is then theirs; it stands in the conversation."""
    card = await channel.hands_over()
    before = set(channel.api.of_bot(KIM))
    document = {"file_id": "bylaws-1", "file_unique_id": "b", "file_name": "정관.hwp", "file_size": 1000}
    reply = {"reply_to_message": channel.api.messages[GROUP][card]}
    await channel.api.writes(GROUP, HAN, {"document": document, "caption": "고친 정관이에요", **reply})
    await channel.new(KIM, before)
    sent = channel.api.called("sendDocument")[-1].fields
    assert (sent["chat_id"], sent["document"]) == (str(KIM), "bylaws-1")
    assert "정관.hwp" in str(sent["caption"]) and "고친 정관이에요" in str(sent["caption"])
    assert [it.case.owner for it in await channel.service.store.cases()] == ["한소라"]


async def test_what_cannot_go_to_the_citizen_is_told(channel: Channel) -> None:
    """For whoever sent it believes the citizen has it: a sticker, and to somebody on the web a voice."""
    card = await channel.hands_over()
    reply = {"reply_to_message": channel.api.messages[GROUP][card]}
    await channel.api.writes(GROUP, HAN, {"dice": {"emoji": "🎲", "value": 3}, **reply})
    await channel.settled()
    assert channel.api.seen(GROUP)[-1] == DeskKey.GROUP_ONLY_TEXT.value
    person = await channel.service.person("web")
    await person.says("상담사")
    before = set(channel.api.of_bot(GROUP))
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    await channel.settled()
    reply = {"reply_to_message": channel.api.messages[GROUP][min(set(channel.api.of_bot(GROUP)) - before)]}
    voice = {"file_id": "voice-1", "file_unique_id": "v", "duration": 3}
    said = len(channel.api.seen(GROUP))
    await channel.api.writes(GROUP, HAN, {"voice": voice, **reply})
    await channel.settled()
    assert channel.api.seen(GROUP)[said:] == [DeskKey.GROUP_ONLY_TEXT.value]
    assert not channel.api.called("sendVoice")


async def test_a_code_links_an_account_once(channel: Channel) -> None:
    """In the private chat; the code is in no conversation."""
    _, code = await channel.staff.add("오민준")
    assert await channel.answered(STRANGER, f"/link {code.lower()}") == [DeskKey.LINKED.value]
    assert await channel.answered(STRANGER, f"/link {code}") == [DeskKey.LINK_REFUSED.value]
    assert await channel.service.store.conversation_at(f"telegram:7001:{STRANGER}") is None
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, STRANGER)
    assert [it.case.owner for it in await channel.service.store.cases()] == ["오민준"]


async def test_a_colleagues_case_is_not_answered(channel: Channel) -> None:
    """The words are not sent, and who wrote is told whose it is; `/take` takes it over with them."""
    await channel.hires(STRANGER, "오민준")
    card = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    before = set(channel.api.of_bot(KIM))
    await channel.api.replies(GROUP, STRANGER, card, "제 생각에는요")
    assert await channel.new(KIM, before) == []
    assert DeskKey.CASE_IS_ANOTHERS.value in channel.api.seen(GROUP)[-1]
    await channel.api.replies(GROUP, STRANGER, card, "/take 제 생각에는요")
    assert "제 생각에는요" in (await channel.new(KIM, before))[0]


async def test_a_button_of_a_card_that_is_gone_does_nothing(channel: Channel) -> None:
    """The card, not what the button says, decides which case it is."""
    card = await channel.hands_over()
    await channel.api.taps_data(GROUP, card, "case:26-9999:close", HAN)
    await channel.settled()
    assert channel.api.called("answerCallbackQuery")[-1].fields["text"] == DeskKey.GROUP_OLD_BUTTON.value
    assert {it.case.state for it in await channel.service.store.cases()} == {"waiting"}


async def test_a_case_is_handed_to_an_account_and_to_no_other_name(channel: Channel) -> None:
    """By `/transfer` too: a slip of the pen is told in the group, and the case stays."""
    card = await channel.hands_over()
    await channel.staff.add("오민준")
    before = set(channel.api.of_bot(GROUP))
    await channel.api.replies(GROUP, HAN, card, "/transfer 오민중")
    assert await channel.new(GROUP, before) == [DeskKey.STAFF_NOBODY.value]
    await channel.api.replies(GROUP, HAN, card, "/transfer 오민준")
    await channel.settled()
    assert [it.case.owner for it in await channel.service.store.cases()] == ["오민준"]
