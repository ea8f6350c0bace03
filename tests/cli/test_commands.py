"""The commands as they are typed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.config import ALL, Settings
from tests.cli.conftest import environment

QUESTION = "총회 공고는 며칠 전에 하나요"


@pytest.fixture
def typed(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Types a command in an empty folder, with the data folder of the tests."""
    monkeypatch.chdir(tmp_path)
    for name in ALL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))

    def type_(*words: str, input: str | bytes = "") -> Result:
        return CliRunner().invoke(main, words, input=input)

    return type_


@pytest.mark.parametrize(
    "command", [(), ("run",), ("check",), ("ask",), ("graph",), ("rules",), ("cites",), ("stats",), ("try",)]
)
def test_every_command_has_help(typed: Any, command: tuple[str, ...]) -> None:
    """And help needs no setting."""
    result = typed(*command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.output


@pytest.mark.parametrize(("word", "near"), [("chek", "check"), ("서버", "--help")])
def test_an_unknown_command_is_told_kindly(typed: Any, word: str, near: str) -> None:
    """One sentence, with the nearest command or the way to all of them."""
    result = typed(word)
    assert result.exit_code == 1
    assert near in result.output
    assert len(result.output.splitlines()) == 1


def test_the_content_of_the_project_passes(typed: Any) -> None:
    """`check` without a path: one line, and 0."""
    result = typed("check")
    assert (result.exit_code, len(result.output.splitlines())) == (0, 1)


def test_a_file_that_does_not_pass_ends_with_one(typed: Any, tmp_path: Path) -> None:
    """A file from elsewhere is checked with the rest of the content."""
    (tmp_path / "words.yaml").write_text("commands: [", encoding="utf-8")
    result = typed("check", str(tmp_path / "words.yaml"))
    assert result.exit_code == 1
    assert result.output.startswith("flows/words.yaml:")


def test_a_question_gets_one_line_of_json(typed: Any) -> None:
    """The shape that scoring reads, and the reasons beside it."""
    line = json.loads(typed("ask", "--json", QUESTION).output)
    assert set(line) == {"id", "band", "ranked", "answer", "handoff", "why"}
    assert (line["band"], line["ranked"][0], line["handoff"]) == ("answer", "founding_meeting_notice", False)
    why = line["why"]
    assert (why["how"], why["entries"][0]["name"]) == ("faq", "founding_meeting_notice")
    assert why["right"] >= why["answer_from"] and why["margin"] > 0 and why["words"] and why["entries"][0]["nearest"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("chdghl rhdrhsms audclf wjsdp", "총회 공고는"),
        ("총회 공고는 며칠 전이에요? 출자금은 최소 얼마예요?", "capital_minimum"),
        ("농협 대출 이자", "near_miss"),
        ("How many people do we need?", "min_founders"),
        ("메뉴", "commands"),
        ("!!!", "gibberish"),
    ],
)
def test_a_question_is_explained_in_words(typed: Any, text: str, named: str) -> None:
    """How it was read, the entries or the rule; no value stays open in a sentence."""
    result = typed("ask", text)
    assert result.exit_code == 0
    assert named in result.output
    assert "<" not in result.output


def test_a_file_of_questions_gets_a_line_each(typed: Any, tmp_path: Path) -> None:
    """With its id, each in a conversation of its own."""
    questions = [{"id": "a", "q": QUESTION}, {"id": "b", "q": "사람과 이야기하고 싶어요"}]
    (tmp_path / "q.jsonl").write_text("\n".join(json.dumps(it) for it in questions), encoding="utf-8")
    lines = [json.loads(line) for line in typed("ask", "--batch", "q.jsonl").output.splitlines()]
    assert [(line["id"], line["band"], line["handoff"]) for line in lines] == [
        ("a", "answer", False),
        ("b", "person", True),
    ]


def test_a_line_that_is_no_question_is_named(typed: Any, tmp_path: Path) -> None:
    """Empty lines count, so that an editor finds it."""
    (tmp_path / "q.jsonl").write_text('{"id": "a", "q": "x"}\n\n{"id": "b"}\n', encoding="utf-8")
    result = typed("ask", "--batch", "q.jsonl")
    assert result.exit_code == 1
    assert "3" in result.output.splitlines()[-1]


def test_nothing_to_ask_is_told(typed: Any) -> None:
    """Neither a text nor a file."""
    assert typed("ask").exit_code == 1


@pytest.mark.parametrize("moment", ["yesterday", "2026-13-01", "0001-01-01T00:00:00+14:00", ""])
def test_a_moment_that_is_none_is_told(typed: Any, moment: str) -> None:
    """Before anything is opened."""
    result = typed("try", "--json", "--now", moment, input='{"text": "안녕"}\n')
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)


@pytest.fixture
def at_the_picnic(typed: Any, picnic: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Types a command over the small content."""
    monkeypatch.setenv("CONTENT_DIR", str(picnic))
    return typed


def test_a_moment_is_meant_in_seoul(at_the_picnic: Any) -> None:
    """With another offset it is turned into Seoul's, without one it is Seoul's."""
    for moment in ("2026-11-24T10:00:00", "2026-11-24T01:00:00Z", "2026-11-24 10:00"):
        line = json.loads(at_the_picnic("try", "--json", "--now", moment, input='{"text": "안녕하세요"}\n').output)
        assert line["replies"][0]["at"] == "2026-11-24T10:00:00+09:00"


def test_bytes_that_are_no_text_are_an_error_of_their_line(at_the_picnic: Any) -> None:
    """The next line is answered as ever."""
    result = at_the_picnic("try", "--json", input='{"text": "안녕하세요"}\n'.encode("cp949") + b'{"text": "hello"}\n')
    first, second = (json.loads(line) for line in result.output.splitlines())
    assert second["number"] is not None
    assert first.get("error") or first["number"] is not None


def test_a_kept_talk_goes_on(at_the_picnic: Any) -> None:
    """`--data` keeps it; without it each start is a new person."""
    line = '{"text": "안녕하세요"}\n'
    kept = [at_the_picnic("try", "--json", "--data", "kept", input=line) for _ in range(2)]
    numbers = [json.loads(each.output)["number"] for each in kept]
    assert numbers == [1, 3]
    numbers = [json.loads(at_the_picnic("try", "--json", input=line).output)["number"] for _ in range(2)]
    assert numbers == [1, 1]


def test_talking_by_hand(typed: Any) -> None:
    """Numbers are buttons, slashes are commands, and nothing that is typed ends it but the end."""
    lines = [
        "안녕하세요",
        "1",
        "/say 1",
        "/desk claim",
        "/wait 2h",
        "/wait x",
        "/edit 1 고마워요",
        "/edit x",
        "",
        "/as 을",
        "안녕하세요",
    ]
    result = typed("try", "--now", "2026-11-24T10:00:00", input="\n".join(lines))
    assert result.exit_code == 0
    assert "[1]" in result.output
    assert "Traceback" not in result.output


def test_lines_are_answered_one_by_one(settings: Settings, tmp_path: Path) -> None:
    """As a process: nothing before the first line, then an answer before the next is read."""
    run = subprocess.Popen(
        [sys.executable, "-m", "bot", "try", "--json", "--now", "2026-11-24T10:00:00"],
        env=environment({"DATA_DIR": str(settings.data_dir)}),
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert run.stdin is not None
    assert run.stdout is not None
    hello = _asked(run.stdin, run.stdout, text="안녕하세요")
    tapped = _asked(run.stdin, run.stdout, button=hello["replies"][-1]["buttons"][0]["id"])
    wrong = _asked(run.stdin, run.stdout, button="없는 버튼")
    rest, told = run.communicate(timeout=120)
    assert (hello["number"], set(wrong), rest, told, run.returncode) == (1, {"error"}, "", "", 0)
    assert tapped["number"] == hello["replies"][-1]["number"] + 1
    assert list(tmp_path.iterdir()) == []


def _asked(into: IO[str], out: IO[str], **line: str) -> Any:
    into.write(json.dumps(line, ensure_ascii=False) + "\n")
    into.flush()
    return json.loads(out.readline())
