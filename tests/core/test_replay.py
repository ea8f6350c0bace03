"""Where a person stands is computed from the answers alone."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.answers import Answer, Doing, Value
from bot.core.flow import (
    Bound,
    Branch,
    Call,
    Choice,
    ChoiceNode,
    DateNode,
    Flow,
    NumberNode,
    OutcomeNode,
    Ref,
    Say,
    StepNode,
)
from bot.core.flow import Test as Line
from bot.core.replay import Standing, replay
from tests.core.days import CALENDAR

SEOUL = ZoneInfo("Asia/Seoul")
TODAY = date(2026, 11, 24)


def to(node: str) -> tuple[Branch, ...]:
    return (Branch(node),)


FLOW = Flow(
    "founding",
    "설립",
    "published",
    "purpose",
    {
        node.id: node
        for node in (
            ChoiceNode(
                id="purpose",
                name="목적",
                ask="?",
                choices=(Choice("profit", "이익"), Choice("other", "기타", next=to("elsewhere"))),
                next=to("people"),
            ),
            NumberNode(
                id="people",
                name="사람",
                ask="?",
                least=0,
                most=99,
                next=(Branch("meeting", (Line("people", "at_least", (5,)),)), Branch("elsewhere")),
            ),
            DateNode(
                id="meeting",
                name="총회",
                ask="?",
                earliest=Bound(),
                latest=Bound(months=12),
                skip=("아직",),
                next=to("notice"),
            ),
            StepNode(
                id="notice",
                name="공고",
                what="올린다",
                due=Call("founding_notice_last_day", {"meeting": Ref("meeting")}),
                next=to("report"),
            ),
            StepNode(id="report", name="신고", what="낸다", next=to("end"), needs=("meeting",)),
            OutcomeNode(id="elsewhere", name="다른 길", say={"a": Say("다른 길")}),
            OutcomeNode(id="end", name="끝", say={"a": Say("끝")}),
        )
    },
)


def stands(given: date = TODAY, today: date = TODAY, **answers: Value) -> Standing:
    at = datetime.combine(given, datetime.min.time(), SEOUL)
    return replay(FLOW, {id: Answer(value, at) for id, value in answers.items()}, today, CALENDAR)


def test_nobody_has_answered_anything() -> None:
    """The start is open, and only what must come is ahead."""
    standing = stands()
    assert standing.at == "purpose"
    assert standing.path == ()
    assert standing.ahead == ()


def test_a_choice_may_lead_elsewhere() -> None:
    """A choice's own way overrides the node's."""
    assert stands(purpose="other").at == "elsewhere"


def test_conditions_choose_the_way() -> None:
    """The first branch that holds is taken, else the last."""
    assert stands(purpose="profit", people=5).at == "meeting"
    assert stands(purpose="profit", people=4).at == "elsewhere"


def test_the_way_ahead_is_told_as_far_as_it_is_known() -> None:
    """After the branching there is one way only, dates that count from the meeting included."""
    standing = stands(purpose="profit", people=7)
    assert standing.ahead == ("notice", "report", "end")
    assert standing.dues["notice"].waits_for == "meeting"


FORKED = Flow(
    "forked",
    "갈림길",
    "published",
    "done",
    {
        node.id: node
        for node in (
            StepNode(
                id="done",
                name="한 날",
                what="?",
                compute={"by": Call("registration_due", {"paid": Ref("done")})},
                next=to("asked"),
            ),
            ChoiceNode(
                id="asked",
                name="물음",
                ask="?",
                choices=(Choice("no", "아니요"), Choice("yes", "네", next=to("more"))),
                next=to("meet"),
            ),
            NumberNode(id="more", name="더", ask="?", next=to("meet")),
            StepNode(id="meet", name="만남", what="?", due=Ref("by"), next=to("end")),
            OutcomeNode(id="end", name="끝", say={"all": Say("끝")}),
        )
    },
)


def test_what_every_way_passes_is_ahead_beyond_a_fork() -> None:
    """A turn that only some take is not told, what follows it for all is."""
    assert replay(FORKED, {}, TODAY, CALENDAR).ahead == ("asked", "meet", "end")
    at = datetime.combine(TODAY, datetime.min.time(), SEOUL)
    answers = {"done": Answer(Doing(done=TODAY), at), "asked": Answer("yes", at)}
    assert replay(FORKED, answers, TODAY, CALENDAR).ahead == ("meet", "end")


def test_a_day_that_a_rule_gave_brings_its_article() -> None:
    """A step due on a computed value names the law of the rule; a day somebody set has none."""
    at = datetime.combine(date(2026, 11, 10), datetime.min.time(), SEOUL)
    due = replay(FORKED, {"done": Answer(Doing(done=date(2026, 11, 10)), at)}, TODAY, CALENDAR).dues["meet"]
    assert (due.day, "제61조" in due.law) == (date(2026, 11, 24), True)
    assert replay(FORKED, {}, TODAY, CALENDAR).dues["meet"].waits_for == "done"


def test_a_deadline_counts_from_the_meeting() -> None:
    """The step's due day moves with the answer it counts from."""
    assert stands(purpose="profit", people=7, meeting=date(2026, 12, 5)).dues["notice"].day == date(2026, 11, 27)
    assert stands(purpose="profit", people=7, meeting=date(2026, 12, 12)).dues["notice"].day == date(2026, 12, 4)


def test_a_date_that_has_passed_is_not_asked_again() -> None:
    """An answer is judged by the day it was given."""
    answers: dict[str, Value] = {"purpose": "profit", "people": 7, "meeting": date(2026, 12, 5)}
    later = stands(today=date(2027, 1, 20), **answers)
    assert later.at == "notice"
    assert later.again is None


def test_an_answer_out_of_range_is_open_again() -> None:
    """A meeting before the day it was named cannot be meant."""
    standing = stands(purpose="profit", people=7, meeting=date(2026, 11, 1))
    assert (standing.at, standing.again) == ("meeting", "out_of_range")


def test_a_choice_that_is_gone_is_asked_again_and_later_answers_stay() -> None:
    """Staff renamed a choice under somebody: that question is open, the rest is found again."""
    standing = stands(purpose="old_name", people=7)
    assert (standing.at, standing.again) == ("purpose", "unreadable")
    assert stands(purpose="profit", people=7).at == "meeting"


def test_a_former_id_keeps_its_answer() -> None:
    """B3 21: a node that was renamed finds the answer it had before."""
    nodes = {**FLOW.nodes, "purpose": replace(FLOW.nodes["purpose"], formerly=("aim",))}
    flow = replace(FLOW, nodes=nodes)
    at = datetime(2026, 11, 24, tzinfo=SEOUL)
    assert replay(flow, {"aim": Answer("profit", at)}, TODAY, CALENDAR).at == "people"


def test_unfinished_steps_stay_open_and_later_ones_count_as_finished() -> None:
    """Ticks alone do not finish a step; leaving it for later goes on."""
    base: dict[str, Value] = {"purpose": "profit", "people": 7, "meeting": date(2026, 12, 5)}
    assert stands(**base, notice=Doing(frozenset({"poster"}))).at == "notice"
    left = stands(**base, notice=Doing(later=True))
    assert left.at == "report"
    assert left.values["notice"] is None


def test_what_a_step_needs_is_asked_again_once() -> None:
    """A skipped value that a later step needs is open again before it, and the step after it waits."""
    base: dict[str, Value] = {"purpose": "profit", "people": 7, "notice": Doing(later=True)}
    standing = stands(**base, meeting=None)
    assert (standing.at, standing.again) == ("meeting", "needed")
    assert standing.path == ("purpose", "people")
    assert stands(**base, meeting=date(2026, 12, 5)).at == "report"


def test_a_step_done_out_of_order_counts_when_the_walk_reaches_it() -> None:
    """The report was done early; once the notice is done the walk goes past it."""
    base: dict[str, Value] = {"purpose": "profit", "people": 7, "meeting": date(2026, 12, 5)}
    early = stands(**base, report=Doing(done=TODAY))
    assert early.at == "notice"
    assert stands(**base, report=Doing(done=TODAY), notice=Doing(done=TODAY)).at == "end"
