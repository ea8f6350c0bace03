"""Korean as a language: particles that fit, days and times in words, folding for comparison."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache

WEEKDAYS = "월화수목금토일"
PARTICLES = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "과(와)": ("과", "와"),
    "으로(로)": ("으로", "로"),
    "이에요(예요)": ("이에요", "예요"),
    "(이)라는": ("이라는", "라는"),
    "(이)라고": ("이라고", "라고"),
    "(이)나": ("이나", "나"),
}
FOLDED = 4096
"""So many foldings are remembered: a turn compares with the same few hundred words of the content as the one before."""

PLACEHOLDER = re.compile(r"<([a-z_][a-z0-9_.]*)>(?:(['’”>]?)(" + "|".join(map(re.escape, PARTICLES)) + "))?")
"""A value, and the particle after it; a quote that closes may stand between."""
_HANGUL_FIRST, _HANGUL_LAST, _FINALS, _RIEUL, _SSANG_SIOT = 0xAC00, 0xD7A3, 28, 8, 20
_DONE = re.compile(
    r"(?:네|예|응)?(?:이제|벌써|이미|방금|오늘|드디어)?(?:다|모두|전부)(?!못|안)"
    r"(?P<verb>[가-힣]{1,4})(?:어요|습니다|어|네요|지요|죠|슈|소|음)"
)
_DID = re.compile(r"(?P<verb>[가-힣])(?:어요|습니다|어|네요|지요|죠|슈|소|음)$")
_NOT = re.compile(r"(?<![가-힣])(?:못|안)\s|지\s?(?:못|않)")
_TELLS = re.compile("(?:[요다죠여용염욤욥당임음됨함슈유겨야고구서지]|까지|정도|쯤|는데|명)$")
_LEAD = re.compile(r"\s*(?:(?:저기요?|자|지금|이제|그럼|그러면|근데|그런데|일단|혹시|아|음|어|저)[\s,.~…!]+)+")
_LINKS = ("고", "라")
_DIGIT_FINALS = {"0": 21, "1": 8, "2": 0, "3": 16, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}
_LETTER_FINALS = {"l": 8, "m": 16, "n": 4, "r": 8}


def names(text: str) -> tuple[str, ...]:
    """The names of values that a text shows, in order."""
    return tuple(match[1] for match in PLACEHOLDER.finditer(text))


def particle(word: str, pair: str) -> str:
    """The form of a particle pair such as 을(를) that fits after a word."""
    final = _final(word)
    closed, open_ = PARTICLES[pair]
    if pair == "으로(로)" and final == _RIEUL:
        return open_
    return closed if final else open_


def fill(text: str, words: Mapping[str, str], fits: Callable[[str, str], str] = particle) -> str:
    """Puts words for `<name>`, with the particle after it in the form that fits. Raises KeyError for a missing one."""

    def put(match: re.Match[str]) -> str:
        word = words[match[1]]
        return f"{word}{match[2]}{fits(word, match[3])}" if match[3] else word

    return PLACEHOLDER.sub(put, text)


def _final(word: str) -> int:
    """The index of the last syllable's final consonant, 0 for none; closing brackets and quotes are passed over."""
    bare = re.sub(r"\([^()]*\)$", "", word.strip()).rstrip("'\"’”」』)>. ") or word
    last = bare[-1:].lower()
    if last and _HANGUL_FIRST <= ord(last) <= _HANGUL_LAST:
        return (ord(last) - _HANGUL_FIRST) % _FINALS
    return _DIGIT_FINALS.get(last, _LETTER_FINALS.get(last, 0))


def day(value: date) -> str:
    """2026년 11월 20일(금)."""
    return f"{value.year}년 {value.month}월 {value.day}일({WEEKDAYS[value.weekday()]})"


def moment(value: datetime, now: datetime) -> str:
    """오늘 14시, 내일(수) 10시 30분, 11월 27일(금) 9시: as one says a time to somebody who asks."""
    ahead = (value.date() - now.date()).days
    weekday = WEEKDAYS[value.weekday()]
    near = {0: "오늘", 1: f"내일({weekday})"}
    head = near.get(ahead, f"{value.month}월 {value.day}일({weekday})")
    return f"{head} {value.hour}시" + (f" {value.minute}분" if value.minute else "")


def has_hangul(text: str) -> bool:
    """Whether there is any Korean letter in it."""
    return any("\uac00" <= sign <= "\ud7a3" or "\u1100" <= sign <= "\u11ff" or "ㄱ" <= sign <= "ㆎ" for sign in text)


def says_something(text: str) -> bool:
    """Whether a text ends as a sentence that is told does (여섯 명이에요), and not as a bare heading (설립 서류)."""
    return _TELLS.search(text.rstrip(" .,!~…ㅎㅋ^)")) is not None


def leads_nowhere(word: str, folded: str) -> bool:
    """Whether a word that leads on to what follows (아니고, 말고) ends a folded sentence, so that nothing follows."""
    return word.endswith(_LINKS) and len(folded) - folded.rfind(word) - len(word) <= 1


def without_lead(text: str) -> str:
    """A text without the little words that lead up to what is said: "저기요, 지금 어디까지 했죠"."""
    led = _LEAD.match(text)
    return text[led.end() :] if led else text


def says_done(text: str) -> bool:
    """Whether a short sentence tells that something is done (다 모았어요); what is left, asked or to come does not."""
    said = _DONE.fullmatch(fold(text))
    return said is not None and "?" not in text and _ends_in_past(said["verb"])


def says_did(text: str) -> bool:
    """Whether a sentence tells that something was done (지난주에 썼어요), and not that it was not."""
    said = _DID.search(fold(text))
    return said is not None and "?" not in text and _ends_in_past(said["verb"]) and not _NOT.search(text)


def _ends_in_past(verb: str) -> bool:
    """The stem of a past tense ends in ㅆ: 모았, 썼."""
    return (ord(verb[-1]) - _HANGUL_FIRST) % _FINALS == _SSANG_SIOT


@lru_cache(maxsize=FOLDED)
def fold(text: str) -> str:
    """Compatibility forms unified, lower case, everything but letters and digits dropped."""
    flat = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in flat if sign.isalnum())
