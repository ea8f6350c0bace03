"""Requests for education and for a briefing, over the content of the project: cases of their own kind."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.cli.talking import Talk
from bot.service.publishing import Disk
from tests.cli.test_talking import tell

BRIEFING = (
    "전통시장이요", "상인회 사무실 2층이요", "동구요", "스무 명쯤이요", "12월 15일이요", "12월 22일이요", "문 닫고요",
    "물건을 함께 떼는 이야기요", "이 채팅으로만 받을게요",
)  # fmt: skip
EDUCATION = (
    "설립 절차", "다 골랐어요", "열 명이요", "우리 가게로요", "서구요", "12월 20일이요", "평일 저녁이요",
    "반찬가게 사장들이에요", "이 채팅으로만 받을게요",
)  # fmt: skip


@pytest.mark.parametrize(
    ("flow", "kind", "said", "asked"),
    [
        (
            "briefing",
            "설명회",
            BRIEFING,
            (
                "briefing_street",
                "briefing_place",
                "briefing_district",
                "briefing_people",
                "briefing_on",
                "briefing_or_on",
            ),
        ),
        ("education", "교육", EDUCATION, ("education_topic", "education_people", "education_where", "education_on")),
    ],
)
async def test_a_request_is_a_case_of_its_own_kind(
    talk: Talk, content: Disk, flow: str, kind: str, said: Sequence[str], asked: Sequence[str]
) -> None:
    """Reached from the menu; consent first, then the questions; what was answered is in the packet by name."""
    case = await requested(talk, content, flow, said)
    library = content.build(content.files)
    answers = {answer["name"]: answer["value"] for answer in case["packet"]["answers"]}
    assert (case["kind"], case["queue"], case["state"]) == (kind, library.kinds[kind].queue, "waiting")
    assert {library.flows[flow].nodes[id].name for id in asked} <= set(answers)


async def test_a_second_request_is_asked_anew(talk: Talk, content: Disk) -> None:
    """Place, people and days belong to one request: they are not carried over to the next."""
    first = await requested(talk, content, "briefing", BRIEFING)
    assert (await tell(talk, desk="claim", **{"as": "김상담"}))["case"]["number"] == first["number"]
    assert (await tell(talk, desk="close 다녀왔어요", **{"as": "김상담"}))["case"]["state"] == "closed"
    await tell(talk, text=content.build(content.files).words.begin["briefing"][0])
    again = await tell(talk, text="네")
    street = content.build(content.files).flows["briefing"].nodes["briefing_street"]
    assert street.ask in again["replies"][-1]["text"]  # type: ignore[attr-defined]  # a question


async def requested(talk: Talk, content: Disk, flow: str, said: Sequence[str]) -> Any:
    """The case of a request, from the button in the menu to the last answer."""
    library = content.build(content.files)
    await tell(talk, text=library.words.commands["more"][0])
    await tell(talk, button=library.flows[flow].title)
    await tell(talk, text="네")
    for words in said:
        out = await tell(talk, text=words)
    return out["case"]
