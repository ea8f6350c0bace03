"""The guides show the pictures that are there, and no other."""

import re

from tests.browser.pictures import PICTURES
from tests.support.server import ROOT

LARGEST = 100_000
"""Bytes."""
GUIDES = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))


def test_every_picture_is_shown() -> None:
    """None is left over from an earlier page, and none is missing."""
    shown = {name for guide in GUIDES for name in re.findall(r"pictures/(\w+\.png)", guide.read_text(encoding="utf-8"))}
    assert {path.name for path in PICTURES.glob("*.png")} == shown


def test_every_picture_is_small() -> None:
    """A guide is read on a telephone as well."""
    assert {path.name for path in PICTURES.glob("*.png") if path.stat().st_size > LARGEST} == set()
