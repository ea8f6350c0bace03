"""The guides name everything there is: keys, kinds, rules, commands with their options, and roles."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from bot.cli.looking import listed_rules
from bot.cli.main import main
from bot.content.schema import flow
from bot.content.schema_tables import TABLES, tables
from bot.content.sorts import KINDS
from bot.content.word_file import grouped
from bot.core.rules import RULES
from bot.core.staff import ROLES

ROOT = Path(__file__).resolve().parent.parent
OF_STAFF = ("faq/README.md", "flows/README.md", "docs/staff.md")
LIVING = "flows/every_kind.yaml"
"""The guide of procedures leads to it for what is seldom needed; every key stands there with its meaning."""
ONE_PAGE = 130
"""Lines of the guide beside the files."""


def text(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def named(word: str, page: str) -> bool:
    """Whether a page has that word by itself."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", page) is not None


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield " ".join((*before, name)), command


COMMANDS = dict(commands(main))
GUIDES = text("README.md", "docs/operators.md", "docs/staff.md", "docs/consultants.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_a_guide_with_its_options(name: str) -> None:
    """What is not written down does not exist for anybody."""
    first, _, last = name.partition(" ")
    assert f"python -m bot {first}" in GUIDES or (first == "run" and "make run" in GUIDES)
    assert named(last, GUIDES) if last else True
    options = [option for it in COMMANDS[name].params if isinstance(it, click.Option) for option in it.opts]
    assert [option for option in options if not named(option, GUIDES)] == []


def test_every_key_of_an_entry_is_in_its_guide() -> None:
    """With what is not ours; each in code, as it is typed."""
    page = text("faq/README.md")
    keys = {
        key for group in ("topic", "entry", "then", "not_ours") for key in grouped("bot.content", "keys.toml")[group]
    }
    assert [key for key in sorted(keys) if not named(key, page)] == []


def test_every_kind_and_key_of_a_procedure_is_in_its_guide_or_the_reference_it_leads_to() -> None:
    """The reference says beside it what it is for."""
    assert LIVING.removeprefix("flows/") in text("flows/README.md")
    page = text("flows/README.md", LIVING)
    keys = set(flow()["properties"]).union(
        *(shape["then"]["properties"] for shape in flow()["definitions"]["node"]["allOf"])
    )
    assert [key for key in (*KINDS, *sorted(keys)) if not named(key, page)] == []


def test_every_table_and_key_of_one_is_in_the_guide_of_procedures() -> None:
    """Each file by its name, each key in code, as it is typed."""
    page = text("flows/README.md")
    files = {path.name for path in (ROOT / "flows" / "tables").glob("*.yaml")}
    assert files >= {f"{table}.yaml" for table in TABLES}
    keys = {key for rule in tables()["allOf"] for key in _keys(rule["then"])}
    assert [it for it in (*sorted(files), *sorted(keys)) if f"`{it}`" not in page] == []


def _keys(shape: Any) -> Iterator[str]:
    """The keys that a file of this shape may have, however deep."""
    if isinstance(shape, dict):
        yield from shape.get("properties", {})
        for each in shape.values():
            yield from _keys(each)


def test_every_rule_is_listed_and_the_guide_says_where() -> None:
    """By the command."""
    assert "python -m bot rules" in text("flows/README.md")
    assert [name for name in RULES if not named(name, listed_rules())] == []


def test_every_role_is_explained() -> None:
    """By the name with which an account is made."""
    page = text("README.md", "docs/consultants.md")
    assert [role for role in ROLES if not named(role, page)] == []


@pytest.mark.parametrize("name", ["faq/README.md", "flows/README.md"])
def test_the_guides_beside_the_files_stay_a_page(name: str) -> None:
    """What is more stands in the guide of staff."""
    assert text(name).count("\n") <= ONE_PAGE
