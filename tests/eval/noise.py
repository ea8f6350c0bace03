"""`python -m tests.eval noise`: what becomes of the FAQ's own test questions when they are written badly, by rule.

The questions are the `tests` of every entry, which the matcher never learns from. `--write` puts the table into
docs/noise.md.
"""

import random
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.ask import answered
from bot.core.library import Library
from tests.eval.reading import library as present
from tests.eval.scoring import label_of

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Seoul"))
TABLE = Path(__file__).parents[2] / "docs" / "noise.md"
CLEAN, NOISY = 0.95, 0.88
"""What is aimed at: the share of questions that get the right answer, as they are and with noise."""
_KEYS = dict(
    zip(
        "ㅂㅈㄷㄱㅅㅁㄴㅇㄹㅎㅋㅌㅊㅍㅃㅉㄸㄲㅆㅛㅕㅑㅐㅔㅗㅓㅏㅣㅠㅜㅡㅒㅖ",
        "qwertasdfgzxcvQWERTyuiophjklbnmOP",
        strict=True,
    )
)
_PAIRS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MIDDLE = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_NEAR = {
    "ㅐ": "ㅔ", "ㅔ": "ㅐ", "ㅓ": "ㅏ", "ㅏ": "ㅓ", "ㅗ": "ㅜ", "ㅜ": "ㅗ", "ㅕ": "ㅑ", "ㅛ": "ㅕ", "ㅣ": "ㅏ",
    "ㅡ": "ㅜ", "ㅘ": "ㅏ", "ㅢ": "ㅣ", "ㅟ": "ㅣ", "ㅚ": "ㅙ", "ㅝ": "ㅓ",
}  # fmt: skip
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:에서|으로|까지|은|는|이|가|을|를|에|의|도|로|와|과)(?=$|[\s?.,!])")


def spaces_dropped(text: str) -> str:
    return "".join(text.split())


def particles_dropped(text: str) -> str:
    return _PARTICLE.sub("", text)


def one_typo(text: str) -> str:
    """One vowel of one syllable is a near one, or its last consonant is missing; always the same for one text."""
    chance = random.Random(text)
    places = [place for place, sign in enumerate(text) if "가" <= sign <= "힣"]
    if not places:
        return text
    place = chance.choice(places)
    first, middle, last = _parts(text[place])
    if last and chance.random() < 1 / 2:
        last = ""
    else:
        middle = _NEAR.get(middle, "ㅣ")
    index = (_FIRST.index(first) * len(_MIDDLE) + _MIDDLE.index(middle)) * len(_LAST) + _LAST.index(last)
    return text[:place] + chr(ord("가") + index) + text[place + 1 :]


def wrong_layout(text: str) -> str:
    """As it comes out when the keyboard stands on Latin letters."""
    return "".join(_KEYS.get(sign, sign) for sign in jamo_split(text))


def jamo_split(text: str) -> str:
    """Every syllable in its single letters, as some phones send it."""
    letters = "".join("".join(_parts(sign)) if "가" <= sign <= "힣" else sign for sign in text)
    return "".join(_PAIRS.get(letter, letter) for letter in letters)


def _parts(syllable: str) -> tuple[str, str, str]:
    rest, last = divmod(ord(unicodedata.normalize("NFC", syllable)) - ord("가"), len(_LAST))
    first, middle = divmod(rest, len(_MIDDLE))
    return _FIRST[first], _MIDDLE[middle], _LAST[last]


NOISES: Mapping[str, Callable[[str], str]] = {
    "as they are": str,
    "spaces dropped": spaces_dropped,
    "particles dropped": particles_dropped,
    "one typo": one_typo,
    "wrong layout": wrong_layout,
    "jamo split": jamo_split,
}


def questions(library: Library) -> list[tuple[str, str]]:
    """Every test question with its entry."""
    return [(entry.id, question) for entry in library.entries.values() for question in entry.tests]


def shares(library: Library, asked: Sequence[tuple[str, str]]) -> Iterator[tuple[str, float, float, float]]:
    """Of each noise: the share answered rightly, that answered or offered rightly, and that answered wrongly."""
    for name, noise in NOISES.items():
        right = offered = wrong = 0
        for id, question in asked:
            given = answered(library, id, noise(question), NOW)
            ranked, label = label_of(_names(given)), label_of([id])[0]
            first = given["band"] == "answer" and ranked[:1] == [label]
            right += first
            offered += first or (given["band"] == "offer" and label in ranked[:3])
            wrong += given["band"] == "answer" and ranked[:1] != [label]
        yield name, right / len(asked), offered / len(asked), wrong / len(asked)


def _names(given: Mapping[str, object]) -> list[str]:
    ranked = given["ranked"]
    return [str(each) for each in ranked] if isinstance(ranked, list) else []


def table(library: Library) -> str:
    """The table as it is published, for staff."""
    asked = questions(library)
    found = list(shares(library, asked))
    noisy = [sum(each[place] for each in found[1:]) / (len(found) - 1) for place in (1, 2, 3)]
    lines = [f"| {_WORDS[name]} | {right:.1%} | {offered:.1%} | {wrong:.1%} |" for name, right, offered, wrong in found]
    mean = "| **잡음 평균** | **{:.1%}** | **{:.1%}** | **{:.1%}** |".format(*noisy)
    return _HEAD.format(questions=len(asked), clean=CLEAN, noisy=NOISY) + "\n".join((*lines, mean)) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Prints the table; with `--write` it goes to docs/noise.md."""
    with tempfile.TemporaryDirectory() as folder:
        made = table(present(Path(folder)))
    if "--write" in arguments:
        TABLE.write_text(made, encoding="utf-8")
    print(made)


_WORDS = {
    "as they are": "그대로",
    "spaces dropped": "띄어쓰기 없이",
    "particles dropped": "조사 없이",
    "one typo": "오타 하나",
    "wrong layout": "한영 전환 잊음",
    "jamo split": "자모가 풀림",
}
_HEAD = """# 서툴게 적어도 알아듣는가

FAQ 파일의 `tests`에 적힌 질문 {questions}개를 규칙대로 망가뜨려 물어본 결과예요. `tests`는 학습에 쓰지 않아요.
`python -m tests.eval noise --write`로 이 표를 다시 만들어요. 목표는 그대로 {clean:.0%}, 잡음 {noisy:.0%}예요.
그대로 물었을 때 틀린 `tests`는 검사에서 걸리기 때문에 첫 줄은 늘 높아요.

| 적은 모양 | 바로 맞는 답 | 맞는 답이 후보에 있음 | 틀린 답 |
|---|---|---|---|
"""
