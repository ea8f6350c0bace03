"""Every slip is found at its line, once, with the nearest right name."""

from typing import NamedTuple

import pytest

from bot.content.sentences import Sentence, tell
from tests.content.base import PICNIC, changed, check, line_of

FLOW, FAQ, WORDS = "flows/picnic.yaml", "faq/picnic.yaml", "flows/words.yaml"


class Slip(NamedTuple):
    """A change of one file; words of the line at which it is told, and words of what is told."""

    old: str
    new: str
    line: str
    told: str
    path: str = FLOW


IN_FLOWS = {
    "unknown key": Slip("    hint: 창밖", "    hnit: 창밖", "hnit", "'hint'"),
    "unknown key of a choice": Slip("label: 맑아요, also", "label: 맑아요, aslo", "aslo", "'also'"),
    "unknown key of the file": Slip("reviewed: 2026-11-24\n", "reviwed: 2026-11-24\n", "reviwed", "'reviewed'"),
    "repeated key": Slip("    name: 손님\n", "    name: 손님\n    name: 벗\n", "name: 벗", "'name'"),
    "unknown kind": Slip("kind: number", "kind: nubmer", "nubmer", "'number'"),
    "unknown status": Slip("status: published", "status: publshed", "publshed", "'published'"),
    "another file's name": Slip("flow: picnic", "flow: picnick", "picnick", "'picnic'"),
    "missing node in next": Slip("next: foods\n\n  foods", "next: foood\n\n  foods", "foood", "'foods'"),
    "missing node in a choice's next": Slip("next: at_home", "next: at_hme", "at_hme", "'at_home'"),
    "missing node in goto": Slip("goto: foods", "goto: fooods", "fooods", "'foods'"),
    "missing node in otherwise": Slip("otherwise: day", "otherwise: days", "otherwise: days", "'day'"),
    "missing node in start": Slip("start: weather", "start: wether", "wether", "'weather'"),
    "missing node in needs": Slip("    due: <inv", "    needs: [gests]\n    due: <inv", "gests", "'guests'"),
    "a need that is not on every way": Slip("    due: <inv", "    needs: [day]\n    due: <inv", "[day]", "'day'"),
    "a summary of what is not made on the way": Slip(
        "[소풍 규칙 제3조]",
        "[소풍 규칙 제3조]\n    handoff: {kind: 상담, button: 묻기, summary: [weather, guests]}",
        "묻기",
        "<guests>",
    ),
    "between the wrong way round": Slip("between: [0, 3]", "between: [3, 0]", "between: [3, 0]", "between"),
    "one end of between": Slip("between: [0, 3]", "between: [3]", "between: [3]", "between"),
    "a range the wrong way round": Slip("range: {from: 1, to: 99}", "range: {from: 99, to: 1}", "from: 99", "'range'"),
    "levels that do not end in otherwise": Slip(
        "        - {otherwise: normal}\n", "", "{between: [0, 3]}", "otherwise"
    ),
    "an empty condition": Slip("{missing: {at_least: 1}}", "{}", "when: {}", "when"),
    "known of neither": Slip("{known: true}", "{known: yes}", "known: yes", "known"),
    "one computed name for two types": Slip(
        "      invite_by: {",
        "      missing: {rule: earliest_founding_meeting, notice: <day>}\n      invite_by: {",
        "earliest",
        "'missing'",
    ),
    "a rule within a rule": Slip(
        "people: <guests>", "people: {rule: days_until}", "people: {rule", tell(Sentence.RULE_IN_RULE)
    ),
    "a due date by a rule that gives none": Slip(
        "due: <invite_by>", "due: {rule: days_until, date: <invite_by>}", "due: {rule", "'days_until'"
    ),
    "a list where one word belongs": Slip("ask: 몇 명이 오나요?", "ask: [몇 명, 오나요]", "[몇 명", "'ask'"),
    "one word where a list belongs": Slip("skip: [몰라요]", "skip: 몰라요", "skip: 몰라요", "'skip'"),
    "a text that is empty": Slip("ask: 몇 명이 오나요?", "ask:", "ask:\n", "'ask'"),
    "a flag that is none": Slip("    unit: 명\n", "    unit: 명\n    each_time: 네\n", "each_time", "true"),
    "a number that is none": Slip("    due: <inv", "    remind: 이틀\n    due: <inv", "remind", "'이틀'"),
    "missing otherwise": Slip("      - {otherwise: day}\n", "", "    next:\n", "otherwise"),
    "otherwise too early": Slip(
        "      - {when: {guests: {above: 20}}, goto: foods}\n      - {otherwise: day}",
        "      - {otherwise: day}\n      - {when: {guests: {above: 20}}, goto: foods}",
        "otherwise: day",
        "otherwise",
    ),
    "no way on": Slip("    next: reach\n", "", "  invite:", "'invite'"),
    "a choice without a way on": Slip(
        "    skip: [몰라요]\n    next: guests", "    marks: [날]", "{id: sunny", "'맑아요'"
    ),
    "unreachable node": Slip("label: 비가 와요, next: at_home", "label: 비가 와요", "  at_home:", "'at_home'"),
    "loop": Slip("    next: reach", "    next: weather", "next: weather", "weather → "),
    "more than five lines": Slip(
        "      - {otherwise: day}",
        "".join(f"      - {{when: {{guests: {n}}}, goto: foods}}\n" for n in range(90, 94))
        + "      - {otherwise: day}",
        "    next:\n",
        "'next'",
    ),
    "a value nobody makes, in a text": Slip("<invite_by>까지", "<invit_by>까지", "<invit_by>", "'invite_by'"),
    "a value nobody makes, in when": Slip("{missing: {at_least", "{mising: {at_least", "mising", "'missing'"),
    "a value nobody makes, in next": Slip("{guests: {above", "{gests: {above", "gests", "'guests'"),
    "a value nobody makes, as an argument": Slip("people: <guests>", "people: <guest>", "<guest>", "'guests'"),
    "a value nobody makes, as a due date": Slip("due: <invite_by>", "due: <invited_by>", "<invited_by>", "'invite_by'"),
    "a value nobody makes, in a summary": Slip("[weather, inv", "[wether, inv", "wether", "'weather'"),
    "a value made later": Slip("ask: 몇 명이 오나요?", "ask: <day>에 몇 명이 오나요?", "<day>에 몇", "<day>"),
    "a value made on another way": Slip("text: 집에서", "text: <guests>명이 집에서", "<guests>명이 집", "<guests>"),
    "a value made later, in when": Slip(
        "{guests: {above: 20}}", "{days_left: {above: 20}}", "days_left: {above", "<days_left>"
    ),
    "a value that may be missing": Slip(
        "오붓하게 가요.",
        "<invite_by>까지 오붓하게 가요.",
        "까지 오붓하게",
        tell(Sentence.MAY_BE_MISSING, name="invite_by"),
    ),
    "a value that may be missing, in a question": Slip(
        "ask: 무엇을 가져", "ask: <day>에 무엇을 가져", "<day>에 무엇을", tell(Sentence.MAY_BE_MISSING, name="day")
    ),
    "a value in a label": Slip("label: 빵", "label: <guests> 빵", "<guests> 빵", "<guests>"),
    "unknown rule": Slip("rule: days_until", "rule: days_untill", "days_untill", "'days_until'"),
    "unknown argument": Slip("people: <guests>", "peple: <guests>", "peple", "'people'"),
    "missing argument": Slip(", people: <guests>", "", "promoters_missing}", "'people'"),
    "an argument of another type": Slip("date: <invite_by>", "date: <guests>", "date: <guests>", "<guests>"),
    "a literal of another type": Slip("people: <guests>", "people: 여럿", "여럿", "'people'"),
    "a value without its brackets": Slip("people: <guests>", "people: guests", "people: guests", "<guests>"),
    "a due date that is no date": Slip("due: <invite_by>", "due: <guests>", "due: <guests>", "<guests>"),
    "unknown operator": Slip("{at_least: 1}", "{at_lest: 1}", "at_lest", "'at_least'"),
    "an operator of numbers on a choice": Slip("weather: rainy}}", "weather: {below: 3}}}", "below: 3", "'below'"),
    "a choice that is not there": Slip("when: {weather: rainy}", "when: {weather: rany}", "rany", "'rainy'"),
    "a word where a number is": Slip("missing: {at_least: 1}", "missing: {at_least: 하나}", "하나", "'missing'"),
    "a day that is none": Slip("reviewed: 2026-11-24", "reviewed: 2026-13-24", "2026-13-24", "2026-13-24"),
    "a range that is none": Slip("to: in 1 year", "to: next year", "next year", "next year"),
    "a range without end": Slip("to: in 1 year", "to: in 900 years", "900 years", "900 years"),
    "unknown row of retention": Slip("keep: contact", "keep: contacts", "keep: contacts", "'contact'"),
    "unknown kind of case": Slip("      kind: 상담\n", "      kind: 상당\n", "kind: 상당", "'상담'"),
    "published without a review": Slip("reviewed: 2026-11-24\n", "", "status:", "reviewed"),
    "published without sources": Slip("    sources: [소풍 규칙 제2조]\n", "", "  ready:", "'ready'"),
    "a computed value with a question's name": Slip(
        "      missing: {rule",
        "      day: {rule: days_until, date: 2026-12-01}\n      missing: {rule",
        "day: {rule",
        "'day'",
    ),
    "a former name that is in use": Slip("    unit: 명\n", "    formerly: [day]\n    unit: 명\n", "[day]", "'day'"),
    "a former name twice": Slip("    unit: 명\n", "    formerly: [old, old]\n    unit: 명\n", "[old, old]", "'old'"),
    "the same choice twice": Slip("{id: fruit", "{id: bread", "label: 과일", "'bread'"),
    "a clock as a name": Slip("{id: boots,", "{id: 12:30,", "id: 12:30", "'12:30'"),
    "a telephone number as a name": Slip("{id: boots,", "{id: 021234567,", "id: 0212", "'021234567'"),
    "a name that is none": Slip("{id: boots,", "{id: 장화,", "id: 장화", "장화"),
}

IN_EXAMPLES = {
    "no example takes a choice": Slip("foods: [bread, fruit]", "foods: [bread]", "{id: fruit", "'과일'"),
    "no example reaches an outcome": Slip(
        PICNIC[PICNIC.index("  - name: 비 오는 날") : PICNIC.index("  - name: 지난 날")],
        "",
        "{id: rainy",
        "'비가 와요'",
    ),
    "no example shows a paragraph": Slip(
        "      go:\n",
        "      many:\n        when: {guests: {above: 90}}\n        text: 많아요.\n      go:\n",
        "many:",
        "'many'",
    ),
    "a value that is no longer so": Slip("missing: 2}", "missing: 1}", "missing: 1}", "missing"),
    "an end that is no longer so": Slip("ends_at: ready", "ends_at: reach", "ends_at: reach", "ready"),
    "an unknown end": Slip("ends_at: ready", "ends_at: redy", "redy", "'ready'"),
    "paragraphs that are no longer so": Slip("[when_to, few, go]", "[when_to, go]", "[when_to, go]", "few"),
    "an unknown paragraph": Slip("[when_to, few, go]", "[when_too, few, go]", "when_too", "'when_to'"),
    "another priority": Slip("priority: normal}", "priority: urgent}", "priority: urgent}", "urgent"),
    "another kind of case": Slip("{kind: 상담, pri", "{kind: 교육, pri", "kind: 교육, pri", "교육"),
    "an error that is no longer so": Slip("day: 2026-11-20", "day: 2026-11-25", "ends_at: day", "foods"),
    "another error": Slip("error: out_of_range", "error: unreadable", "day: 2026-11-20", "out_of_range"),
    "an answer to an unknown question": Slip("reach: chat", "reech: chat", "reech", "'reach'"),
    "an answer that is no choice": Slip("answers: {weather: rainy}", "answers: {weather: rayny}", "rayny", "'rainy'"),
    "an unknown tick": Slip("ticks: [cards]", "ticks: [card]", "[card]", "'cards'"),
    "a sentence that holds no answer": Slip("says: [해가 떠요", "says: [달이 떠요", "달이 떠요", "'달이 떠요'"),
    "no examples at all": Slip(PICNIC[PICNIC.index("examples:") :], "", "flow: picnic", "examples"),
}

ELSEWHERE = {
    "a test that finds another entry": Slip(
        "집합 시계가", "향하는 데가", "tests: [향하는 데가 궁금해]", "'where_to'", FAQ
    ),
    "a test that finds nothing": Slip("집합 시계가", "모임 종이", "모임 종이", "'what_time'", FAQ),
    "an answer that leads to two places": Slip(
        "{handoff: 상담}", "{handoff: 상담, flow: picnic}", "then: {hand", "then", FAQ
    ),
    "nothing kept of conversations": Slip("  chat:", "  chats:", "retention:", "chat", "flows/tables/retention.yaml"),
    "no days to keep": Slip("days: 90", "days: 0", "days: 0", "days", "flows/tables/retention.yaml"),
    "a number with a zero before it": Slip(
        "days: 90", "days: 090", "days: 090", "'090'", "flows/tables/retention.yaml"
    ),
    "a number that YAML would have read as another": Slip(
        "days: 90", "days: 1_000", "1_000", "'1_000'", "flows/tables/retention.yaml"
    ),
    "a missing text": Slip("menu: 말\n", "", "product_name", "'menu'", "flows/texts.yaml"),
    "no hours of promise": Slip("hours: 4", "hours: 0", "hours: 0", "hours", "flows/tables/hours.yaml"),
    "too few phrasings": Slip(", 위치]", "]", "asks: [어디로", "7", FAQ),
    "a phrasing twice in one entry": Slip("소풍 장소,", "소풍 장소, 소풍장소?,", "asks: [어디로", "'소풍장소?'", FAQ),
    "a test twice": Slip(
        "[집합 시계가 궁금해]",
        "[집합 시계가 궁금해, 집합 시계가 궁금해!]",
        "tests: [집합",
        "'집합 시계가 궁금해!'",
        FAQ,
    ),
    "a phrasing in two entries": Slip("몇 시에 가요,", "소풍 장소?,", "소풍 장소?,", "'where_to'", FAQ),
    "a test too near to a phrasing": Slip(
        "[집합 시계가 궁금해]", "[몇 시에 가요 시계]", "몇 시에 가요 시계", "몇 시에", FAQ
    ),
    "an entry without sources": Slip("    sources: [소풍 규칙 제2조]\n", "", "  what_time:", "'sources'", FAQ),
    "an entry without a review": Slip(
        "law: 2026-06-24\n    reviewed: 2026-11-24\n    certainty: general",
        "law: 2026-06-24\n    certainty: general",
        "  what_time:",
        "'reviewed'",
        FAQ,
    ),
    "a confirmed entry without its law": Slip("    law: 2026-06-24\n", "", "  where_to:", "'law'", FAQ),
    "unknown certainty": Slip("certainty: general", "certainty: genral", "genral", "'general'", FAQ),
    "an answer that leads to no flow": Slip("flow: picnic", "flow: picnik", "picnik", "'picnic'", FAQ),
    "an answer about the day of no step": Slip("[invite]", "[invit]", "[invit]", "'invite'", FAQ),
    "an answer that leads to no kind": Slip("handoff: 상담", "handoff: 상당", "handoff: 상당", "'상담'", FAQ),
    "unknown key of an entry": Slip("    asks: [몇", "    aks: [몇", "aks:", "'asks'", FAQ),
    "an intake that is no flow": Slip("picnic", "picnik", "picnik", "'picnic'", "flows/tables/kinds.yaml"),
    "a menu that shows no flow": Slip("[picnic]", "[picnik]", "[picnik]", "'picnic'", "flows/tables/menu.yaml"),
    "members of no question": Slip("[guests]", "[gests]", "[gests]", "'guests'", "flows/tables/outcomes.yaml"),
    "words that begin no flow": Slip("  picnic: [소풍", "  picnik: [소풍", "picnik", "'picnic'", WORDS),
    "unknown command": Slip("  again:", "  agin:", "agin", "'again'", WORDS),
    "a word for two commands": Slip("[진행표]", "[뒤로]", "plan: [뒤로]", "'back'", WORDS),
    "a word for a command and a flow": Slip("[소풍 가요]", "[뒤로!]", "picnic: [뒤로!]", "'back'", WORDS),
    "a value a text is not given": Slip("echo: 말", "echo: <anwers> 말", "<anwers>", "'answers'", "flows/texts.yaml"),
    "a value in a text that takes none": Slip("menu: 말", "menu: <name> 말", "<name>", "<name>", "flows/texts.yaml"),
    "unknown text": Slip("greeting: 말", "greetng: 말", "greetng", "'greeting'", "flows/texts.yaml"),
    "a closing before the opening": Slip(
        "closes: 18:00", "closes: 08:00", "opens:", tell(Sentence.HOURS_DISORDERED), "flows/tables/hours.yaml"
    ),
    "a time that is none": Slip("opens: 09:00", "opens: 9시", "9시", "'9시'", "flows/tables/hours.yaml"),
    "a holiday that is no day": Slip("{}", "{10월 3일: 쉼}", "10월", "10월", "flows/tables/holidays.yaml"),
    "a phrasing that is not ours": Slip("[안녕]", "[가는 곳]", "가는 곳", "'where_to'", "faq/not_ours.yaml"),
}

ALL = {**IN_FLOWS, **IN_EXAMPLES, **ELSEWHERE}


@pytest.mark.parametrize("name", ALL)
def test_a_slip_is_told_once_at_its_line(name: str) -> None:
    """One problem in its file, at the line where it is, with the name that was probably meant."""
    slip = ALL[name]
    sources = changed(slip.path, slip.old, slip.new)
    found = check(sources)
    assert [(slip.path, line_of(sources, slip.path, slip.line))] == [(each.file, each.line) for each in found]
    assert slip.told in found[0].text
