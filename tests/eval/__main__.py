"""`make eval`: how well questions are understood, beside three plainer ways over the same entries, in one run.

`python -m tests.eval` prints the scores by set, way, style and kind, how sure the answers were, and what they cost.
`--bars` fails when a bar is missed; `facts` tells which required facts no entry holds; `ablation` leaves out one part
after the other; `reading` tells how answers inside a procedure are read, `noise` what badly written questions get
(`--write` publishes both), `anything` whether 10,000 inputs of any kind are ever left without an answer or a way on,
`cost` what questions and training take, also at 1,000 entries and at any number of them.
"""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.ask import answered
from bot.core.library import Library
from tests.eval import ablation, anything, certainty, cost, facts, noise, reading, ways
from tests.eval.scoring import BARS, BARS_MEANT, FIGURES, Row, Set, held, labelled, score, sets, short

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Seoul"))
CONTENT = Path(__file__).parents[2]


def main(arguments: Sequence[str]) -> int:
    """Prints every table; 1 when bars are asked for and one of the questions nobody tuned to is missed."""
    libraries = ways.libraries(CONTENT)
    bars = {ways.WORDS: BARS, ways.MEANT: BARS_MEANT}
    ours, entries = [way for way in libraries if way in bars], libraries[ways.WORDS].entries
    print(f"{len(entries)} entries, {sum(len(entry.asks) for entry in entries.values())} phrasings\n")
    missed, holds = [], held()
    for name, asked in {**sets(), **holds}.items():
        given = {way: _answers(library, asked) for way, library in libraries.items()}
        scores = {way: score(asked, answers) for way, answers in given.items()}
        _table(name, asked, scores)
        for way in ours:
            certainty.report(asked, given[way], libraries[way], way)
            missed += [f"{name}, {way}: {each}" for each in short(scores[way], bars[way]) if name in holds]
    for way in ours:
        cost.questions(libraries[way], [row["q"] for row in sets()["own b"].questions], way)
    print("\n" + ("missed: " + "; ".join(missed) if missed else "every bar holds"))
    return int(bool(missed) and "--bars" in arguments)


def _answers(library: Library, asked: Set) -> list[Row]:
    return labelled([answered(library, row["id"], row["q"], NOW) for row in asked.all()])


def _table(name: str, asked: Set, scores: dict[str, Row]) -> None:
    print(f"{name + f' ({len(asked.questions)})':34}" + "".join(f"{figure:>14}" for figure in FIGURES))
    for way, found in scores.items():
        print(f"  {way:32}" + "".join(f"{found.get(figure, 0):14.3f}" for figure in FIGURES))
    for way in (ways.WORDS, ways.MEANT):
        for group, by in scores.get(way, {"by": {}})["by"].items():
            cells = (f"{by[figure]:14.3f}" if figure in by else " " * 14 for figure in FIGURES)
            print(f"    {f'{way}: {group}':30}" + "".join(cells))
    print()


if __name__ == "__main__":
    if sys.argv[1:2] == ["facts"]:
        facts.main(sys.argv[2:])
    elif sys.argv[1:2] == ["ablation"]:
        ablation.report(CONTENT)
    elif sys.argv[1:2] == ["reading"]:
        reading.main(sys.argv[2:])
    elif sys.argv[1:2] == ["noise"]:
        noise.main(sys.argv[2:])
    elif sys.argv[1:2] == ["cost"]:
        cost.main(sys.argv[2:])
    elif sys.argv[1:2] == ["anything"]:
        sys.exit(anything.main())
    else:
        sys.exit(main(sys.argv[1:]))
