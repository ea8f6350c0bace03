"""Hangul typed with the keyboard in the Latin layout ("wjdrhks" → "정관"), or sent as letters ("ㅈㅓㅇㄱㅘㄴ")."""

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = dict(zip("qwertasdfgzxcvQWERT", "ㅂㅈㄷㄱㅅㅁㄴㅇㄹㅎㅋㅌㅊㅍㅃㅉㄸㄲㅆ", strict=True)) | dict(
    zip("yuiophjklbnmOP", "ㅛㅕㅑㅐㅔㅗㅓㅏㅣㅠㅜㅡㅒㅖ", strict=True)
)
_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MIDDLE = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_PAIRS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_SYLLABLE = re.compile(
    f"([{_FIRST}])"
    "(ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[ㅏ-ㅣ])"
    "((?:ㄱㅅ|ㄴ[ㅈㅎ]|ㄹ[ㄱㅁㅂㅅㅌㅍㅎ]|ㅂㅅ|[ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍㅎㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ])(?![ㅏ-ㅣ]))?"
)
_ENOUGH = 0.85  # share of the letters that must fall into whole syllables
_SHORTEST = 4
_LAUGHS = frozenset("ㅋㅎㅠㅜㅡㅗㄷ")
_LATIN = """
absence absent also although always american analysis anchor angry apartment approach approval audit auditor
auditors author authority auto beneficial beneficiary benefit chair chairman cheap cheaper check checked checks chosen
christmas circle citizen citizens city classic clean cleanly confirm critical cultural currency current demerit density
dependent didn difficulty digit digital display dividend dividends doctor document doesn down duty eight eighth element
english enrich entirely entities entitled entity entries entry field fifth fifty firm fish fishery focus foreign
foreigner form formal formerly forms forty further general generic giant given goal goals guardian penalty procurement
qualify quality quantity rich right risk risks rival roadmap shape sharp short shorten shortly show shown sign signal
signature significant signs sixth sixty social soft sorry sort speak special specific specify spent subsidy such
sufficient surprise survive suspend systems than their them then theory they through title today total totals town turn
turns tutorial video videos virtual visit visitor visual wheel when whether width wifi wish with word words work works
workshop world worldwide worry worth disk girl fork born dorm
"""
_LATIN_WORDS = frozenset(_LATIN.split())
"""English words that happen to compose into syllables, and stand in Korean and English sentences as they are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A syllable or letter with the letters it was typed by."""

    text: str
    start: int
    end: int


def retyped(run: str) -> tuple[Piece, ...] | None:
    """What a run of Latin letters gives in the Hangul layout, or None where it is a Latin word or name."""
    if len(run) < _SHORTEST or not (run.isascii() and run.isalpha()) or run.lower() in _LATIN_WORDS:
        return None
    run = run.lower() if run.isupper() else run
    return _composed("".join(_LETTERS.get(key) or _LETTERS[key.lower()] for key in run))


def joined(run: str) -> tuple[Piece, ...] | None:
    """What a run of single Korean letters gives when they are put together, or None where they are laughter or none."""
    return None if _LAUGHS.issuperset(run) else _composed(run)


def _composed(keys: str) -> tuple[Piece, ...] | None:
    pieces, covered, at = [], 0, 0
    while at < len(keys):
        found = _SYLLABLE.match(keys, at)
        end = found.end() if found else at + 1
        pieces.append(Piece(_compose(found) if found else keys[at], at, end))
        covered += end - at if found else 0
        at = end
    return tuple(pieces) if covered >= _ENOUGH * len(keys) else None


def _compose(found: re.Match[str]) -> str:
    first, middle, last = (_PAIRS.get(part or "", part or "") for part in found.groups())
    index = (_FIRST.index(first) * len(_MIDDLE) + _MIDDLE.index(middle)) * (len(_LAST) + 1)
    return unicodedata.normalize("NFC", chr(0xAC00 + index + (_LAST.index(last) + 1 if last else 0)))
