"""The desk's search: words in past cases, and answers of the FAQ for a consultant's own words."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.web.searching import LONGEST_QUERY, MOST
from bot.core.texts import Key
from tests.support.web import DeskBrowser, Web
from tests.talk.small import small_library

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant who sits at the desk."""
    async with web.desk() as desk:
        yield desk


async def test_a_past_case_is_found_by_words_of_everybody(web: Web, desk: DeskBrowser) -> None:
    """In whatever form; those who are gone are found no more."""
    citizen = await web.browser()
    case = await citizen.asks_for_a_person()
    await citizen.says("이사장을 변경하려고 해요")
    await desk.acts(case, "answer", "등기소에 가시면 돼요")
    await desk.acts(case, "note", "서류 먼저 보기")
    other = await (await web.browser()).asks_for_a_person()
    for words in ("이사장변경", "변경 등기소를", "서류를 먼저", case):
        assert await desk.finds(words) == [case], words
    assert await desk.finds("없는 말이에요") == await desk.finds("") == await desk.finds("%") == []
    assert await desk.finds("26") == [other, case]
    person = await web.service.store.case(case, "test")
    assert person is not None
    assert await web.service.store.erase_conversation(person.case.conversation, web.service.clock.now(), "asked")
    assert await desk.finds("이사장") == []


async def test_what_was_typed_stays_text_where_it_is_found(web: Web, desk: DeskBrowser) -> None:
    """Of the citizen and of who looks."""
    citizen = await web.browser()
    await citizen.asks_for_a_person()
    await citizen.says(f"{SCRIPT} 정관이요")
    page = (await desk.client.get("/desk/search", params={"q": "정관이요"})).text
    assert "&lt;/script&gt; <mark>정관이요</mark>" in page
    nothing = (await desk.client.get("/desk/search", params={"q": f"정관 {SCRIPT} 없음"})).text
    assert "<script>" not in page + nothing and "&lt;script&gt;" in nothing
    assert 'href="/desk?show=mine"' in page
    assert (await desk.client.get("/desk/search", params={"q": "가" * LONGEST_QUERY * 9})).status_code == 200


async def test_only_the_newest_are_shown(web: Web, desk: DeskBrowser) -> None:
    """With a word that there are more."""
    for _ in range(MOST + 1):
        await (await web.browser()).asks_for_a_person()
    assert len(await desk.finds("26")) == MOST


async def test_an_answer_of_the_faq_comes_with_its_source(desk: DeskBrowser) -> None:
    """As the bot says it."""
    given = (await desk.client.get("/desk/api/answers", params={"q": "공고 며칠"})).json()["answers"]
    entry = small_library().entries["notice_days"]
    assert (given[0]["id"], given[0]["title"]) == (entry.id, entry.asks[0])
    assert given[0]["text"].startswith(entry.answer.strip())
    assert entry.sources and Key.ANSWER_SOURCES in given[0]["text"]
    assert (await desk.client.get("/desk/api/answers", params={"q": " "})).json()["answers"] == []


@pytest.mark.parametrize("path", ["/desk/search?q=가", "/desk/api/answers?q=가"])
async def test_only_who_sits_may_look(web: Web, path: str) -> None:
    assert (await web.client.get(path)).status_code == 401
