"""A person has everything of them erased, by themselves, at either channel (invariant 9)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.library import Library
from bot.core.texts import AnyKey, Key
from tests.support.linking import House, house, texts
from tests.support.telegram import KIM
from tests.support.web import Browser

WORD = "바람꽃마을"
"""A word of this person alone."""


@pytest.fixture
async def both(tmp_path: Path, library: Library) -> AsyncIterator[House]:
    async with house(tmp_path, library) as both:
        yield both


async def taps(both: House, browser: Browser, key: AnyKey) -> dict[str, object]:
    """Taps the newest button with that label; the body that was sent, to be sent again."""
    for message in reversed(await browser.all()):
        for button in message["buttons"]:  # type: ignore[attr-defined]  # JSON
            if button["label"] == both.text(key):
                return {"id": "erasing", "button": button["id"]}
    raise AssertionError(key)


def stands_somewhere(folder: Path) -> bool:
    """Whether the word is in a file of the database, its log included."""
    return any(WORD.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_everything_of_a_person_is_gone_at_both_channels(both: House, tmp_path: Path) -> None:
    """Asked once, done once however often it is sent; the desk is told, and both channels begin anew together."""
    browser = await both.web.browser()
    await browser.says(WORD)
    number = await both.case_of(browser)
    await both.linked(browser)
    await both.desk.acts(number, "note", WORD)
    assert stands_somewhere(tmp_path)
    [asked] = await browser.says(both.words["erase"])
    assert asked["text"] == both.text(Key.ERASE_ASK_CASE, case=number)

    body = await taps(both, browser, Key.BUTTON_ERASE_YES)
    before = (await browser.get("/api/messages?after=0")).headers["x-conversation"]
    done, again = await browser.sends(**body), await browser.sends(**body)
    assert texts(done.json()["messages"]) == [both.text(Key.ERASED_CHAT)] and done.json() == again.json()
    assert done.headers["x-conversation"] != before
    assert texts(await browser.all()) == [both.text(Key.ERASED_CHAT)]
    assert (await both.pushed())[-1] == both.text(Key.ERASED_CHAT)
    assert number not in await both.desk.numbers()
    await both.channel.service.real.scrub()
    assert not stands_somewhere(tmp_path)

    await both.channel.answered(KIM, "다시 왔어요")
    assert "다시 왔어요" in texts(await browser.all())


async def test_who_does_not_mean_it_loses_nothing(both: House) -> None:
    """A no leaves all as it was."""
    browser = await both.web.browser()
    await browser.says(WORD)
    await browser.says(both.words["erase"])
    await browser.says(both.library.words.no[0])
    assert texts(await browser.all())[0] == WORD


async def test_it_is_asked_and_done_while_a_consultant_has_the_case(both: House) -> None:
    """Nobody has to wait for somebody else with it; who had the case is told."""
    browser = await both.web.browser()
    number = await both.case_of(browser)
    await both.desk.acts(number, "claim")
    await browser.says(both.words["erase"])
    await browser.sends(**await taps(both, browser, Key.BUTTON_ERASE_YES))
    assert texts(await browser.all()) == [both.text(Key.ERASED)]
    assert await both.channel.service.store.cases() == ()
    refused = await both.desk.acts(number, "answer", "늦은 답이에요")
    assert refused.status_code < 500
    assert texts(await browser.all()) == [both.text(Key.ERASED)]
