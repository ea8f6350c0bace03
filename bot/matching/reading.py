"""Which values a message holds for which questions, each with its place in what was written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.core.answers import Contact, Doing, Several, Value
from bot.core.flow import ChoiceNode, ChoicesNode, ContactNode, DateNode, Node, NumberNode, StepNode
from bot.core.judging import judge_value
from bot.core.library import Reading
from bot.matching.choices import Named, find_choices, find_words, names
from bot.matching.contacts import find_ways
from bot.matching.dates import Day, on_calendar
from bot.matching.endings import nothing_else, supposed
from bot.matching.fold import align
from bot.matching.kindred import nearest_choice
from bot.matching.marks import Place, marked_places
from bot.matching.message import Message, Span, taken_apart
from bot.matching.numbers import fits
from bot.matching.questions import looks_like_question

UNREADABLE, OUT_OF_RANGE, ROUGH = "unreadable", "out_of_range", "rough"


_SENTENCE_END = re.compile(r"[.!?\n]+(?=\s|$)|\n")
_NONE = re.compile(
    "(?<![가-힣])(?:(?:아무도|하나도|아직은?|전혀) )?없(?:어요|습니다|어유|슈|음|어|네요|고요)(?![가-힣])"
)
_PROPOSES = re.compile("어때|어떨|어떻겠|[을될할]까|괜찮|좋겠|[죠쥬]|지요")
"""Questions that put a value forward: \"12월 5일 어때요?\". Others ask about it: \"두 명이 부부여도 되나요\"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value for a node before its neighbours are looked at; `covers` is all that speaks of it in the message.

    `bare`: it answers whatever is asked (yes, I don't know). `weak`: it counts only alone or beside a mark.
    `nearly`: its word differs by a slip of a key. `guessed`: it is named by no word, and comes nearest.
    """

    node: Node
    value: Value
    start: int
    end: int
    error: str | None = None
    covers: tuple[Span, ...] = ()
    bare: bool = False
    weak: bool = False
    nearly: bool = False
    guessed: bool = False


def read(text: str, nodes: Sequence[Node], today: date) -> tuple[Reading, ...]:
    """The values a message holds for each of the nodes, in reading order. Never raises, whatever the text."""
    aligned = align(text)
    message = taken_apart(aligned.text, today, _join_words(nodes))
    found = [each for node in nodes for each in (*_values(message, node, today), *_skipped(message, node))]
    marked = marked_places(message.text, [(each.node, Place(each.start, each.end)) for each in found])
    readings = []
    for each in _agreed(found, marked):
        whole = not (each.nearly or each.guessed) and _alone(message, each) and not _asks_beside(message, each)
        mark = (each.node.id, each.start) in marked
        if _counts(message, each, whole=whole, marked=mark):
            start, end = aligned.span(each.start, each.end)
            bare = each.bare and not mark
            readings.append(Reading(each.node.id, each.value, start, end, mark, whole, each.error, bare, each.guessed))
    return tuple(sorted(readings, key=lambda reading: (reading.start, -reading.end)))


def _join_words(nodes: Sequence[Node]) -> tuple[str, ...]:
    return tuple(align(mark).text for node in nodes for mark in node.marks)


def _values(message: Message, node: Node, today: date) -> Iterator[Found]:
    match node:
        case ChoiceNode():
            yield from _choice(message, node)
        case ChoicesNode():
            yield from _choices(message, node)
        case NumberNode():
            yield from _numbers(message, node, today)
        case DateNode() | StepNode():
            yield from _days(message, node, today)
        case ContactNode():
            yield from _contacts(message, node)


def _choice(message: Message, node: ChoiceNode) -> Iterator[Found]:
    named = find_choices(message.text, node.choices)
    kept = [each for each in named if each.taken_back is None]
    covers = tuple((each.start, each.taken_back or each.end) for each in named)
    for each in kept:
        yield Found(
            node, each.id, each.start, each.end, covers=covers, bare=each.bare, weak=each.bare, nearly=each.nearly
        )
    guess = None if message.asks else _guess(message, node, named)
    if guess is not None and {each.id for each in kept} <= {guess}:
        yield Found(node, guess, 0, len(message.text), guessed=True)


def _guess(message: Message, node: ChoiceNode, named: Sequence[Named]) -> str | None:
    """The choice that a sentence comes nearest to which names none, or only says yes or no beside other words."""
    if any(not each.bare or each.taken_back is not None for each in named):
        return None
    return nearest_choice(message.text, [(choice, names(choice)) for choice in node.choices])


def _choices(message: Message, node: ChoicesNode) -> Iterator[Found]:
    """All that was named is one value; its place is what was named, with the commas between, or the first name."""
    named = [each for each in find_choices(message.text, node.choices) if not each.bare and each.taken_back is None]
    if named:
        covers = tuple((each.start, each.end) for each in named)
        end = named[-1].end if _listed(message, named) else named[0].end
        yield Found(node, Several(tuple(dict.fromkeys(each.id for each in named))), named[0].start, end, covers=covers)
        return
    for word in node.none:
        for start, end in find_words(message.text, align(word).text):
            yield Found(node, Several((), True), start, end, bare=True, weak=True)
            return


def _listed(message: Message, named: Sequence[Named]) -> bool:
    gaps = (message.text[one.end : other.start] for one, other in pairwise(named))
    return all(len(gap) <= len(" 그리고 ") for gap in gaps)


def _numbers(message: Message, node: NumberNode, today: date) -> Iterator[Found]:
    for number in message.numbers:
        alone = not message.asks and nothing_else(message.text, [(number.start, number.end), *message.taken_back])
        if fits(number, node.unit, alone=alone):
            error = UNREADABLE if number.value is None else _error(node, number.value, today)
            yield Found(node, number.value, number.start, number.end, error)
    none = _NONE.search(message.text)
    if none is not None and not message.numbers and judge_value(node, 0, today) == "good":
        yield Found(node, 0, *none.span(), bare=True, weak=True)


def _days(message: Message, node: DateNode | StepNode, today: date) -> Iterator[Found]:
    for day in message.days:
        value = _day_done(day, today) if isinstance(node, StepNode) else _day_meant(day, node, today)
        error = UNREADABLE if value is None else _error(node, value, today)
        if isinstance(node, StepNode) and value is not None:
            error = OUT_OF_RANGE if value > today else None
        if day.rough and value is not None and error is None:
            error = ROUGH
        given: Value = Doing(done=value) if isinstance(node, StepNode) and value is not None else value
        yield Found(node, given, day.start, day.end, error, weak=day.near)


def _day_meant(day: Day, node: DateNode, today: date) -> date | None:
    """The next such day, or the last one where it is the only one in range; the last one of what is told as past."""
    first, second = (on_calendar(day, today, past=past) for past in (day.past, not day.past))
    if day.past and first is not None:
        return first
    if first is not None and second is not None and judge_value(node, first, today) == OUT_OF_RANGE:
        return second if judge_value(node, second, today) == "good" else first
    return first


def _day_done(day: Day, today: date) -> date | None:
    """What was done was done on the nearest such day; a nearer one that is still to come is kept, to be refused."""
    before, after = on_calendar(day, today, past=True), on_calendar(day, today, past=False)
    if before is None or after is None or day.past:
        return before or after
    return before if today - before <= after - today else after


def _contacts(message: Message, node: ContactNode) -> Iterator[Found]:
    found = message.addresses or list(find_ways(message.text, align(node.chat).text))
    for address in found:
        error = UNREADABLE if address.contact is None else None
        way = isinstance(address.contact, Contact) and address.contact.address is None
        yield Found(node, address.contact, address.start, address.end, error, weak=way and message.asks)


def _skipped(message: Message, node: Node) -> Iterator[Found]:
    """Words for "I don't know" of a node that can be skipped."""
    if not node.skip or not isinstance(node, ChoiceNode | ChoicesNode | NumberNode | DateNode):
        return
    if message.unknown is not None:
        yield Found(node, None, *message.unknown, bare=True, weak=True)
        return
    for word in node.skip:
        for start, end in find_words(message.text, align(word).text):
            yield Found(node, None, start, end, bare=True, weak=True)
            return


def _error(node: Node, value: Value, today: date) -> str | None:
    return OUT_OF_RANGE if judge_value(node, value, today) == OUT_OF_RANGE else None


def _agreed(found: Sequence[Found], marked: set[tuple[str, int]]) -> Iterator[Found]:
    """One choice for each choice node: of several the one that is marked, else none of them is clear."""
    for each in found:
        if not isinstance(each.node, ChoiceNode) or each.value is None:
            yield each
            continue
        rivals = [one for one in found if one.node is each.node and one.value is not None]
        chosen = {one.value for one in rivals if (one.node.id, one.start) in marked} or {one.value for one in rivals}
        if each is rivals[-1] and len(chosen) > 1:
            yield replace(each, value=None, error=UNREADABLE)
        elif len(chosen) == 1 and each.value in chosen:
            yield each


def _alone(message: Message, found: Found) -> bool:
    covers = [(found.start, found.end), *found.covers, *message.taken_back]
    return nothing_else(message.text, covers, tuple(align(mark).text for mark in (*found.node.marks, found.node.name)))


def _asks_beside(message: Message, found: Found) -> bool:
    """Whether a message asks something; a choice may itself be worded as a question ("협동조합이 무엇인지")."""
    if not message.asks or not isinstance(found.node, ChoiceNode | ChoicesNode):
        return message.asks
    rest = list(message.text)
    for start, end in found.covers:
        rest[start:end] = " " * (end - start)
    return looks_like_question("".join(rest))


def _asked_about(text: str, found: Found) -> bool:
    """Whether the sentence in which a value stands asks about it, and does not put it forward."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= found.start), default=0)
    sentence = text[start : min((end for end in ends if end >= found.end), default=len(text))]
    return looks_like_question(sentence) and _PROPOSES.search(sentence) is None


def _counts(message: Message, found: Found, *, whole: bool, marked: bool) -> bool:
    """Whether a value found is meant as one: not asked about, nor only supposed, nor a word said in passing."""
    if message.asks and not (whole or isinstance(found.node, ContactNode)) and _asked_about(message.text, found):
        return False
    if supposed(message.text, found.end) and not whole:
        return False
    if found.weak and not (whole or marked):
        return False
    return not (message.asks and found.error in (UNREADABLE, ROUGH))
