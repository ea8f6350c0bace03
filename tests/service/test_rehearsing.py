"""A conversation in memory says what the service says, and keeps nothing of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.core.rehearsal import Say, Start, Step, Tap, Wait
from bot.core.texts import Key
from bot.talk.rehearsing import Rehearsal
from tests.support.fakes import NOON
from tests.support.person import Person, Service
from tests.talk.small import FOUNDING, small_library

WALK: Sequence[Step] = (
    Start("founding"),
    Tap("빵"),
    Tap("돈"),
    Tap(Key.BUTTON_FINISHED.value),
    Say("몇 명이 필요해요?"),
    Say("7명"),
    Say("2027-01-20"),
    Tap("공고문"),
    Tap("사진"),
    Say("다 했어요."),
    Say("상담사 불러 주세요"),
    Tap(Key.BUTTON_HANDOVER_YES.value),
)
"""A procedure with a card that is drawn again and again, a question in between, and a hand-over."""


def rehearsed(steps: Sequence[Step]) -> Rehearsal:
    at = Rehearsal(small_library(), NOON)
    for step in steps:
        further = at.step(step)
        assert further is not None, step
        at = further
    return at


async def lived(person: Person, steps: Sequence[Step]) -> None:
    """The same steps on a real store; a procedure is begun by its words."""
    for step in steps:
        match step:
            case Start():
                await person.says("만들래요")
            case Say(text):
                await person.says(text)
            case Tap(label):
                await person.taps(label)
            case Wait(days):
                for _ in range(24 * days):
                    await person.service.waits(hours=1)


async def test_a_rehearsal_says_what_the_service_says(service: Service) -> None:
    """Word for word and button for button; but for the number of the case, which is nobody's."""
    person = await service.person()
    await lived(person, WALK)
    at = rehearsed(WALK)
    there = [(it.sender, it.text, it.buttons, it.edits) for it in await person.all()]
    here = [(it.sender, it.text, it.buttons, it.edits) for it in at.messages.values()]
    assert here[1:] == there[1:]  # the first is the title that stands for the beginning
    assert at.case is not None
    (listed,) = await service.store.cases()
    assert at.case.packet == listed.case.packet
    assert at.case.number != listed.case.number


REMINDED = (*WALK[:7], Say("내 진행표"), Say("알림 받기"), Wait(1), Wait(7), Say("안녕"), Wait(31))


async def test_while_time_passes_it_says_what_the_service_says(service: Service) -> None:
    """A procedure that was left and a day of the plan are reminded of, a promise is told to be late; each once."""
    steps = (*REMINDED, Say("상담사 불러 주세요"), Tap(Key.BUTTON_HANDOVER_YES.value), Wait(7))
    person = await service.person()
    await lived(person, steps)
    at = rehearsed(steps)
    there = [(it.sender, it.text, it.buttons, it.at.date()) for it in await person.all()]
    assert [(it.sender, it.text, it.buttons, it.at.date()) for it in at.messages.values()][1:] == there[1:]
    texts = " ".join(it.text for it in at.shown)
    assert [texts.count(key.value) for key in (Key.REMIND_LEFT, Key.REMIND_DUE, Key.NOTICE_LATE)] == [1, 1, 1]
    assert at.now == NOON + timedelta(days=46)


def test_the_plan_goes_along() -> None:
    """With the day that follows from an answer."""
    plan = rehearsed(WALK[:7]).plan
    assert plan is not None
    assert plan.flow is FOUNDING
    assert [(it.node.id, it.state) for it in plan.steps] == [("notice", "now"), ("report", "ahead")]
    assert plan.steps[0].due is not None
    assert plan.steps[0].due.day == date(2027, 1, 12)


def test_a_card_that_is_drawn_again_stands_where_it_stood() -> None:
    """Once, with what is ticked by now."""
    before, after = rehearsed(WALK[:2]), rehearsed(WALK[:3])
    assert len(after.shown) == len(before.shown)
    assert [button.label for button in after.shown[-1].buttons if button.on] == ["돈"]


def test_what_is_not_there_cannot_be_tapped_or_begun() -> None:
    """A button that the content has no more, a procedure that is gone: nothing happens."""
    at = rehearsed(WALK[:1])
    assert at.step(Tap("떡")) is None
    assert at.step(Start("gone")) is None
    assert at.step(Tap("빵")) is not None


def test_an_intake_begins_as_it_does_for_citizens() -> None:
    """With the question whether a person is wanted; its case is in memory alone."""
    at = rehearsed([Start("request"), Tap(Key.BUTTON_HANDOVER_YES.value)])
    assert at.case is not None
    assert at.conversation.flows == ("request",)
