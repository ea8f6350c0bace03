"""Which language a message is in: told by its letters and the commonest words, as a dictionary is not at hand."""

import re
import unicodedata

from bot.matching.layout import retyped

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HANGUL = re.compile("[ᄀ-ᇿㄱ-ㆎ가-힣]")
_COMMONEST = """
a about after all am an and any are as at be but by can cooperative could do does for from get have help how i if in is
it many me money more much must my need no not of on open or our people please register should so start tell than that
the their them there they this time to us want was we what when where which who why will with would you your
"""
_ENGLISH = frozenset(_COMMONEST.split())
_SHARE = 0.3  # of the words of a sentence that are among the commonest ones
_FEWEST = 2
_FEWEST_LETTERS = 3


def language(text: str) -> str:
    """`ko`, `en`, or `other`; "" where too little is said to tell.

    What is Korean typed with the keyboard in the Latin layout tells nothing.
    """
    words = _words(text)
    if any(_HANGUL.search(word) for word in words):
        return "ko" if len(words) >= _FEWEST else ""
    if any(not word.isascii() and not _latin(word) for word in words):
        return "other"
    if len(words) < _FEWEST or _mistyped(words):
        return ""
    if sum(word.lower() in _ENGLISH for word in words) >= max(1, _SHARE * len(words)):
        return "en"
    return "other" if len(words) > _FEWEST else ""


def spelt_in(text: str) -> str:
    """The language by whose questions a text is looked up: a single English word belongs to English."""
    words = _words(text)
    latin = all(word.isascii() for word in words) and not _mistyped(words)
    return "en" if latin and sum(map(len, words)) >= _FEWEST_LETTERS else "ko"


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def _mistyped(words: list[str]) -> bool:
    """Whether most words give Hangul syllables: some English ones do too (today)."""
    strange = [word for word in words if word.isascii() and word.lower() not in _ENGLISH]
    return 2 * sum(retyped(word) is not None for word in strange) > len(words)


def _latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(sign, "") for sign in word if sign.isalpha())
