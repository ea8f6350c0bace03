"""The scores of answers against labelled questions.

top1: the answer given is the right entry. top3: right among what was answered or offered. wrong: an answer that is
neither right nor a close neighbour. facts: the required facts found in the answer. refused: of what is not ours, the
share that got no answer and no offer. false refusal: of what is ours, that share. handoff: precision, recall and F1 of
wanting a person. spurious: of what is ours, the share for which a person was called.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Row = Mapping[str, Any]


def rows(name: str) -> list[Row]:
    """The questions of a file beside this one."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def neighbours() -> Mapping[str, set[str]]:
    """The labels that overlap in meaning, from the table of labels."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (HERE / "intents.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 4 and re.fullmatch("[a-z_]+", cells[0]):
            found[cells[0]].update(re.findall("[a-z_]{4,}", cells[3]))
    return found


def says(text: str, fact: str) -> bool:
    """Whether a fact stands in a text; a number may not be part of a longer number."""
    pattern = re.escape(_folded(fact))
    if fact.strip()[0].isdigit():
        pattern = r"(?<!\d)(?<!\d[.,])" + pattern
    if fact.strip()[-1].isdigit():
        pattern += r"(?!\d)"
    return re.search(pattern, _folded(text)) is not None


def score(questions: Sequence[Row], outside: Sequence[Row], wishes: Sequence[Row], answers: Iterable[Row]) -> Row:
    """Every figure, from 0 to 1."""
    by_id, near = {row["id"]: row for row in answers}, neighbours()
    found: dict[str, list[float]] = defaultdict(list)
    for question in questions:
        _score_one(question, by_id[question["id"]], near, found)
    found["refused"] = [by_id[row["id"]]["band"] in ("person", "chat") for row in outside]
    pairs = [(row["should_handoff"], by_id[row["id"]]["handoff"]) for row in wishes]
    return {name: _mean(values) for name, values in found.items()} | _handoff(pairs)


def _score_one(question: Row, given: Row, near: Mapping[str, set[str]], found: dict[str, list[float]]) -> None:
    right = {question["intent"], *question.get("also_ok", [])}
    first = given["ranked"][0] if given["band"] == "answer" and given["ranked"] else None
    found["top1"].append(first in right)
    found["top3"].append(given["band"] in ("answer", "offer") and bool(right & set(given["ranked"][:3])))
    found["wrong"].append(first is not None and first not in right | near.get(question["intent"], set()))
    found["offered"].append(given["band"] == "offer")
    found["false_refusal"].append(given["band"] in ("person", "chat"))
    found["spurious"].append(bool(given["handoff"]))
    if question["answer_must_include"]:
        groups = question["answer_must_include"]
        found["facts"].append(sum(any(says(given["answer"], fact) for fact in group) for group in groups) / len(groups))


def _handoff(pairs: Sequence[tuple[bool, bool]]) -> Row:
    hit = sum(want and got for want, got in pairs)
    precision = hit / max(1, sum(got for _, got in pairs))
    recall = hit / max(1, sum(want for want, _ in pairs))
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return {"handoff_precision": precision, "handoff_recall": recall, "handoff_f1": f1}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _folded(text: str) -> str:
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", unicodedata.normalize("NFKC", text).lower())
