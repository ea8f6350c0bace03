"""The portal: every answer and every procedure in force has a page of its own, and nothing else has one."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest

from bot.channels.links import read_link
from bot.core import korean
from bot.core.flow import Flow, OutcomeNode, Question, StepNode, choices_of
from bot.core.happenings import Happening, Happenings
from bot.core.library import Entry, Library, Then
from bot.core.texts import Key
from tests.support.web import Web, serving
from tests.talk.small import FOUNDING, PUBLISHED, small_library

LARGEST_PAGE = 30_000
"""Bytes that a page may bring over the line, with everything it shows."""


@pytest.fixture
async def real(tmp_path: Path, library: Library) -> AsyncIterator[Web]:
    """The content that is served."""
    async with serving(tmp_path, library=library) as web:
        yield web


async def words_of(web: Web, path: str) -> str:
    """What a page says, its markup left out and every gap one space."""
    answer = await web.client.get(path)
    assert answer.status_code == 200, path
    return plain(answer.text)


def plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def flat(text: str) -> str:
    return " ".join(text.split())


def holds(page: str, *texts: str) -> list[str]:
    """Those of the texts that a page does not hold, line by line."""
    lines = (line.strip().removeprefix("· ") for text in texts for line in text.split("\n") if line.strip())
    return [line for line in lines if flat(line) not in page]


async def test_every_answer_has_a_page_that_holds_it(real: Web, library: Library) -> None:
    """Question, answer, sources, the days of the law and of the review; and it stands in the list."""
    every = (await real.client.get("/faq")).text
    for entry in library.entries.values():
        page = await words_of(real, f"/faq/{entry.id}")
        days = [korean.day(day) for day in (entry.law, entry.reviewed) if day]
        assert holds(page, entry.asks[0], entry.answer, *entry.sources, *days) == []
        assert f'href="/faq/{entry.id}"' in every


async def test_every_procedure_has_a_page_that_holds_it(real: Web, library: Library) -> None:
    """Every step, question and end by name, with all that belongs to it; and it stands in the list."""
    every = (await real.client.get("/flows")).text
    for flow in library.flows.values():
        page = await words_of(real, f"/flows/{flow.id}")
        assert holds(page, flow.title, flow.about, *(node.name for node in flow.nodes.values())) == []
        assert holds(page, *(text for text in said_in(flow) if not korean.names(text))) == []
        assert f'href="/flows/{flow.id}"' in every


def said_in(flow: Flow) -> list[str]:
    """What must be read of a procedure, whoever reads it."""
    texts: list[str] = []
    for node in flow.nodes.values():
        texts += [choice.label for choice in choices_of(node)]
        if isinstance(node, Question):
            texts += [node.ask, node.hint]
        if isinstance(node, StepNode):
            texts += [node.what, node.where, *node.mistakes, *(item.label for item in node.checklist)]
        if isinstance(node, OutcomeNode):
            texts += [paragraph.text for paragraph in node.say.values() if not paragraph.when]
    return texts


async def test_every_link_of_a_page_leads_somewhere(real: Web, library: Library) -> None:
    """Into the portal, to a place in the page itself, or into the conversation by a link that it understands."""
    seen: dict[str, httpx.Response] = {}
    for path in (
        "/faq",
        "/flows",
        *(f"/faq/{id}" for id in library.entries),
        *(f"/flows/{id}" for id in library.flows),
    ):
        seen[path] = await real.client.get(path)
    for path, answer in seen.items():
        for href in map(unescape, re.findall(r'href="([^"]+)"', answer.text)):
            target, _, place = href.partition("#")
            if target.startswith("/?start="):
                assert read_link(target.removeprefix("/?start="), library), (path, href)
            elif not target.startswith("/static/"):
                assert target in ("", "/", *seen), (path, href)
                assert not place or f'id="{place}"' in unescape(seen.get(target, answer).text), (path, href)


async def test_a_page_is_small(real: Web, library: Library) -> None:
    """On a slow telephone, with everything it shows, each thing counted as it comes over the line."""
    for path in ("/faq", *(f"/flows/{id}" for id in library.flows)):
        page = (await real.client.get(path)).text
        sizes = [await transferred(real, it) for it in {path, *re.findall(r"/static/[^\"]+", page), *modules(page)}]
        assert sum(sizes) < LARGEST_PAGE, path


def modules(page: str) -> list[str]:
    """What the script of the portal loads itself."""
    folder = re.findall(r"(/static/\w+/portal/)main.js", page)[0]
    return [f"{folder}{name}" for name in ("search.js", "share.js")]


async def transferred(web: Web, path: str) -> int:
    async with web.client.stream("GET", path) as answer:
        assert answer.status_code == 200
        return len(b"".join([part async for part in answer.aiter_raw()]))


async def test_a_draft_has_no_page(tmp_path: Path, drafts: Library) -> None:
    """Neither by its address nor in the list, and no answer leads into it."""
    entry = Entry("leads", "주제", ("시작은?",), "이렇게요.", (), "confirmed", PUBLISHED, then=Then("every_kind"))
    library = replace(drafts, entries={"leads": entry})
    async with serving(tmp_path, library=library) as web:
        assert library.drafts
        for id in library.drafts:
            assert (await web.client.get(f"/flows/{id}")).status_code == 404
            for path in ("/flows", "/faq/leads"):
                assert id not in (await web.client.get(path)).text


@pytest.mark.parametrize("path", ["/faq/nothing", "/flows/nothing", "/faq/%2e%2e", "/faq/<b>", "/faq/a/b"])
async def test_what_is_not_there_is_said_kindly(web: Web, path: str) -> None:
    """With the search, where it may have been a page once; and with nothing of the address."""
    answer = await web.client.get(path)
    assert answer.status_code == 404
    assert "<b>" not in answer.text
    if re.fullmatch(r"/(faq|flows)/nothing", path):
        assert 'action="/faq/search"' in answer.text


async def test_an_answer_says_what_it_stands_on(web: Web) -> None:
    """How sure it is, in words; nothing of it where it is confirmed."""
    assert Key.CERTAINTY_CHECK.value in await words_of(web, "/faq/loan")
    assert Key.CERTAINTY_CHECK.value not in await words_of(web, "/faq/notice_days")


async def test_an_answer_leads_on(web: Web) -> None:
    """To a person about it, and into the procedure it names; its neighbours are those of its topic."""
    page = (await web.client.get("/faq/people_needed")).text
    assert 'href="/?start=person-people_needed"' in page
    assert 'href="/?start=founding"' in page
    assert 'href="/flows/founding"' in page
    assert "/faq/loan" not in page
    small = small_library()
    beside = replace(small.entries["loan"], id="beside", topic=small.entries["people_needed"].topic)
    web.service.in_force.library = replace(small, entries={**small.entries, "beside": beside})
    assert "/faq/beside" in (await web.client.get("/faq/people_needed")).text


async def test_what_staff_wrote_stays_text(web: Web) -> None:
    """Signs of markup are shown as they were written, in every place of every page."""
    odd = Entry("odd", "<b>주제</b>", ("1 < 2 & 3?",), "<i>네</i>\n· <i>하나</i>", ("<u>법</u>",), "check", PUBLISHED)
    notice = FOUNDING.nodes["notice"]
    assert isinstance(notice, StepNode)
    step = replace(notice, name="<b>", what="<i>", where="<u>", mistakes=("<s>",), sources=("<q>",))
    flow = replace(FOUNDING, title="<b>", about='"><i>', nodes={**FOUNDING.nodes, "notice": step})
    web.service.in_force.library = replace(small_library(), entries={"odd": odd}, flows={"founding": flow})
    for path in ("/faq", "/faq/odd", "/faq/search?q=<b>", "/flows", "/flows/founding"):
        page = (await web.client.get(path)).text
        assert re.findall(r"<(?:b|i|u|s|q)>", page) == [], path
    assert "1 &lt; 2 &amp; 3?" in (await web.client.get("/faq/odd")).text


async def test_a_publication_changes_the_pages_at_once(web: Web) -> None:
    """A browser that asks whether its copy is still good is told so, until the content is another."""
    first = await web.client.get("/faq/loan")
    kept = {"if-none-match": first.headers["etag"]}
    again = await web.client.get("/faq/loan", headers=kept)
    assert (again.status_code, again.content, first.headers["cache-control"]) == (304, b"", "no-cache")
    small = small_library()
    changed = replace(small.entries["loan"], answer="이제는 달라요.")
    web.service.in_force.library = replace(small, entries={**small.entries, "loan": changed})
    newer = await web.client.get("/faq/loan", headers=kept)
    assert (newer.status_code, "이제는 달라요." in newer.text) == (200, True)


async def test_a_deadline_and_a_condition_are_said_in_words(real: Web, library: Library) -> None:
    """How it is counted and by which article; who needs a document, by the question that decides it."""
    page = await words_of(real, "/flows/ordinary_coop")
    nodes = library.flows["ordinary_coop"].nodes
    assert library.rule_words["founding_notice_last_day"] in page
    assert f"‘{nodes['founding_meeting_on'].name}’에 적은 날" in page
    [thing] = [choice.label for choice in choices_of(nodes["in_kind"]) if choice.id == "things"]
    assert f"‘{nodes['in_kind'].name}’에서 ‘{thing}’" in page
    assert f"‘{nodes['founders_now'].name}’에 따라" in page


async def test_coming_events_stand_where_they_fit_and_go_by_themselves(web: Web) -> None:
    """Near ones above the questions, all of them under the answer that has them, none that is over, none elsewhere."""
    today = web.service.clock.now().date()
    days = {"gone": -1, "today": 0, "near": 30, "far": 90}
    rows = [
        Happening(name, today + timedelta(days=ahead), today + timedelta(days=ahead)) for name, ahead in days.items()
    ]
    small = small_library()
    texts = {**small.texts, Key.EVENT_ONE_DAY: "event <name>"}
    told = Happenings(tuple(rows), beside=("loan",), soon=60)
    web.service.in_force.library = replace(small, texts=texts, happenings=told)
    seen = {
        path: re.findall(r"event (\w+)", await words_of(web, path))
        for path in ("/faq", "/faq/loan", "/faq/notice_days")
    }
    assert seen == {"/faq": ["today", "near"], "/faq/loan": ["today", "near", "far"], "/faq/notice_days": []}
