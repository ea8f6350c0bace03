"""Which move of a case may follow which."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import Case, Claim, Close, Lapse, Move, Note, Packet, Reopen, Repack, Return, Tell, Transfer, apply
from bot.core.desk_texts import DeskKey
from bot.core.errors import Refused

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Seoul"))
CASE = Case("26-0001", "c", "상담", "상담팀", "waiting", NOW, NOW + timedelta(hours=4), Packet("정관"))
PEOPLE = ("보라", "한솔", "미루")
N = CASE.number

MAKERS: tuple[Callable[[str], Move], ...] = (
    lambda who: Claim(N, who),
    lambda who: Tell(N, who, "답"),
    lambda who: Note(N, who, "메모"),
    lambda who: Return(N, who),
    lambda who: Transfer(N, who, "한솔"),
    lambda who: Close(N, who),
    lambda who: Repack(N, Packet("더"), NOW + timedelta(hours=8)),
    lambda who: Lapse(N, who),
    lambda who: Reopen(N, Packet("더"), NOW + timedelta(hours=8)),
)


def after(*moves: Move) -> Case:
    case = CASE
    for move in moves:
        case = apply(case, move, NOW)
    return case


def test_the_first_claim_wins_and_the_second_is_told_whose_it_is() -> None:
    """A claim that came second changes nothing and names the owner."""
    claimed = after(Claim(N, "보라"))
    assert (claimed.state, claimed.owner) == ("claimed", "보라")
    with pytest.raises(Refused) as refused:
        apply(claimed, Claim(N, "한솔"), NOW)
    assert refused.value.key is DeskKey.CASE_IS_ANOTHERS
    assert refused.value.data["owner"] == "보라"


def test_words_to_the_citizen_claim_a_case_of_nobody() -> None:
    """Any human reply takes ownership, by any route."""
    assert after(Tell(N, "보라", "답")).owner == "보라"


def test_a_returned_case_has_no_owner_and_waits_again_after_a_new_wish() -> None:
    """Only a new wish makes it wait, with a new promise; more answers alone do not."""
    returned = after(Claim(N, "보라"), Return(N, "보라"))
    assert (returned.state, returned.owner) == ("returned", None)
    assert apply(returned, Repack(N, Packet("더")), NOW).state == "returned"
    again = apply(returned, Repack(N, Packet("더"), NOW + timedelta(hours=9)), NOW)
    assert (again.state, again.promise) == ("waiting", NOW + timedelta(hours=9))


def test_a_closed_case_takes_notes_only() -> None:
    """Nothing reaches the citizen through it any more."""
    closed = after(Close(N, "보라"))
    assert apply(closed, Note(N, "보라", "메모"), NOW).state == "closed"
    with pytest.raises(Refused) as refused:
        apply(closed, Tell(N, "보라", "답"), NOW)
    assert refused.value.key is DeskKey.CASE_IS_CLOSED


def test_a_transfer_gives_it_to_the_colleague() -> None:
    """Also out of another's hands: a takeover is explicit and seen by all."""
    assert after(Claim(N, "보라"), Transfer(N, "한솔", "한솔")).owner == "한솔"


def test_a_silent_claim_lapses_and_an_answered_one_does_not() -> None:
    """The promise stays as it was; nobody's claim lapses, nor one that is another's by now, nor one after an answer."""
    lapsed = after(Claim(N, "보라"), Lapse(N, "보라"))
    assert (lapsed.state, lapsed.owner, lapsed.promise) == ("waiting", None, CASE.promise)
    refusals = (((), DeskKey.CASE_IS_ANSWERED), ((Claim(N, "한솔"),), DeskKey.CASE_IS_ANOTHERS))
    for moves, key in (*refusals, ((Tell(N, "보라", "답"),), DeskKey.CASE_IS_ANSWERED)):
        with pytest.raises(Refused) as refused:
            after(*moves, Lapse(N, "보라"))
        assert refused.value.key is key


def test_a_case_is_opened_again_within_two_weeks_of_its_end() -> None:
    """Nobody's yet, with a new promise and the name of who had it; later, or while it is open, it is refused."""
    closed, by = after(Tell(N, "보라", "답"), Close(N, "보라")), NOW + timedelta(days=14, hours=8)
    again = apply(closed, Reopen(N, Packet("더"), by), NOW + timedelta(days=14))
    assert (again.state, again.owner, again.former, again.promise) == ("waiting", None, "보라", by)
    assert again.unanswered
    for case, now in ((closed, NOW + timedelta(days=14, seconds=1)), (CASE, NOW)):
        with pytest.raises(Refused):
            apply(case, Reopen(N, Packet("더"), by), now)


def test_only_a_broken_promise_is_made_anew_while_a_case_waits() -> None:
    """A wish repeated in time changes nothing of the promise."""
    by = NOW + timedelta(hours=8)
    assert apply(CASE, Repack(N, Packet(""), by), NOW).promise == CASE.promise
    assert apply(CASE, Repack(N, Packet(""), by), CASE.promise).promise == by


@given(st.lists(st.tuples(st.sampled_from(MAKERS), st.sampled_from(PEOPLE)), max_size=30))
def test_a_case_never_has_an_owner_it_should_not(steps: list[tuple[Callable[[str], Move], str]]) -> None:
    """Whatever is tried, an owner stands beside "claimed" and nowhere else, and a refusal changes nothing."""
    case = CASE
    for make, who in steps:
        before = case
        try:
            case = apply(case, make(who), NOW)
        except Refused:
            assert case is before
        assert (case.owner is not None) == (case.state == "claimed")
        assert case.owner is None or case.former is None
        assert before.state != "closed" or case.state in ("closed", "waiting")
