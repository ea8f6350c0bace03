"""Questions that were left open, at the desk: from what people wrote to what stands in a file."""

import html
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.channels.web import gaps
from bot.core.audit import Sought
from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from bot.disk import ContentFolder
from bot.service.editing import Editing
from bot.service.publishing import Publishing
from tests.content.base import BASE, PlainMatcher
from tests.support.person import Person, running
from tests.support.roles import answered
from tests.support.web import DeskBrowser, Web, form_token, web_on
from tests.talk.small import DAYS_KEPT, small_library

FAQ = "faq/picnic.yaml"
FILES = {**BASE, FAQ: BASE[FAQ].replace("what_time", "notice_days")}
MISSED = "두레는 몇 명이 필요해요"
OFFERED = "공고 어쩌고"
PHONE = "010-2345-6789"
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')
LINK = re.compile(r'<a href="(/desk/questions/\w+)[^"]*">([^<]*)</a>')


@dataclass
class Office:
    """The web, a desk, and a citizen."""

    web: Web
    desk: DeskBrowser
    citizen: Person

    async def page(self, path: str = "/desk/questions", **query: str) -> str:
        answer = await self.desk.client.get(path, params=query or None)
        assert answer.status_code == 200, answer.text
        return html.unescape(answer.text)

    async def opens(self, title: str) -> str:
        """The page of the group with that title."""
        links = LINK.findall(await self.page(show=""))
        self.at = {name: link for link, name in links}[title]
        return await self.page(self.at)

    async def sends(self, where: str, **fields: str) -> httpx.Response:
        """A form of the group's page."""
        page = await self.page(self.at)
        form = {"csrf": form_token(page), **dict(HIDDEN.findall(page.split("/settle")[1])), **fields}
        return await self.desk.client.post(f"{self.at.split('?')[0]}/{where}", data=form)

    async def titles(self, **query: str) -> list[str]:
        """The groups, from top to bottom."""
        return [title for _, title in LINK.findall(await self.page(**query))]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """With files in which one entry has the name of one that the small library knows."""
    async with running(tmp_path) as service:
        publishing = Publishing(service.store, service.clock, lambda files: small_library())
        await publishing.start(FILES)
        for path, text in FILES.items():
            (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "content" / path).write_text(text, encoding="utf-8")
        editing = Editing(publishing, ContentFolder(tmp_path / "content", PlainMatcher))
        async with web_on(service, editing=editing) as web, web.desk() as desk:
            yield Office(web, desk, await service.person())


async def test_what_was_left_open_is_listed_by_what_it_asks(office: Office) -> None:
    """Not understood, offered to no use, answered to no use; the most frequent first, or the newest."""
    for text in (MISSED, "두레는 누가 만들어요"):
        await office.citizen.says(text)
    office.web.service.clock.pass_(hours=1)
    await (await office.citizen.says(OFFERED)).taps(Key.BUTTON_OFFER_NONE)
    await (await office.citizen.says("공고는 며칠 전에?")).taps(Key.BUTTON_NOT_HELPED)
    await office.citizen.says("대출 되나요?")
    missed = await office.titles()
    assert missed[0].startswith("두레는") and {*missed[1:]} == {OFFERED, "공고는 며칠 전에?"}
    assert (await office.titles(order="new"))[-1] == missed[0]
    await office.citizen.says(f"{PHONE} {MISSED} 꼭 알고 싶어요")
    assert (await office.titles()) == missed
    page = await office.page()
    assert MISSED in page and "두레는 누가 만들어요" in page
    assert 'href="/faq/notice_days"' in page and "50%" in page


async def test_what_does_not_fit_on_a_page_is_on_the_next(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every group is on one of them, in one order; a page that is no more is the last one."""
    monkeypatch.setattr(gaps, "_MOST", 1)
    await office.citizen.says(MISSED)
    office.web.service.clock.pass_(hours=1)
    await (await office.citizen.says(OFFERED)).taps(Key.BUTTON_OFFER_NONE)
    office.web.service.clock.pass_(hours=1)
    await (await office.citizen.says("공고는 며칠 전에?")).taps(Key.BUTTON_NOT_HELPED)
    assert not re.findall("page=", await office.page(show="done"))
    address, seen = "/desk/questions?order=new", list[str]()
    for _ in range(3):
        page = (await office.desk.client.get(address)).text
        seen += [title for _, title in LINK.findall(page)]
        address = "".join(re.findall(r'rel="next" href="([^"]*)"', page))
        address = f"/desk/questions{html.unescape(address)}" if address else ""
    assert (seen, address) == (["공고는 며칠 전에?", OFFERED, MISSED], "")
    assert await office.titles(order="new", page="99") == [MISSED]
    assert await office.titles(order="new", page="0") == ["공고는 며칠 전에?"]
    assert (await office.desk.client.get("/desk/questions?page=x")).status_code == 400


async def test_a_group_is_erased_with_its_person_and_after_its_time(office: Office) -> None:
    """Its page too."""
    await office.citizen.says(MISSED)
    await office.opens(MISSED)
    office.web.service.clock.pass_(days=DAYS_KEPT["questions"])
    await office.desk.sits_down("한소라")
    assert await office.titles() == [MISSED]
    office.web.service.clock.pass_(seconds=1)
    assert await office.titles() == []
    assert (await office.desk.client.get(office.at)).status_code == 404
    await office.citizen.says(MISSED)
    await (await office.citizen.says("내 정보 지우기")).taps(Key.BUTTON_ERASE_YES)
    assert await office.titles() == []


async def test_a_group_leaves_the_list_until_it_is_asked_again(office: Office) -> None:
    """It can be looked at, and brought back, all the while."""
    await office.citizen.says(MISSED)
    await office.opens(MISSED)
    assert (await office.sends("settle", settled="not ours")).status_code == 303
    assert (await office.titles(), await office.titles(show="done")) == ([], [MISSED])
    await office.sends("settle", settled="")
    assert (await office.titles(), await office.titles(show="done")) == ([MISSED], [])
    await office.sends("settle", settled="done")
    office.web.service.clock.pass_(hours=1)
    await office.citizen.says(MISSED)
    assert await office.titles() == [MISSED]
    for wrong in ({"settled": "lost"}, {"settled": "done", "upto": "now"}):
        assert (await office.sends("settle", **wrong)).status_code == 400


@pytest.mark.parametrize("which", ["order=new", "order=many", "show=done"])
async def test_after_a_group_is_settled_one_is_where_one_was(
    office: Office, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    """In the same list on the same page, at the group that came next; so the way back leads."""
    monkeypatch.setattr(gaps, "_MOST", 2)
    for text in (MISSED, "비행기 좌석 예매", "고양이 사료 추천", "세탁기 소음 원인"):
        office.web.service.clock.pass_(hours=1)
        await office.citizen.says(text)
        if which == "show=done":
            await office.opens(text)
            await office.sends("settle", settled="done")
    name, value = which.split("=")
    page = await office.page(**{name: value, "page": "2"})
    first, second = re.findall(r'<a href="(/desk/questions/(\w+)\?[^"]*)"', page)
    office.at = first[0]
    place = f"/desk/questions?{which}&page=2#g-{second[1]}"
    assert f'href="{place}"' in await office.page(office.at)
    done = await office.sends("settle", settled="" if which == "show=done" else "not ours")
    assert (done.status_code, done.headers["location"]) == (303, place)
    for wrong in ({"after": "\r\nx: y"}, {"page": "x"}):
        assert (await office.sends("settle", settled="done", **wrong)).status_code == 400


async def test_what_comes_while_one_looks_is_not_settled_unseen(office: Office) -> None:
    """The form says up to when somebody looked."""
    await office.citizen.says(MISSED)
    page = await office.opens(MISSED)
    upto = re.findall(r'name="upto" value="([^"]*)"', page)[0]
    office.web.service.clock.pass_(seconds=1)
    await office.citizen.says(MISSED)
    await office.sends("settle", settled="done", upto=upto)
    assert await office.titles() == [MISSED]


async def helped(office: Office, words: str) -> str:
    """A question, a case, and what a consultant wrote in it; the case's number."""
    await office.citizen.says(MISSED)
    await (await office.citizen.says("상담사")).taps(Key.BUTTON_HANDOVER_YES)
    consultant = office.web.service.consultant()
    await consultant.acts("answer", words)
    return await consultant.newest()


async def test_what_consultants_answered_is_shown_masked_and_is_in_the_log(office: Office) -> None:
    """And nobody's news is read by it."""
    case = await helped(office, f"두레는 다섯 명부터예요. {PHONE}로 전화 주세요.")
    await office.citizen.says("고마워요")
    page = await office.opens(MISSED)
    assert "두레는 다섯 명부터예요." in page and f"/desk/cases/{case}" in page
    assert PHONE not in page and Key.MASK_PHONE in page
    assert await office.desk.has_news()
    log = await office.web.service.store.read(Sought(case=case), 9)
    assert [(it.who, it.way) for it in log] == [("한소라", "questions")]


async def test_names_that_are_known_are_in_no_draft(office: Office) -> None:
    """Of the consultant who wrote, of one with an account, and of the citizen who told it; a person reads the rest."""
    await office.citizen.says("저는 김보람이라고 해요")
    await helped(office, "김보람 님, 저는 한소라예요. 두레는 다섯 명부터예요. 더 물을 것은 오민준 상담사에게요.")
    await (await office.web.service.person("lee")).says(f"{MISSED} 제 이름은 이바다예요")
    await office.opens(MISSED)
    await office.web.staff.add("오민준", "consultant")
    page = html.unescape((await answered(office.web, "오민준", "GET", office.at, "")).text)
    shown = [page.split("<blockquote>")[1].split("</blockquote>")[0], page.split("<pre>")[1].split("</pre>")[0]]
    for text, hidden in zip(shown, (3, 4), strict=True):
        assert [name for name in ("김보람", "한소라", "오민준", "이바다") if name in text] == []
        assert text.count(DeskKey.MASK_NAME.value) == hidden and "두레는 다섯 명부터예요." in text


async def test_who_may_read_no_case_reads_no_answer(office: Office) -> None:
    """They see that there is one, and their draft holds none of it."""
    await helped(office, "두레는 다섯 명부터예요.")
    await office.opens(MISSED)
    await office.web.staff.add("편집자", "editor")
    page = html.unescape((await answered(office.web, "편집자", "GET", office.at, "")).text)
    assert MISSED in page and "다섯 명부터예요" not in page and "status: draft" in page
    assert await office.web.service.store.read(Sought(way="questions"), 9) != []


async def test_a_draft_opens_in_the_editor_and_is_not_published(office: Office) -> None:
    """With the questions and the answer, without a number; as it was written it passes as a draft."""
    await helped(office, f"두레는 다섯 명부터예요. {PHONE}로 전화 주세요.")
    await (await office.web.service.person("lee")).says(f"두레는 언제 시작할 수 있나요 {PHONE}")
    await office.opens(MISSED)
    editor = await office.sends("propose", what="draft")
    assert editor.status_code == 200
    text = html.unescape(editor.text.split("<textarea")[1].split(">\n", 1)[1].split("</textarea>")[0])
    assert text.startswith(FILES[FAQ]) and "status: draft" in text
    added = text.removeprefix(FILES[FAQ])
    assert MISSED in added and "두레는 언제 시작할 수 있나요" in added and "두레는 다섯 명부터예요." in added
    assert PHONE not in added and PHONE not in editor.text
    assert (await office.web.service.store.version_in_force() or ("", {}))[1] == FILES


async def test_a_phrasing_opens_in_the_editor_beside_its_like(office: Office) -> None:
    """What comes near gets it rather than a twin; what is known already is not added again."""
    for _ in range(2):
        await (await office.citizen.says(OFFERED)).taps(Key.BUTTON_OFFER_NONE)
    await office.citizen.says(small_library().entries["notice_days"].asks[0])
    assert "/propose#L" in await office.opens(OFFERED)
    editor = await office.sends("propose", what="phrasing")
    assert f"출발은 언제, {OFFERED}]" in html.unescape(editor.text)


async def test_where_nothing_comes_near_there_is_only_a_draft(office: Office) -> None:
    """A phrasing of nothing cannot be asked for."""
    await office.citizen.says(MISSED)
    page = await office.opens(MISSED)
    assert "t-phrasing" not in page and "t-draft" in page
    assert (await office.sends("propose", what="phrasing")).status_code == 404
