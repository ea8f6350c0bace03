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
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OURS = ("own", "third")
"""The sets that we wrote ourselves, in the order in which they were written."""
Row = Mapping[str, Any]
FIGURES = ("top1", "top3", "wrong", "offered", "facts", "refused", "false_refusal", "handoff_f1", "spurious")
BARS = {
    "top1": (0.84, "at least"),
    "top3": (0.94, "at least"),
    "wrong": (0.08, "at most"),
    "facts": (0.80, "at least"),
    "refused": (0.95, "at least"),
    "false_refusal": (0.05, "at most"),
    "handoff_f1": (0.95, "at least"),
    "spurious": (0.02, "at most"),
}
"""What is promised on questions that nobody tuned to, by words alone."""
BARS_MEANT = BARS | {"top1": (0.88, "at least"), "wrong": (0.05, "at most"), "facts": (0.88, "at least")}
"""The same where it is asked what a message means as well."""


@dataclass(frozen=True, slots=True)
class Set:
    """Labelled sentences: questions that are ours, what is not, and wishes for a person beside mere mentions."""

    questions: Sequence[Row]
    outside: Sequence[Row]
    wishes: Sequence[Row]

    def all(self) -> Sequence[Row]:
        return (*self.questions, *self.outside, *self.wishes)


def sets() -> Mapping[str, Set]:
    """The given set, and each of our own in two halves: the first to tune by, the second to report."""
    kinds = ("questions", "out_of_scope", "handoff")
    found = {"dev": Set(*(rows(f"dev_{kind}.jsonl") for kind in kinds))}
    for name in OURS:
        written = {kind: rows(f"{name}_{kind}.jsonl") for kind in kinds}
        for half in ("a", "b"):
            found[f"{name} {half}"] = Set(*([row for row in written[kind] if row["half"] == half] for kind in kinds))
    return found


def held() -> Mapping[str, Set]:
    """What the bars are held on: the given set, and the halves that nobody tuned to, whose wishes are few, together."""
    found = sets()
    halves = [found[f"{name} b"] for name in OURS]
    kinds = ("questions", "outside", "wishes")
    both = Set(*(tuple(row for half in halves for row in getattr(half, kind)) for kind in kinds))
    return {"dev": found["dev"], "halves b together": both}


def rows(name: str) -> list[Row]:
    """The questions of a file beside this one."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def label_of(entries: Iterable[str]) -> list[str]:
    """The label of each entry."""
    labels = _labels()
    return [labels.get(id, id) for id in entries]


@cache
def _labels() -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads((HERE / "entry_labels.json").read_text(encoding="utf-8"))
    return found


def labelled(answers: Iterable[Row]) -> list[Row]:
    """Answers with labels in place of entries."""
    return [{**row, "ranked": label_of(row["ranked"])} for row in answers]


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


def score(asked: Set, answers: Iterable[Row]) -> Row:
    """Every figure, from 0 to 1; `by` holds those of each style and kind."""
    by_id, near = {row["id"]: row for row in answers}, neighbours()
    found: dict[str, list[float]] = defaultdict(list)
    by: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for question in asked.questions:
        for cell in (found, by[question["style"]]):
            _score_one(question, by_id[question["id"]], near, cell)
    for row in asked.outside:
        for cell in (found, by[row["kind"]]):
            cell["refused"].append(by_id[row["id"]]["band"] in ("person", "chat"))
    pairs = [(row["should_handoff"], by_id[row["id"]]["handoff"]) for row in asked.wishes]
    parts = {name: {figure: _mean(values) for figure, values in cell.items()} for name, cell in by.items()}
    return {name: _mean(values) for name, values in found.items()} | _handoff(pairs) | {"by": parts}


def short(found: Row, bars: Mapping[str, tuple[float, str]] = BARS) -> list[str]:
    """The bars that are missed, each with what was found."""
    return [
        f"{name} {found[name]:.3f} ({sense} {bar})"
        for name, (bar, sense) in bars.items()
        if (found[name] < bar if sense == "at least" else found[name] > bar)
    ]


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
