"""Words that mark a value as one question's: "지금 다섯 명이고 나중에 열 명", "창립총회는 12월 5일"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.flow import Node
from bot.matching.endings import tail_end
from bot.matching.fold import align

_BREAK = re.compile(r"[.,!?\n]|(?:고|고요|구요|는데|은데|인데|며|지만|니까|다가|요)(?=\s)")
_BESIDES = re.compile(r"\s?(?:이후|이전|뒤|후|전|끝나|마치|지나)")
_BREAK_COSTS, _BACKWARDS_COSTS, _GLUED_GAINS = 4.0, 0.5, 1.0
_REACH_FORWARD, _REACH_BACKWARD = 8.0, 4.0
_MOST = 12  # marks of one node in one message
_WHOLE_WORD = 2  # signs; so short a mark must be a word of its own


@dataclass(frozen=True, slots=True, order=True)
class Place:
    start: int
    end: int


def marked_places(text: str, values: Sequence[tuple[Node, Place]]) -> set[tuple[str, int]]:
    """Which values a mark belongs to, as (node id, start). Each mark belongs to the one nearest value of its node."""
    nodes = {node.id: node for node, _ in values}
    stops = sorted({place for _, place in values})
    marks = {id: list(_occurrences(text, node.marks, stops)) for id, node in nodes.items()}
    everything = sorted({place for places in marks.values() for place in places} | set(stops))
    found = set()
    for id, places in marks.items():
        own = [place for node, place in values if node.id == id]
        for mark in places:
            costs = ((cost, value.start) for value in own for cost in _cost(text, mark, value, everything))
            best = min(costs, default=None)
            if best is not None:
                found.add((id, best[1]))
    return found


def _occurrences(text: str, marks: Sequence[str], values: Sequence[Place]) -> Iterator[Place]:
    """Where marks stand as words of their own, or glued onto a value; never inside one, the longest mark first."""
    taken: list[Place] = []
    ends = {place.end for place in values}
    for word in sorted((align(mark).text for mark in marks), key=len, reverse=True):
        at = -1
        while word and len(taken) < _MOST and (at := text.find(word, at + 1)) >= 0:
            place = Place(at, at + len(word))
            inside = _BESIDES.match(text, place.end) is not None or any(
                place.start < other.end and other.start < place.end for other in (*taken, *values)
            )
            if not inside and (at in ends or _own_word(text, place)):
                taken.append(place)
                yield place


def _own_word(text: str, place: Place) -> bool:
    if text[: place.start][-1:].isalnum():
        return False
    return place.end - place.start > _WHOLE_WORD or tail_end(text, place.end) is not None


def _cost(text: str, mark: Place, value: Place, everything: Sequence[Place]) -> Iterator[float]:
    """How far a mark is from a value, in signs and breaks; nothing where that is too far or something is between."""
    forward = mark.end <= value.start
    first, second = (mark, value) if forward else (value, mark)
    if any(first.end <= other.start and other.end <= second.start for other in everything):
        return
    between = text[first.end : second.start]
    cost = len("".join(between.split())) + _BREAK_COSTS * len(_BREAK.findall(between))
    if not forward:
        cost += -_GLUED_GAINS if not between else _BACKWARDS_COSTS
    if cost <= (_REACH_FORWARD if forward else _REACH_BACKWARD):
        yield cost
