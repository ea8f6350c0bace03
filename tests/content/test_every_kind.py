"""The living reference, `flows/every_kind.yaml`: every kind and key that the reader knows, in a draft nobody meets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

from bot.content.build import build
from bot.content.flows import read_flow
from bot.content.nodes import ASKING, EVERY, KEYS
from bot.content.parts import Page, Part, whole
from bot.content.problems import Desk
from bot.content.reader import read_tree
from bot.content.sorts import KINDS
from bot.content.sources import read
from bot.core.library import Matcher
from tests.content.conftest import ROOT

ID = "every_kind"
FILE = f"flows/{ID}.yaml"

Asked = Mapping[tuple[str, ...], set[str]]
"""Each list of keys that the reader knows at some place, with those of them that stand there in the reference."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the reader itself asked for while it read the reference."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    only = Part.only

    def listening(part: Part, keys: Iterable[str]) -> Part:
        known = tuple(keys)
        found[known] |= part.values.keys() & set(known)
        return only(part, known)

    monkeypatch.setattr(Part, "only", listening)
    page = Page(FILE, Desk([]))
    tree = read_tree(FILE, read(ROOT).files[FILE], page.desk)
    part = whole(page, tree) if tree else None
    assert part is not None
    read_flow(part)
    assert page.desk.problems == []
    return found


def test_every_kind_of_node_is_there(asked: Asked) -> None:
    """One that the reader learns needs its example here."""
    assert set(KEYS) == set(KINDS)
    assert set(KEYS.values()) - asked.keys() == set()


def test_every_key_is_there(asked: Asked) -> None:
    """Where the reader knows it; what every kind has, once in whichever node."""
    in_nodes = set().union(*(asked[keys] for keys in KEYS.values()))
    everywhere = {*EVERY, *ASKING} & in_nodes
    missing = {keys: lacking for keys, found in asked.items() if (lacking := {*keys} - found - everywhere)}
    assert missing == {}


def test_nobody_meets_it(matcher: Matcher) -> None:
    """It is read and checked with the rest, and served only where drafts are."""
    sources = read(ROOT)
    served = build(sources, matcher)
    assert (ID in served.flows, ID in served.words.begin) == (False, False)
    assert ID in build(sources, matcher, drafts=True).drafts
