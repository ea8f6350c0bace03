"""Telephone numbers and e-mail addresses, and words for the way one wants to be reached."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.answers import Contact
from bot.core.korean_numbers import ANY, AT, DASH, DOT, MOBILE, NIL, ONE
from bot.matching.endings import TAIL

_MOST = 12  # addresses of one message
_SPACE = r"[\s.)\-]{0,2}"
_PHONE = re.compile(
    rf"(?<![\d\-])(?:\(?\+?82\)?[\s\-]?\(?0?\)?|\(?0)(?P<area>2|1[016789]|[3-6]\d|70|50\d){_SPACE}"
    rf"(?P<middle>\d{{3,4}}){_SPACE}(?P<last>\d{{4}})(?!\d)"
)
_GAP = rf"(?:\s?{DASH}\s?|{_SPACE})"
_FOUR = rf"{ANY}(?: ?{ANY}){{3}}"
_SAID = re.compile(rf"(?<![가-힣a-z\d\-]){NIL} ?{ONE} ?{MOBILE}{_GAP}{_FOUR}{_GAP}{_FOUR}(?=번?{TAIL})")
_DIGITS = str.maketrans("o공영l일이삼사오육륙칠팔구", "00011234566789")
"""What stands for a digit, once it is made comparable; a number said has one sign for each."""

_EMAIL = re.compile(
    rf"[a-z0-9][a-z0-9._%+\-]{{0,63}} ?{AT} ?[a-z0-9][a-z0-9\-]{{0,62}}(?:{DOT}[a-z0-9\-]{{1,63}}){{1,4}}"
)
_BROKEN = re.compile(r"(?<![\d\-])0\d{1,2}[\s.\-]?\d{3,4}[\s.\-]?\d{0,6}(?!\d)|[a-z0-9._%+\-]{1,64}@[^\s@]{0,64}")
_WAYS = (
    (
        "chat",
        re.compile(f"(?<![가-힣])(?:이 ?)?(?:채팅|챗|대화창|채팅창|텔레그램|여기|톡)(?:으로|로|에서|에)?만?{TAIL}"),
    ),
    ("phone", re.compile(f"(?<![가-힣])(?:전화|휴대폰|핸드폰|폰|문자)(?:번호)?{TAIL}")),
    ("email", re.compile(f"(?<![가-힣])(?:이메일|메일|email|e-mail|mail){TAIL}")),
)


@dataclass(frozen=True, slots=True)
class Address:
    """A contact found; None where an address was begun but does not hold."""

    start: int
    end: int
    contact: Contact | None


def find_addresses(text: str) -> list[Address]:
    """Telephone numbers (as 010-1234-5678) and e-mail addresses, and what was meant as one but is none."""
    found = [Address(*match.span(), Contact(way="phone", address=_hyphened(match))) for match in _PHONE.finditer(text)]
    found += [Address(*match.span(), Contact(way="phone", address=_said(match[0]))) for match in _SAID.finditer(text)]
    found += [
        Address(*match.span(), Contact(way="email", address=_written(match[0]))) for match in _EMAIL.finditer(text)
    ]
    broken = (Address(*match.span(), None) for match in _BROKEN.finditer(text) if _long_enough(match[0]))
    found += [one for one in broken if not any(_overlap(one, other) for other in found)]
    found = [one for place, one in enumerate(found) if not any(_overlap(one, other) for other in found[:place])]
    return sorted(found, key=lambda address: address.start)[:_MOST]


def find_ways(text: str, label: str) -> Iterator[Address]:
    """Words for a way of being reached; `label` stands for this chat alone."""
    at = text.find(label) if label else -1
    if at >= 0:
        yield Address(at, at + len(label), Contact(way="chat"))
        return
    for way, pattern in _WAYS:
        match = pattern.search(text)
        if match is not None:
            yield Address(*match.span(), Contact(way=way))
            return


def _hyphened(match: re.Match[str]) -> str:
    return f"0{match['area']}-{match['middle']}-{match['last']}"


def _said(words: str) -> str:
    """A mobile number whose digits are said ("공일공 다시 일이삼사 다시 오육칠팔"), as it is written."""
    digits = "".join(sign for sign in words.translate(_DIGITS) if sign.isdigit())
    return f"{digits[:3]}-{digits[3:-4]}-{digits[-4:]}"


def _written(words: str) -> str:
    """An e-mail address some of whose signs are said, as it is written."""
    user, domain = re.split(AT, words)
    return f"{user.strip()}@{re.sub(DOT, '.', domain.strip())}"


def _long_enough(written: str) -> bool:
    return "@" in written or sum(sign.isdigit() for sign in written) >= 7


def _overlap(one: Address, other: Address) -> bool:
    return one.start < other.end and other.start < one.end
