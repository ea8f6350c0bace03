"""Names of people in what was written: those that are known for certain, put out of sight where it is used again."""

import re
from collections.abc import Collection, Iterable, Iterator

_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석"
    "선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
_NAME = rf"(?P<name>[{_SURNAMES}][가-힣]{{1,2}}?)"
_SAYS = r"(?:이라고|라고|이고요|이고)"
_IS = r"(?:이에요|예요|에요|입니다)"
_TELLS = (
    re.compile(rf"(?<![가-힣])(?:제|저의|내|본인) ?이름은 ?{_NAME}(?:{_SAYS}|{_IS}|(?=[.,!\n]|$))"),
    re.compile(rf"(?<![가-힣])(?:이름|성명|성함)[은이]? ?: ?{_NAME}(?![가-힣])"),
    re.compile(rf"(?<![가-힣])(?:저는|전) ?{_NAME}(?:이라고|라고) ?(?:해요|합니다|하는데|불러)"),
)
"""How somebody says who they are; a mere 저는 …예요 is as often what they do."""
_SURE = 3
"""Syllables from which a name is no part of another word that begins like it."""
_BEFORE = r"(?:(?<![가-힣A-Za-z0-9])|(?<=상담사)|(?<=담당자)|(?<=담당))"
_AFTER = "님|씨|입니다|이에요|예요|드림|올림|이라고|라고|상담사"


def told(text: str) -> Iterator[str]:
    """The names that somebody says are their own."""
    for pattern in _TELLS:
        yield from (found["name"] for found in pattern.finditer(text))


def hidden(text: str, names: Collection[str], words: str) -> str:
    """The text with those words in the place of those names, the longest first."""
    for pattern in _patterns(names):
        text = pattern.sub(lambda _: words, text)
    return text


def _patterns(names: Iterable[str]) -> Iterator[re.Pattern[str]]:
    for name in sorted({" ".join(name.split()) for name in names}, key=lambda it: (-len(it), it)):
        if len(name) > 1:
            spelt = r"\s*".join(re.escape(part) for part in name.split(" "))
            short = re.fullmatch("[가-힣]+", name) and len(name) < _SURE
            after = rf"(?={_AFTER}|[^가-힣]|$)" if short else r"(?![A-Za-z0-9])"
            yield re.compile(rf"{_BEFORE}{spelt}{after}", re.IGNORECASE)
