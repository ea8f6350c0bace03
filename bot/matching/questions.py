"""Whether a message asks something."""

import re

_ASKS = re.compile(
    r"\?|"
    r"(?<=[가-힣])(?<!설립)인가(?=[.,!~…)\]'\"]|\s*$|다고|다는)|"  # else the licence of a social cooperative
    "(?:나요|나여|나용|남유|나유|까요|까여|까용|(?<=[인은는던한큰른운린된난픈쁜간])가[요여]|은가|는가|던가|은지|는지|인지|을지|할지|될지|ㄹ지|려나|래나|느냐|"
    "으냐|죠|지요|쥬|습니까|ㅂ니까|됩니까|합니까|입니까|하노|되노|붙이노|는겨|되는겨|한가|할까|될까|되나|있나|없나|"
    "안대나|맞나|드나|써나|뭐야|뭔가|뭐임|뭐지|머임|되냐|하냐|있냐|없냐|거야|거임|될런지|궁금|여쭈|여쭙|여쭤|문의|알려|가르쳐|설명해|안내해|"
    "알고 ?싶|(?<=[가-힣])(?<![열물른흔쉰순든])하나|(?<=[야게도] )하나|알고자|확인 ?부탁|확인하고 ?싶)"
    r"(?:합니다|해요|드립니다|드려요|주세요|줘요|줘|주십시오|주실|부탁|바랍니다|합니당|하네요|요|여)?(?=[\s.,!~…)\]'\"]|$|다고|다는)|"
    "(?<![가-힣])(?:어떻게|어케|어떡|어째|언제|어디|어데|얼마|몇|무엇|무슨|뭐|뭘|머|뭔|왜|누구|누가|어느|어떤)"
)
_WORDS_ALONE = re.compile(
    "(?:방법|차이|절차|기간|서류|비용|요건|조건|자격|기한|종류|정족수|한도|세금|양식|서식|예시|기준|필요)$"
)
_DUE = re.compile("며칠 ?(?:전|동안|안|이내|까지)[^.,!?]{0,20}(?:면 ?[되돼됩될]|야 ?[하해되돼합됩할될])")
"""Asks also without an asking ending: "며칠 전에 공고하면 돼요"."""

_STATED = re.compile(
    "(?<![가-힣])(?:겁|화|짜증|신|열불)나요|[지다] ?뭐[.!~ ]*$|"
    "(?<![가-힣])(?:누구나|언제나|언제든|언제든지|얼마든지|어느 정도|뭐든|몇몇|아무)|"
    "까\\s(?:해|합니|하는|하고|생각|싶)[가-힣]*|야\\s?(?:죠|지요)|"
    "몇 ?(?:명|분|사람|개)\\s?(?:안|뿐|밖에)|"
    "몇 ?(?:명|분|사람|개|곳|군데|집)(?:이|가|서|이서)? ?(?:모이는|모인|모여서|모였|함께|같이)"
)

_AGREED = re.compile(
    r"(?<=인데)요?[\s,.]*(?:(?:이래도|이대로|그래도|이 ?정도면|혹시) ?)?"
    "(?:괜찮|[되될돼]|가능|충분)[가-힣 ]{0,7}(?:까|나|가|죠|지)[요여용]?[\\s?!.~]*$"
)


def asks_agreement(text: str) -> int | None:
    """Where a comparable text, having told a value, begins to ask whether that will do ("일곱 명인데 괜찮을까요?")."""
    found = _AGREED.search(text)
    return found.start() if found else None


def looks_like_question(text: str) -> bool:
    """Whether a comparable text asks something: a mark, an asking ending or word, or a bare heading."""
    bare = _STATED.sub(" ", text.strip())
    return any(asks.search(bare) for asks in (_ASKS, _DUE)) or (
        _WORDS_ALONE.search(bare) is not None and len(bare.split()) <= 5
    )
