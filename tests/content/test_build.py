"""The library that is built, and the sources it is built from."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.content.build import build, check_and_build, lessons, look
from bot.content.problems import Unfit
from bot.content.sources import Sources, read
from bot.core import flow as flows
from bot.core.flow import Bound, ContactNode, DateNode, NumberNode, Ref, StepNode
from bot.core.library import Library, Then
from tests.content.base import BASE, PlainMatcher, changed, check
from tests.support.server import CONTENT


def library(sources: Sources, *, drafts: bool = False) -> Library:
    return build(sources, PlainMatcher(lessons(sources)), drafts=drafts)


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)


def test_nodes_are_what_the_file_says() -> None:
    """A look at one of each kind of thing."""
    flow = library(Sources(BASE)).flows["picnic"]
    guests, day, invite, reach = (flow.nodes[id] for id in ("guests", "day", "invite", "reach"))
    assert isinstance(guests, NumberNode) and isinstance(day, DateNode)
    assert isinstance(invite, StepNode) and isinstance(reach, ContactNode)
    assert (guests.least, guests.most, guests.unit) == (1, 99, "명")
    assert guests.next[0].when == (flows.Test("guests", "above", (20,)),)
    assert guests.next[1].when == ()
    assert (day.earliest, day.latest) == (Bound(), Bound(months=12))
    assert day.compute["invite_by"].arguments == {"meeting": Ref("day")}
    assert invite.due == Ref("invite_by")
    assert invite.checklist[1].when == (flows.Test("weather", "is", ("rainy",)),)
    assert reach.each_time and reach.keep == "contact"


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("today", Bound()),
        ("in 2 weeks", Bound(days=14)),
        ("3 years ago", Bound(months=-36)),
        ("1 day ago", Bound(days=-1)),
        ("in 6 months", Bound(months=6)),
        ("2026-12-24", Bound(day=date(2026, 12, 24))),
    ],
)
def test_an_end_of_a_range_is_read(written: str, bound: Bound) -> None:
    """Before or after today, or a day."""
    day = library(changed("flows/picnic.yaml", "from: today", f"from: {written}")).flows["picnic"].nodes["day"]
    assert isinstance(day, DateNode) and day.earliest == bound


def test_tables_words_and_entries_are_in_the_library() -> None:
    """What the talk leans on."""
    built = library(changed("flows/tables/holidays.yaml", "{}", "{2026-12-24: 쉬는 날}"))
    assert built.entries["where_to"].then == Then(flow="picnic")
    assert built.not_ours["chitchat"].person
    assert built.kinds["상담"].intake == "picnic"
    assert built.retention["contact"].days == 90
    assert built.hours.lunch_to.hour == 13
    assert built.words.commands["go_on"] == ("이어서",)
    assert built.calendar.is_off(date(2026, 12, 24))


@pytest.mark.parametrize("day", ["2026-05-01", "2026-07-17", "2026-08-17", "2026-09-25", "2026-02-18", "2026-03-02"])
def test_the_calendar_knows_public_holidays_and_their_substitutes(day: str) -> None:
    """Those added in 2026 among them."""
    assert library(Sources(BASE)).calendar.is_off(date.fromisoformat(day))


@pytest.mark.parametrize(("old", "new"), [("goto: foods", "goto: nowhere"), ("next: reach", "next: weather")])
def test_what_is_wrong_is_not_built(old: str, new: str) -> None:
    """A way to nowhere, or in a circle: it would fail in the middle of a conversation."""
    with pytest.raises(Unfit) as refused:
        library(changed("flows/picnic.yaml", old, new))
    assert [problem.file for problem in refused.value.problems] == ["flows/picnic.yaml"]


def test_a_draft_is_in_the_library_only_when_asked_for() -> None:
    """And its words begin nothing until then."""
    sources = changed("flows/picnic.yaml", "status: published", "status: draft")
    sources = sources.having("flows/tables/kinds.yaml", "kinds: {상담: {queue: 상담}}\n")
    sources = sources.having("faq/picnic.yaml", BASE["faq/picnic.yaml"].replace("    then: {flow: picnic}\n", ""))
    closed, opened = library(sources), library(sources, drafts=True)
    assert (dict(closed.flows), dict(closed.words.begin), closed.drafts) == ({}, {}, frozenset())
    assert (set(opened.flows), set(opened.words.begin), opened.drafts) == (
        {"picnic"},
        {"picnic"},
        frozenset({"picnic"}),
    )


def test_the_version_is_that_of_the_content() -> None:
    """The same files in another order have the same; any change of a file, or of its name, has another."""
    turned = Sources(dict(reversed(list(BASE.items()))))
    renamed = {
        **{path: text for path, text in BASE.items() if path != "faq/picnic.yaml"},
        "faq/b.yaml": BASE["faq/picnic.yaml"],
    }
    assert Sources(BASE).version == turned.version
    assert (
        len({Sources(BASE).version, Sources(renamed).version, changed("faq/picnic.yaml", "소풍", "나들이").version})
        == 3
    )


def test_a_folder_is_read_without_what_is_no_content(tmp_path: Path) -> None:
    """Guides, hidden and foreign files are left out."""
    write(tmp_path, {path: text.encode() for path, text in BASE.items()})
    write(tmp_path, {"faq/README.md": b"x", "flows/notes.txt": b"x", "else.yaml": b"x"})
    assert read(tmp_path) == Sources(BASE)


def test_files_that_are_no_text_are_told(tmp_path: Path) -> None:
    """Another encoding at its line, a giant at its first; a byte order mark is nothing."""
    write(tmp_path, {"faq/a.yaml": "하나: 둘\n셋: 넷\n".encode("cp949"), "faq/b.yaml": b"a" * 1_000_001})
    write(tmp_path, {"faq/c.yaml": b"\xef\xbb\xbfa: 1\n", "faq/d.yaml": b"a: 1\nb: \xff\n"})
    sources = read(tmp_path)
    assert dict(sources.files) == {"faq/c.yaml": "a: 1\n"}
    assert [(each.file, each.line) for each in sources.problems] == [
        ("faq/a.yaml", 1),
        ("faq/b.yaml", 1),
        ("faq/d.yaml", 2),
    ]


@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
def test_another_encoding_is_named(encoding: str, tmp_path: Path) -> None:
    """Staff can then choose the right one where they saved it."""
    write(tmp_path, {"faq/a.yaml": "질문: 답\n".encode(encoding)})
    assert [encoding.upper() in each.text for each in read(tmp_path).problems] == [True]


def test_a_folder_that_is_not_there_is_told() -> None:
    """As one without content."""
    with pytest.raises(Unfit) as refused:
        library(read(Path("/nowhere")))
    assert [problem.file for problem in refused.value.problems] == ["faq", "flows"]


def test_a_start_reads_the_content_once_and_finds_the_same() -> None:
    """What is checked and built in one go is what either would have found."""
    problems, built = check_and_build(Sources(BASE), PlainMatcher)
    whole = library(Sources(BASE))
    assert (problems, built) == ([], replace(whole, matcher=built.matcher if built else whole.matcher))
    broken = Sources({**BASE, "flows/words.yaml": "broken"})
    problems, built = check_and_build(broken, PlainMatcher)
    assert (problems, built) == (check(broken), None)
    assert problems


def test_a_holiday_that_is_set_later_breaks_no_example() -> None:
    """Examples with dates could be mended only in the same moment, and the desk publishes one file at a time."""
    before = read(CONTENT)
    after = before.having("flows/tables/holidays.yaml", "holidays:\n  2026-12-24: a day that was set later\n")
    paths = [path for path in before.files if path.startswith("flows/") and path.count("/") == 1]
    assert [each for path in paths for each in look(after, path) if each.level == "error"] == []
    assert library(after).calendar.is_off(date(2026, 12, 24))
