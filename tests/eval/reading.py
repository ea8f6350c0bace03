"""`python -m tests.eval reading`: the share of sentences at an open question that are read as they were meant, by kind.

Each line of tests/matching/reading.jsonl is a sentence (`text`) of somebody whom a flow asks `at`, with the answers
given `before`; `gives` is every answer that must then be new or other. `back`: it must be asked back, and `nearly` is
the day that is then offered. A question must give nothing, and must not be called an answer that cannot be read.
`half` a was written before reading was mended, b after it: what b first scored, 0.785, is what strangers may expect;
c was written later, about what was then known to be misread, and first scored 0.660; d was written for the questions
of all flows by somebody who had not seen their words, and first scored 0.598; e likewise,
after d was mended: it scored 0.460 before choices were guessed and 0.660 with it. `--write` puts the table into
docs/reading.md.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.core.answers import Answer, Contact, Doing, Several, Value
from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Said
from bot.core.library import Library
from bot.core.reply import Give
from bot.talk.decide import decide
from tests.eval.scoring import Row
from tests.support import served

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Seoul"))  # a Tuesday
ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "reading.md"
FLOORS = {
    "number": 0.95, "date": 0.95, "vague": 0.90, "done": 0.95, "choice": 0.90, "place": 0.97, "several": 0.90,
    "correction": 0.90, "second": 0.90, "unknown": 0.95, "question": 0.95, "contact": 0.80,
}  # fmt: skip
"""The least share of each kind that is read as it was meant."""


def sentences() -> list[Row]:
    """Every sentence with what it must give."""
    lines = (ROOT / "tests/matching/reading.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def library(folder: Path) -> Library:
    """The present content, with a matcher that is kept in a folder."""
    return served.library(folder)


def misread(library: Library, rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """The sentences that were not read as meant, each with what became of it."""
    for row in rows:
        decision = _decided(library, row)
        found = _new_answers(decision, _before(row))
        near = next((_plain(value) for value in _suggested(decision, row["at"])), None)
        how = decision.heard.how
        back = how in ("wrong answer", "rough answer") if row.get("back") else how != "wrong answer"
        if found != row["gives"] or not back or ("nearly" in row and near != row["nearly"]):
            yield row, f"{how}: {found}" + (f", nearly {near}" if near else "")


def shares(rows: Sequence[Row], wrong: Sequence[Row]) -> Mapping[str, tuple[int, int]]:
    """Of each kind how many were read as meant, and of how many."""
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        counted[row["kind"]][0] += row not in wrong
        counted[row["kind"]][1] += 1
    return {kind: (right, all) for kind, (right, all) in counted.items()}


def table(rows: Sequence[Row], wrong: Sequence[Row]) -> str:
    """The shares as they are published, for staff."""
    counted = [(_WORDS[kind], right, all) for kind, (right, all) in shares(rows, wrong).items()]
    counted.append((_ALL, len(rows) - len(wrong), len(rows)))
    lines = (f"| {name} | {all} | {right / all:.1%} |" for name, right, all in counted)
    return _HEAD.format(sentences=len(rows)) + "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Prints every sentence that is misread, and the share of each kind; with `--write` docs/reading.md gets it."""
    with tempfile.TemporaryDirectory() as folder:
        known = library(Path(folder))
    rows = sentences()
    wrong = list(misread(known, rows))
    for row, became in wrong:
        print(f"{row['kind']:11} {row['at']:22} {row['text']}  →  {became}   (meant {row['gives']})")
    missed = [row for row, _ in wrong]
    for kind, (right, all) in shares(rows, missed).items():
        print(f"{kind:11} {right:4} of {all:4}  {right / all:.3f}  (at least {FLOORS[kind]})")
    print(f"{'all':11} {len(rows) - len(wrong):4} of {len(rows):4}  {1 - len(wrong) / len(rows):.3f}")
    if "--write" in arguments:
        TABLE.write_text(table(rows, missed), encoding="utf-8")


def _decided(library: Library, row: Row) -> Decision:
    answers = {id: Answer(value, NOW) for id, value in _before(row).items()}
    conversation = Conversation("reading", flows=(row["flow"],), answers=answers, focus=row["at"])
    return decide(Said("reading", "reading", "reading", row["text"]), Situation(conversation, NOW), library)


def _before(row: Row) -> dict[str, Value]:
    return {id: _value(said) for id, said in row.get("before", {}).items()}


def _value(said: str | int) -> Value:
    if isinstance(said, str) and said.startswith("consent "):
        return Contact(True, said.removeprefix("consent "))
    try:
        return date.fromisoformat(said) if isinstance(said, str) else said
    except ValueError:
        return said


def _new_answers(decision: Decision, before: Mapping[str, Value]) -> dict[str, object]:
    now = {id: answer.value for id, answer in decision.conversation.answers.items()}
    return {id: _plain(value) for id, value in now.items() if id not in before or before[id] != value}


def _suggested(decision: Decision, node: str) -> Iterator[Value]:
    deeds = [button.deed for reply in decision.replies for button in reply.buttons]
    yield from (deed.value for deed in deeds if isinstance(deed, Give) and deed.node == node and deed.value is not None)


def _plain(value: Value) -> object:
    match value:
        case None:
            return "skip"
        case Doing():
            return _plain(value.done)
        case Several():
            return list(value.ids)
        case Contact():
            return f"{value.way} {value.address or ''}".strip()
        case date():
            return value.isoformat()
    return value


_ALL = "**모두**"
_WORDS = {
    "number": "수 (스무 명, 한 여덟쯤, 1억 2천)",
    "date": "날짜 (다음 주 화요일, 내달 3일)",
    "vague": "되묻는 수와 날짜 (대여섯 명, 12월 20일쯤)",
    "done": "마친 날 (그제 저녁에 마쳤어요)",
    "choice": "고르기 (다른 말로 해도)",
    "place": "구와 동",
    "several": "한 번에 여러 답",
    "correction": "앞의 답 고치기",
    "second": "두 번째 질문의 답 (다른 말이 섞여도)",
    "unknown": "아직 모른다는 답",
    "question": "답이 아니라 물음",
    "contact": "연락처 (공일공…, 골뱅이)",
}
_HEAD = """# 절차 안에서 적은 말을 알아듣는가

절차의 질문에 글로 답한 문장 {sentences}개를 뜻한 대로 읽었는지 세어요. 되물어야 할 말은 되물어야 맞은 것이에요.
`python -m tests.eval reading --write`로 이 표를 다시 만들어요. 문장은 `tests/matching/reading.jsonl`에 있어요.
틀린 문장을 보고 고친 뒤의 숫자예요. 처음 보는 말에서는 더 낮아요.
고치기 전에 새로 적은 문장은 78.5%, 66.0%, 59.8%, 66.0%였어요.

| 적은 말 | 문장 | 뜻한 대로 |
|---|---|---|
"""
