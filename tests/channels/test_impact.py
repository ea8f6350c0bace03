"""What an unsaved text would do, as the page of the editor asks for it."""

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from bot.channels.web import impact
from bot.disk import ContentFolder
from bot.service.editing import Editing
from bot.service.publishing import Publishing
from tests.content.base import BASE, AskMatcher
from tests.support.person import running
from tests.support.web import DeskBrowser, form_token, web_on

FAQ, FLOW = "faq/picnic.yaml", "flows/picnic.yaml"
LUNCH = BASE[FAQ].replace("[몇 시에 가요,", "[몇 시에 가요, 도시락,")
RENAMED = BASE[FLOW].replace("weather", "sky")
EVIL = "<script src=//evil></script> 도시락"


class Looker:
    """Who has a file of the small content open; the content is in force for citizens too."""

    def __init__(self, desk: DeskBrowser) -> None:
        self.desk = desk

    async def looks(self, path: str, text: str, **more: str) -> list[Mapping[str, object]]:
        """The lines that come, the one that says that it begins left out."""
        page = (await self.desk.client.get("/desk/content/edit", params={"file": path})).text
        form = {"csrf": form_token(page), "path": path, "text": text, **more}
        answer = await self.desk.client.post("/desk/content/impact", data=form)
        first, *lines = [json.loads(line) for line in answer.text.splitlines()]
        assert first == {"done": 0, "all": 0}
        return lines

    async def sees(self, path: str, text: str, **more: str) -> str:
        """The part of the page that comes in the end."""
        return str((await self.looks(path, text, **more))[-1]["html"])


@pytest.fixture
async def looker(tmp_path: Path) -> AsyncIterator[Looker]:
    for path, text in BASE.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    folder = ContentFolder(tmp_path / "content", AskMatcher)
    async with running(tmp_path) as service:
        publishing = Publishing(service.store, service.clock, folder.read().build)
        await publishing.start(folder.read().files)
        service.in_force.library = publishing.library
        for name, *texts in (("kim", EVIL, "소풍 가요", "맑아요"), ("lee", "어디로 가요")):
            person = await service.person(name)
            for text in texts:
                await person.says(text)
        async with web_on(service, editing=Editing(publishing, folder)) as web, web.desk() as desk:
            yield Looker(desk)


async def test_past_questions_are_shown_old_beside_new(looker: Looker) -> None:
    """As words, whatever is in them, with a link to the entry; where these were all, no more are offered."""
    part = await looker.sees(FAQ, LUNCH)
    assert "&lt;script" in part and "<script" not in part
    assert part.count('href="/faq/what_time"') == 1
    assert "data-impact" not in part


async def test_who_reads_other_words_and_who_is_asked_again_is_counted(looker: Looker) -> None:
    """A name that was probably changed is told at its line of this text."""
    assert "/faq/where_to" in await looker.sees(FAQ, BASE[FAQ].replace("으로(로) 가요.", "으로(로) 함께 가요."))
    part = await looker.sees(FLOW, RENAMED)
    line = RENAMED.count("\n", 0, RENAMED.index("  sky:")) + 1
    assert f'data-line="{line}"' in part and "formerly" in part
    assert "formerly" not in await looker.sees(FLOW, RENAMED.replace("  sky:\n", "  sky:\n    formerly: [weather]\n"))


async def test_the_newest_come_first_and_all_of_them_when_asked(
    looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first answer is there soon."""
    monkeypatch.setattr(impact, "SOON", 1)
    assert 'data-impact="all"' in await looker.sees(FAQ, LUNCH)
    everything = await looker.sees(FAQ, LUNCH, all="1")
    assert "&lt;script" in everything and "data-impact" not in everything


async def test_what_happens_without_a_file_is_shown_before_it_is_taken_away(looker: Looker) -> None:
    """To questions that were asked; a file that the bot needs has no such look."""
    part = await looker.sees(FAQ, "", gone="1")
    assert 'href="/faq/where_to"' in part
    page = (await looker.desk.client.get("/desk/content/retire", params={"file": FAQ})).text
    assert 'id="impact"' in page and 'id="retiring"' in page and "desk/retiring" in page
    form = {"csrf": form_token(page), "path": "flows/texts.yaml", "gone": "1"}
    assert (await looker.desk.client.post("/desk/content/impact", data=form)).status_code == 400


async def test_a_text_that_does_not_pass_has_no_impact(looker: Looker) -> None:
    """It is told how much is to be mended; for a file that is none nothing begins."""
    (line,) = await looker.looks(FAQ, LUNCH.replace("topic", "tpoic"))
    assert line == {"problems": 1}
    page = (await looker.desk.client.get("/desk/content/edit", params={"file": FAQ})).text
    form = {"csrf": form_token(page), "path": "papers/none.yaml", "text": "a"}
    assert (await looker.desk.client.post("/desk/content/impact", data=form)).status_code == 404
