"""One person, two channels: linked by a case number and a one-time code, switched, and cut off again (B5 49)."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.site import Limits
from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.linking import MOST_TRIES, MOST_TRIES_OF_CASE
from bot.core.texts import Key
from tests.support.linking import House, house, shown_code, texts
from tests.support.samples import GOOD
from tests.support.telegram import GROUP, KIM, LEE
from tests.support.web import Browser

ANSWER = "안녕하세요, 발기인은 조합원 자격이 있으면 돼요."
SECOND = "이웃 시에 사는 분도 괜찮아요."


@pytest.fixture
async def both(tmp_path: Path, library: Library) -> AsyncIterator[House]:
    async with house(tmp_path, library) as both:
        yield both


async def test_from_the_web_to_telegram_with_a_case(both: House) -> None:
    """Begun on the web, linked by number and code, answered once by a consultant: once on Telegram, and on the web."""
    browser = await both.web.browser()
    number = await both.case_of(browser)
    given = await both.code(browser)
    assert given.startswith(f"{number} ")
    assert await both.channel.answered(KIM, "/start resume") == [both.text(Key.LINK_ENTER)]

    seen = await both.channel.answered(KIM, f"{given.split()[1].lower()}  {number}")
    assert both.text(Key.LINK_JOINED) in seen
    assert both.text(Key.LINK_JOINED) in texts(await browser.all())
    assert "두 기기" in (await both.desk.part(number))["packet"]
    assert both.text(DeskKey.CARD_LINKED) in both.channel.api.seen(GROUP)[0]

    await both.desk.acts(number, "answer", ANSWER)
    assert len([it for it in await both.pushed() if ANSWER in it]) == 1
    assert texts(await browser.all()).count(ANSWER) == 1
    await both.channel.answered(KIM, "네, 그렇게 할게요")
    assert "네, 그렇게 할게요" in (await both.desk.part(number))["thread"]
    assert "네, 그렇게 할게요" in texts(await browser.all())


async def test_what_one_writes_is_answered_where_it_is_written(both: House) -> None:
    """A reply to words on the web is not pushed to the chat; it stands on the web by its number, as the chat's does."""
    browser = await both.web.browser()
    await both.case_of(browser)
    await both.linked(browser)
    before = await both.pushed()
    answers = texts(await browser.says("정관 예시가 있나요?"))
    assert answers and await both.pushed() == before
    pushed = await both.channel.answered(KIM, "총회는 며칠 전에 알려요?")
    assert pushed and {*pushed} <= {*texts(await browser.all())} and answers[0] not in await both.pushed()


async def test_where_answers_go_can_be_switched(both: House) -> None:
    """To the web: nothing is pushed. Back to Telegram, by a button of the web: a consultant's words arrive there."""
    browser = await both.web.browser()
    number = await both.case_of(browser)
    await both.linked(browser)
    await browser.says(both.words["here"])
    await both.desk.acts(number, "answer", ANSWER)
    assert not any(ANSWER in it for it in await both.pushed())
    assert ANSWER in texts(await browser.all())

    await both.channel.answered(KIM, both.words["here"])
    await both.desk.acts(number, "answer", SECOND)
    assert len([it for it in await both.pushed() if SECOND in it]) == 1


async def test_who_was_linked_can_be_cut_off(both: House) -> None:
    """The chat that came begins anew and is told so; nothing more of the conversation reaches it, nor its words us."""
    browser = await both.web.browser()
    number = await both.case_of(browser)
    await both.linked(browser)
    cut = next(message for message in await browser.all() if message["text"] == both.text(Key.LINK_JOINED))
    button = next(it for it in cut["buttons"] if it["label"] == both.text(Key.BUTTON_UNLINK))  # type: ignore[attr-defined]
    await browser.sends(button=button["id"])
    assert (await both.pushed())[-1] == both.text(Key.LINK_CUT_THERE)
    assert texts(await browser.all())[-1] == both.text(Key.LINK_CUT)
    assert "두 기기" not in (await both.desk.part(number))["packet"]

    await both.desk.acts(number, "answer", ANSWER)
    assert not any(ANSWER in it for it in await both.pushed())
    await both.channel.answered(KIM, "이 글은 따로예요")
    assert "이 글은 따로예요" not in texts(await browser.all())
    assert texts(await browser.says(both.words["unlink"])) == [both.text(Key.LINK_NONE)]


async def test_a_browser_that_is_cut_off_reads_nothing_more(both: House) -> None:
    """It is told which conversation it reads, and of the one before it sees nothing, however it asks."""
    await both.channel.answered(KIM, "협동조합 만들기")
    browser = await both.web.browser()
    mine = (await browser.get("/api/messages?after=0")).headers["x-conversation"]
    given = await both.chat_code()
    answer = await browser.sends(text=given)
    theirs = answer.headers["x-conversation"]
    assert theirs != mine and both.text(Key.LINK_JOINED) in texts(answer.json()["messages"])
    assert both.text(Key.LINK_JOINED) in await both.pushed()

    async with both.web.client.stream("GET", "/api/stream?after=0", headers=browser.headers) as stream:
        assert stream.headers["x-conversation"] == theirs
        lines = stream.aiter_lines()
        await anext(lines)
        await both.channel.tapped(KIM, both.text(Key.BUTTON_UNLINK))
        seen = "\n".join([line async for line in lines])
    assert both.text(Key.LINK_CUT) not in seen
    after = await browser.get("/api/messages?after=0")
    assert after.headers["x-conversation"] not in (mine, theirs)
    assert texts(after.json()["messages"]) == [both.text(Key.LINK_CUT_THERE)]


async def test_nothing_is_shown_for_what_is_wrong(both: House) -> None:
    """A number alone, a code alone, with a wrong number or another's, a code that is none: told in one sentence."""
    browser, other = await both.web.browser(), await both.web.browser()
    number, theirs = await both.case_of(browser), await both.case_of(other)
    code = (await both.code(browser)).split()[1]
    wrong = both.text(Key.LINK_WRONG)
    for given in (code, f"{theirs} {code}", f"26-9999 {code}", f"{number} ACDE-3467", "ACDE-3467"):
        assert await both.channel.answered(LEE, given) == [wrong], given
    for given in (number, "010-1234-5678"):
        answers = await both.channel.answered(LEE, given)
        assert not any(number in it or code in it for it in answers), given
    assert both.text(Key.LINK_JOINED) not in texts(await browser.all())
    assert both.text(Key.LINK_JOINED) in await both.channel.answered(LEE, f"{number} {code}")


async def test_a_code_works_once_and_not_for_long(both: House) -> None:
    """After a link, after a newer code and after a quarter of an hour it is a wrong one like any other."""
    browser = await both.web.browser()
    await both.case_of(browser)
    first, second = await both.code(browser), await both.code(browser)
    wrong = [both.text(Key.LINK_WRONG)]
    assert await both.channel.answered(KIM, first) == wrong
    assert both.text(Key.LINK_JOINED) in await both.channel.answered(KIM, second)
    assert await both.channel.answered(LEE, second) == wrong
    third = await both.code(browser)
    both.web.service.clock.pass_(minutes=16)
    assert await both.channel.answered(LEE, third) == wrong


async def test_a_code_is_kept_nowhere_once_it_is_over(both: House) -> None:
    """While it works it stands in front of its person alone; then in no message, and never at the desk or in a log."""
    browser = await both.web.browser()
    number = await both.case_of(browser)
    given = await both.code(browser)
    code = given.split()[1]
    assert code not in (await both.desk.part(number))["thread"]
    await both.channel.answered(KIM, given)
    assert not any(code in it for it in texts(await browser.all()))
    assert code not in repr([call.fields for call in both.channel.api.calls if call.fields.get("chat_id") == GROUP])
    late = (await both.code(browser)).split()[1]
    await both.web.service.waits(minutes=16)
    assert not any(late in it for it in texts(await browser.all()))


async def test_the_way_to_a_code_stands_where_it_is_needed(both: House) -> None:
    """Right after a case was opened, in the plan, and in the menu of who has begun something."""
    browser = await both.web.browser()
    label = both.text(Key.BUTTON_LINK)
    await browser.says("협동조합 만들기")
    for words in (both.words["menu"], both.words["plan"]):
        assert label in labels(await browser.says(words)), words
    await browser.says("상담사와 이야기하고 싶어요")
    assert label in labels(await browser.says(both.library.words.yes[0]))


async def test_a_resume_code_without_a_case(both: House) -> None:
    """Who has no case needs the code alone, and finds their answers at the other channel; a link can carry it."""
    browser = await both.web.browser()
    await browser.says("협동조합 만들기")
    given = await both.code(browser)
    assert " " not in given
    assert both.text(Key.LINK_JOINED) in await both.channel.answered(KIM, f"/start {given}")
    name = both.library.flows["ordinary_coop"].nodes["idea"].name
    assert name in "\n".join(await both.channel.answered(KIM, both.words["plan"]))


async def test_another_browser_takes_over(both: House) -> None:
    """Two browsers, one conversation: each reads all of it by number, and both can write."""
    phone, laptop = await both.web.browser(), await both.web.browser()
    await phone.says("협동조합 만들기")
    shown = shown_code(await phone.says(both.words["link"]))
    await laptop.says(shown)
    assert await laptop.all() == await phone.all()
    await laptop.says(both.words["plan"])
    assert await laptop.all() == await phone.all()


def labels(messages: list[dict[str, object]]) -> list[str]:
    return [str(button["label"]) for message in messages for button in message["buttons"]]  # type: ignore[attr-defined]


async def test_two_who_link_are_told_apart_by_their_cases(both: House) -> None:
    """The code of one with the number of the other leads nowhere, and both keep theirs."""
    one, two = await both.web.browser(), await both.web.browser()
    first, second = await both.case_of(one), await both.case_of(two)
    code = (await both.code(one)).split()[1]
    assert texts(await two.says(f"{second} {code}")) == [both.text(Key.LINK_WRONG)]
    assert {it.case.number for it in await both.web.service.store.cases()} == {first, second}
    assert await sees_no_other(one, second) and await sees_no_other(two, first)


async def sees_no_other(browser: Browser, number: str) -> bool:
    return not any(number in it for it in texts(await browser.all()))


async def test_after_many_wrong_ones_nothing_is_looked_at_for_an_hour(both: House) -> None:
    """From one chat; another chat may still try, and at the first one a right code works an hour later."""
    browser = await both.web.browser()
    number = await both.case_of(browser)
    for _ in range(MOST_TRIES):
        assert await both.channel.answered(LEE, "ACDE-3467") == [both.text(Key.LINK_WRONG)]
    assert await both.channel.answered(LEE, await both.code(browser)) == [both.text(Key.LINK_TOO_OFTEN)]
    assert await both.channel.answered(KIM, f"{number} ACDE-3467") == [both.text(Key.LINK_WRONG)]
    both.web.service.clock.pass_(hours=1)
    assert both.text(Key.LINK_JOINED) in await both.channel.answered(LEE, await both.code(browser))


async def test_a_case_is_guarded_wherever_tries_come_from(tmp_path: Path, library: Library) -> None:
    """New sessions do not help, and a number that was never given is told of in the same words."""
    limits = Limits(tries_of_address=Limiter(Rate(burst=1000, per_second=1)))
    async with house(tmp_path, library, limits) as both:
        told = []
        for case in (await both.case_of(await both.web.browser()), "26-8888"):
            given = f"{case} ACDE-3467"
            told.append([texts(await (await both.web.browser()).says(given)) for _ in range(MOST_TRIES_OF_CASE + 1)])
    assert told[0] == told[1]
    assert told[0][-2:] == [[both.text(Key.LINK_WRONG)], [both.text(Key.LINK_TOO_OFTEN)]]


async def test_sessions_are_free_and_so_the_network_address_is_counted_too(tmp_path: Path, library: Library) -> None:
    """As at the desk's door; what is no code is not counted."""
    limits = Limits(tries_of_address=Limiter(Rate(burst=3, per_second=0.001)))  # a consultant signs in here as well
    async with house(tmp_path, library, limits) as both:
        answers = [await (await both.web.browser()).sends(text="ACDE-3467") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert (await (await both.web.browser()).sends(text="안녕하세요")).status_code == 200


async def test_who_is_helped_can_be_linked_too(both: House) -> None:
    """Under a consultant the link is a notice, the case stays theirs, and both channels go on with them."""
    browser = await both.web.browser()
    number = await both.case_of(browser)
    await both.desk.acts(number, "claim")
    given = await both.code(browser)
    assert await both.channel.answered(KIM, given) == [both.text(Key.LINK_JOINED)]
    await both.channel.answered(KIM, "여기로 적을게요")
    assert "여기로 적을게요" in (await both.desk.part(number))["thread"]
    await both.desk.acts(number, "answer", ANSWER)
    assert len([it for it in await both.pushed() if ANSWER in it]) == 1


async def test_two_that_hold_something_become_one(both: House) -> None:
    """Begun on both: the case that came is open here, both transcripts are read at the desk, and an old tap is old."""
    browser = await both.web.browser()
    await browser.says("협동조합 만들기")
    await both.channel.answered(KIM, "메뉴")
    await both.channel.answered(KIM, "텔레그램에서 먼저 한 말이에요")
    await both.channel.hands_over(KIM, both.text(Key.BUTTON_HANDOVER_YES))
    [listed] = await both.web.service.store.cases()
    number, menu = listed.case.number, both.library.flows["kind"].title
    await both.linked(browser)
    part = await both.desk.part(number)
    assert "텔레그램에서 먼저 한 말이에요" in part["thread"] and "협동조합 만들기" in part["thread"]
    assert not any("텔레그램에서 먼저" in it for it in texts(await browser.all()))
    before = len(await browser.all())
    await both.channel.tapped(KIM, menu)
    assert menu not in texts((await browser.all())[before:])
    await both.desk.acts(number, "answer", ANSWER)
    assert ANSWER in texts(await browser.all())
    assert len([it for it in await both.pushed() if ANSWER in it]) == 1


async def test_a_file_from_before_is_opened_at_the_desk(both: House) -> None:
    """It belongs to the case that came, whatever message has its number here."""
    await both.channel.answered(KIM, "협동조합 만들기")
    browser = await both.web.browser()
    await browser.says("안녕하세요")
    number = await both.case_of(browser)
    assert (await browser.sends_file("명단.pdf", GOOD["pdf"])).status_code == 200
    await browser.says(await both.chat_code())
    [place] = {*re.findall(rf"/desk/cases/{number}/files/\d+", (await both.desk.part(number))["thread"])}
    assert (await both.desk.client.get(place)).content == GOOD["pdf"]
    assert "명단.pdf" not in repr(await browser.all())


async def test_the_same_request_twice_links_once(both: House) -> None:
    """A browser that did not hear the answer asks again, from its new conversation by then: answered alike."""
    await both.channel.answered(KIM, "협동조합 만들기")
    given, browser = await both.chat_code(), await both.web.browser()
    first, again = [await browser.sends(id="once", text=given) for _ in range(2)]
    assert first.json() == again.json()
    assert (await both.pushed()).count(both.text(Key.LINK_JOINED)) == 1


async def test_a_command_of_the_consultants_is_a_citizens_too(both: House) -> None:
    """`/link` with a code of a conversation; what is none is still refused as a consultant's."""
    browser = await both.web.browser()
    await both.case_of(browser)
    given = await both.code(browser)
    assert await both.channel.answered(KIM, "/link AAAA-BBBB-CCCC") == [both.text(DeskKey.LINK_REFUSED)]
    assert both.text(Key.LINK_JOINED) in await both.channel.answered(KIM, f"/link {given}")
