"""Numbers as people write them: digits, native words ("스물다섯 명"), Chinese ones ("십오 명"), "1만 2천"."""

import re
from dataclasses import dataclass

from bot.matching.endings import TAIL

_NATIVE_UNITS = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4,
    "다섯": 5, "다섰": 5, "다서": 5, "여섯": 6, "여섰": 6, "일곱": 7, "일굽": 7, "여덟": 8, "여덜": 8, "여덞": 8,
    "아홉": 9, "아홊": 9,
}  # fmt: skip
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_SINO = {sign: value for value, sign in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_SCALES = {"십": 10, "백": 100, "천": 1000}
_GREAT = {"만": 10_000, "억": 100_000_000}
_ATTRIBUTIVE = frozenset(("한", "두", "세", "석", "네", "넉", "스무"))
_LOOSE_WORDS = frozenset(("하나", "열", "둘"))
_MOST_DIGITS = 12

PEOPLE = frozenset(("명", "인", "분", "사람", "명의", "인의", "식구"))
_FAMILIES = (
    PEOPLE,
    frozenset(("원",)),
    frozenset(("개", "곳", "군데", "개소", "조합")),
    frozenset(("채", "가구", "세대", "호", "집")),
    frozenset(("개월", "달")),
    frozenset(("년", "해")),
    frozenset(("퍼센트", "프로", "퍼", "%")),
    frozenset(("좌", "구좌")),
    frozenset(("회", "번", "차례")),
    frozenset(("살", "세")),
)
_COUNTERS = sorted(
    set().union(*_FAMILIES)
    | {"시", "시간", "초", "일", "주", "주일", "주년", "년도", "층", "호", "번째", "번지", "차", "차시", "조",
       "항", "대", "평", "가지", "건", "학년", "박", "통", "장", "부", "배", "위", "등", "단계", "종", "종류",
       "쪽", "페이지", "km", "m", "kg", "㎡", "월", "달러", "동", "호실", "인분", "명당", "인당", "여명", "여",
       "째", "점", "급", "기", "권", "표", "팀", "센티", "미터", "킬로"},
    key=len,
    reverse=True,
)  # fmt: skip
_COUNTER = "|".join(map(re.escape, _COUNTERS))
_NATIVE = "|".join(sorted((*_NATIVE_UNITS, *_NATIVE_TENS), key=len, reverse=True))
_TOKEN = re.compile(f"(\\d[\\d,]*(?:\\.\\d+)?)|([십백천])|([만억])|({_NATIVE})|([영공일이삼사오육륙칠팔구])")
_ONESELF = re.compile(f"(?<![가-힣])혼자{TAIL}")
_HALF = re.compile(f"(?<![가-힣])(?:절반|반)(?:쯤|정도)?{TAIL}")
_ENDING = re.compile("요|에요|예요|고|며|라|면|다|야|여|\\s|$")
_MOST = 40  # numbers of one message
_START = re.compile(f"(?<![가-힣a-z\\d])[-−]?(?=\\d|{_NATIVE}|[영공일이삼사오육륙칠팔구십백천만])")
_AFTER = re.compile(
    f"(\\s?)({_COUNTER})?(?P<more>(?:은|이|도)?\\s?(?:(?:조금|좀|약간)\\s)?(?:(?:이상|이하|미만|초과)[가-힣]{{0,4}}|넘[가-힣]{{0,2}}|남짓|안팎|내외)"
    f"|(?:이|은|도|가|은커녕)?\\s(?:(?:조금|좀|약간)\\s)?안\\s?[되돼될됩])?"
    f"(?P<tail>{TAIL})"
)
_VAGUE = re.compile(
    "(?<![가-힣])(?:한두|한둘|두세|두서너|두서넛|두어|두셋|서너|서넛|세네|너댓|네댓|너덧|네 ?다섯|너더댓|"
    "대여섯|대엿|예닐곱|여섯일곱|일고여덟|일곱여덟|여덟아홉|엳아홉|열댓|여남은|몇십|몇백|몇(?=\\s?(?:명|사람|분))|수십|여러)(?!\\s?[만억])\\s?(?:명|인|분|사람|개|곳)?(?:쯤|정도)?(?:\\s안\\s?(?:되|돼|됩)[가-힣]{0,2})?(?=(?:이서|이)?"
    + TAIL
    + ")"
)
_VAGUE_SUM = re.compile(f"(?<![가-힣])(?:몇|수)\\s?(?:십|백|천)?\\s?(?:만|억)\\s?(?:원(?:쯤|정도)?)?(?={TAIL})")
_TAIL_TO = r"으로\s?(?:바|변경|고쳐|늘|줄)"
_RANGE = re.compile(
    r"(?<![\d,.])\d+\s?(?:명|인)?\s?(?:[~∼〜]|에서|,(?!\d{3})|-|내지)\s?\d+\s?(?:명|인|분|사람|개|곳)(?:쯤|정도)?"
    rf"(?!{_TAIL_TO})(?={TAIL})"
)
_LEAST = re.compile("(?:최소|최대|적어도|많아야|못해도|넘어도)\\s*(?:한\\s*)?$")
_WITHOUT_ME = re.compile(r"(?:저|나|제|대표|이사장)(?:를|은|는)?\s?(?:빼고|제외하고|말고|빼면|제외)\s*(?:한\s*)?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number found. `value` is None where a number was meant but not an exact one; `unit` is its counter, if any."""

    start: int
    end: int
    value: int | None
    unit: str = ""
    written: str = "digits"  # digits | native | sino
    weak: bool = False  # reads as a number only where nothing else is said: "하나요", "십오"


def find_numbers(text: str) -> list[Number]:
    """Every number in a comparable text, in reading order, never two at one place."""
    found = [Number(*_span(match), None, "명") for match in (*_VAGUE.finditer(text), *_RANGE.finditer(text))]
    found += [Number(*_span(match), None, "원") for match in _VAGUE_SUM.finditer(text)]
    taken = [(number.start, number.end) for number in found]
    found += [Number(*_span(match), 1, "명", "native", weak=True) for match in _ONESELF.finditer(text)]
    found += [Number(*_span(match), 50, "%", "native", weak=True) for match in _HALF.finditer(text)]
    at = 0
    while len(found) < _MOST and (match := _START.search(text, at)):
        at = _token_end(text, match.end())
        if any(start <= match.start() < end for start, end in taken):
            continue
        number = _number(text, match.start(), match.end())
        if number is not None:
            found.append(number)
            at = max(match.end() + 1, number.end)
    return sorted(found, key=lambda number: number.start)


def fits(number: Number, unit: str, *, alone: bool) -> bool:
    """Whether a number may count what a node's unit counts. `alone`: nothing else stands in the message."""
    if number.weak and not alone:
        return False
    if not number.unit:
        return True
    family = next((family for family in _FAMILIES if unit in family), frozenset((unit,)))
    if number.unit == "분" and number.written == "digits" and "분" in family:
        return alone  # "30분" are minutes, but for an answer that is nothing else
    return number.unit in family if unit else number.unit in ("개", "명")


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match[0].rstrip())


def _number(text: str, start: int, at: int) -> Number | None:
    value, end, written, words = _evaluate(text, at)
    if end == at:
        return None
    after = _AFTER.match(text, end)
    counter = after[2] if after else None
    if not counter and (after is None or after["more"] is None) and not _stands_alone(text, end, written, words):
        return None
    if counter and not _counted(after[1] if after else "", counter, written, words):
        return None
    if after is not None and counter:
        end = after.end(2)
    vague = bool(after and after["more"]) or value is None or len(str(value)) > _MOST_DIGITS
    vague = vague or _LEAST.search(text, 0, start) is not None or _WITHOUT_ME.search(text, 0, start) is not None
    negative = start != at
    exact = None if vague or value is None else -value if negative else value
    weak = not counter and (
        written == "sino" or (words[0] in _LOOSE_WORDS and len(words) == 1 and text[end : end + 2] != "이서")
    )
    return Number(start, after.end("more") if after and after["more"] else end, exact, counter or "", written, weak)


def _stands_alone(text: str, end: int, written: str, words: list[str]) -> bool:
    """A number without a counter: particles and endings may follow, and words that mean something else must not."""
    if re.match(TAIL, text[end : end + 30]) is None or (written == "native" and words[-1] in _ATTRIBUTIVE):
        return False
    rest = text[end : end + 12]
    if written == "digits" and re.match(rf"\s?(?:{_COUNTER}|[./:%\-]\s?\d)", rest):
        return False
    if len(words) == 1 and words[0] in _LOOSE_WORDS:
        return (
            re.match(
                "(?:이서|이요|이에요|이예요|입니다|이고|요|이|예요|에요)|\\s*[.,!]?$|\\s(?:쓰고|두고|데리고|고용)|에\\s",
                rest,
            )
            is not None
        )
    return True


def _counted(space: str, counter: str, written: str, words: list[str]) -> bool:
    """ "이 사람", "일 년", "구 인" are no numbers: one Chinese digit needs its counter glued on."""
    if written != "sino":
        return True
    return counter not in ("분", "사람", "번", "개", "달", "대", "장") and not (
        len(words) == 1 and space and words[0] in "이일사구오"
    )


def _token_end(text: str, at: int) -> int:
    found = re.compile(r"[가-힣a-z\d]+").match(text, at)
    return found.end() if found else at + 1


def _evaluate(text: str, at: int) -> tuple[int | None, int, str, list[str]]:
    """The value that begins at a place, where it ends, how it is written, and its parts."""
    total, section, pending = 0, 0, None
    kinds: set[str] = set()
    words: list[str] = []
    exact, end = True, at
    while (found := _TOKEN.match(text, at)) and _follows(words, found) and not _is_ending(text, words, found):
        digits, small, great, native, sino = found.groups()
        words.append(found[0])
        at = end = found.end()
        if digits:
            kinds.add("digits")
            exact = exact and "." not in digits
            pending = int(float(digits.replace(",", ""))) if exact and len(digits) < 2 * _MOST_DIGITS else 10**20
        elif small:
            kinds.add("sino")
            section, pending = section + (1 if pending is None else pending) * _SCALES[small], None
        elif great:
            kinds.add("sino")
            total += ((section + (pending or 0)) or 1) * _GREAT[great]
            section, pending = 0, None
        elif native:
            kinds.add("native")
            section += _NATIVE_TENS.get(native, 0)
            pending = _NATIVE_UNITS.get(native, pending)
        else:
            kinds.add("sino")
            pending = _SINO[sino]
        at = _past_space(text, at, found)
    written = next((kind for kind in ("digits", "native", "sino") if kind in kinds), "sino")
    if "억" in words and "만" not in words and words[-1] == "천":
        section *= _GREAT["만"]  # "1억 2천" are no 2,000
    return (total + section + (pending or 0)) if exact else None, end, written, words


def _is_ending(text: str, words: list[str], found: re.Match[str]) -> bool:
    """Whether the "이" after a hundred or more is no two: "1억이요", "천이에요"."""
    after_great = bool(words) and words[-1] in ("백", "천", *_GREAT)
    return after_great and found[0] == "이" and _ENDING.match(text, found.end()) is not None


def _past_space(text: str, at: int, found: re.Match[str]) -> int:
    """Between the parts of one number a space may stand: "1만 2천", "스물 다섯"."""
    joins = found[2] or found[3] or found[4] in _NATIVE_TENS
    if not joins or text[at : at + 1] != " ":
        return at
    follows = _TOKEN.match(text, at + 1)
    return at + 1 if follows and not (follows[4] and found[3]) else at


def _follows(words: list[str], found: re.Match[str]) -> bool:
    """Whether a part may follow the parts so far: a unit after tens, never a second unit."""
    if not words:
        return True
    last = words[-1]
    digits, small, great, native, sino = found.groups()
    ends_unit = last in _NATIVE_UNITS or last in _SINO or last[-1].isdigit()
    if digits:
        return last in _SCALES or last in _GREAT
    if small or great:
        return last not in _NATIVE_UNITS and last not in _NATIVE_TENS
    if native:
        return not ends_unit and (native in _NATIVE_UNITS or last not in _NATIVE_TENS)
    return sino is not None and (last in _SCALES or last in _GREAT)
