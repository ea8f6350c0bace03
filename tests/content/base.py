"""A small content in which nothing is wrong, and a way to make one slip in it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from bot.content import build
from bot.content.contents import Lessons
from bot.content.problems import Problem
from bot.content.sources import Sources
from bot.core.explanation import Explanation, Judged, Phrasings, Read
from bot.core.flow import ChoiceNode, DateNode, Node, NumberNode
from bot.core.library import Ranked, Ranking, Reading
from bot.core.texts import EVERY_KEY
from bot.matching.tongue import language

PICNIC = """\
flow: picnic
title: 소풍
status: published
law: 2026-06-24
reviewed: 2026-11-24
start: weather

nodes:
  weather:
    kind: choice
    name: 날씨
    ask: 날씨가 어떤가요?
    hint: 창밖을 보세요.
    choices:
      - {id: sunny, label: 맑아요, also: [해가 떠요]}
      - {id: rainy, label: 비가 와요, next: at_home}
    skip: [몰라요]
    next: guests

  guests:
    kind: number
    name: 손님
    ask: 몇 명이 오나요?
    unit: 명
    range: {from: 1, to: 99}
    compute:
      missing: {rule: promoters_missing, people: <guests>}
    next:
      - {when: {guests: {above: 20}}, goto: foods}
      - {otherwise: day}

  day:
    kind: date
    name: 날
    ask: 언제 갈까요?
    range: {from: today, to: in 1 year}
    skip: [아직 몰라요]
    compute:
      invite_by: {rule: founding_notice_last_day, meeting: <day>}
      days_left: {rule: days_until, date: <invite_by>}
    next: foods

  foods:
    kind: choices
    name: 음식
    ask: 무엇을 가져갈까요?
    choices:
      - {id: bread, label: 빵}
      - {id: fruit, label: 과일}
    none: [없어요]
    next: invite

  invite:
    kind: step
    name: 초대하기
    what: 이웃을 <place.hill>으로(로) 초대해요.
    checklist:
      - {id: cards, label: 초대장}
      - {id: boots, label: 장화, when: {weather: rainy}}
    due: <invite_by>
    sources: [소풍 규칙 제1조]
    next: reach

  reach:
    kind: contact
    name: 연락
    ask: 어디로 알려 드릴까요?
    chat: 여기로
    consent: {what: 소풍 소식, keep: contact}
    next: ready

  ready:
    kind: outcome
    name: 준비 끝
    say:
      when_to:
        when: {day: {known: true}}
        text: |
          <day>에 만나요.
          초대장은 <invite_by>까지예요.
      few:
        when: {missing: {at_least: 1}}
        text: 오붓하게 가요.
      go:
        text: 손님은 모두 <guests>이에요(예요).
    sources: [소풍 규칙 제2조]
    handoff:
      kind: 상담
      button: 물어보기
      priority:
        - {when: {days_left: {between: [0, 3]}}, is: urgent}
        - {otherwise: normal}
      summary: [weather, invite_by]

  at_home:
    kind: outcome
    name: 집에서
    say:
      stay:
        text: 집에서 놀아요.
    sources: [소풍 규칙 제3조]

examples:
  - name: 맑은 날
    today: 2026-11-24
    answers:
      weather: sunny
      guests: 3
      day: 2026-12-20
      foods: [bread, fruit]
      invite: {ticks: [cards], done: 2026-11-24}
      reach: chat
    ends_at: ready
    values: {invite_by: 2026-12-12, missing: 2}
    shows: [when_to, few, go]
    handoff: {kind: 상담, priority: normal}
  - name: 비 오는 날
    today: 2026-11-24
    answers: {weather: rainy}
    ends_at: at_home
    shows: [stay]
  - name: 지난 날
    today: 2026-11-24
    answers: {weather: skip, guests: 7, day: 2026-11-20}
    ends_at: day
    error: out_of_range
  - name: 말로
    today: 2026-11-24
    says: [해가 떠요, 여덟이서 8명이요, 아직 몰라요, 없어요, 나중에]
    ends_at: reach
    values: {guests: 8}
"""

FAQ = """\
topic: 소풍
owner: 소풍팀
entries:
  where_to:
    asks: [어디로 가요, 소풍 장소, 장소가 어디죠, 가는 곳, 공원인가요, 어느 산이에요, 목적지 알려 줘, 위치]
    answer: |
      <place.hill>으로(로) 가요.
    then: {flow: picnic}
    sources: [소풍 규칙 제1조]
    law: 2026-06-24
    reviewed: 2026-11-24
    certainty: confirmed
    tests: [이번에 향하는 데가 궁금해]
  what_time:
    asks: [몇 시에 가요, 출발 시각, 언제 모여요, 시간 알려 줘, 아침인가요, 몇 시까지 와요, 모이는 때, 출발은 언제]
    answer: 아홉 시에 가요.
    then: {handoff: 상담}
    sources: [소풍 규칙 제2조]
    law: 2026-06-24
    reviewed: 2026-11-24
    certainty: general
    tests: [집합 시계가 궁금해]
    steps: [invite]
"""

BASE: Mapping[str, str] = {
    "flows/picnic.yaml": PICNIC,
    "faq/picnic.yaml": FAQ,
    "faq/not_ours.yaml": "kinds:\n  chitchat:\n    say: 안녕하세요.\n    person: true\n    sentences: [안녕]\n",
    "flows/texts.yaml": "".join(f"{key.value}: 말\n" for key in EVERY_KEY),
    "flows/words.yaml": (
        "commands:\n  menu: [메뉴]\n  more: [더 보기]\n  back: [뒤로]\n  again: [처음부터]\n"
        "  stop: [그만]\n  answers: [내 답]\n"
        "  plan: [진행표]\n  help: [도움말]\n  go_on: [이어서]\n  calendar: [달력]\n"
        "  remind: [알림]\n  hush: [알림 끄기]\n"
        "  link: [다른 기기에서]\n  here: [여기로 답 받기]\n  unlink: [연결 끊기]\n  erase: [내 정보 지우기]\n"
        "  english: [영어]\n  korean: [한국어]\n"
        "begin:\n  picnic: [소풍 가요]\n"
        "wishes: [상담사]\ncorrections: [아니라]\nyes: [네]\nno: [아니요]\n"
        "done: [했어요]\nlater: [나중에]\nnods: [알겠어요]\n"
    ),
    "flows/tables/kinds.yaml": "kinds:\n  상담: {queue: 상담, intake: picnic}\n  교육: {queue: 교육}\n",
    "flows/tables/menu.yaml": "first: [picnic]\nmore: []\n",
    "flows/tables/outcomes.yaml": (
        "outcomes:\n  done: {name: 잘 마침, founded: true}\nfields:\n  hills: {name: 산, words: [산, 들]}\n"
        "members: [guests]\ngoal: {plan: 소풍 계획, cooperatives: 5, jobs: 30}\n"
    ),
    "flows/tables/retention.yaml": (
        "retention:\n  contact: {days: 90, words: 석 달}\n"
        "  case: {days: 365, words: 1년}\n  chat: {days: 180, words: 반년}\n  audit: {days: 730, words: 2년}\n"
        "  questions: {days: 120, words: 넉 달}\n"
    ),
    "flows/tables/hours.yaml": ("opens: 09:00\ncloses: 18:00\nlunch: {from: 12:00, to: 13:00}\npromised_hours: 4\n"),
    "flows/tables/holidays.yaml": "holidays: {}\n",
    "flows/tables/reviews.yaml": "days: {confirmed: 300, general: 200, check: 20, local: 100}\n",
    "flows/tables/places.yaml": (
        "places:\n  hill: {value: 뒷산, source: 동네 지도, date: 2026-06-24, certainty: confirmed}\n"
    ),
}
"""Every file by its path."""


class PlainMatcher:
    """Finds an entry by a word of its tests, and reads labels, numbers and whole dates."""

    def __init__(self, lessons: Lessons) -> None:
        self._words = {"향하는": "where_to", "시계": "what_time"}

    def rank(self, text: str) -> Ranking:
        found = tuple(Ranked(entry, 0.9) for word, entry in self._words.items() if word in text)
        return Ranking("answer" if found else "none", found)

    def read(self, text: str, nodes: Sequence[Node], today: date) -> tuple[Reading, ...]:
        return tuple(reading for node in nodes for reading in _readings(text, node))

    def explain(self, text: str, phrasings: Phrasings) -> Explanation:
        return Explanation(1.0, 1.0, Judged(Read(text, text), self.rank(text).band))

    def group(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        return tuple((place,) for place in range(len(texts)))

    def only_values(self, text: str, today: date) -> bool:
        return False

    def wishes(self, text: str) -> bool:
        return False

    def language(self, text: str) -> str:
        return language(text)

    def looks_like_question(self, text: str) -> bool:
        return text.endswith("?")


class AskMatcher(PlainMatcher):
    """Finds an entry also by a phrasing that stands in the text."""

    def __init__(self, lessons: Lessons) -> None:
        super().__init__(lessons)
        self._asks = {ask: entry.id for entry in lessons.entries.values() for ask in entry.asks}

    def rank(self, text: str) -> Ranking:
        found = tuple(Ranked(id, 0.9) for ask, id in self._asks.items() if ask in text)
        return Ranking("answer", found) if found else super().rank(text)


def _readings(text: str, node: Node) -> list[Reading]:
    if isinstance(node, NumberNode):
        return [Reading(node.id, int(found[1]), *found.span()) for found in re.finditer(r"(\d+)명", text)]
    if isinstance(node, DateNode):
        days = re.finditer(r"\d{4}-\d{2}-\d{2}", text)
        return [Reading(node.id, date.fromisoformat(found[0]), *found.span()) for found in days]
    if isinstance(node, ChoiceNode):
        places = [(choice, text.find(choice.label)) for choice in node.choices]
        return [Reading(node.id, each.id, at, at + len(each.label)) for each, at in places if at >= 0]
    return []


def changed(path: str, old: str, new: str) -> Sources:
    """The small content with one change in one file. The old words must be there."""
    assert old in BASE[path], f"{old!r} is not in {path}"
    return Sources({**BASE, path: BASE[path].replace(old, new, 1)})


def check(sources: Sources, today: date | None = None) -> list[Problem]:
    return build.check(sources, PlainMatcher, today)


def line_of(sources: Sources, path: str, words: str) -> int:
    """The first line of a file that holds those words."""
    text = sources.files[path]
    return text.count("\n", 0, text.index(words)) + 1
