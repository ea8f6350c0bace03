"""Many sentences at once: the same rankings as one by one, from processes of their own."""

import pytest

from bot.core.library import Ranking
from bot.matching import many
from bot.matching.many import RankingFailed, name_of, rank_many
from bot.matching.matcher import WholeMatcher
from bot.matching.untrained import Untrained

ASKS = {"notice": ("총회 공고는 며칠 전에 하나요",), "fee": ("출자금은 얼마인가요", "출자금 최소")}
MATCHER = WholeMatcher(Untrained(ASKS, {"chitchat": ("안녕하세요",)}), ("상담사",))
OTHER = WholeMatcher(Untrained({"fee": ("출자금 최소",)}, {}), ("상담사",))
TEXTS = ("출자금 얼마예요", "총회 공고 며칠 전", "안녕하세요", "출자금 최소", "바람꽃")


class Broken:
    """Ranks nothing."""

    def rank(self, text: str) -> Ranking:
        raise ZeroDivisionError


def test_a_child_ranks_as_one_would_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """By each matcher, in the order of the texts, however they are shared out; every one of them is told."""
    told: list[int] = []
    tasks = [(MATCHER, TEXTS), (OTHER, TEXTS[1:])]
    here = rank_many(tasks, lambda more: None)
    monkeypatch.setattr(many, "FEW", 0)
    assert rank_many(tasks, told.append) == here
    assert sum(told) == 2 * len(TEXTS) - 1
    assert here[0][1:] != here[1]
    assert {gets.band for gets in here[0]} >= {"answer", "none"}


def test_a_child_that_ends_early_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a look is no look."""
    monkeypatch.setattr(many, "FEW", 0)
    broken = WholeMatcher(Broken(), ())
    with pytest.raises(RankingFailed):
        rank_many([(MATCHER, TEXTS), (broken, TEXTS)], lambda more: None)


def test_who_stops_waiting_stops_the_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the first block that is told; what was ranked until then is dropped."""
    monkeypatch.setattr(many, "FEW", 0)
    told: list[int] = []

    def stops(more: int) -> None:
        told.append(more)
        raise KeyError

    with pytest.raises(KeyError):
        rank_many([(MATCHER, TEXTS * 1000)], stops)
    assert len(told) <= many.PROCESSES and sum(told) < len(TEXTS) * 1000


def test_a_matcher_is_named_by_what_it_ranks_by() -> None:
    """The same phrasings, the same name; another phrasing or wish, another."""
    same = WholeMatcher(Untrained(dict(ASKS), {"chitchat": ("안녕하세요",)}), ("상담사",))
    other = WholeMatcher(Untrained({**ASKS, "fee": ("출자금",)}, {"chitchat": ("안녕하세요",)}), ("상담사",))
    names = [name_of(MATCHER), name_of(same), name_of(other), name_of(WholeMatcher(MATCHER.ranker, ("직원",)))]
    assert names[0] == names[1]
    assert len(set(names)) == 3
