"""Every kind of thing that people send in a private chat has one sensible answer, and what is not ours is not kept."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.texts import AnyKey, Key
from tests.support.bot_api import bot_api
from tests.support.bot_api_json import AT, Json, photo_size
from tests.support.telegram import GROUP, HAN, KIM, LEE, Channel, talking
from tests.talk.small import small_library

PLACE: Json = {"location": {"latitude": 36.351234, "longitude": 127.385678}}
CARD: Json = {"contact": {"phone_number": "010-1234-5678", "first_name": "김옆집"}}
POLL: Json = {
    "poll": {
        "id": "1",
        "question": "점심은요?",
        "options": [{"text": "밥", "voter_count": 0, "persistent_id": "1"}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
}
ONE: Json = {"file_id": "one", "file_unique_id": "uone"}
STICKER: Json = {
    "sticker": {**ONE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}
}
VOICE: Json = {"voice": {**ONE, "duration": 3}}
ROUND: Json = {"video_note": {**ONE, "duration": 3, "length": 240}}
OLDER: Json = {"poll": {"id": "1", "question": "점심은요?"}}
GIFT: Json = {"something_that_is_new": {"value": 1}}


async def sends(channel: Channel, content: Json, chat: int = KIM) -> list[str]:
    """Sends that, and gives what comes back."""
    before = set(channel.api.of_bot(chat))
    await channel.api.writes(chat, chat, content)
    return await channel.new(chat, before)


def list_of(folder: Path) -> list[Path]:
    """The files that are kept."""
    return [*folder.iterdir()]


async def words(channel: Channel, chat: int = KIM) -> list[str]:
    """What is kept of what a citizen said."""
    conversation = await channel.service.store.conversation_at(f"telegram:7001:{chat}")
    kept = await channel.service.store.messages(conversation or "")
    return [it.text for it in kept if it.sender == "citizen"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (PLACE, Key.PLACE_NOT_KEPT),
        (CARD, Key.CARD_NOT_KEPT),
        (POLL, Key.POLL_NOT_READ),
        (STICKER, Key.STICKER_SEEN),
        ({"dice": {"emoji": "🎲", "value": 6}}, Key.STICKER_SEEN),
        (VOICE, Key.VOICE_NOT_HEARD),
        (ROUND, Key.FILE_NEEDS_PERSON),
        (GIFT, Key.FILE_NEEDS_PERSON),
        (OLDER, Key.FILE_NEEDS_PERSON),
        ({"text": "/help", "entities": 7}, Key.FILE_NEEDS_PERSON),
        ({"text": "도움말", "entities": 7}, Key.HELP),
    ],
)
async def test_every_kind_has_one_answer(channel: Channel, content: Json, key: AnyKey) -> None:
    """What only a person can read is offered to one; for the rest there is a sentence, and a way on."""
    [answer] = await sends(channel, content)
    assert key.value in answer
    assert channel.api.labels(KIM, max(channel.api.of_bot(KIM)))


async def test_what_is_not_ours_is_kept_nowhere(
    channel: Channel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """No place, name or number is in the store, in a log line or in what consultants get."""
    with caplog.at_level(logging.INFO):
        await channel.hands_over()
        for content in (PLACE, CARD, {"venue": {**PLACE, "title": "우리집", "address": "어느 길 1"}, **PLACE}):
            await sends(channel, content)
        await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
        for content in (PLACE, CARD):
            assert len(await sends(channel, content)) == 1
    kept = b"".join([it.read_bytes() for it in list_of(tmp_path)]).decode("utf-8", "replace")
    everywhere = kept + caplog.text + repr(channel.api.seen(GROUP))
    for secret in ("36.35", "127.38", "1234-5678", "옆집", "우리집", "어느 길"):
        assert secret not in everywhere
    assert "[file_place]" in repr(channel.api.seen(GROUP))


async def test_a_place_is_answered_with_the_choices_that_are_open(channel: Channel) -> None:
    """A 구 is one tap, where a question asks for one; the question stays as it was."""
    await channel.answered(KIM, "만들래요")
    texts = await sends(channel, PLACE)
    assert Key.PLACE_CHOOSE.value in texts[0]
    assert channel.api.labels(KIM, max(channel.api.of_bot(KIM)))[:2] == ["빵", "돌봄"]


async def test_a_place_that_moves_is_one_message(channel: Channel) -> None:
    """Telegram tells of every step as an edit."""
    number = await channel.api.writes(KIM, KIM, PLACE)
    await channel.settled()
    await channel.api.happens({"edited_message": {**channel.api.messages[KIM][number], "edit_date": AT + 1}})
    await channel.settled()
    assert await words(channel) == ["[file_place]"]
    assert len(channel.api.seen(KIM)) == 1


async def test_an_album_is_one_thought(channel: Channel) -> None:
    """B4 41: each picture is kept and reaches the consultant; the citizen is answered once."""
    before = set(channel.api.of_bot(KIM))
    for place in range(3):
        photo = {"photo": [photo_size(f"photo-{place}", 1280)], "media_group_id": "77"}
        await channel.api.writes(KIM, KIM, {**photo, **({"caption": "정관 세 쪽"} if place == 0 else {})})
    assert len(await channel.new(KIM, before)) == 1
    assert await words(channel) == ["[file_photo]\n정관 세 쪽", "[file_photo]", "[file_photo]"]
    assert len(await sends(channel, {"photo": [photo_size("photo-9", 1280)], "media_group_id": "78"})) == 1
    await channel.tapped(KIM, "button_handover_yes")
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    for place in range(3):
        await channel.api.writes(KIM, KIM, {"photo": [photo_size(f"more-{place}", 1280)], "media_group_id": "79"})
    await channel.settled()
    assert [call.fields["photo"] for call in channel.api.called("sendPhoto")] == ["more-0", "more-1", "more-2"]


async def test_a_text_that_telegram_cut_is_one_thought(channel: Channel) -> None:
    """The rest is kept and gets no answer of its own, and is no second miss; a number in it is masked and told."""
    before = set(channel.api.of_bot(KIM))
    long = "가나다 " * 1010
    await channel.api.says(KIM, long)
    await channel.api.says(KIM, long, date=AT + 1)
    await channel.api.says(KIM, "끝이에요 010-1234-5678", date=AT + 2)
    first, *more = await channel.new(KIM, before)
    assert Key.MESSAGE_TOO_LONG.value in first
    assert [Key.MASKED.value in text for text in more] == [True]
    assert len(await words(channel)) == 3
    assert Key.NOT_UNDERSTOOD_TWICE.value in (await channel.answered(KIM, "흠냐"))[0]


@pytest.mark.parametrize(("length", "later"), [(3000, 0), (4040, 2)])
async def test_two_messages_are_two_thoughts(channel: Channel, length: int, later: int) -> None:
    """A short one was not cut, and who writes again after two seconds has something else to say."""
    before = set(channel.api.of_bot(KIM))
    await channel.api.says(KIM, "가" * length)
    await channel.api.says(KIM, "공고는 며칠 전에?", date=AT + later)
    assert any("7일" in text for text in await channel.new(KIM, before))


async def test_people_who_write_long_at_once_are_not_mixed_up(channel: Channel) -> None:
    """B4 39: what goes on is a chat's own."""
    await channel.api.says(KIM, "가" * 4050)
    assert "7일" in (await channel.answered(LEE, "공고는 며칠 전에?"))[0]


async def test_what_is_forwarded_is_the_persons_own(channel: Channel) -> None:
    """Their words and files, wherever they have them from."""
    origin = {"type": "hidden_user", "date": AT, "sender_user_name": "누군가"}
    assert "7일" in (await sends(channel, {"text": "공고는 며칠 전에?", "forward_origin": origin}))[0]
    document = {"document": {**ONE, "file_name": "정관.hwp"}, "forward_origin": origin}
    assert Key.FILE_NEEDS_PERSON.value in (await sends(channel, document))[0]
    assert "누군가" not in repr(await words(channel))


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("founding", "무엇을 하나요?"),
        ("notice_days", "7일 이상이에요."),
        ("request", Key.HANDOVER.value),
        ("nothing", Key.GREETING.value),
        ("rm_-rf", Key.GREETING.value),
        ("상담사", Key.GREETING.value),
    ],
)
async def test_a_link_into_the_bot_leads_to_what_it_names(channel: Channel, payload: str, expected: str) -> None:
    """A procedure or an answer by its id; anything else is the menu, and never taken for words."""
    [answer] = await channel.answered(KIM, f"/start {payload}")
    assert expected in answer
    assert payload not in await words(channel)


async def test_a_link_begins_no_draft(tmp_path: Path) -> None:
    """Whoever guesses the id of a procedure that is not published gets the menu."""
    drafted = replace(small_library(), drafts=frozenset({"founding"}))
    async with bot_api() as api, talking(tmp_path, api, library=drafted) as channel:
        assert await channel.answered(KIM, "/start founding") == [Key.GREETING.value]


async def test_a_link_and_a_place_in_the_content_that_is_served(tmp_path: Path, library: Library) -> None:
    """`/start ordinary_coop` begins it, an answer is shown by its id, and a place offers the 구 that are asked for."""
    async with bot_api() as api, talking(tmp_path, api, library=library) as channel:
        flow = library.flows["ordinary_coop"]
        [asked] = await channel.answered(KIM, f"/start {flow.id}")
        assert flow.nodes[flow.start].name in asked
        entry = next(iter(library.entries.values()))
        assert entry.answer.strip()[:20] in (await channel.answered(LEE, f"/start {entry.id}"))[0]
        await channel.answered(LEE, "상담사")
        await channel.tapped(LEE, library.text(Key.BUTTON_HANDOVER_YES))
        for text in ("정관이 궁금해요", "일반협동조합", "5명", "7명"):
            await channel.answered(LEE, text)
        await sends(channel, PLACE, LEE)
        assert "유성구" in channel.api.labels(LEE, max(channel.api.of_bot(LEE)))
        assert library.text(Key.PLACE_CHOOSE) in "\n".join(channel.api.seen(LEE))


async def test_a_link_leaves_a_consultants_talk_alone(channel: Channel) -> None:
    """B1 1: while a person has the conversation the bot asks nothing."""
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    assert await channel.answered(KIM, "/start founding") == [Key.NOTICE_PERSON_HAS_IT.value]


async def test_an_edit_that_changes_no_word_is_none(channel: Channel) -> None:
    """Telegram calls it an edit, too, when a preview of a link came."""
    await channel.answered(KIM, "만들래요")
    said = await channel.api.says(KIM, "빵")
    await channel.settled()
    before = set(channel.api.of_bot(KIM))
    await channel.api.edits(KIM, said, "빵")
    assert await channel.new(KIM, before) == []
    assert await words(channel) == ["만들래요", "빵"]


async def test_a_command_that_is_edited_is_a_command(channel: Channel) -> None:
    """It takes the place of the words it changes."""
    said = await channel.api.says(KIM, "공고는 며칠 전에?")
    await channel.settled()
    before = set(channel.api.of_bot(KIM))
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    channel.api.messages[KIM][said]["entities"] = entities
    await channel.api.edits(KIM, said, "/help")
    assert Key.HELP.value in (await channel.new(KIM, before))[0]


async def test_the_words_below_a_photo_can_be_edited(channel: Channel) -> None:
    """The new words count, the old are kept with their time, and the consultant sees the photo with the new ones."""
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    number = await channel.api.sends_photo(KIM, "옛말")
    await channel.settled()
    channel.service.clock.pass_(minutes=5)
    channel.api.messages[KIM][number].update(caption="새말", edit_date=AT + 1)
    await channel.api.happens({"edited_message": channel.api.messages[KIM][number]})
    await channel.settled()
    conversation = await channel.service.store.conversation_at(f"telegram:7001:{KIM}")
    kept = await channel.service.store.messages(conversation or "")
    old, new = (it for it in kept if it.text.startswith("[file_photo]"))
    assert (old.text, new.text) == ("[file_photo]\n옛말", "[file_photo]\n새말")
    assert new.edits == old.number and old.at < new.at
    assert "새말" in str(channel.api.called("sendPhoto")[-1].fields["caption"])
