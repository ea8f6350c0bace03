"""`doctor` and Telegram: the token, the way updates come, and the bot's rights in the consultants' group."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.app import SystemClock
from bot.channels.telegram.hook import PATH
from bot.cli.doctor_words import Diagnosis
from bot.cli.main import main
from bot.cli.words import say
from bot.content.word_file import sentences
from bot.core.korean import moment
from bot.store.codec_parts import SEOUL
from tests.support.bot_api import TOKEN, bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.bot_api_json import Json

GROUP = -1001
Run = Callable[..., Result]
HOME = "https://talk.example.kr"
HOOKED = {"TELEGRAM_WEBHOOK": "on", "TELEGRAM_WEBHOOK_SECRET": "eight-letters", "BASE_URL": HOME}
FAILING = {"last_error_date": 1795730400, "last_error_message": "Wrong response from the webhook: 502 Bad Gateway"}


@dataclass
class Office(ForumApi):
    """A group in which the bot is what `member` says, and everybody may do what `everybody` says."""

    member: Json = field(default_factory=dict)
    everybody: Json = field(default_factory=dict)

    async def _do(self, method: str, fields: Mapping[str, object]) -> object:
        told = await super()._do(method, fields)
        more = {"getchatmember": self.member, "getchat": self.everybody}.get(method)
        return {**told, **more} if more and isinstance(told, dict) else told


@pytest.fixture
def run(tmp_path: Path, picnic: Path) -> Run:
    """`python -m bot …` on a data folder."""

    def run(*words: str, **settings: str) -> Result:
        return CliRunner().invoke(
            main, [*words], env={"DATA_DIR": str(tmp_path), "CONTENT_DIR": str(picnic), **settings}
        )

    return run


@pytest.mark.parametrize(
    ("api", "forum", "line", "status"),
    [
        (ForumApi(), True, Diagnosis.GROUP_OPEN, 0),
        (ForumApi(may_manage=False), True, Diagnosis.GROUP_BARRED, 1),
        (ForumApi(), False, Diagnosis.GROUP_FLAT, 0),
        (ForumApi(token="1:another"), True, Diagnosis.TOKEN_REFUSED, 1),
    ],
    ids=["open", "barred", "flat", "refused"],
)
async def test_the_bot_and_its_group_are_looked_at(
    run: Run, api: ForumApi, forum: bool, line: Diagnosis, status: int
) -> None:
    """The token, the topics and the right to open them; nothing is written there."""
    async with bot_api(api):
        api.messages[GROUP] = {}
        if forum:
            api.forums.add(GROUP)
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.address, "TELEGRAM_DESK_CHAT": str(GROUP)}
        told = await asyncio.to_thread(run, "doctor", **settings)
        assert (told.exit_code, say(line) in told.output) == (status, True), told.output
        assert TOKEN not in told.output
        assert not [call for call in api.calls if call.method.lower().startswith("send")]


async def test_a_group_without_the_bot_and_a_service_that_is_away(run: Run) -> None:
    """Two different things to do."""
    api = ForumApi()
    async with bot_api(api):
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.address, "TELEGRAM_DESK_CHAT": str(GROUP)}
        told = await asyncio.to_thread(run, "doctor", **settings)
        assert (told.exit_code, say(Diagnosis.GROUP_AWAY) in told.output) == (1, True), told.output
    told = await asyncio.to_thread(run, "doctor", **settings)
    assert (told.exit_code, say(Diagnosis.TOKEN_UNREACHED) in told.output) == (1, True), told.output


def restricted(*, speaks: bool) -> Json:
    rights = ("audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls", "other_messages")
    may = {f"can_send_{name}": speaks for name in rights}
    may |= dict.fromkeys(("can_add_web_page_previews", "can_change_info", "can_invite_users"), speaks)
    may |= dict.fromkeys(
        ("can_pin_messages", "can_manage_topics", "can_edit_tag", "can_react_to_messages", "is_member"), True
    )
    return {"status": "restricted", "until_date": 0, **may, "can_send_messages": speaks}


@pytest.mark.parametrize(
    ("api", "line"),
    [
        (Office(member=restricted(speaks=False)), Diagnosis.GROUP_MUTE),
        (Office(member=restricted(speaks=True)), Diagnosis.GROUP_FLAT),
        (Office(everybody={"permissions": {"can_send_messages": False}}), Diagnosis.GROUP_MUTE),
        (Office(everybody={"permissions": {"can_send_messages": True}}), Diagnosis.GROUP_FLAT),
        (Office(member={"status": "left"}), Diagnosis.GROUP_AWAY),
    ],
    ids=["restricted", "restricted elsewhere", "silence for all", "all may", "left"],
)
async def test_a_bot_that_may_not_write_is_seen(run: Run, api: Office, line: Diagnosis) -> None:
    """Also one that is there no more, though the group can still be seen."""
    async with bot_api(api):
        api.messages[GROUP] = {}
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.address, "TELEGRAM_DESK_CHAT": str(GROUP)}
        told = await asyncio.to_thread(run, "doctor", **settings)
        assert say(line) in told.output
        assert told.exit_code == (line is not Diagnosis.GROUP_FLAT)


async def test_silence_for_all_does_not_bind_who_manages_the_group(run: Run) -> None:
    """The rights of everybody are not those of the bot."""
    api = Office(everybody={"permissions": {"can_send_messages": False}}, forums={GROUP})
    async with bot_api(api):
        api.messages[GROUP] = {}
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.address, "TELEGRAM_DESK_CHAT": str(GROUP)}
        assert say(Diagnosis.GROUP_OPEN) in (await asyncio.to_thread(run, "doctor", **settings)).output


@pytest.mark.parametrize(
    ("webhook", "line", "mark"),
    [
        ({}, Diagnosis.HOOK_NOT, Diagnosis.LOOK),
        ({"url": HOME + PATH}, Diagnosis.HOOK, Diagnosis.GOOD),
        ({"url": HOME + PATH, **FAILING, "pending_update_count": 3}, Diagnosis.HOOK_FAILING, Diagnosis.WRONG),
        ({"url": HOME + PATH, **FAILING}, Diagnosis.HOOK_FAILING, Diagnosis.LOOK),
    ],
    ids=["not told yet", "told", "failing", "failed once"],
)
async def test_the_way_of_posts_is_looked_at(run: Run, webhook: Json, line: Diagnosis, mark: Diagnosis) -> None:
    """With what Telegram says of it; without a webhook there is no such line."""
    api = ForumApi()
    api.webhook.update(webhook)
    async with bot_api(api):
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.address}
        told = await asyncio.to_thread(run, "doctor", **settings, **HOOKED)
        [found] = [row for row in told.output.splitlines() if HOME in row]
        assert found.startswith(say(mark))
        assert found.endswith(sentences("bot.cli")[line].split(" ")[-1])
        at = datetime.fromtimestamp(1795730400, SEOUL)
        for part in (str(FAILING["last_error_message"]), moment(at, SystemClock().now())):
            assert (part in found) == (line is Diagnosis.HOOK_FAILING)
        assert HOOKED["TELEGRAM_WEBHOOK_SECRET"] not in told.output
        assert "webhook" not in (await asyncio.to_thread(run, "doctor", **settings)).output
