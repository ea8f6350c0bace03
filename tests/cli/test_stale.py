"""`stale`: what the terminal tells of what should be read again."""

import json
from datetime import date

from bot.cli.stale import told
from bot.content.contents import read_contents
from bot.content.sources import Sources
from bot.content.staleness import kept
from bot.core.keeping import Row, rows
from tests.content.base import BASE

LAWS = "changed:\n  - {article: 소풍 규칙 제2조, date: 2026-12-01, note: 시각이 바뀜}\n"


def found(today: date) -> list[Row]:
    contents = read_contents(Sources({**BASE, "flows/tables/changed_laws.yaml": LAWS}))
    return rows(kept(contents), contents.changed_laws, today)


def test_it_is_told_for_people_and_for_programs() -> None:
    """Each state once above what is in it, each with its owner and where to go; the article and its line beneath."""
    listed = found(date(2027, 3, 10))
    text = told(listed, as_json=False)
    titles = [line for line in text.splitlines() if not line.startswith(" ")]
    assert len(titles) == len(set(titles)) == 2
    assert text.count("소풍 규칙 제2조") == 2
    values = [json.loads(line) for line in told(listed, as_json=True).splitlines()]
    assert [(it["id"], it["state"]) for it in values] == [
        ("picnic", "changed"),
        ("what_time", "changed"),
        ("where_to", "over"),
    ]
    for it in values:
        assert f"{it['file']}:{it['line']}" in text
    assert values[1]["laws"] == [{"article": "소풍 규칙 제2조", "line": 18, "day": "2026-12-01"}]


def test_nothing_to_read_is_said_too() -> None:
    """And is no line of JSON."""
    assert told([], as_json=False)
    assert told([], as_json=True) == ""
