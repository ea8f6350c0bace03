"""A message taken apart once: its addresses, days and numbers, and what it takes back of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.matching.contacts import Address, find_addresses
from bot.matching.dates import Day, find_days
from bot.matching.endings import TAIL, clock_times, negation_end, nothing_else
from bot.matching.fold import align
from bot.matching.numbers import PEOPLE, Number, find_numbers
from bot.matching.questions import asks_agreement, looks_like_question

Span = tuple[int, int]
_JOINS = re.compile(r"(?:^|[가-힣])(?:이?나|이?랑|하고|과|와|이?거나|부터|에서)\s|아니면|또는|혹은|내지|[~∼]")
_NO = re.compile(r"^\s*(?:아니(?:요|오|야)?|아뇨)[\s,.]+")
_JOINED_WITHIN = 10  # signs between two values of one list
_TOTAL = re.compile("(?:까지|포함|합쳐|합하|합해|합치|모두|전부|총|도합|다\\s?해서)[가-힣]{0,4}[\\s,]*$")
_BECOMES = re.compile("으로\\s?(?:줄|늘|바뀌|바꿔|바꾸|고쳐|고치|변경)")
_CHANGE = re.compile(
    r"(?:이|가|은|는|만|을|를|쯤|정도)?\s?(?:더(?=$|[요\s.,!~])(?!\s(?:좋|나|편|낫|맞|많|쉽))|추가|늘|줄|빠[지져진졌질]|나[가갔간]|그만|탈퇴|부족|모자라)"
)
_ADDED = re.compile(r"(?:추가로|거기에|또)\s(?:한\s)?$")
_UNKNOWN = re.compile(
    "^(?:(?:아|음|어|글쎄요?|저도|저희도|저는|아직|아직은|아직까지|지금은|그건|그게|잘|확실히|확실히는|정확히|정확히는|정확한|"
    "솔직히|아무것도|다|같이|우리끼리|(?:정해|의논해|상의해|물어봐)야 (?:해서|하니까|하는데))|"
    "(?:날짜?|언제|며칠|장소|자리|사무실|어디|어느 구|구|동네|사람|인원|사람 수|몇 명|얼마|금액|종류"
    "|할지|열지|될지|둘지)(?:인지|일지)?(?:은|는|이|가|을|를|도|까지)?[\\s,.]+|[\\s,.]+)*"
    "(?P<core>(?!(?<=잘)못)(?:모르|몰라|모름|글쎄|미정|안 ?정|못 ?정|정하지 ?못|정하지 ?않|정해지지 ?않|정해진 ?게|"
    "확실하지|확실치|못 ?잡|못 ?구|못 ?골|안 ?잡|안 ?구|고민 ?중|고민하|상의 ?중|상의해|의논해|의논 ?중|논의 ?중|"
    "나중에 ?정|결정 ?안|결정 ?못|생각 ?안|생각 ?못|차차 ?정|생각 ?중|생각해 ?볼|생각해 ?봐야|생각해 ?본 ?적))"
    f"[가-힣\\s]{{0,12}}{TAIL}[.!~…\\s]*$"
)


@dataclass(frozen=True, slots=True)
class Message:
    """`asks`: it is a question; `taken_back`: spans of values it corrects; `unknown`: where it says "I don't know"."""

    text: str
    asks: bool
    addresses: list[Address]
    days: list[Day]
    numbers: list[Number]
    taken_back: tuple[Span, ...]
    unknown: Span | None


def taken_apart(text: str, today: date, marks: Sequence[str] = ()) -> Message:
    """Addresses before days before numbers: what was taken for one is not read as another.

    `marks` are the words of questions: between two values they tell them apart ("5일 아니면 6일" with a second choice).
    """
    told = asks_agreement(text)
    text = text if told is None else text[:told] + " " * (len(text) - told)
    addresses = find_addresses(text)
    hidden = _hide(text, [(each.start, each.end) for each in addresses])
    days, taken = find_days(hidden, today)
    numbers = find_numbers(_hide(hidden, [*taken, *clock_times(hidden)]))
    spans = [(day.start, day.end) for day in days] + [(number.start, number.end) for number in numbers]
    back = tuple(_taken_back(text, spans))
    starts = {start for start, _ in back}
    unclear = _unclear(text, [(day.start, day.end) for day in days if day.start not in starts], marks)
    days = [replace(day, day=None, month=0) if day.start in unclear else day for day in days if day.start not in starts]
    numbers = _absolute(text, _totals(text, [number for number in numbers if number.start not in starts]))
    unclear = _unclear(text, [(number.start, number.end) for number in numbers], marks)
    numbers = [replace(number, value=None) if number.start in unclear else number for number in numbers]
    unknown = _UNKNOWN.search(text)
    if unknown is not None and looks_like_question(text[unknown.start("core") :]):
        unknown = None
    asks = unknown is None and looks_like_question(text)
    return Message(text, asks, addresses, days, numbers, back, unknown.span() if unknown else None)


def only_values(text: str, today: date) -> bool:
    """Whether a text says a day or a number and nothing of what it is about: 500만원씩, 아니 다음 주 금요일이요."""
    message = taken_apart(_NO.sub("", align(text).text), today)
    days = [(day.start, day.end) for day in message.days]
    spans = [*days, *((number.start, number.end) for number in message.numbers), *message.taken_back]
    return bool(spans) and not message.asks and nothing_else(message.text, spans)


def _hide(text: str, spans: Sequence[Span]) -> str:
    """The text with spans made unreadable, every other sign in its place."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = "·" * (end - start)
    return "".join(signs)


def _taken_back(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        stop = negation_end(text, end)
        if stop is not None:
            yield start, stop


def _totals(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Of "친구 셋하고 저까지 네 명" the sum alone, of "한 명이 빠져서 네 명으로 줄었어요" what it came to.

    A last number that is the sum of those before it is a sum in whatever words.
    """
    become = [number for number in numbers if _BECOMES.match(text, number.end)]
    if len(become) == 1:
        return become
    *parts, last = [number.value or 0 for number in numbers] or [0]
    if len(parts) > 1 and all(parts) and sum(parts) == last:
        return list(numbers[-1:])
    kept: list[Number] = []
    for number in numbers:
        between = text[kept[-1].end : number.start] if kept else ""
        if kept and len(between) <= 2 * _JOINED_WITHIN and _JOINS.search(between) and _TOTAL.search(between):
            kept.pop()
        kept.append(number)
    return kept


def _absolute(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Without those that only tell who joins or leaves ("한 명 더"); where nothing else is told, no exact one is."""
    changes = {
        number.start
        for number in numbers
        if number.unit in PEOPLE
        and number.value is not None
        and (_CHANGE.match(text, number.end) or _ADDED.search(text, 0, number.start))
    }
    if len(changes) == len(numbers):
        return [replace(number, value=None) for number in numbers]
    return [number for number in numbers if number.start not in changes]


def _unclear(text: str, spans: Sequence[Span], marks: Sequence[str]) -> set[int]:
    """The starts of values that stand in one list ("다섯이나 여섯", "5일부터 7일"): none of them is meant."""
    found: set[int] = set()
    for one, other in pairwise(spans):
        between = text[one[1] : other[0]]
        told_apart = any(mark in between for mark in marks if len(mark) > 1)
        if len(between) <= _JOINED_WITHIN and _JOINS.search(between + " ") and not told_apart:
            found |= {one[0], other[0]}
    return found
