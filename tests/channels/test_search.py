"""The search of the portal: the matcher of the conversation, as a page and as its part, within limits."""

import logging
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.channels.web.finding import MOST, Found, find
from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.portal import LONGEST_QUERY
from bot.channels.web.site import Limits
from bot.core.library import Library
from bot.core.texts import Key
from tests.support.web import Web, serving
from tests.talk.small import small_library

PART = {"accept": "application/json"}


async def asks(web: Web, query: str, *, part: bool = True) -> httpx.Response:
    return await web.client.get("/faq/search", params={"q": query}, headers=PART if part else {})


def ids(found: Found) -> list[str]:
    return [entry.id for entry in (*([found.answer] if found.answer else []), *found.near)]


@pytest.mark.parametrize("part", [True, False])
async def test_what_is_clearly_meant_is_answered(web: Web, part: bool) -> None:
    """As a whole page where there is no script, and as the part that the script puts in."""
    answer = await asks(web, "공고는 며칠 전에?", part=part)
    markup = answer.json()["found"] if part else answer.text
    assert answer.status_code == 200
    assert 'href="/faq/notice_days"' in markup
    assert "7일 이상이에요." in markup
    assert ("<html" in markup) is not part


@pytest.mark.parametrize(
    "query", ["공고는 며칠 전에?", "공고 어쩌고", "대출", "ㅁㄴㅇㄹ", "아무것도 아닌 말", "죽고 싶어요"]
)
async def test_there_is_always_a_way_to_a_person(web: Web, query: str) -> None:
    """Whatever was found."""
    assert 'href="/?start=person"' in (await asks(web, query)).json()["found"]
    browser = await web.browser()
    [asked] = (await browser.sends(start="person")).json()["messages"]
    assert asked["text"] == Key.HANDOVER.value


def test_an_offer_is_a_list_and_words_alone_are_found() -> None:
    """What comes near by the matcher first; then questions and topics that hold the words, however they are spaced."""
    library = small_library()
    assert find("공고 어쩌고", library) == Found(
        "공고 어쩌고", None, (library.entries["notice_days"], library.entries["people_needed"])
    )
    assert ids(find("공 고", library)) == ["notice_days"]
    assert ids(find("총회", library)) == ["notice_days"]
    assert ids(find("대", library)) == []
    assert ids(find("공고 대출", library)) == []


def test_never_more_than_a_handful() -> None:
    """Also where many questions hold the word."""
    small = small_library()
    many = {f"e{n}": replace(small.entries["loan"], id=f"e{n}", asks=("대출 되나요?",)) for n in range(20)}
    library = replace(small, entries={**small.entries, **many})
    assert len(find("대출", library).near) == MOST
    sure = find("대출 되나요?", library)
    assert (sure.answer, sure.count) == (library.entries["loan"], MOST)


def test_what_only_a_person_should_answer_gets_no_entry() -> None:
    """The words for it, as in the conversation; what is merely not ours may still be a word of a question."""
    small = small_library()
    found = find("죽고 싶어요", small)
    assert (found.say, found.count) == (small.not_ours["despair"].say, 0)
    asked = replace(small.entries["loan"], asks=("죽고 싶어요 점심 뭐 먹지",))
    library = replace(small, entries={"loan": asked})
    assert find("죽고 싶어요", library).count == 0
    assert ids(find("점심 뭐 먹지", library)) == ["loan"]


async def test_the_content_that_is_served_is_found(library: Library) -> None:
    """By the sentences its staff test it with: the entry is first, or among what is shown."""
    tests = [(entry.id, test) for entry in library.entries.values() for test in entry.tests[:1]]
    missed = [id for id, test in tests if id not in ids(find(test, library))]
    assert len(missed) <= len(tests) * 0.05, missed


async def test_nothing_looked_for_is_no_search(web: Web) -> None:
    """The form leads back to the questions, and the part is empty."""
    for query in ("", "   "):
        page = await asks(web, query, part=False)
        assert (page.status_code, page.headers["location"]) == (303, "/faq")
        assert (await asks(web, query)).json() == {"count": 0, "found": ""}
    assert (await web.client.get("/faq/search")).status_code == 303


@pytest.mark.parametrize("query", ["가" * 5000, "\ud55c\u0000\u202e", "%", "'\"><script>alert(1)</script>", "e\u0301"])
async def test_whatever_is_typed_is_only_looked_for(web: Web, query: str) -> None:
    """Cut to a length, and never markup."""
    for part in (True, False):
        answer = await asks(web, query, part=part)
        assert answer.status_code == 200
        assert "<script>" not in answer.text
        assert "가" * (LONGEST_QUERY + 1) not in answer.text


@pytest.mark.parametrize(("raw", "status"), [("q=%00", 400), ("q=%01%02", 400), ("q=%ff%fe", 200)])
async def test_signs_that_nobody_types_break_nothing(web: Web, raw: str, status: int) -> None:
    """They are nothing to be looked for, or find nothing."""
    assert (await web.client.get(f"/faq/search?{raw}", headers=PART)).status_code == status


async def test_what_was_looked_for_is_kept_by_nobody(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    """Not by a browser's cache, not in a log."""
    secret = "제 이름은 박망아지"
    with caplog.at_level(logging.DEBUG, "bot"):
        for part in (True, False):
            answer = await asks(web, secret, part=part)
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["referrer-policy"] == "no-referrer"
    assert not any("망아지" in record.getMessage() for record in caplog.records if record.name.startswith("bot"))


async def test_a_search_that_breaks_leaves_no_words_behind(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    """The kind of the error is logged, its text is not; the person is told in a sentence."""

    class Broken:
        def rank(self, text: str) -> None:
            raise ValueError(text)

    web.service.in_force.library = replace(small_library(), matcher=Broken())  # type: ignore[arg-type]  # only ranks
    answer = await asks(web, "박망아지")
    assert (answer.status_code, answer.json()) == (503, {"error": Key.WEB_BROKEN.value})
    assert "ValueError" in caplog.text
    assert "박망아지" not in caplog.text


async def test_too_many_searches_of_an_address_are_refused(tmp_path: Path) -> None:
    """In one sentence, for a script and for a person; pages are read on, and time makes room again."""
    limits = Limits(searches_of_address=Limiter(Rate(burst=2, per_second=0.5)))
    async with serving(tmp_path, limits=limits) as web:
        assert [(await asks(web, "대출")).status_code for _ in range(3)] == [200, 200, 429]
        assert (await asks(web, "대출")).json() == {"error": Key.WEB_TOO_OFTEN.value}
        assert Key.WEB_TOO_OFTEN.value in (await asks(web, "대출", part=False)).text
        assert (await web.client.get("/faq/loan")).status_code == 200
        web.service.clock.pass_(seconds=2)
        assert (await asks(web, "대출")).status_code == 200
