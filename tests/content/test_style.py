"""Sentences as docs/style.md wants them: each rule warns at the line where it is broken, and at nothing else."""

import re
from pathlib import Path

import pytest

from bot.content.build import sound
from bot.content.sources import Sources, read
from bot.content.style import style
from tests.content.base import changed, check, line_of

ROOT = Path(__file__).parents[2]
FAQ, FLOW = "faq/picnic.yaml", "flows/picnic.yaml"
PLAIN = "아홉 시에 가요."
LONG = "가" * 34 + " " + "나" * 34


def warned(sources: Sources) -> list[tuple[str, int, str]]:
    """File, line and level of what is told."""
    return [(each.file, each.line, each.level) for each in check(sources)]


@pytest.mark.parametrize(
    "answer",
    [
        "아홉 시에 갑니다.",
        "아홉 시까지 출석할 것.",
        f"{LONG}요.",
        f"{'가요. ' * 9}",
        "안녕하세요. 아홉 시에 가요.",
        "제15조에 따라 아홉 시에 가요.",
        "아홉 시에 가요. 근거는 제15조제2항이에요.",
        "아래 단추를 눌러 주세요. 아홉 시에 가요.",
        "구비서류를 챙겨서 아홉 시에 가요.",
        "출발 시각을 기재하고 가요.",
        "기획재정부에 물어보고 가요.",
        "대차대조표를 들고 가요.",
        "무조건 받아 줘요.",
        "법정적립금을 들고 가요.",
    ],
)
def test_a_sentence_that_is_not_as_it_should_be_is_a_warning(answer: str) -> None:
    """One slip, told at least once, at its line; and it stops nothing."""
    sources = changed(FAQ, PLAIN, answer)
    found = warned(sources)
    assert found
    assert set(found) == {(FAQ, line_of(sources, FAQ, "answer: " + answer[:6]), "warning")}


@pytest.mark.parametrize(
    "answer",
    [
        "아홉 시에 가요",
        "아홉 시에 가죠!",
        "갈까요? 네, 가요.",
        "아홉 시에 가요(비가 오면 열 시예요).",
        f"{LONG[:-4]}요(뜻을 길게 적은 괄호는 세지 않아요, 모두 읽고 나서 쉬어 가도 되거든요).",
        "법정적립금(법에 따라 모아 두는 돈)을 들고 가요.",
        "법에 따라 모아 두는 돈(법정적립금)을 들고 가요. 법정적립금이 없어도 돼요.",
        "법정적립금은 법에 따라 모아 두는 돈이에요.",
        "기획재정부는 기획예산처로 바뀌었어요.",
        "보내지 못해요.",
        "거부당해도 괜찮아요.",
    ],
)
def test_a_sentence_that_is_as_it_should_be_is_left_alone(answer: str) -> None:
    """Brackets are not counted, a term may be explained before or after, old names may stand beside the new."""
    assert check(changed(FAQ, PLAIN, answer)) == []


def test_lines_of_a_list_are_no_sentences() -> None:
    """They need no ending, and do not make an answer long."""
    lines = "".join(f"      {place}. 챙길 것\n      - 더 챙길 것\n" for place in range(1, 8))
    assert check(changed(FAQ, "answer: 아홉 시에 가요.", f"answer: |\n      이것을 챙겨요.\n{lines}".rstrip())) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ask: 몇 명이 오나요?", "ask: 몇 명이 오는지 기재해 주세요."),
        ("hint: 창밖을 보세요.", "hint: 창밖을 볼 것."),
        ("text: 집에서 놀아요.", "text: 집에서 놉니다."),
    ],
)
def test_procedures_are_read_too(old: str, new: str) -> None:
    """Questions, hints, steps and outcomes."""
    sources = changed(FLOW, old, new)
    assert set(warned(sources)) == {(FLOW, line_of(sources, FLOW, new), "warning")}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("flows/texts.yaml", "greeting: 말", "greeting: 구비서류를 챙겨 주세요."),
        ("faq/not_ours.yaml", "say: 안녕하세요.", "say: 반갑습니다."),
    ],
)
def test_the_words_of_the_bot_itself_are_read_too(path: str, old: str, new: str) -> None:
    """Of texts.yaml without their endings: a button is no sentence."""
    sources = changed(path, old, new)
    assert warned(sources) == [(path, line_of(sources, path, new), "warning")]


def test_what_consent_is_for_is_no_sentence() -> None:
    """It stands within one."""
    assert check(changed(FLOW, "what: 소풍 소식", "what: 소풍 소식을 알리는 일")) == []


@pytest.mark.parametrize(("path", "old"), [(FAQ, "[소풍 규칙 제1조]"), (FLOW, "[소풍 규칙 제1조]")])
def test_a_source_with_half_a_bracket_was_torn_at_its_comma(path: str, old: str) -> None:
    """Citizens would read half of it."""
    sources = changed(path, old, "[소풍 규칙 제1조, 소풍 보도(2013년, 2020년)]")
    assert set(warned(sources)) == {(path, line_of(sources, path, "2013년"), "warning")}


def test_the_sheet_tells_the_numbers_that_are_checked() -> None:
    """A page that says other numbers than the check would mislead."""
    sheet, words = (ROOT / "docs/style.md").read_text(encoding="utf-8"), style()
    assert f"{words['longest_sentence']}자까지" in sheet
    assert words["most_sentences"] == 8 and "여덟 문장까지" in sheet
    shown = re.findall(r"(\S+) → ", sheet)
    assert shown and set(shown) <= set(words["instead"])
    assert all(name in sheet for pair in words["renamed"].items() for name in pair)


def test_the_content_is_as_the_sheet_wants_it() -> None:
    """Every answer and procedure of today."""
    assert [str(each) for each in sound(read(ROOT)).desk.problems] == []
