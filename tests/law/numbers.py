"""The numbers and periods in a text, in one form: 5인, 5명 and 다섯 사람 are the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = {
    "people": "명 인 사람",
    "day": "일",
    "month": "개월 달",
    "year": "년 해",
    "won": "원",
    "percent": "%",
    "count": "개 곳 번 회 차례 채",
    "share": "좌",
    "times": "배",
}
"""What is counted, with the words for it."""

ANY = "any"
"""The kind of a number without a word for what is counted, as 셋 이상의 협동조합."""

KINDS = {word: kind for kind, words in UNITS.items() for word in words.split()} | {"퍼센트": "percent"}
_UP = "둘/두 셋/세 넷/네 다섯 여섯 일곱 여덟 아홉 열"
SAID = {word: value for value, words in enumerate(_UP.split(), 2) for word in words.split("/")} | {
    "열네": 14,
    "열다섯": 15,
    "스무": 20,
    "서른": 30,
}
"""Numbers as they are spoken. One is left out: 한 사람 and 한 곳 tell of anybody and any place."""

MONEY = {"억": 100_000_000, "천만": 10_000_000, "백만": 1_000_000, "만": 10_000, "천": 1_000, "백": 100, "": 1}
_AMOUNT = r"(?:\d[\d,]*(?:\.\d+)?(?:억|천만|백만|만|천|백)? ?)+원"
_DATE = r"(?:\d{4}년 ?)?\d{1,2}월 ?\d{1,2}일|\d{4}년(?: ?\d{1,2}월)?|\d{4}-\d{2}-\d{2}"
_FRACTION = r"(?P<below>\d+)(?P<thousand>천)?분의 ?(?P<above>\d+)"
_ARTICLE = r"(?:제|별지 ?(?:제)?|별표 ?(?:제)?)\d+(?:[조항호목]|호서식)?(?:의\d+)?"
_WORDS = "|".join(sorted(KINDS, key=len, reverse=True))
_COUNTED = rf"(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>{_WORDS}|퍼센트)(?!분의)"
_HOMES = r"(?P<homes>\d+)호(?= 이상)"
_BARE = r"(?P<bare>\d+|[둘셋]) (?=이상|이하|미만)"
_SPOKEN = rf"(?<![가-힣])(?P<spoken>{'|'.join(sorted(SAID, key=len, reverse=True))}) ?(?P<of>명|사람|달|곳)"
_ALL = re.compile(
    rf"(?P<date>{_DATE})|(?P<article>{_ARTICLE})|(?P<won>{_AMOUNT})|{_FRACTION}|{_COUNTED}|{_SPOKEN}|{_HOMES}|{_BARE}"
)


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """So much of a kind; a fraction is one of percent. `text`: as it was written."""

    kind: str
    value: float
    text: str = ""


def numbers(text: str) -> Iterator[Number]:
    """Every number of a text, but for dates, the numbers of articles and forms, and the 1 of 1좌."""
    for found in _ALL.finditer(text.replace("％", "%")):
        number = _read(found)
        if number is not None and (number.kind, number.value) != ("share", 1):
            yield number


def _read(found: re.Match[str]) -> Number | None:
    if found["won"]:
        return Number("won", _won(found["won"]), found[0])
    if found["below"]:
        below, above = int(found["below"]) * (1000 if found["thousand"] else 1), int(found["above"])
        return Number("percent", round(above / below * 100, 4), found[0])
    if found["unit"]:
        return Number(KINDS[found["unit"]], float(found["number"].replace(",", "")), found[0])
    if found["spoken"]:
        return Number(KINDS[found["of"]], float(SAID[found["spoken"]]), found[0])
    if found["homes"]:
        return Number("count", float(found["homes"]), found[0])
    if found["bare"]:
        return Number(ANY, float(SAID.get(found["bare"]) or found["bare"]), found[0])
    return None


def _won(text: str) -> float:
    parts = re.findall(r"(\d[\d,]*(?:\.\d+)?)(억|천만|백만|만|천|백)?", text)
    return sum(float(number.replace(",", "")) * MONEY[size] for number, size in parts)
