"""Whether a sentence wishes for a person, and whether it reads as a question."""

import re
from functools import lru_cache

from bot.core.korean import fold
from bot.matching.questions import looks_like_question

_SHORT = 5  # syllables: a phrase of fewer stands in too many other sentences to be looked for inside them
_AROUND = 4  # syllables that may stand around such a phrase
_LONG = 60  # syllables: somebody in a longer story is not yet asked for
_WHO = "|".join(
    (
        "상담사",
        "상담원",
        "상담 ?선생님",
        "선생님",
        "담당자",
        "담당 ?주무관",
        "주무관",
        "공무원",
        "직원",
        "컨설턴트",
        "전문가",
        "사람",
        "다른 ?분",
        "누가",
        "누군가",
    )
)
_WISHED = "|".join(
    (
        "연결",
        "바꿔",
        "바꾸어",
        "불러",
        "부탁",
        "통화",
        "전화",
        "얘기",
        "이야기",
        "대화",
        "말씀 ?나누",
        "말하고 ?싶",
        "채팅",
        "만나",
        "봐 ?주",
        "보내 ?주",
        "전달",
        "상담 ?받",
    )
)
_WITH = "이랑|랑|하고|과|와|께|에게|한테|으로|로|을|를|이|가|은|는"
_WISH = re.compile(f"(?:{_WHO})(?:님|분)?(?:{_WITH})?[^.?!]{{0,14}}?(?:{_WISHED})")
_MISSED = re.compile(f"(?:{_WHO})(?:님|분)?(?:이|가|은|는)? ?(?:없어(?!도)|없나)")
_CALL = re.compile(
    r"(?:전화|통화|방문) ?(?:상담|한 ?통|좀|연결|신청|예약)?[^.?!]{0,6}"
    + r"(?:해 ?줘|해 ?주세요|주세요|신청|예약|부탁|원해|하고 ?싶)"
)
_TOPIC = re.compile(
    "발기인|조합원|총회|정관|출자|등기|이사장|감사를|임원|자격|유형|겸직|통장|세무서|의결|의사록|공증|해산|배당"
)


def wishes(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a person is wished for: in the words of words.yaml, or by asking for somebody to be called.

    A sentence about our subject that only mentions a person ("직원이 없어도 되나요") is none.
    """
    folded = fold(text)
    if not folded:
        return False
    if any(phrase in folded and _stands_for(folded, phrase) for phrase in _folded(phrases)):
        return not (_TOPIC.search(text) and looks_like_question(text))
    if len(folded) > _LONG:
        return False
    missed = _MISSED.search(text) is not None and (looks_like_question(text) or len(folded) <= _SHORT)
    return bool(missed or _WISH.search(text) or _CALL.search(text)) and not _TOPIC.search(text)


def _stands_for(folded: str, phrase: str) -> bool:
    """Whether a phrase that stands in a text is what the text says: a short one stands in many others."""
    if len(phrase) > _SHORT:
        return True
    return len(folded) <= len(phrase) + _AROUND and not folded.endswith(("나요", "가요", "까요", "지요"))


@lru_cache(maxsize=4)
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases of a library: the same for every message."""
    return tuple(map(fold, phrases))
