"""`python -m tests.eval facts`: the share of required facts that stand in the right entry, the matcher left out.

The entry is the one that bears the subject's name; a subject without one has those that are mapped to it, of which
the one that says most is taken.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.contents import read_contents
from bot.content.sources import read
from bot.core.library import Entry
from tests.eval.scoring import HERE, Row, rows, says

CONTENT = Path(__file__).parents[2]
FLOOR = 0.95


@dataclass(frozen=True, slots=True)
class Held:
    """A question, its entry, and the facts that lacks, each by its first wording."""

    question: str
    intent: str
    entry: str
    needed: int
    lacking: tuple[str, ...]

    @property
    def share(self) -> float:
        return 1 - len(self.lacking) / self.needed


def held(questions: Sequence[Row]) -> list[Held]:
    """Every question that needs facts."""
    labels: Mapping[str, str] = json.loads((HERE / "entry_labels.json").read_text(encoding="utf-8"))
    by_label: dict[str, list[Entry]] = {}
    for id, placed in read_contents(read(CONTENT)).entries.items():
        by_label.setdefault(labels.get(id, id), []).append(placed.entry)
    return [_best(row, by_label) for row in questions if row["answer_must_include"]]


def share(found: Sequence[Held]) -> float:
    """The mean over questions, as in the scores."""
    return sum(each.share for each in found) / len(found)


def _best(row: Row, by_label: Mapping[str, Sequence[Entry]]) -> Held:
    groups = row["answer_must_include"]
    mapped = by_label.get(row["intent"], ())
    right = [entry for entry in mapped if entry.id == row["intent"]] or mapped
    lacking = {entry.id: tuple(_lacking(entry.answer, groups)) for entry in right}
    id = min(lacking, key=lambda id: len(lacking[id]), default="")
    return Held(row["q"], row["intent"], id, len(groups), lacking.get(id, tuple(group[0] for group in groups)))


def _lacking(answer: str, groups: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (group[0] for group in groups if not any(says(answer, fact) for fact in group))


def main(names: Sequence[str]) -> None:
    """Prints what is lacking, by question, and the share of each file."""
    for name in names or ("dev_questions.jsonl", "own_questions.jsonl"):
        found = held(rows(name))
        for each in found:
            if each.lacking:
                print(f"{each.intent:28}{each.entry:28}{' / '.join(each.lacking)}   ({each.question})")
        print(f"{name}: {share(found):.3f} of the facts of {len(found)} questions (at least {FLOOR})")
