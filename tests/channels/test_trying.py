"""Trying out a text at the desk, as the panels of its page do."""

import html
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.service.trying import MOST_STEPS
from tests.channels.test_editing import Editor, editing
from tests.service.test_editing import CUT, FAQ, TEN
from tests.service.test_trying import ASKED, DRAFT, OUTING


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    async with editing(tmp_path) as editor:
        editor.shelf.write(OUTING, DRAFT)
        await editor.opens()
        yield editor


async def walks(editor: Editor, *steps: tuple[str, str], text: str = DRAFT) -> httpx.Response:
    return await editor.sends("walk", text, path=OUTING, steps=json.dumps(steps))


def taps(page: str) -> list[str]:
    return [html.unescape(label) for label in re.findall(r'data-tap="([^"]*)"', page)]


async def test_a_question_is_answered_beside_what_is_in_force(editor: Editor) -> None:
    """What stands in an answer is text; where nothing differs it is said once."""
    told = await editor.sends("ask", TEN.replace("열 시에", "열 시 & 정각에"), question=ASKED)
    shown = told.json()["shown"]
    assert "열 시 &amp; 정각에 가요." in shown
    assert "아홉 시에 가요." in shown
    same = await editor.sends("ask", editor.shelf.text(FAQ), question=ASKED)
    assert same.json()["shown"].count("아홉 시에 가요.") == 1


async def test_a_text_that_cannot_be_read_is_told_at_its_line(editor: Editor) -> None:
    """As the checker tells it; an empty question is none."""
    told = await editor.sends("ask", CUT, question=ASKED)
    assert told.status_code == 422
    assert {slip["file"] for slip in told.json()["problems"]} == {FAQ}
    assert (await editor.sends("ask", TEN, question="  ")).status_code == 400
    assert (await walks(editor, text="nodes: [")).status_code == 422


async def test_a_procedure_is_walked_by_its_buttons_and_by_words(editor: Editor) -> None:
    """The steps come back, and going one back is leaving the last one out."""
    begun = (await walks(editor)).json()
    assert begun["steps"] == [["start", "outing"]]
    assert "맑아요" in taps(begun["shown"])
    further = (await walks(editor, *begun["steps"], ("tap", "맑아요"), ("say", "7명"))).json()
    assert len(further["steps"]) == 3
    assert "언제 갈까요?" in further["shown"]
    assert "초대하기" in further["shown"]  # the plan
    back = (await walks(editor, *further["steps"][:2])).json()
    assert "몇 명이 오나요?" in back["shown"]


async def test_days_pass_in_a_walk(editor: Editor) -> None:
    """The bot's own clock stands still; what it says unasked is seen, and nothing is kept."""
    begun = [("start", "outing"), ("tap", "맑아요")]
    day = (await walks(editor, *begun, ("wait", "1"))).json()
    week = (await walks(editor, *day["steps"], ("wait", "7"))).json()
    assert week["steps"] == [*(list(it) for it in begun), ["wait", "1"], ["wait", "7"]]
    before = (await walks(editor, *begun)).json()
    assert [it["shown"].count("<article") for it in (before, day, week)] == [4, 4, 5]
    assert [it["shown"].count("day-line") for it in (before, day, week)] == [0, 1, 2]
    assert await editor.desk.web.service.store.next_wake() is None


async def test_steps_that_a_change_took_away_are_left_out(editor: Editor) -> None:
    """And those above the most: the page goes on from what could be done."""
    changed = DRAFT.replace("label: 맑아요", "label: 개었어요")
    walked = (await walks(editor, ("start", "outing"), ("tap", "맑아요"), text=changed)).json()
    assert walked["steps"] == [["start", "outing"]]
    many = (await walks(editor, *([("say", "안녕")] * (MOST_STEPS + 1)))).json()
    assert len(many["steps"]) == MOST_STEPS


@pytest.mark.parametrize(
    "steps",
    [
        "7",
        "{",
        '[["tap"]]',
        '[["fly", "x"]]',
        '[["say", 7]]',
        '[["wait", "x"]]',
        '[["wait", "32000"]]',
        '[["say", ""]]',
        "[" * 9999,
    ],
)
async def test_what_is_no_list_of_steps_is_refused(editor: Editor, steps: str) -> None:
    """Whatever it is."""
    assert (await editor.sends("walk", DRAFT, path=OUTING, steps=steps)).status_code == 400
