"""`graph`, `rules` and `cites`: the content looked at from above."""

import json
import re
from pathlib import Path

import pytest

from bot.cli.looking import NoSuchFlow, drawn, example, listed_rules, told_cites
from bot.content.build import sound
from bot.content.cites import cites
from bot.content.contents import Contents
from bot.content.days import calendar
from bot.content.sentences import about_rule
from bot.content.sources import Sources, read
from bot.core.flow import edges
from bot.core.rules import RULES
from tests.content.base import BASE

ROOT = Path(__file__).resolve().parents[2]
WAY = re.compile(r"^ +(\w+) -->(?:\|\"[^\"]*\"\|)? (\w+)$")
NODE = re.compile(r"^ +(\w+)(?:\(\[|[\[({])\"[^\"]*\"(?:\]\)|[\])}])$")


@pytest.fixture(scope="module")
def contents() -> Contents:
    return sound(read(ROOT))


@pytest.fixture
def small() -> Contents:
    return sound(Sources(BASE))


def test_every_node_and_every_edge_is_drawn(contents: Contents) -> None:
    """And nothing else: each line is a node, a way, or the frame of a flow."""
    lines = drawn(contents, None, drafts=True).splitlines()
    flows = [file.flow for file in contents.flows.values()]
    nodes = [found[1] for line in lines if (found := NODE.match(line))]
    ways = [(found[1], found[2]) for line in lines if (found := WAY.match(line))]
    assert sorted(nodes) == sorted(f"{flow.id}__{id}" for flow in flows for id in flow.nodes)
    assert sorted(ways) == sorted(
        (f"{flow.id}__{id}", f"{flow.id}__{branch.goto}")
        for flow in flows
        for id, node in flow.nodes.items()
        for branch in edges(node)
    )
    assert len(lines) == 1 + len(nodes) + len(ways) + 2 * len(flows)


def test_a_way_has_its_condition_in_words(small: Contents) -> None:
    """What is chosen, what is compared by the question's name, and what is left."""
    lines = [line.strip() for line in drawn(small, "picnic", drafts=False).splitlines()]
    assert 'picnic__weather -->|"비가 와요"| picnic__at_home' in lines
    assert 'picnic__weather -->|"맑아요 · 몰라요"| picnic__guests' in lines
    assert 'picnic__guests -->|"손님 20 초과"| picnic__foods' in lines
    assert "picnic__day --> picnic__foods" in lines


def test_what_mermaid_would_trip_over_is_escaped() -> None:
    """A quote would end the label, '#' would begin an entity, '<' a tag."""
    flow = BASE["flows/picnic.yaml"].replace("name: 손님\n", 'name: |\n      손 "님" #1 <b> [x] `y`\n')
    text = drawn(sound(Sources({**BASE, "flows/picnic.yaml": flow.replace("<b>", "& b")})), "picnic", drafts=False)
    assert '("손 #quot;님#quot; #35;1 #amp; b [x] #96;y#96;")' in text


def test_drafts_are_drawn_only_when_they_are_wanted(contents: Contents) -> None:
    """One that is asked for by name says how to see it; one that is not there is told with the nearest."""
    draft = next(id for id, file in contents.flows.items() if file.flow.status == "draft")
    assert f"flow_{draft}[" not in drawn(contents, None, drafts=False)
    assert f"flow_{draft}[" in drawn(contents, draft, drafts=True)
    with pytest.raises(NoSuchFlow) as refused:
        drawn(contents, draft, drafts=False)
    assert "--drafts" in refused.value.sentence
    with pytest.raises(NoSuchFlow) as unknown:
        drawn(contents, "ordinary_cop", drafts=False)
    assert "ordinary_coop" in unknown.value.sentence


def test_every_rule_is_listed_with_its_arguments_and_law() -> None:
    """As staff write it."""
    text = listed_rules()
    for rule in RULES.values():
        assert f"{rule.name}(" in text
        assert all(argument in text for argument in rule.takes)
        assert rule.law in text
        assert about_rule(rule.name) in text


def test_every_rule_has_an_example_that_gives_what_it_says() -> None:
    """As a procedure has it, with a value of the kind that it gives."""
    days = calendar({})
    for rule in RULES.values():
        call, value = example(rule, days)
        assert f"{call} → {value}" in listed_rules()
        assert re.fullmatch({"date": r"\d{4}-\d\d-\d\d", "number": r"-?\d+", "word": r"\w+"}[rule.gives], value), call


def test_an_article_is_found_with_its_paragraphs_and_no_neighbour(contents: Contents) -> None:
    """제15조제1항 is of 제15조; 제150조, 제15조의2 and the decree's 제15조 are not. Of a paragraph only itself."""
    found = {cite.article for cite in cites(contents, "협동조합 기본법 제15조")}
    assert {"협동조합 기본법 제15조", "협동조합 기본법 제15조제1항"} <= found
    assert all(re.match(r"협동조합 기본법 제15조(제|$)", article) for article in found)
    assert {cite.article for cite in cites(contents, "협동조합기본법제15조제4항")} == {"협동조합 기본법 제15조제4항"}
    assert {cite.by for cite in cites(contents, "민법 제161조")} >= {"civil_days_end", "civil_months_end"}


def test_another_article_of_nearly_that_number_is_not_found() -> None:
    """제1조의2 stands beside 제1조, and another law's 제1조 is another article."""
    faq = BASE["faq/picnic.yaml"].replace(
        "sources: [소풍 규칙 제1조]", "sources: [소풍 규칙 제1조의2, 새 소풍 규칙 제1조]"
    )
    found = cites(sound(Sources({**BASE, "faq/picnic.yaml": faq})), "소풍 규칙 제1조")
    assert [(cite.article, cite.by) for cite in found] == [("소풍 규칙 제1조", "invite")]


def test_a_place_is_where_staff_find_it(small: Contents) -> None:
    """File and line of entries and nodes; the line holds the article."""
    for cite in cites(small, "소풍 규칙 제2조"):
        file, line = cite.where.split(":")
        assert cite.article in BASE[file].splitlines()[int(line) - 1]
    assert {cite.by for cite in cites(small, "소풍 규칙 제2조")} == {"what_time", "ready"}


def test_a_local_fact_that_stands_on_an_article_is_found(small: Contents) -> None:
    """With an article of any law, and with the name of one."""
    (cite,) = cites(small, "동네 지도")
    assert (cite.by, cite.name, cite.where.split(":")[0]) == ("hill", "뒷산", "flows/tables/places.yaml")
    assert {it.by for it in cites(small, "제3조")} == {"at_home"}
    assert {it.by for it in cites(small, "소풍 규칙")} >= {"where_to", "ready"}


def test_cites_are_told_for_people_and_for_programs(small: Contents) -> None:
    """Each article once above its places; a line of JSON for each place; a word when there is none."""
    found = cites(small, "소풍 규칙")
    told = told_cites(found, as_json=False).splitlines()
    assert [line for line in told if not line.startswith(" ")] == [f"소풍 규칙 제{n}조" for n in (1, 2, 3)]
    lines = [json.loads(line) for line in told_cites(found, as_json=True).splitlines()]
    assert {line["by"] for line in lines} == {"where_to", "what_time", "invite", "ready", "at_home"}
    assert told_cites(cites(small, "없는 법 제1조"), as_json=False)
