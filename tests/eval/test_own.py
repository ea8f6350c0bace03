"""Our own questions, written from the facts by people who had not seen the entries: every label, two alike halves."""

from collections import Counter

import pytest

from bot.core.korean import fold
from tests.eval.scoring import HERE, OURS, rows

LEAST = {
    "own": {"questions": 320, "out_of_scope": 160, "handoff": 80},
    "third": {"questions": 300, "out_of_scope": 60, "handoff": 30},
}
GROUPS = {"questions": "intent", "out_of_scope": "kind", "handoff": "should_handoff"}


def labels() -> set[str]:
    """Every label of the table, those without neighbours too."""
    lines = (HERE / "intents.md").read_text(encoding="utf-8").splitlines()
    return {line.split("|")[1].strip() for line in lines if line.count("|") >= 4} - {"intent", "---"}


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("kind", GROUPS)
def test_each_file_is_large_and_says_nothing_twice(name: str, kind: str) -> None:
    """Neither within itself nor after a set that was written before."""
    asked = rows(f"{name}_{kind}.jsonl")
    said = [fold(row["q"]) or row["q"] for row in asked]
    before = ("dev", *OURS[: OURS.index(name)])
    given = {fold(row["q"]) or row["q"] for earlier in before for row in rows(f"{earlier}_{kind}.jsonl")}
    assert len(said) >= LEAST[name][kind]
    assert len({row["id"] for row in asked}) == len(said)
    assert [q for q, times in Counter(said).items() if times > 1] == []
    assert given.isdisjoint(said)


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("kind", GROUPS)
def test_the_halves_are_alike(name: str, kind: str) -> None:
    """One to tune by and one to report: of every label and kind each half has its share."""
    counted = Counter((row[GROUPS[kind]], row["half"]) for row in rows(f"{name}_{kind}.jsonl"))
    assert {half for _, half in counted} == {"a", "b"}
    assert [group for group, _ in counted if abs(counted[group, "a"] - counted[group, "b"]) > 1] == []


@pytest.mark.parametrize(("name", "long", "styles"), [("own", 40, {"nospace"}), ("third", 9, {"layout", "english"})])
def test_every_label_is_asked_at_least_twice_and_in_many_ways(name: str, long: int, styles: set[str]) -> None:
    """Also in long messages and in mixed tongues, which are the hardest."""
    asked = rows(f"{name}_questions.jsonl")
    by_label, by_style = Counter(row["intent"] for row in asked), Counter(row["style"] for row in asked)
    assert set(by_label) == labels()
    assert min(by_label.values()) >= 2
    assert min(by_style["long"], by_style["mixed"]) >= long
    assert {"dialect", "elderly", "nospace", "voice", "typo", "keyword"} | styles <= set(by_style)


@pytest.mark.parametrize("name", OURS)
def test_required_facts_are_lists_of_wordings(name: str) -> None:
    """A group without a wording could never be found."""
    groups = [group for row in rows(f"{name}_questions.jsonl") for group in row["answer_must_include"]]
    assert groups
    assert all(group and all(wording.strip() for wording in group) for group in groups)
