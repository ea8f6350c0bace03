"""Files both ways and on both channels: fetched from Telegram for the desk and the web, uploaded to it as bytes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram.rates import Limits, Rate, Rates
from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.bot_api_json import Call
from tests.support.samples import BAD, GOOD, png
from tests.support.telegram import ANY, GROUP, HAN, KIM, Channel, talking
from tests.support.web import Browser, DeskBrowser, Web, web_on

CASE = "26-0001"


@pytest.fixture
async def web(channel: Channel) -> AsyncIterator[Web]:
    """The pages of the same service."""
    async with web_on(channel.service) as web:
        yield web


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant's browser; the account is the one that is linked to Telegram."""
    async with web.office() as desk:
        yield desk


async def by_web(channel: Channel, web: Web) -> tuple[Browser, int]:
    """A citizen on the web with a case, and the number of its card in the group."""
    before = set(channel.api.of_bot(GROUP))
    lee = await web.browser()
    await lee.asks_for_a_person()
    await channel.settled()
    return lee, min(set(channel.api.of_bot(GROUP)) - before)


def sent(channel: Channel, method: str, chat: int) -> list[Call]:
    """What was sent there by that method."""
    return [call for call in channel.api.called(method) if call.fields["chat_id"] == str(chat)]


async def document(channel: Channel, card: int, name: str, reference: str, caption: str = "") -> None:
    """A consultant answers in the group with a document."""
    one = {"file_id": reference, "file_unique_id": "u", "file_name": name, "file_size": 1000}
    words = {"caption": caption} if caption else {}
    await channel.api.writes(
        GROUP, HAN, {"document": one, "reply_to_message": channel.api.messages[GROUP][card], **words}
    )


async def test_what_a_citizen_sends_in_telegram_is_opened_at_the_desk(channel: Channel, desk: DeskBrowser) -> None:
    """Fetched after the turn has answered; the group has it by its name in Telegram, as ever."""
    channel.api.files["bylaws"] = GOOD["hwp"]
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.api.sends_document(KIM, "정관.hwp", file="bylaws")
    await channel.settled()
    thread = (await desk.part(CASE))["thread"]
    path = next(part.split('"')[0] for part in thread.split('href="') if "/files/" in part.split('"')[0])
    assert (await desk.client.get(path)).content == GOOD["hwp"]
    assert [call.fields["document"] for call in sent(channel, "sendDocument", GROUP)] == ["bylaws"]


@pytest.mark.parametrize("trouble", ["gone", "too large", "another type"])
async def test_what_cannot_be_fetched_is_shown_to_who_opens_the_case(
    channel: Channel, desk: DeskBrowser, trouble: str
) -> None:
    """And the conversation goes on; the group has the file all the same."""
    if trouble == "another type":
        channel.api.files["bylaws"] = BAD["a program"]
    elif trouble == "too large":
        channel.api.trouble("getFile", 400, "Bad Request: file is too big")
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.api.sends_document(KIM, "정관.hwp", file="bylaws")
    await channel.settled()
    assert 'class="lost"' in (await desk.part(CASE))["thread"]
    assert [call.fields["document"] for call in sent(channel, "sendDocument", GROUP)] == ["bylaws"]


async def test_telegram_is_asked_again_for_what_it_did_not_give(channel: Channel, desk: DeskBrowser) -> None:
    """After a pause."""
    channel.api.files["bylaws"] = GOOD["hwp"]
    channel.api.trouble("getFile", 502)
    await channel.hands_over()
    await channel.api.sends_document(KIM, "정관.hwp", file="bylaws")
    await channel.settled()
    assert "download" not in (await desk.part(CASE))["thread"]
    channel.service.clock.pass_(seconds=5)
    await channel.settled()
    assert "download" in (await desk.part(CASE))["thread"]


async def test_what_a_citizen_sends_on_the_web_comes_to_the_group_as_bytes(channel: Channel, web: Web) -> None:
    """With its name and the words below it, to who has the case."""
    lee, _ = await by_web(channel, web)
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await lee.sends_file("정관.hwpx", GOOD["hwpx"], text="이거예요")
    await channel.settled()
    [call] = sent(channel, "sendDocument", GROUP)
    assert call.fields["document"] == GOOD["hwpx"]
    assert "정관.hwpx" in str(call.fields["caption"]) and "이거예요" in str(call.fields["caption"])


@pytest.mark.parametrize(
    ("name", "content", "method"),
    [
        ("견적.pdf", GOOD["pdf"], "sendDocument"),
        ("사진.png", png(), "sendPhoto"),
        ("사진.heic", GOOD["heic"], "sendDocument"),
    ],
)
async def test_a_file_from_the_desk_comes_to_telegram_as_bytes(
    channel: Channel, desk: DeskBrowser, name: str, content: bytes, method: str
) -> None:
    """Never as a link (B4 42); a picture is shown as one where Telegram can."""
    await channel.hands_over()
    assert (await desk.sends_file(CASE, name, content, "여기 있어요")).status_code == 200
    await channel.settled()
    [call] = [*sent(channel, "sendDocument", KIM), *sent(channel, "sendPhoto", KIM)]
    assert call.method == method.lower()
    assert call.fields[method.removeprefix("send").lower()] == content
    assert name in str(call.fields["caption"]) and "여기 있어요" in str(call.fields["caption"])


async def test_a_picture_that_telegram_cannot_show_goes_as_a_document(channel: Channel, desk: DeskBrowser) -> None:
    """Such as one that is very long."""
    await channel.hands_over()
    channel.api.trouble("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    await desk.sends_file(CASE, "긴 사진.png", png())
    await channel.settled()
    assert [call.fields["document"] for call in sent(channel, "sendDocument", KIM)] == [png()]


async def test_a_file_is_sent_again_and_says_so(channel: Channel, desk: DeskBrowser) -> None:
    """As every row of the outbox: once more after a lost answer, with a mark."""
    await channel.hands_over()
    channel.api.trouble("sendDocument", 502)
    await desk.sends_file(CASE, "견적.pdf", GOOD["pdf"])
    await channel.settled()
    await channel.pass_(seconds=5)
    first, second = [str(call.fields["caption"]) for call in sent(channel, "sendDocument", KIM)]
    assert (DeskKey.TELEGRAM_REPEATED.value in first, DeskKey.TELEGRAM_REPEATED.value in second) == (False, True)


async def test_a_file_that_telegram_refuses_is_told(channel: Channel, desk: DeskBrowser) -> None:
    """Its words do not go alone, as if it were with them; it can be sent again from the desk."""
    await channel.hands_over()
    channel.api.trouble("sendDocument", 400, "Bad Request: wrong file")
    before = set(channel.api.of_bot(KIM))
    await desk.sends_file(CASE, "견적.pdf", GOOD["pdf"])
    said = await channel.new(KIM, before)
    assert not any("견적.pdf" in it for it in said)
    assert DeskKey.DESK_NOT_DELIVERED.value in channel.api.seen(GROUP)[-1]
    assert "unsent" in (await desk.part(CASE))["thread"]


async def test_long_words_go_before_the_file_and_both_are_counted(tmp_path: Path) -> None:
    """What stands below a file is short in Telegram, and a chat takes no two messages at once here."""
    rates = Rates(Limits(ANY, Rate(1, 10), ANY))
    async with bot_api() as api, talking(tmp_path, api, rates=rates) as channel, web_on(channel.service) as web:
        person = await channel.service.store.open_address("telegram:7001:21", channel.service.clock.now(), push=True)
        assert person
        async with web.office() as desk:
            await channel.api.says(KIM, "상담사")
            await channel.settled()
            await channel.pass_(seconds=11)
            await channel.api.taps(KIM, Key.BUTTON_HANDOVER_YES.value)
            for _ in range(6):
                await channel.settled()
                await channel.pass_(seconds=11)
            await desk.sends_file(CASE, "견적.pdf", GOOD["pdf"], "설명 " * 600)
            await channel.settled()
            await channel.pass_(seconds=11)
            assert sent(channel, "sendDocument", KIM) == []
            await channel.pass_(seconds=11)
            assert len(sent(channel, "sendDocument", KIM)) == 1
            assert sum("설명" in text for text in channel.api.seen(KIM)) == 1


async def test_a_file_from_the_group_is_saved_on_the_web(channel: Channel, web: Web) -> None:
    """Who asks for it before it was fetched waits for it."""
    channel.api.files["bylaws"] = GOOD["docx"]
    lee, card = await by_web(channel, web)
    await document(channel, card, "정관 예시.docx", "bylaws", "참고하세요")
    await channel.api.until_heard()
    [message] = [it for it in await lee.all() if "file" in it]
    assert (message["from"], message["file"]["state"]) == ("consultant", "wanted")  # type: ignore[index]  # JSON
    asking = asyncio.create_task(lee.get(f"/api/files/{message['number']}"))
    await asyncio.sleep(0)
    await channel.settled()
    assert (await asking).content == GOOD["docx"]
    assert "참고하세요" in str(message["text"])


async def test_a_file_from_the_group_that_does_not_reach_the_web_is_told(channel: Channel, web: Web) -> None:
    """Whoever sent it learns it in the group; the citizen is not left waiting."""
    lee, card = await by_web(channel, web)
    await document(channel, card, "정관 예시.docx", "unknown")
    await channel.settled()
    assert any(DeskKey.DESK_FILE_NOT_SENT.value in text for text in channel.api.seen(GROUP))
    [message] = [it for it in await lee.all() if "file" in it]
    assert (await lee.get(f"/api/files/{message['number']}")).status_code == 404


@pytest.mark.parametrize("old", [False, True])
async def test_a_citizen_of_telegram_has_a_file_removed(channel: Channel, desk: DeskBrowser, old: bool) -> None:
    """By a button with their answers; it goes from the group too, or somebody there is asked to delete it."""
    channel.api.files["bylaws"] = GOOD["hwp"]
    await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.api.sends_document(KIM, "김동그라미.hwp", file="bylaws")
    await channel.settled()
    assert any("김동그라미" in text for text in channel.api.seen(GROUP))
    if old:
        channel.api.trouble("deleteMessage", 400, "Bad Request: message can't be deleted for everyone")
    await channel.answered(KIM, "/mydata")
    assert Key.FILE_IS_REMOVED.value in await channel.tapped(KIM, Key.BUTTON_DISCARD.value)
    assert Key.FILE_REMOVED.value in channel.api.seen(GROUP)[-1]
    assert (DeskKey.GROUP_FILE_STAYS.value in channel.api.seen(GROUP)[-1]) is old
    assert any("김동그라미" in text for text in channel.api.seen(GROUP)) is old
    part = await desk.part(CASE)
    assert "김동그라미" not in str(part) and "gone" in part["thread"]


async def test_what_was_removed_before_it_was_fetched_is_not_kept(channel: Channel, tmp_path: Path) -> None:
    """Nor brought back by an edit of the words below it."""
    channel.api.files["bylaws"] = GOOD["hwp"]
    channel.api.trouble("getFile", 502)
    await channel.hands_over()
    number = await channel.api.sends_document(KIM, "정관.hwp", "이거예요", file="bylaws")
    await channel.settled()
    await channel.answered(KIM, "/mydata")
    await channel.tapped(KIM, Key.BUTTON_DISCARD.value)
    channel.api.messages[KIM][number]["caption"] = "이게 맞아요"
    await channel.api.happens({"edited_message": channel.api.messages[KIM][number]})
    channel.service.clock.pass_(seconds=60)
    await channel.settled()
    assert not (tmp_path / "files").exists()
