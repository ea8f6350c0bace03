"""Timers of cases: what a promise sets going, and what becomes of a claim that stays silent."""

from dataclasses import replace
from datetime import timedelta

from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from tests.talk.talker import Talker

N = "26-0001"


def waiting() -> Talker:
    return Talker().says("상담사").says("네")


def test_the_owner_is_reminded_in_office_hours_before_a_promise_is_broken() -> None:
    """An hour of the office before it; who has answered by then hears nothing."""
    person = waiting()
    promise = person.cases[N].promise
    person.acts("보라", "claim").wakes()
    assert (person.told, person.now) == ([DeskKey.DESK_PROMISE_SOON.value], promise - timedelta(hours=1))
    assert [reply.to for reply in person.last.replies] == ["보라"]
    answered = waiting().acts("보라", "claim").acts("보라", "answer", "네")
    assert [wake.name for wake in answered.last.wakes] == [f"quiet:{N}"]


def test_the_desk_is_reminded_of_a_case_that_nobody_has_taken() -> None:
    """An hour of the office before the promise, once."""
    person = waiting()
    promise = person.cases[N].promise
    person.wakes()
    assert (person.told, person.now) == ([DeskKey.DESK_PROMISE_SOON_FREE.value], promise - timedelta(hours=1))
    assert [reply.to for reply in person.last.replies] == ["desk"]
    assert [wake.name for wake in person.last.wakes] == [f"promise:{N}"]


def test_a_claim_that_stays_silent_goes_back_to_the_queue() -> None:
    """B2 12: the desk hears of it, then the case waits again; the citizen hears nothing."""
    person = waiting().acts("보라", "claim").wakes().wakes()
    promise = person.cases[N].promise
    assert (person.now, [reply.to for reply in person.last.replies]) == (promise, ["citizen", "desk"])
    assert person.told == [DeskKey.DESK_PROMISE_BROKEN_BY.value]
    person.wakes()
    assert (person.cases[N].state, person.cases[N].owner) == ("waiting", None)
    assert person.cases[N].promise == promise
    assert [reply.to for reply in person.last.replies] == ["보라", "desk"]
    assert person.told == [DeskKey.DESK_LAPSED_YOURS.value, DeskKey.DESK_LAPSED.value]
    assert [wake.name.split(":")[0] for wake in person.last.wakes] == ["again"]


def test_who_took_a_case_late_has_a_whole_stretch_for_it() -> None:
    """Taken or handed on after its promise was broken, it stays for as many office hours as were promised."""
    for verb in ("claim", "transfer"):
        person = waiting().acts("보라", "claim").wakes().wakes().waits(minutes=30)
        late = person.acts("보라", "transfer", "한솔") if verb == "transfer" else person.wakes().acts("보라", "claim")
        held = late.now
        assert [wake.name for wake in late.last.wakes if wake.at > late.now] == [f"lapse:{N}"]
        late.wakes()
        while late.cases[N].owned:
            late.wakes()
        assert late.now - held >= timedelta(hours=4)


def test_a_timer_of_the_owner_before_takes_nothing_from_the_next() -> None:
    """It came due in the same minute in which a colleague took the case over."""
    person = waiting().acts("보라", "claim").wakes().wakes()
    person.now = next(wake.at for wake in person.last.wakes if wake.name == f"lapse:{N}")
    timers = person.last.wakes
    person.acts("한솔", "transfer", "한솔")
    person.last = replace(person.last, wakes=timers)
    assert (person.wakes().told, person.cases[N].owner) == ([], "한솔")


def test_a_lapsed_case_can_be_taken_again_by_who_had_it() -> None:
    """The second claim has timers of its own, and an answer ends them."""
    person = waiting().acts("보라", "claim").wakes().wakes().wakes().acts("보라", "claim")
    assert (person.cases[N].owner, person.sees(Key.NOTICE_TAKEN)) == ("보라", True)
    person.acts("보라", "answer", "늦었어요")
    assert [wake.name for wake in person.last.wakes] == [f"quiet:{N}"]


def test_a_wish_after_a_broken_promise_gets_a_new_one() -> None:
    """Nobody is told a time that has passed: the same case, and a promise to come."""
    person = waiting().wakes().wakes().waits(minutes=5)
    broken = person.cases[N].promise
    person.says("상담사")
    assert (person.sees(Key.CASE_WAITS_AGAIN), person.told) == (True, [DeskKey.DESK_WAITS_AGAIN.value])
    assert person.cases[N].promise > person.now > broken
    assert list(person.cases) == [N]


def test_a_citizen_is_told_once_that_a_promise_is_broken() -> None:
    """As nobody has taken it, and as its owner has not answered; with the answer, or a further stretch, nothing."""
    for act in ("", "claim"):
        person = waiting()
        person = person.acts("보라", act) if act else person
        assert not person.wakes().sees(Key.NOTICE_LATE)
        assert person.wakes().sees(Key.NOTICE_LATE)
        assert [reply.sender for reply in person.last.replies if reply.to == "citizen"] == ["notice"]
        assert not person.wakes().sees(Key.NOTICE_LATE)
    answered = waiting().acts("보라", "claim").wakes().acts("보라", "answer", "네")
    assert [wake.name for wake in answered.last.wakes] == [f"quiet:{N}"]
