"""Canaries: numbers of a person, told in every way there is, are searched for in everything that was kept."""

import logging
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.conversation import Decision, Situation
from bot.core.event import Event
from bot.core.library import Library
from bot.core.texts import Key
from tests.support.person import Person, running

CANARIES = (
    "900101-1234567",
    "4111 1111 1111 1111",
    "010-7391-8264",
    "공일공 칠삼구일 팔이육사",
    "hong.canary@example.kr",
)
TOLD = ("1234567", "11111111", "73918264", "칠삼구일팔이육사", "hongcanary")


def kept(folder: Path, log: pytest.LogCaptureFixture) -> str:
    """Every byte of the database and the log, without the signs that stand between digits."""
    stored = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    text = stored.decode("utf-8", "replace") + "".join(record.getMessage() for record in log.records) + log.text
    return text.translate({ord(sign): None for sign in "-. "})


async def tells(person: Person, number: str) -> None:
    """Says it, edits it in, names a file so, writes it below one, answers a question with it, and opens a case."""
    await person.says(f"제 번호는 {number}이에요")
    await person.says("정관이 어려워요")
    await person.edits(f"정관이 어려워요 {number}")
    await person.sends(f"신분증 {number}.pdf", f"{number} 로 보내요")
    await person.says("상담사")
    await person.says("네")
    await person.says(f"정관이 어려워요. {number} 로 알려 주세요")
    await person.service.consultant().acts("claim")
    await person.says(f"급해요 {number}")


@pytest.mark.parametrize("number", CANARIES)
async def test_no_number_is_kept_anywhere(tmp_path: Path, caplog: pytest.LogCaptureFixture, number: str) -> None:
    """Not in a message, a caption, a file's name, an edit, an answer, a packet, the outbox or a log."""
    caplog.set_level(logging.DEBUG)
    async with running(tmp_path) as service:
        await tells(await service.person(push=True), number)
        stored = kept(tmp_path, caplog)
    assert "정관이어려워요" in stored
    assert not [told for told in TOLD if told in stored]


async def test_no_number_is_kept_of_a_turn_that_fails(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The words of a message that nobody could decide about are masked too."""

    def broken(event: Event, situation: Situation, library: Library) -> Decision:
        raise ValueError(event)

    caplog.set_level(logging.DEBUG)
    async with running(tmp_path, decide=broken) as service:
        person = await service.person(push=True)
        for number in CANARIES:
            await person.says(f"제 번호는 {number}이에요")
            await person.sends(f"{number}.pdf", number)
        stored = kept(tmp_path, caplog)
    assert not [told for told in TOLD if told in stored]


async def test_the_citizen_is_told_once_for_each_message(tmp_path: Path) -> None:
    """One sentence, however many numbers a message holds."""
    async with running(tmp_path) as service:
        person = await service.person()
        await person.says("저는 900101-1234567, 카드는 4111 1111 1111 1111, 전화는 010-7391-8264예요. 정관이 어려워요")
        told = [message.text for message in person.heard if Key.MASKED.value in message.text.split()]
        assert len(told) == 1
        await person.says("정관이 어려워요")
        assert not person.sees(Key.MASKED)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(6 * 10**7, 10**8 - 1), st.sampled_from(("-", " ", ".", "")))
async def test_the_digits_of_no_number_are_kept(
    tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture, number: int, gap: str
) -> None:
    """Whatever the number is (from 60 on: no second of a stored time looks like it)."""
    caplog.clear()
    folder = tmp_path_factory.mktemp("kept")
    told = f"{number // 10**4:04}{gap}{number % 10**4:04}"
    async with running(folder) as service:
        await tells(await service.person(push=True), f"010{gap}{told}")
        stored = kept(folder, caplog)
    assert f"{number}" not in stored
