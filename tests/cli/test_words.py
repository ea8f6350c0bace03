"""The sentences of the terminal."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from bot.cli import words
from bot.cli.doctor_words import Diagnosis
from bot.cli.telling import about_setting
from bot.cli.words import Line
from bot.commits import GitState
from bot.config import Fault, WrongSetting
from bot.content import starting
from bot.content.word_file import sentences
from bot.core.case import State
from bot.core.figures import Count
from bot.core.impact import Band
from bot.core.moving import What
from bot.core.staff import ROLES
from bot.core.texts import Key
from bot.service import staff

CLI = Path(words.__file__).parent


def test_every_line_has_words_and_every_words_a_line() -> None:
    """Neither a sentence that nobody says nor a silence."""
    assert set(sentences("bot.cli")) == {*Line, *Diagnosis}


def test_every_line_is_said_somewhere() -> None:
    """A line is named in the code, is a fault of a setting, or a problem of starting."""
    used = {
        node.attr
        for file in CLI.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.value.id in ("Line", "Diagnosis")
    }
    indirect = {f"setting_{fault}" for fault in get_args(Fault)} | {f"try_{state}" for state in get_args(State)}
    indirect |= {f"stats_{what}" for what in get_args(Count)} | {f"impact_gets_{band}" for band in get_args(Band)}
    indirect |= {f"impact_meets_{what}" for what in get_args(What)}
    indirect |= {f"staff_fault_{fault}" for fault in get_args(staff.Fault)} | {f"staff_{role}" for role in ROLES}
    indirect |= {f"new_{fault}" for fault in get_args(starting.Fault)}
    indirect |= {Key.NO_CONTENT.value, Key.DATABASE_NEWER.value}
    indirect |= {f"doctor_git_{state}" for state in get_args(GitState)}
    assert {line for line in (*Line, *Diagnosis) if line.name not in used} <= indirect


@pytest.mark.parametrize("fault", get_args(Fault))
def test_every_fault_of_a_setting_can_be_said(fault: Fault) -> None:
    """Each has a sentence, and it needs no value that config does not give."""
    data = {"value": "v", "place": "3", "near": "PORT", "least": "32", "most": "64"}
    said = about_setting(WrongSetting("THE_NAME", fault, **data))
    assert said
    assert "<" not in said
