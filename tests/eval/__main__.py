"""`make eval`: the scores of the present content on labelled questions, beside two plainer ways on the same entries."""

import json
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.ask import answered
from bot.content.build import build, lessons
from bot.content.sources import read
from bot.content.trained import load_or_train, untrained
from bot.core.library import Library
from tests.eval import facts, plain
from tests.eval.scoring import HERE, Row, rows, score

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Seoul"))
FIGURES = ("top1", "top3", "wrong", "offered", "facts", "refused", "false_refusal", "handoff_f1", "spurious")
CONTENT = Path(__file__).parents[2]


def main() -> None:
    """Prints a table: every question, and those alone whose answer is among the entries."""
    libraries = _libraries()
    labels = json.loads((HERE / "entry_labels.json").read_text(encoding="utf-8"))
    covered = {labels.get(id, id) for id in libraries["trained"].entries}
    questions = rows("dev_questions.jsonl")
    known = [row for row in questions if row["intent"] in covered]
    print(f"{len(covered)} entries; {len(known)} of {len(questions)} questions have their answer among them\n")
    print(f"{'':34}" + "".join(f"{name:>14}" for name in FIGURES))
    for name, library in libraries.items():
        for part, asked in (("all", questions), ("with an answer", known)):
            print(f"{name + ', ' + part:34}" + _line(_scores(library, asked, labels)))
    for style in sorted({row["style"] for row in known}):
        asked = [row for row in known if row["style"] == style]
        print(f"{'trained, ' + style + f' ({len(asked)})':34}" + _line(_scores(libraries["trained"], asked, labels)))


def _libraries() -> dict[str, Library]:
    sources = read(CONTENT)
    taught = lessons(sources)
    with tempfile.TemporaryDirectory() as folder:
        trained = load_or_train(taught.entries, taught.not_ours, taught.synonyms, taught.words, Path(folder))
    library = build(sources, trained)
    stand_in = untrained(taught.entries, taught.not_ours, taught.words)
    return {
        "trained": library,
        "rapidfuzz": replace(library, matcher=stand_in),
        "tf-idf": replace(library, matcher=replace(trained, ranker=plain.Cosine(taught.entries, taught.synonyms))),
    }


def _scores(library: Library, questions: list[Row], labels: dict[str, str]) -> Row:
    outside, wishes = rows("dev_out_of_scope.jsonl"), rows("dev_handoff.jsonl")
    given = [answered(library, row["id"], row["q"], NOW) for row in (*questions, *outside, *wishes)]
    labelled = [{**row, "ranked": [labels.get(str(id), str(id)) for id in _ids(row)]} for row in given]
    return score(questions, outside, wishes, labelled)


def _ids(row: Row) -> list[str]:
    return list(row["ranked"])


def _line(scores: Row) -> str:
    return "".join(f"{scores.get(name, 0):14.3f}" for name in FIGURES)


if __name__ == "__main__":
    facts.main(sys.argv[2:]) if sys.argv[1:2] == ["facts"] else main()
