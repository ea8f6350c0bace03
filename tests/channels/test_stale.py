"""What should be read again, as the page of the desk shows it, and an article that an editor marks as changed."""

import html
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest

from bot.service.opened import Published, mark_of
from tests.content.base import BASE
from tests.support.contents import Shelf, filled
from tests.support.person import running
from tests.support.web import DeskBrowser, form_token, web_on

TABLE = "flows/tables/changed_laws.yaml"
HEAD = "# 바뀐 조문\n\n"
READ = {path: text.replace("reviewed: 2026-11-24", "reviewed: 2026-11-01") for path, text in BASE.items()}
FILES = {**READ, TABLE: f"{HEAD}changed: []\n"}
LAW = "소풍 규칙 제2조"
FAQ = "faq/picnic.yaml"


@dataclass
class Keeper:
    """An editor's browser on the page."""

    desk: DeskBrowser
    shelf: Shelf
    today: date

    async def looks(self, **query: str) -> str:
        answer = await self.desk.client.get("/desk/stale", params=query)
        assert answer.status_code == 200, answer.text
        return html.unescape(answer.text)

    async def marks(self, article: str, day: str, note: str = "") -> httpx.Response:
        token = form_token((await self.desk.client.get("/desk/stale", params={"article": LAW})).text)
        form = {"csrf": token, "article": article, "date": day, "note": note}
        return await self.desk.client.post("/desk/stale", data=form)


@pytest.fixture
async def keeper(tmp_path: Path) -> AsyncIterator[Keeper]:
    async with running(tmp_path) as service:
        shelf = await filled(service, tmp_path / "content", FILES)
        service.in_force = shelf.publishing
        async with web_on(service, editing=shelf.editing) as web, web.desk() as desk:
            yield Keeper(desk, shelf, service.clock.now().date())


def where(page: str) -> set[str]:
    """The files and lines that the page leads to."""
    return {unquote(lead) for lead in re.findall(r'href="/desk/content/edit\?file=([^"]+#L\d+)"', page)}


async def test_an_editor_marks_what_cites_a_changed_article(keeper: Keeper) -> None:
    """Looked at first, then marked: in the table, in force, and on the page, with what changed as it was written."""
    cited = {"faq/picnic.yaml#L18", "flows/picnic.yaml#L86"}
    assert where(await keeper.looks()) == set()
    assert where(await keeper.looks(article="소풍규칙 제2조")) == cited
    marked = await keeper.marks(LAW, keeper.today.isoformat(), "시각이 '바뀜': \"#1\"")
    assert marked.status_code == 303
    text = keeper.shelf.text(TABLE)
    assert (text.startswith(HEAD), text.count(LAW)) == (True, 1)
    page = await keeper.looks()
    assert cited < where(page)
    assert "시각이 '바뀜': \"#1\"" in page
    assert [law.article for law in keeper.shelf.publishing.library.changed_laws] == [LAW]
    assert (await keeper.marks("소풍 규칙 제1조", keeper.today.isoformat())).status_code == 303
    assert len(keeper.shelf.publishing.library.changed_laws) == 2


async def test_what_was_read_again_is_there_no_more(keeper: Keeper) -> None:
    """And what is due is told by who looks after it; what is fine only when it is wanted."""
    await keeper.marks(LAW, keeper.today.isoformat())
    again = FILES[FAQ].replace("reviewed: 2026-11-01", f"reviewed: {keeper.today}")
    done = await keeper.shelf.editing.publish(FAQ, again, mark_of(FILES[FAQ]), "한소라", "다시 읽음")
    assert isinstance(done, Published)
    assert {it.split("#")[0] for it in where(await keeper.looks())} == {"flows/picnic.yaml"}
    assert where(await keeper.looks(owner="소풍팀")) == set()
    assert {it.split("#")[0] for it in where(await keeper.looks(owner="소풍팀", all="1"))} == {FAQ}


@pytest.mark.parametrize(("article", "day"), [("", "2026-11-20"), (LAW, "soon"), (LAW, "")])
async def test_without_an_article_or_a_day_nothing_is_marked(keeper: Keeper, article: str, day: str) -> None:
    """It is said, and the table is as it was."""
    refused = await keeper.marks(article, day)
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text
    assert keeper.shelf.text(TABLE) == FILES[TABLE]


async def test_a_table_that_somebody_else_saved_meanwhile_is_not_overwritten(keeper: Keeper) -> None:
    """Nor is one that is written in a form of its own made unreadable."""
    keeper.shelf.write(TABLE, f"{HEAD}changed: [\n")
    assert (await keeper.marks(LAW, keeper.today.isoformat())).status_code == 409
    assert keeper.shelf.text(TABLE) == f"{HEAD}changed: [\n"
