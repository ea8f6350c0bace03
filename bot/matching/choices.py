"""Choices named in a sentence: by label or another word, whole words alone, with what Korean glues onto them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import OSA

from bot.core.flow import Choice
from bot.matching.endings import TAIL, negation_end, tail_end
from bot.matching.fold import align, jamo

_LEADS = ("대전광역시", "대전시", "대전")
_ADNOMINAL = "적"
_AFTER_ADNOMINAL = re.compile(f"{TAIL}(?:\\s*$|[^\\w\\s]|\\s+(?:협동조합|조합|쪽|거|것|형태|유형|하|해|할))")
_BARE = frozenset(
    (
        "네",
        "넵",
        "넹",
        "예",
        "옙",
        "응",
        "그래요",
        "그래",
        "맞아요",
        "좋아요",
        "있어요",
        "없어요",
        "돼요",
        "안 돼요",
        "넘어요",
        "아니요",
        "아니오",
        "아뇨",
        "아니",
        "아직",
        "아직이요",
        "아직요",
        "ㅇㅇ",
        "ㄴㄴ",
    )
)
_GATHERED = re.compile(r"들(?:이|끼리)?\s?(?:모였|모여|모인|뭉쳤)")
_OR = re.compile(r"이?(?:나|거나)\s")
_SHORT = 2  # signs; a word this short must stand together
_TYPO_FROM = 3  # signs from which one slip of a key is forgiven, two from twice as many
_MOST_PLACES = 12  # of one word in one message
_MOST_WORDS = 60  # of a message that are looked at for slips of a key
_WORD = re.compile(r"[가-힣a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A choice found. `bare`: a word that answers whatever is asked (yes, no, there is)."""

    start: int
    end: int
    id: str
    bare: bool = False
    nearly: bool = False
    taken_back: int | None = None  # where the words end that take it back


def find_choices(text: str, choices: Sequence[Choice]) -> list[Named]:
    """Which choices a comparable text names, in reading order; of words that overlap the longest."""
    found = [
        Named(start, end, choice.id, name in _BARE)
        for choice in choices
        for name in names(choice)
        for start, end in find_words(text, name)
    ]
    found.sort(key=lambda named: (named.start - named.end, named.start))
    kept: list[Named] = []
    for named in found:
        if all(named.end <= other.start or other.end <= named.start for other in kept):
            kept.append(named)
    if not kept:
        kept = _nearly(text, choices)
    kept = [replace(named, taken_back=negation_end(text, named.end)) for named in kept]
    return sorted(kept, key=lambda named: named.start)


def names(choice: Choice) -> tuple[str, ...]:
    """Every word for a choice, made comparable, what stands in brackets also left out."""
    said = [_comparable(word) for word in (choice.label, *choice.also)]
    said += [re.sub(r"\s*\([^)]*\)", "", word) for word in said if "(" in word]
    return tuple(dict.fromkeys(word for word in said if word))


@lru_cache(maxsize=4096)
def _comparable(word: str) -> str:
    return align(word).text.strip()


def find_words(text: str, name: str) -> Iterator[tuple[int, int]]:
    """The places where a text says `name` as words of their own, however it is spaced."""
    signs = [sign for sign in name if sign.isalnum() or sign == "%"]
    if not signs or signs[0] not in text:
        return
    places = [place for place, sign in enumerate(text) if sign.isalnum() or sign == "%"]
    flat = "".join(text[place] for place in places)
    wanted, at = "".join(signs), -1
    for _ in range(_MOST_PLACES):
        at = flat.find(wanted, at + 1)
        if at < 0:
            return
        start, end = places[at], places[at + len(wanted) - 1] + 1
        together = end - start == len(wanted)
        if (together or len(wanted) > _SHORT) and _own_word(text, start, end, wanted):
            yield start, end


def _own_word(text: str, start: int, end: int, name: str) -> bool:
    before = text[:start]
    if before[-1:].isalnum() and not before.endswith(_LEADS):
        return False
    if name.endswith(_ADNOMINAL) and _AFTER_ADNOMINAL.match(text, end) is None:
        return False
    if name[-1] == "%":
        return not text[end : end + 1].isdigit()
    return tail_end(text, end) is not None or any(glued.match(text, end) for glued in (_OR, _GATHERED))


def _nearly(text: str, choices: Sequence[Choice]) -> list[Named]:
    """The one choice whose word differs by a slip of a key from a word of the text, if it is one; figures never do."""
    found = set()
    long = [(choice.id, name) for choice in choices for name in names(choice) if len(name) >= _TYPO_FROM]
    for word in islice(_WORD.finditer(text), _MOST_WORDS):
        for id, name in long:
            if name.isalpha() and _slipped(word[0], name):
                found.add(Named(word.start(), min(word.end(), word.start() + len(name)), id, nearly=True))
    ids = {named.id for named in found}
    return [min(found, key=lambda named: named.start)] if len(ids) == 1 else []


def _slipped(word: str, name: str) -> bool:
    """Whether a word begins like `name` but for a slip, and goes on with an ending alone."""
    head = word[: len(name)]
    if tail_end(word, len(name)) is None or len(word) < len(name) or head == name:
        return False
    allowed = 1 if len(name) < 2 * _TYPO_FROM else 2
    return OSA.distance(jamo(head), jamo(name), score_cutoff=allowed) <= allowed
