"""Links into the conversation: the same payload behind /start in Telegram and /?start= on the web."""

from dataclasses import replace

import pytest

from bot.channels.links import answer_link, person_link, read_link
from bot.core.library import Library
from bot.core.reply import Begin, Show
from bot.core.texts import Key
from tests.support.telegram import KIM, telegram
from tests.support.web import Web
from tests.talk.small import small_library


async def test_every_answer_and_procedure_can_be_linked(library: Library) -> None:
    """A procedure by its id, an answer with or without a person to be asked about it, also where the ids are alike."""
    for id, entry in library.entries.items():
        assert (link := read_link(answer_link(id), library)) and (link.deed, link.text) == (Show(id), entry.asks[0])
        assert (link := read_link(person_link(id), library)) and link.deed == Show(id, person=True)
    for id in library.flows:
        assert (link := read_link(id, library)) and link.deed == Begin(id)


@pytest.mark.parametrize(
    ("payload", "said", "answered"),
    [
        ("founding", "만들기", "무엇을 하나요?"),
        ("notice_days", "공고 며칠", "7일 이상이에요."),
        ("faq-notice_days", "공고 며칠", "7일 이상이에요."),
        ("request", "상담 신청", Key.HANDOVER.value),
        ("nothing", "메뉴", Key.GREETING.value),
        ("faq-founding", "메뉴", Key.GREETING.value),
        ("person-", "메뉴", Key.GREETING.value),
    ],
)
async def test_a_link_leads_to_what_it_names(web: Web, payload: str, said: str, answered: str) -> None:
    """It stands in the conversation as a message of the citizen; what is none of ours is the menu."""
    browser = await web.browser()
    assert (await browser.sends(start=payload)).status_code == 200
    own, *answers = await browser.all()
    assert (own["from"], own["text"]) == ("citizen", said)
    assert answered in str(answers[0]["text"])


async def test_a_link_to_a_person_shows_the_answer_and_asks_first(web: Web) -> None:
    """The yes opens the case for the kind that the answer names, with the question in its packet."""
    browser = await web.browser()
    answers = (await browser.sends(start=person_link("loan"))).json()["messages"]
    assert [Key.HANDOVER.value in answer["text"] for answer in answers] == [False, True]
    assert "확인이 필요해요." in answers[0]["text"]
    assert not await web.service.store.cases()
    await browser.sends(button=answers[-1]["buttons"][0]["id"])
    [listed] = await web.service.store.cases()
    assert (listed.case.kind, listed.case.packet.wants, listed.case.packet.shown) == ("상담", "대출", ("loan",))


async def test_a_link_to_a_person_is_the_same_in_telegram(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One mechanism behind both doors."""
    async with telegram(tmp_path_factory.mktemp("link")) as channel:
        shown, asked = await channel.answered(KIM, f"/start {person_link('loan')}")
        assert ("확인이 필요해요." in shown, asked) == (True, Key.HANDOVER.value)


async def test_a_link_to_a_person_while_a_consultant_is_there(web: Web) -> None:
    """The answer is a notice, and nothing is asked."""
    browser = await web.browser()
    case = await browser.asks_for_a_person()
    async with web.desk() as desk:
        await desk.acts(case, "claim")
        [shown] = (await browser.sends(start=person_link("loan"))).json()["messages"]
        assert (shown["from"], shown["buttons"]) == ("notice", [])


async def test_a_repeated_link_is_followed_once(web: Web) -> None:
    """As any other message: the same id gives the same answer."""
    browser = await web.browser()
    first = await browser.sends(id="same", start="notice_days")
    stored = await browser.all()
    assert (await browser.sends(id="same", start="notice_days")).json() == first.json()
    assert await browser.all() == stored


@pytest.mark.parametrize(
    "body", [{"start": "loan", "text": "말"}, {"start": "loan", "button": "c.1.0"}, {"start": 7}, {"start": None}]
)
async def test_a_link_that_is_no_link_is_refused(web: Web, body: dict[str, object]) -> None:
    """One message is one thing."""
    browser = await web.browser()
    assert (await browser.sends(**body)).status_code == 400
    assert await browser.all() == []


async def test_the_chat_page_says_what_it_was_opened_for(web: Web) -> None:
    """With its label, so that it is to be seen while it is on its way; nothing for what is none of ours or a draft."""
    assert 'data-start="loan" data-said="대출"' in (await web.client.get("/?start=loan")).text
    web.service.in_force.library = replace(small_library(), drafts=frozenset({"founding"}))
    for none in ("", "?start=", '?start="><mark>', "?start=founding"):
        page = (await web.client.get(f"/{none}")).text
        assert "data-start" not in page
        assert "<mark>" not in page
