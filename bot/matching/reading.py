"""The values that a sentence holds for the questions of a flow, each with its place in what was written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.core.answers import Contact, Several, Value
from bot.core.flow import ChoiceNode, ChoicesNode, ContactNode, DateNode, Node, NumberNode, StepNode, choices_of
from bot.core.judging import judge_value
from bot.core.library import Reading
from bot.matching.contacts import Address, find_addresses
from bot.matching.dates import Day, find_days
from bot.matching.endings import negated, nothing_else, supposed
from bot.matching.fold import Aligned, align
from bot.matching.numbers import Number, find_numbers, fits
from bot.matching.phrases import Found, find_phrases

_BEFORE, _BEHIND = 8, 2  # signs between a mark and the value after it, or before it
_THIS_CHAT = ("이 채팅", "채팅으로", "이 채팅으로", "여기로", "여기서", "이 창으로")


Spanned = Address | Day | Number | Found


@dataclass(frozen=True)
class _Sentence:
    """A message with what stands in it: addresses before days before numbers, none inside another."""

    aligned: Aligned
    today: date

    @property
    def text(self) -> str:
        return self.aligned.text

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        return tuple(find_addresses(self.text))

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return tuple(day for day in find_days(self.text, self.today) if not _inside(day, self.addresses))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        taken: tuple[Spanned, ...] = (*self.addresses, *self.days)
        return tuple(number for number in find_numbers(self.text) if not _inside(number, taken))

    @cached_property
    def values(self) -> tuple[tuple[int, int], ...]:
        """The spans of all that is not words."""
        every: tuple[Spanned, ...] = (*self.addresses, *self.days, *self.numbers)
        return tuple((each.start, each.end) for each in every)


Meant = tuple[tuple[int, int], Value, str | None]
"""A span, the value in it, and what is wrong with it, if anything."""


def read(text: str, nodes: Sequence[Node], today: date) -> tuple[Reading, ...]:
    """Every value for every node. One span may be read for several nodes; who gets it is decided elsewhere."""
    sentence = _Sentence(align(text), today)
    if not sentence.text.strip():
        return ()
    return tuple(reading for node in nodes for reading in _read(sentence, node))


def _read(sentence: _Sentence, node: Node) -> Iterator[Reading]:
    meant = [*_VALUES[type(node)](sentence, node)] if type(node) in _VALUES else []
    spans = [span for span, _, _ in meant]
    for span, value, error in meant:
        marked = _marked(sentence, node, span, spans)
        whole = nothing_else(sentence.text, _together(node, spans, span), node.marks)
        if supposed(sentence.text, span[1]) and not whole:
            continue
        yield Reading(node.id, value, *sentence.aligned.span(*span), marked=marked, whole=whole, error=error)
    yield from _skipped(sentence, node)


def _skipped(sentence: _Sentence, node: Node) -> Iterator[Reading]:
    for found in find_phrases(sentence.text, ((node.id, words) for words in node.skip)):
        span = found.start, found.end
        whole = nothing_else(sentence.text, [span], node.marks)
        marked = _marked(sentence, node, span, [span])
        if whole or marked:
            yield Reading(node.id, None, *sentence.aligned.span(*span), marked=marked, whole=whole)


def _numbers(sentence: _Sentence, node: Node) -> Iterator[Meant]:
    unit = node.unit if isinstance(node, NumberNode) else ""
    for number in sentence.numbers:
        span = number.start, number.end
        alone = nothing_else(sentence.text, [span], node.marks)
        if fits(number, unit, alone=alone) and not negated(sentence.text, number.end):
            yield span, number.value, "unreadable" if number.value is None else _wrong(sentence, node, number.value)


def _days(sentence: _Sentence, node: Node) -> Iterator[Meant]:
    for day in sentence.days:
        if not negated(sentence.text, day.end):
            error = "unreadable" if day.value is None else None
            if isinstance(node, DateNode) and day.value is not None:
                error = _wrong(sentence, node, day.value)
            yield (day.start, day.end), day.value, error


def _choice(sentence: _Sentence, node: Node) -> Iterator[Meant]:
    for found in _chosen(sentence, node):
        yield (found.start, found.end), found.id, None


def _choices(sentence: _Sentence, node: Node) -> Iterator[Meant]:
    found = _chosen(sentence, node)
    if found:
        ids = tuple(dict.fromkeys(each.id for each in found))
        yield (found[0].start, found[-1].end), Several(ids), None


def _chosen(sentence: _Sentence, node: Node) -> list[Found]:
    phrases = ((choice.id, words) for choice in choices_of(node) for words in (choice.label, *choice.also))
    return find_phrases(sentence.text, phrases)


def _contact(sentence: _Sentence, node: Node) -> Iterator[Meant]:
    for each in sentence.addresses:
        yield (each.start, each.end), Contact(True, each.way, each.address), None
    chat = (node.chat, *_THIS_CHAT) if isinstance(node, ContactNode) else ()
    for found in find_phrases(sentence.text, (("chat", words) for words in chat)):
        yield (found.start, found.end), Contact(False, "chat"), None


_VALUES: dict[type[Node], Callable[[_Sentence, Node], Iterator[Meant]]] = {
    NumberNode: _numbers,
    DateNode: _days,
    StepNode: _days,
    ChoiceNode: _choice,
    ChoicesNode: _choices,
    ContactNode: _contact,
}


def _wrong(sentence: _Sentence, node: Node, value: Value) -> str | None:
    verdict = judge_value(node, value, sentence.today)
    return None if verdict == "good" else verdict


def _together(node: Node, spans: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]]:
    return spans if isinstance(node, ContactNode) else [span]


def _marked(sentence: _Sentence, node: Node, span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Whether a mark of the node stands at this value: before it, or right behind it with no other value after."""
    others = {*spans, *sentence.values}
    for mark in node.marks:
        for place in _places(sentence.text, align(mark).text):
            end = place + len(align(mark).text)
            if any(start < end and place < stop for start, stop in others):
                continue
            following = [start for start, _ in others if 0 <= start - end <= _BEFORE]
            if following:
                if min(following) == span[0]:
                    return True
            elif 0 <= place - span[1] <= _BEHIND:
                return True
    return False


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark) if mark else -1
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _inside(each: Spanned, taken: Iterable[Spanned]) -> bool:
    return any(each.start < other.end and other.start < each.end for other in taken)
