"""Small parts of the web on their own: buckets, promises, the thread of a case, names."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.web.limits import Limiter, Rate
from bot.channels.web.views import promise_of, queue, thread
from bot.core.case import Case, Packet
from bot.core.reply import Message
from bot.core.staff import clean_name
from bot.service.ports import CaseFile, Listed, Logged
from tests.support.fakes import NOON
from tests.talk.small import small_library

CASE = Case("26-0001", "c", "상담", "상담", "waiting", NOON, NOON + timedelta(hours=4), Packet("도움"))


def test_a_bucket_fills_up_again_and_never_over_its_rim() -> None:
    """A long rest allows no more than the burst."""
    limiter = Limiter(Rate(burst=2, per_second=1))
    assert [limiter.allows("a", NOON) for _ in range(3)] == [True, True, False]
    later = NOON + timedelta(hours=1)
    assert [limiter.allows("a", later) for _ in range(3)] == [True, True, False]


def test_a_clock_that_goes_back_gives_nothing() -> None:
    """Nor does it take anything away."""
    limiter = Limiter(Rate(burst=1, per_second=1))
    assert limiter.allows("a", NOON)
    assert not limiter.allows("a", NOON - timedelta(hours=1))


def test_buckets_of_many_are_not_kept_for_ever() -> None:
    """Addresses that have come to rest are forgotten; busy ones are not."""
    limiter = Limiter(Rate(burst=1, per_second=1), most=10)
    for n in range(10):
        limiter.allows(f"old {n}", NOON)
    later = NOON + timedelta(seconds=10)
    limiter.allows("busy", later)
    for n in range(5):
        limiter.allows(f"new {n}", later)
    assert len(limiter) == 6
    assert not limiter.allows("busy", later)


@pytest.mark.parametrize(
    ("minutes", "left"), [(0, 240), (239, 1), (240, 0), (300, -60)], ids=["open", "soon", "now", "broken"]
)
def test_a_promise_tells_what_is_left_of_it(minutes: int, left: int) -> None:
    """In minutes, below zero once it is broken."""
    promise = promise_of(CASE, NOON + timedelta(minutes=minutes))
    assert promise is not None
    assert promise.minutes == left


def test_of_those_promised_for_the_same_moment_who_waits_longest_comes_first() -> None:
    """Whoever wrote last does not push in front of them."""
    first = replace(CASE, number="26-0002", opened=NOON - timedelta(hours=2))
    listed = [Listed(case, "", "citizen", last, 0) for case, last in ((CASE, NOON), (first, NOON - timedelta(hours=1)))]
    assert [row.number for row in queue(listed, "한소라", NOON, small_library())["waiting"]] == ["26-0002", "26-0001"]


def test_an_edit_stands_where_the_old_words_stood() -> None:
    """The thread shows the conversation as the citizen sees it, notes in between, and who answered."""
    later = [NOON + timedelta(minutes=minute) for minute in range(5)]
    messages = (
        Message(1, "citizen", "하나", later[0]),
        Message(2, "bot", "네", later[1]),
        Message(3, "citizen", "고친 하나", later[2], edits=1),
        Message(4, "consultant", "답", later[4]),
    )
    history = (Logged(1, later[3], "문지호", "note", "메모"), Logged(2, later[4], "한소라", "answer", "답"))
    lines = thread(CaseFile(CASE, messages, history))
    assert [line.text for line in lines] == ["고친 하나", "네", "메모", "답"]
    assert [line.who for line in lines] == ["", "", "문지호", "한소라"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("  한  소라 ", "한 소라"), ("", "상담사"), ("DESK", None), ("가" * 21, None), ("a\u202eb", None)],
)
def test_a_name_is_short_and_can_be_shown(text: str, name: str | None) -> None:
    """Nothing that turns a line around, and none that the service uses itself."""
    assert clean_name(text, "상담사") == name
