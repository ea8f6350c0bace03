"""A small library written by hand, and a matcher that knows a handful of sentences: for tests of the talk alone."""

import re
from collections.abc import Sequence
from datetime import date, time

from bot.core.answers import Contact
from bot.core.calendar import Calendar
from bot.core.explanation import Explanation, Judged, Phrasings, Read
from bot.core.flow import (
    Bound,
    Branch,
    Call,
    Choice,
    ChoiceNode,
    ChoicesNode,
    ContactNode,
    DateNode,
    Flow,
    Handoff,
    Item,
    Node,
    NumberNode,
    OutcomeNode,
    Ref,
    Say,
    StepNode,
    TextNode,
    choices_of,
)
from bot.core.hours import Hours
from bot.core.judging import judge_value
from bot.core.library import CaseKind, Entry, Library, NotOurs, Ranked, Ranking, Reading, Retention, Then, Words
from bot.core.outcomes import FieldRow, Goal, OutcomeRow, Outcomes
from bot.core.texts import EVERY_KEY, Key
from bot.matching.tongue import language
from tests.core.days import HOLIDAYS

PUBLISHED = date(2026, 11, 20)
OUTCOMES = Outcomes(
    {"advice": OutcomeRow("advice", "상담만"), "registered": OutcomeRow("registered", "등기", founded=True)},
    {"care": FieldRow("care", "돌봄", ("돌봄",)), "market": FieldRow("market", "시장", ("시장",))},
    ("people",),
    Goal("계획", 500, 3000),
)
DAYS_KEPT = {"contact": 90, "case": 365, "chat": 180, "audit": 730, "questions": 120}


def to(node: str) -> tuple[Branch, ...]:
    return (Branch(node),)


def flow(id: str, title: str, *nodes: Node) -> Flow:
    return Flow(id, title, "published", nodes[0].id, {node.id: node for node in nodes}, PUBLISHED)


DISTRICTS = (Choice("yuseong", "유성구", ("유성",)), Choice("daedeok", "대덕구", ("대덕",)))

FOUNDING = flow(
    "founding",
    "만들기",
    ChoiceNode(
        id="purpose",
        name="목적",
        ask="무엇을 하나요?",
        choices=(Choice("bread", "빵"), Choice("care", "돌봄")),
        next=to("needs"),
    ),
    ChoicesNode(
        id="needs",
        name="필요한 것",
        ask="무엇이 필요한가요?",
        choices=(Choice("money", "돈"), Choice("place", "자리")),
        none=("없어요",),
        next=to("people"),
    ),
    NumberNode(
        id="people",
        name="사람 수",
        ask="몇 명인가요?",
        unit="명",
        least=1,
        most=9999,
        skip=("몰라요",),
        next=to("meeting"),
    ),
    DateNode(
        id="meeting",
        name="총회 날",
        ask="총회는 언제인가요?",
        earliest=Bound(),
        latest=Bound(months=12),
        skip=("아직요",),
        next=to("notice"),
    ),
    StepNode(
        id="notice",
        name="공고",
        what="공고를 올려요.",
        checklist=(Item("poster", "공고문"), Item("photo", "사진")),
        due=Call("founding_notice_last_day", {"meeting": Ref("meeting")}),
        remind=3,
        next=to("report"),
    ),
    StepNode(id="report", name="신고", what="신고해요.", next=to("end")),
    OutcomeNode(id="end", name="끝", say={"all": Say("다 왔어요.")}, handoff=Handoff("상담", "상담사에게")),
)
REQUEST = flow(
    "request",
    "상담 신청",
    TextNode(id="topic", name="주제", ask="무엇이 궁금하세요?", max_length=200, each_time=True, next=to("district")),
    ChoiceNode(id="district", name="구", ask="어느 구인가요?", choices=DISTRICTS, marks=("구를",), next=to("people")),
    NumberNode(
        id="people",
        name="사람 수",
        ask="몇 명인가요?",
        unit="명",
        least=1,
        most=9999,
        skip=("몰라요",),
        next=to("reach"),
    ),
    ContactNode(
        id="reach",
        name="연락",
        ask="어디로 답할까요?",
        chat="이 채팅으로",
        what="답",
        keep="case",
        next=to("requested"),
    ),
    OutcomeNode(
        id="requested", name="신청", say={"all": Say("전했어요.")}, handoff=Handoff("상담", "상담", at_once=True)
    ),
)
ENTRIES = {
    "notice_days": Entry(
        "notice_days",
        "총회",
        ("공고 며칠",),
        "7일 이상이에요.",
        ("영 제6조",),
        "confirmed",
        PUBLISHED,
        steps=("notice",),
    ),
    "people_needed": Entry(
        "people_needed", "시작", ("몇 명 필요",), "5명이에요.", (), "confirmed", PUBLISHED, then=Then(flow="founding")
    ),
    "loan": Entry("loan", "돈", ("대출",), "확인이 필요해요.", (), "check", PUBLISHED, then=Then(handoff="상담")),
}
WORDS = Words(
    commands={
        "menu": ("메뉴", "처음으로"),
        "back": ("뒤로",),
        "again": ("처음부터",),
        "stop": ("그만",),
        "answers": ("내 답",),
        "plan": ("내 진행표",),
        "calendar": ("달력",),
        "remind": ("알림 받기",),
        "hush": ("알림 끄기",),
        "link": ("다른 기기에서",),
        "here": ("여기로 답 받기",),
        "unlink": ("연결 끊기",),
        "english": ("영어",),
        "korean": ("한국어",),
        "more": ("더 보기",),
        "erase": ("내 정보 지우기",),
        "help": ("도움말",),
        "go_on": ("계속",),
    },
    begin={"founding": ("만들래요",), "request": ("상담 신청할래요",)},
    wishes=("상담사",),
    corrections=("잘못", "아니라"),
    yes=("네", "좋아요"),
    no=("아니요",),
    done=("다 했어요",),
    later=("나중에",),
    nods=("알겠어요",),
)
_RANKS = {
    "공고는 며칠 전에?": Ranking(
        "answer", (Ranked("notice_days", 0.9), Ranked("loan", 0.2)), why=("공고는", "며칠", "전에")
    ),
    "몇 명이 필요해요?": Ranking("answer", (Ranked("people_needed", 0.9),)),
    "대출 되나요?": Ranking("answer", (Ranked("loan", 0.9),)),
    "몇 명이 필요해요? 대출 되나요?": Ranking(
        "answer", (Ranked("people_needed", 0.9), Ranked("loan", 0.9)), also="loan"
    ),
    "공고 어쩌고": Ranking("offer", (Ranked("notice_days", 0.5), Ranked("people_needed", 0.4))),
    "점심 뭐 먹지": Ranking("none", not_ours="chitchat"),
    "ㅁㄴㅇㄹ": Ranking("none", not_ours="gibberish"),
    "직원은 없어요": Ranking("answer", (Ranked("loan", 0.7),)),
    "대출이 걱정이에요": Ranking("answer", (Ranked("loan", 0.85),)),
    "9명": Ranking("answer", (Ranked("people_needed", 0.7),)),
    "1000": Ranking("answer", (Ranked("loan", 0.95),)),
    "총회 준비 도와주세요": Ranking("none", not_ours="wants_person"),
    "소송을 당했어요": Ranking("none", not_ours="personal"),
    "죽고 싶어요": Ranking("none", not_ours="despair"),
    "상담사 불러 줘요 죽고 싶어요": Ranking("none", not_ours="despair"),
    "멍청이": Ranking("none", not_ours="abusive"),
    "소송에서 이길까요": Ranking("none", not_ours="personal"),
    "How many people do we need?": Ranking("answer", (Ranked("people_needed", 0.9),)),
    "Can we get a loan?": Ranking("answer", (Ranked("loan", 0.9),)),
}


_WITH_VALUES = {
    Key.ANSWER_WHY: "answer_why <words>",
    Key.LINK_CODE: "link_code <code>",
    Key.LINK_CODE_CASE: "link_code_case <case> <code>",
}


class SmallMatcher:
    """Knows sentences by heart; reads digits with 명, ISO dates, labels, and telephone numbers."""

    def rank(self, text: str) -> Ranking:
        return _RANKS.get(text, Ranking("none"))

    def explain(self, text: str, phrasings: Phrasings) -> Explanation:
        return Explanation(1.0, 1.0, Judged(Read(text, text), self.rank(text).band))

    def group(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """By their first word."""
        words = [text.split()[:1] for text in texts]
        return tuple(tuple(at for at, each in enumerate(words) if each == word) for word in _each_once(words))

    def only_values(self, text: str, today: date) -> bool:
        return text.removesuffix("명").isdigit()

    def wishes(self, text: str) -> bool:
        return "상담사" in text

    def language(self, text: str) -> str:
        return language(text)

    def looks_like_question(self, text: str) -> bool:
        return text.endswith("?")

    def read(self, text: str, nodes: Sequence[Node], today: date) -> tuple[Reading, ...]:
        return tuple(reading for node in nodes for reading in _read(text, node, today))


def _each_once(words: list[list[str]]) -> list[list[str]]:
    return [word for at, word in enumerate(words) if word not in words[:at]]


def _read(text: str, node: Node, today: date) -> list[Reading]:
    if isinstance(node, NumberNode):
        return [
            _reading(text, node, int(m[1]), m.span(), today) for m in re.finditer(r"(?<!\d)(\d{1,5})(?![\d-])명?", text)
        ]
    if isinstance(node, DateNode | StepNode):
        found = re.finditer(r"\d{4}-\d\d-\d\d", text)
        return [_reading(text, node, date.fromisoformat(m[0]), m.span(), today) for m in found]
    if isinstance(node, ContactNode):
        found = re.finditer(r"010-\d{4}-\d{4}", text)
        return [_reading(text, node, Contact(True, "phone", m[0]), m.span(), today) for m in found]
    words = ((choice.id, word) for choice in choices_of(node) for word in (choice.label, *choice.also))
    return [
        _reading(text, node, id, (text.index(word), text.index(word) + len(word)), today)
        for id, word in words
        if word in text and isinstance(node, ChoiceNode)
    ]


def _reading(text: str, node: Node, value: int | str | date | Contact, span: tuple[int, int], today: date) -> Reading:
    verdict = "good" if isinstance(node, StepNode | ContactNode) else judge_value(node, value, today)
    whole = text.strip() == text[slice(*span)].strip()
    return Reading(node.id, value, *span, whole=whole, error=None if verdict == "good" else verdict)


def small_library() -> Library:
    """The library; each sentence of the bot is its key and its values."""
    return Library(
        version="small",
        flows={"founding": FOUNDING, "request": REQUEST},
        entries=ENTRIES,
        not_ours={
            "chitchat": NotOurs("chitchat", "그러게요.", ("점심 뭐 먹지",)),
            "gibberish": NotOurs("gibberish", "네?", ("ㅁㄴㅇㄹ",)),
            "abusive": NotOurs("abusive", "죄송해요.", ("멍청이",), flag="거친 말"),
            "despair": NotOurs("despair", "걱정돼요.", ("죽고 싶어요",), True, "힘들다고 함", True),
            "personal": NotOurs("personal", "사람이 봐야 해요.", ("소송에서 이길까요",), person=True),
            "wants_person": NotOurs("wants_person", "사람을 찾으시네요.", ("총회 준비 도와주세요",), person=True),
        },
        texts={key: key.value for key in EVERY_KEY} | _WITH_VALUES,
        words=WORDS,
        kinds={"상담": CaseKind("상담", "상담팀", "request"), "교육": CaseKind("교육", "교육팀")},
        outcomes=OUTCOMES,
        retention={name: Retention(name, days, f"{days}일") for name, days in DAYS_KEPT.items()},
        hours=Hours(time(9), time(18), time(12), time(13), 4),
        calendar=Calendar(HOLIDAYS, 2026, 2027),
        matcher=SmallMatcher(),
    )
