"""One person's whole way over the content of the project, on each engine, with a restart in the middle."""

from pathlib import Path

import pytest

from bot.app import open_house
from bot.cli.talking import MovedClock, Talk
from bot.config import Address
from bot.service.publishing import Disk
from tests.cli.conftest import TUESDAY
from tests.cli.test_talking import WISH, tell
from tests.support.postgres import PostgresServer

QUESTION = "총회 공고는 며칠 전에 하나요"


@pytest.fixture(params=["sqlite", "postgres"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path | Address:
    """A database that nobody has used."""
    if request.param == "sqlite":
        return tmp_path / "bot.sqlite3"
    server: PostgresServer = request.getfixturevalue("postgres")
    return Address(await server.database())


async def test_a_person_is_led_handed_over_answered_and_led_on(content: Disk, database: Path | Address) -> None:
    """From the door: a step, a question, a person; the consultant's words; back to the step, also after a restart."""
    clock = MovedClock(TUESDAY)
    async with open_house(database, clock, content) as house:
        talk = Talk(house, clock)
        step = await begun(talk)
        answered = await tell(talk, text=QUESTION)
        assert answered["replies"]
        wish = await tell(talk, text=WISH)
        case = (await tell(talk, button=wish["replies"][-1]["buttons"][0]["id"]))["case"]
        assert (case["number"], case["state"]) == ("26-0001", "waiting")
        assert (await tell(talk, desk="claim", **{"as": "김상담"}))["case"]["owner"] == "김상담"
        assert (await tell(talk, desk="claim", **{"as": "박상담"}))["case"]["owner"] == "김상담"
        [words] = (await tell(talk, desk="answer 이렇게 하시면 돼요", **{"as": "김상담"}))["replies"]
        assert (words["from"], words["text"]) == ("consultant", "이렇게 하시면 돼요")
    async with open_house(database, clock, content) as house:
        talk = Talk(house, clock)
        returned = await tell(talk, desk="return", **{"as": "김상담"})
        assert (returned["case"]["state"], returned["case"]["owner"]) == ("returned", None)
        goes_on = await tell(talk, text="계속")
        assert labels(step) <= labels(goes_on)
        numbers = [message.number for message in await talk.messages()]
        assert numbers == list(range(1, len(numbers) + 1))


async def begun(talk: Talk) -> dict[str, object]:
    """The first question of founding, reached by the first button of the greeting."""
    greeting = await tell(talk, text="안녕하세요")
    led: dict[str, object] = await tell(talk, button=greeting["replies"][-1]["buttons"][0]["id"])
    assert labels(led)
    return led


def labels(out: dict[str, object]) -> set[str]:
    """The words on the buttons of what was said last."""
    replies: list[dict[str, list[dict[str, str]]]] = out["replies"]  # type: ignore[assignment]  # JSON
    return {button["label"] for button in replies[-1]["buttons"]}
