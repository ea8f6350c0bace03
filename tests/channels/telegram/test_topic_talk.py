"""What consultants say in the topic of a case: what goes to the citizen, what is a note, and what is only talk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from tests.support.bot_api import bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.bot_api_json import entities_of
from tests.support.telegram import GROUP, HAN, KIM, Channel, talking

OH, STRANGER = 41, 99
DOCUMENT = {"file_id": "bylaws-1", "file_unique_id": "b", "file_name": "정관.hwp", "file_size": 1000}


@pytest.fixture
async def topic(tmp_path: Path) -> AsyncIterator[tuple[Channel, ForumApi, int]]:
    """The channel, its group with topics, and the topic of a case that waits."""
    async with bot_api(ForumApi(forums={GROUP})) as api, talking(tmp_path, api) as channel:
        assert isinstance(api, ForumApi)
        await channel.hires(OH, "오민준")
        yield channel, api, await channel.hands_over()


Topic = tuple[Channel, ForumApi, int]


async def says(topic: Topic, text: str, user: int = HAN) -> int:
    """Somebody says something in the topic, and all that follows has happened; its number."""
    channel, api, thread = topic
    number = await api.writes_in(GROUP, thread, user, text)
    await channel.settled()
    return number


async def owner(channel: Channel) -> str | None:
    [listed] = await channel.service.store.cases()
    return listed.case.owner


async def notes(channel: Channel) -> list[str]:
    """The notes of the case."""
    file = await channel.service.consultant().file(await channel.service.consultant().newest())
    return [it.text for it in file.history if it.verb == "note"] if file else []


async def test_a_reply_in_a_topic_goes_to_the_citizen(topic: Topic) -> None:
    """To whatever the bot has written there, as in a group without topics."""
    channel, api, thread = topic
    await api.replies(GROUP, HAN, api.card(GROUP, thread), "정관부터 볼까요?")
    await channel.settled()
    assert "정관부터 볼까요?" in api.seen(KIM)[-1]


async def test_what_replies_to_nothing_is_asked_about(topic: Topic) -> None:
    """It goes once its writer says so, once however often it is tapped, and the question is gone."""
    channel, api, thread = topic
    heard = len(api.seen(KIM))
    await says(topic, "정관부터 볼까요?")
    question = max(api.of_bot(GROUP))
    data = api.data(GROUP, question)[0]
    asked = api.messages[GROUP][question]
    assert asked["text"] == DeskKey.GROUP_SEND_THIS.value and asked["message_thread_id"] == thread
    assert len(api.seen(KIM)) == heard
    await channel.tapped(GROUP, DeskKey.BUTTON_SEND_THIS.value, HAN)
    assert question not in api.messages[GROUP]
    api.messages[GROUP][question] = asked
    await api.taps_data(GROUP, question, data, HAN)
    await channel.settled()
    assert sum("정관부터 볼까요?" in text for text in api.seen(KIM)) == 1
    assert await owner(channel) == "한소라"


async def test_what_could_not_be_asked_about_is_not_lost_in_silence(topic: Topic) -> None:
    """Its writer hears of it once the group takes words again."""
    channel, api, thread = topic
    api.trouble("sendMessage", 429, "Too Many Requests: retry after 30", retry_after=30)
    await says(topic, "정관부터 볼까요?")
    told = api.in_topic(GROUP, thread)[-1]
    assert DeskKey.GROUP_WAS_NOT_SENT.value in told and DeskKey.GROUP_FOR.value in told
    await api.replies(GROUP, HAN, max(api.of_bot(GROUP)), "정관부터 볼까요?")
    await channel.settled()
    assert "정관부터 볼까요?" in api.seen(KIM)[-1]


async def test_it_may_be_kept_as_a_note(topic: Topic) -> None:
    """Invariant 4: then no message to anybody holds it."""
    channel, api, _ = topic
    await says(topic, "보증 이야기는 조심해요")
    await channel.tapped(GROUP, DeskKey.BUTTON_KEEP_THIS.value, HAN)
    assert await notes(channel) == ["보증 이야기는 조심해요"]
    assert not any("보증" in repr(call.fields) for call in api.calls)


async def test_colleagues_talk_beside_the_owner(topic: Topic) -> None:
    """What others say in the topic of a case that somebody has, and replies to a colleague, is nobody's business."""
    channel, api, thread = topic
    await says(topic, "/claim")
    sent, heard = len(api.called("sendMessage")), list(api.seen(KIM))
    word = await says(topic, "이 건은 제가 작년에 했어요", OH)
    await api.writes_in(GROUP, thread, HAN, "어떻게 하셨어요?", word)
    await says(topic, "저는 구경만 할게요", STRANGER)
    await api.puts_in(GROUP, thread, HAN, {"dice": {"emoji": "🎲", "value": 3}})
    await channel.settled()
    assert (len(api.called("sendMessage")), api.seen(KIM)) == (sent, heard)


async def test_only_who_wrote_it_sends_it(topic: Topic) -> None:
    """It would be said in another's name."""
    channel, api, _ = topic
    heard = list(api.seen(KIM))
    await says(topic, "정관부터 볼까요?")
    await channel.tapped(GROUP, DeskKey.BUTTON_SEND_THIS.value, OH)
    assert api.called("answerCallbackQuery")[-1].fields["text"] == DeskKey.GROUP_NOT_YOURS.value
    assert api.seen(KIM) == heard


async def test_words_that_were_sent_by_a_tap_can_be_edited(topic: Topic) -> None:
    """As every answer; an edit of what was never sent is nobody's business."""
    channel, api, _ = topic
    talk = await says(topic, "작년 일인데요")
    word = await says(topic, "13일이에요")
    await channel.tapped(GROUP, DeskKey.BUTTON_SEND_THIS.value, HAN)
    sent = len(api.called("sendMessage"))
    await api.edits(GROUP, word, "14일이에요")
    await api.edits(GROUP, talk, "재작년 일인데요")
    await channel.settled()
    assert api.seen(KIM)[-1].endswith("14일이에요") and not any("13일" in text for text in api.seen(KIM))
    assert len(api.called("sendMessage")) == sent


async def test_a_file_that_replies_to_nothing_is_asked_about(topic: Topic) -> None:
    """It is no note, and goes with the words below it."""
    channel, api, thread = topic
    await api.puts_in(GROUP, thread, HAN, {"document": DOCUMENT, "caption": "고친 정관이에요"})
    await channel.settled()
    assert api.labels(GROUP, max(api.of_bot(GROUP))) == [DeskKey.BUTTON_SEND_THIS.value]
    await channel.tapped(GROUP, DeskKey.BUTTON_SEND_THIS.value, HAN)
    sent = api.called("sendDocument")[-1].fields
    assert (sent["chat_id"], sent["document"]) == (str(KIM), "bylaws-1") and "고친 정관이에요" in str(sent["caption"])


async def test_commands_mean_the_case_of_the_topic(topic: Topic) -> None:
    """They need no reply there; and a slip of one is told."""
    channel, api, _ = topic
    await says(topic, "/claim")
    assert await owner(channel) == "한소라"
    await says(topic, "/note 비밀 메모")
    assert await notes(channel) == ["비밀 메모"]
    await says(topic, "/transfer 오민준")
    assert await owner(channel) == "오민준"
    await says(topic, "/take 제가 볼게요")
    assert "제가 볼게요" in api.seen(KIM)[-1] and await owner(channel) == "한소라"
    await says(topic, "/not 비밀")
    assert api.seen(GROUP)[-1] == DeskKey.GROUP_UNKNOWN_COMMAND.value
    await says(topic, "/close")
    assert not await channel.service.store.cases()
    assert not any("비밀" in repr(call.fields) for call in api.calls)


async def test_a_note_is_asked_for_in_the_topic(topic: Topic) -> None:
    """By the button of the card; what answers the question is a note, there as everywhere."""
    channel, api, thread = topic
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_NOTE.value, HAN)
    asked = max(api.of_bot(GROUP))
    assert api.messages[GROUP][asked]["message_thread_id"] == thread
    await api.replies(GROUP, HAN, asked, "보증 이야기를 꺼내지 마세요")
    await channel.settled()
    assert await notes(channel) == ["보증 이야기를 꺼내지 마세요"]
    assert not any("보증" in text for text in api.seen(KIM))


async def test_outside_of_all_topics_words_are_nobodys(topic: Topic) -> None:
    """Talk, replies to talk (which have a thread, and no topic), and a command that means no case."""
    channel, api, _ = topic
    heard, before = list(api.seen(KIM)), len(api.seen(GROUP))
    first = await api.replies(GROUP, HAN, None, "점심 먹을까요")
    reply = {"reply_to_message": api.messages[GROUP][first], "message_thread_id": first}
    await api.writes(GROUP, OH, {"text": "좋아요", **reply})
    await channel.settled()
    assert (api.seen(KIM), len(api.seen(GROUP))) == (heard, before)
    await api.writes(GROUP, OH, {"text": "/claim", **entities_of("/claim"), **reply})
    await channel.settled()
    assert api.seen(GROUP)[-1] == DeskKey.GROUP_REPLY_TO_CASE.value


async def test_who_is_not_linked_is_told_while_nobody_has_the_case(topic: Topic) -> None:
    """They may believe that they are answering."""
    channel, api, _ = topic
    heard = list(api.seen(KIM))
    await says(topic, "제가 상담사예요", STRANGER)
    assert api.seen(GROUP)[-1] == DeskKey.GROUP_NOT_LINKED.value and api.seen(KIM) == heard
    assert await owner(channel) is None
