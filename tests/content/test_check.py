"""The checker as a whole: everything at once, nothing that only follows, no false alarms."""

import time

import pytest

from bot.content.check_faq import check_phrasings
from bot.content.check_together import check_together
from bot.content.contents import read_contents
from bot.content.sources import Sources
from tests.content.base import BASE, PICNIC, changed, check, line_of

FLOW = "flows/picnic.yaml"


def edited(path: str, *changes: tuple[str, str]) -> Sources:
    """The small content with several changes in one file."""
    text = BASE[path]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return Sources({**BASE, path: text})


def test_every_slip_of_a_file_is_told_at_once() -> None:
    """Six in one flow, none hiding another."""
    sources = edited(
        FLOW,
        ("    hint: 창밖", "    hnit: 창밖"),
        ("goto: foods", "goto: fods"),
        ("rule: days_until", "rule: day_until"),
        ("<invite_by>까지", "<invte_by>까지"),
        ("missing: 2}", "missing: 3}"),
        ("[소풍 규칙 제3조]", "[소풍 규칙 제3조]\n    sorces: [없음]"),
    )
    words = ("hnit", "goto: fods", "day_until", "<invte_by>", "sorces", "missing: 3")
    assert [line_of(sources, FLOW, each) for each in words] == [each.line for each in check(sources)]


def test_slips_of_every_file_are_told_at_once_in_order() -> None:
    """By file and line."""
    files = {**BASE, FLOW: PICNIC.replace("hint", "hnit", 1)}
    files["faq/picnic.yaml"] = BASE["faq/picnic.yaml"].replace("general", "genral")
    files["flows/tables/hours.yaml"] = "opens: 09:00: 1\n"
    assert [each.file for each in check(Sources(files))] == ["faq/picnic.yaml", FLOW, "flows/tables/hours.yaml"]


@pytest.mark.parametrize("path", sorted(BASE))
def test_nothing_follows_from_a_file_that_cannot_be_read(path: str) -> None:
    """Whatever other files name in it is not held against them."""
    found = check(Sources({**BASE, path: BASE[path] + "'\n"}))
    assert [path] == [each.file for each in found]


OPTIONAL = tuple(f"flows/tables/{name}.yaml" for name in ("holidays", "menu", "outcomes", "places", "reviews"))


@pytest.mark.parametrize("path", sorted(set(BASE) - {*OPTIONAL, FLOW, "faq/picnic.yaml"}))
def test_a_file_that_is_missing_is_told(path: str) -> None:
    """By its name, and nothing more."""
    found = check(Sources({other: text for other, text in BASE.items() if other != path}))
    assert [path] == [each.file for each in found]


def test_nothing_at_all_is_told_by_folder() -> None:
    """An empty folder is one without faq and flows."""
    assert [each.file for each in check(Sources({}))] == ["faq", "flows"]


KNOWN = """\
flow: known
title: 무엇을 아나
status: draft
start: way
nodes:
  way:
    kind: choice
    name: 길
    ask: 어느 길인가요?
    choices:
      - {id: long, label: 먼 길, next: many}
      - {id: short, label: 가까운 길}
      - {id: none, label: 안 가요}
    next:
      - {when: {way: short}, goto: few}
      - {otherwise: day}
  many: {kind: number, name: 많이, ask: 몇 개인가요?, next: day}
  few:
    kind: number
    name: 조금
    ask: 몇 개인가요?
    skip: [몰라요]
    compute: {rest: {rule: promoters_missing, people: <few>}}
    next:
      - {when: {few: {known: true}}, goto: seen}
      - {otherwise: day}
  seen: {kind: text, name: 본 것, ask: <few>개에서 무엇을 봤나요?, next: day}
  day:
    kind: date
    name: 날
    ask: 언제인가요?
    skip: [몰라요]
    compute: {left: {rule: days_until, date: <day>}}
    next:
      - {when: {way: long}, goto: pack}
      - {otherwise: sure}
  pack:
    kind: step
    name: 싸기
    what: 짐을 싸요.
    compute: {late: {rule: days_until, date: <day>}}
    next: sure
  sure: {kind: text, name: 다짐, ask: <day>에 가나요?, needs: [day], next: end}
  end:
    kind: outcome
    name: 끝
    say:
      p: {PARAGRAPH}
"""


@pytest.mark.parametrize(
    ("when", "text", "missing"),
    [
        ("", "<way>", None),
        ("", "<day>", None),
        ("", "<left>", None),
        ("", "<many>", "<many>"),
        ("", "<late>", "<late>"),
        ("way: long", "<many> <late>", None),
        ("way: long", "<pack>", "<pack>"),
        ("way: [long, none]", "<many>", "<many>"),
        ("way: short", "<few>", "<few>"),
        ("way: short", "<seen>", "<seen>"),
        ("pack: {known: true}", "<pack> <late>", None),
        ("late: {at_least: 0}", "<day>", None),
        ("few: {known: true}", "<few> <seen>", None),
        ("few: {above: 3}", "<rest> <seen>", None),
        ("rest: {at_least: 1}", "<few> <seen>", None),
        ("rest: {known: true}", "<many>", "<many>"),
        ("few: {known: false}", "<few>", "<few>"),
        ("seen: {known: true}", "<few>", None),
    ],
)
def test_what_may_be_missing_depends_on_the_way(when: str, text: str, missing: str | None) -> None:
    """A choice, a known value or a computed one says which way was taken, and so what is known there."""
    paragraph = f"{{when: {{{when}}}, text: {text}}}" if when else f"{{text: {text}}}"
    found = check(Sources({**BASE, "flows/known.yaml": KNOWN.replace("{PARAGRAPH}", paragraph)}))
    told = [each.text for each in found if each.level == "error"]
    assert ([missing] if missing else []) == [text.split(" ")[0] for text in told]


def test_of_what_lies_behind_one_another_the_first_is_told() -> None:
    """Of a chain that nothing leads to its first node; of a choice that no example takes not those behind it."""
    game = """  game:
    kind: choice
    name: 놀이
    ask: 무엇을 하나요?
    choices: [{id: cards, label: 카드}, {id: chess, label: 장기}]
    next: at_home
"""
    lost = edited(
        FLOW, ("  at_home:\n", f"  chain: {{kind: text, name: 줄, ask: 왜요?, next: game}}\n{game}  at_home:\n")
    )
    rainy = PICNIC[PICNIC.index("  - name: 비 오는 날") : PICNIC.index("  - name: 지난 날")]
    untaken = edited(FLOW, ("next: at_home", "next: game"), ("  at_home:\n", f"{game}  at_home:\n"), (rainy, ""))
    assert [line_of(lost, FLOW, "  chain:")] == [each.line for each in check(lost)]
    assert [line_of(untaken, FLOW, "{id: rainy")] == [each.line for each in check(untaken)]


def test_a_question_is_not_held_against_an_entry_while_another_file_cannot_be_read() -> None:
    """It might find the right one once that file is mended."""
    wrong = changed("faq/picnic.yaml", "집합 시계가", "모임 종이")
    assert [each.file for each in check(wrong)] == ["faq/picnic.yaml"]
    assert [each.file for each in check(wrong.having("faq/broken.yaml", "a: b: c\n"))] == ["faq/broken.yaml"]


def test_of_a_draft_what_no_example_reaches_is_a_warning() -> None:
    """So is nothing else."""
    sources = edited(FLOW, ("status: published", "status: draft"), ("[bread, fruit]", "[bread]"))
    kinds = sources.files["flows/tables/kinds.yaml"].replace(", intake: picnic", "")
    faq = sources.files["faq/picnic.yaml"].replace("    then: {flow: picnic}\n", "")
    found = check(sources.having("flows/tables/kinds.yaml", kinds).having("faq/picnic.yaml", faq))
    assert [("warning", line_of(sources, FLOW, "{id: fruit"))] == [(each.level, each.line) for each in found]


def test_an_outcome_that_hands_over_at_once_needs_no_sources() -> None:
    """It says nothing of the law."""
    sources = edited(
        FLOW,
        ("    sources: [소풍 규칙 제2조]\n", ""),
        ("      button: 물어보기", "      at_once: true\n      button: 물어보기"),
    )
    assert check(sources) == []


def test_a_draft_cannot_be_led_to() -> None:
    """Neither by an answer nor by an intake: a citizen would stand before a closed door."""
    found = check(edited(FLOW, ("status: published", "status: draft")))
    assert [each.file for each in found] == ["faq/picnic.yaml", "flows/tables/kinds.yaml"]


@pytest.mark.parametrize(
    ("path", "old", "new", "at"),
    [
        (FLOW, "law: 2026-06-24\n", "", "reviewed:"),
        (
            "faq/picnic.yaml",
            "    law: 2026-06-24\n    reviewed: 2026-11-24\n    certainty: general",
            "    reviewed: 2026-11-24\n    certainty: general",
            "sources: [소풍 규칙 제2조]",
        ),
    ],
)
def test_what_cites_an_article_says_of_which_day(path: str, old: str, new: str, at: str) -> None:
    """A warning where it cites, so that the version in force goes on serving."""
    sources = changed(path, old, new)
    assert [(each.level, each.line) for each in check(sources)] == [("warning", line_of(sources, path, at))]


def test_a_report_needs_no_day_of_a_law() -> None:
    """Only what names an article."""
    without = BASE["faq/picnic.yaml"].replace(
        "    law: 2026-06-24\n    reviewed: 2026-11-24\n    certainty: general",
        "    reviewed: 2026-11-24\n    certainty: general",
    )
    assert not check(Sources({**BASE, "faq/picnic.yaml": without.replace("[소풍 규칙 제2조]", "[소풍 보도]")}))


def test_a_long_answer_is_a_warning() -> None:
    """At the answer."""
    sources = changed("faq/picnic.yaml", "<place.hill>으로(로) 가요.", f"<place.hill>으로(로) 가요({'가' * 400}).")
    assert [(each.level, each.line) for each in check(sources)] == [("warning", 6)]


SECOND = """\
flow: second
title: {title}
status: draft
start: guests
nodes:
  guests: {{kind: {kind}, name: 손님, ask: 몇 명인가요?, next: foods}}
  foods:
    kind: choices
    name: 음식
    ask: 무엇인가요?
    choices: [{{id: bread, label: 빵}}, {{id: {food}, label: 과일}}]
    next: end
  end: {{kind: outcome, name: 끝, say: {{bye: {{text: 끝이에요.}}}}}}
"""


@pytest.mark.parametrize(
    ("title", "kind", "food", "line"),
    [
        ("둘째", "number", "fruit", None),
        ("둘째", "text", "fruit", 6),
        ("둘째", "number", "cake", 11),
        ("소풍", "number", "fruit", 2),
    ],
)
def test_two_flows_share_nodes_alike(title: str, kind: str, food: str, line: int | None) -> None:
    """One answer serves both: another kind, other choices and the same title are told, in the second file."""
    sources = Sources({**BASE, "flows/second.yaml": SECOND.format(title=title, kind=kind, food=food)})
    found = [each for each in check(sources) if each.level == "error"]
    assert ([] if line is None else [("flows/second.yaml", line)]) == [(each.file, each.line) for each in found]


def test_a_former_name_has_one_heir() -> None:
    """Two nodes that both had it are told at the second; the same node in two flows is one heir."""
    sources = edited(
        FLOW,
        ("    unit: 명\n", "    formerly: [people]\n    unit: 명\n"),
        ("    name: 날\n", "    name: 날\n    formerly: [people]\n"),
    )
    found = check(sources)
    assert [line_of(sources, FLOW, "    name: 날\n") + 1] == [each.line for each in found]
    assert "'guests'" in found[0].text
    once = edited(FLOW, ("    unit: 명\n", "    formerly: [people]\n    unit: 명\n"))
    shared = SECOND.format(title="둘째", kind="number", food="fruit").replace(
        "name: 손님,", "name: 손님, formerly: [people],"
    )
    both = check(once.having("flows/second.yaml", shared))
    assert [each for each in both if each.level == "error"] == []


def test_the_same_entry_in_two_files_is_told() -> None:
    """In the second, with the place of the first."""
    found = check(Sources({**BASE, "faq/zoo.yaml": BASE["faq/picnic.yaml"]}))
    assert [(each.file, each.line) for each in found] == [("faq/zoo.yaml", 4), ("faq/zoo.yaml", 14)]
    assert "faq/picnic.yaml:4" in found[0].text


def test_150_entries_are_looked_through_in_a_moment() -> None:
    """Nothing compares every entry with every other; it takes a tenth of the second that is allowed."""
    files = dict(BASE)
    for number in range(75):
        text = BASE["faq/picnic.yaml"].replace("where_to", f"where_{number}").replace("what_time", f"when_{number}")
        for words in ("[", ", "):
            text = text.replace(words, f"{words}{number}번 ")
        files[f"faq/many{number}.yaml"] = text.replace(f"{{{number}번 ", "{").replace(f"[{number}번 invite", "[invite")
    begun = time.perf_counter()
    contents = read_contents(Sources(files))
    check_phrasings(contents)
    check_together(contents)
    assert time.perf_counter() - begun < 1
    assert len(contents.entries) == 152
    assert contents.desk.problems == []
