"""What Korean glues onto a value and puts around it: particles, endings, politeness, light verbs, negation."""

import re

_ABOUT = "(?:정도|쯤|가량)"
_PARTICLE = (
    "(?:에서는|에서도|에서|에는|에도|에요|에다가|에|으로는|으로도|으로|로는|로도|로|께서|은|는|이서|이|가|을|를|만|의|까지|부터|"
    "이랑|랑|하고|과|와|씩|쪽|도)"
)
_COPULA = (
    "(?:이?(?:에요|예요|여요|어요|에용|예용|에여|예여|요|욤|욥|용|염|여|야|임|당|고요|구요|고여|구여|고용|구용|네요|네여|죠|지요|거든요|"
    "ㅇㅛ|인데요|인데여|인데|은데요|라고요|라구요|라서요|라서|고|며|면서|랍니다|래요|니까요|니다|"
    "구만요|군요|었어요|였어요|였습니다|었습니다|라고|라|다)|입니다|입니당|임다|임니다|임돠|이었어요|일걸요|이요|이고|이며|"
    "일 ?거예요|일 ?것 ?같아요|인 ?것 ?같아요)"
)
_ONLY = r"(?:뿐|밖에(?:\s?(?:안|없)[가-힣]{1,5})?|이?나(?=\s(?:돼|되|됩|됨|모|있)))"
TAIL = f"(?:{_ABOUT}?(?:{_ONLY}|{_PARTICLE}{{0,2}}){_ABOUT}?{_COPULA}?(?:요|여)?)(?![가-힣a-z0-9])"
"""What may be glued onto a value so that it is still the whole of its word."""

_TAIL = re.compile(TAIL)
_LEAD = (
    "네|넵|넹|넴|넨|예|옙|응|음+|으음|어+|아+|아하|그|저|저는|전|저도|저희|저희는|저흰|저희가|우리|우리는|우린|우리가|나는|제가|"
    "총|모두|전부|전체|다|다해서|다 해서|합쳐서|합해서|합치면|한|약|대략|일단|우선|아마|아마도|지금|지금은|지금까지|"
    "현재|현재는|현재로선|그냥|딱|정확히|"
    "이제|이미|벌써|아직|아직은|그럼|그러면|그러니까|그러니깐|그게|그거|그건|혹시|여기|여긴|저기|대전|대전시|대전광역시|대전에서|"
    "정도|쯤|정도로|정도요|정도예요|정도입니다|정도인데요|같이|함께|오전|오후|저녁|아침|낮|밤에?|새벽|"
    "것|거|걸로|것으로|거로|쪽|쪽으로|쪽이|쪽이요|쪽입니다|형태|형태로|유형|유형으로|번|날|날에|날이요|날입니다|날로|"
    "주세요|요|이요|예정|계획|중|다음에|"
    "되게|아주|제일|가장|많이|잘|무사히|다행히|드디어|겨우|간신히|방금|쯤에|경|경에|안녕하세요|감사합니다|고맙습니다|부탁드려요|부탁드립니다|부탁해요|"
    "입니다|이에요|예요|에요|인데요|이고요|구요|고요"
)
_LIGHT = (
    "(?:하|해|했|할|합|한|하기로|하려|살|사는|있|계시|계셔|됩|돼|됐|되|될|된|모였|모여|모인|모일|모으|생각|계획|예정|예상|잡|잡았|열|열었|개최|"
    "진행|신청|골|선택|원|갈게|갈래|정했|정해|같|싶|만들|만든|만드|참여|참가|시작|시작했|마쳤|마치|끝났|끝냈|끝내|완료|제출|"
    "제출했|접수|냈|냈어|받았|올렸|붙였|게시|등록|"
    "사업|거주|거주하|거주해|거주합|살고|살아|삽|삽니|드려|드릴|드립|봤|볼게|보려|뒀|두려|둘게|싶어|하고싶|하려고|해요|왔|와요|"
    "쓰고|쓰는|두고|둔|데리고|고용|늘|늘릴|늘려|늘어|좋을|좋겠|좋아|좋습|나을|낫겠|알아|준비|희망|원해|원합|바랍|바래)"
    "[가-힣]{0,5}"
)
_FILLERS = re.compile(f"(?:{_LEAD})(?:은|는|이|가|도|에|로|으로)?|(?:정도|쯤|예정|계획|거|것|쪽|날){TAIL}|{_LIGHT}")
_CLOCK = re.compile(
    r"(?:(?:오전|오후|아침|저녁|점심|낮|밤|새벽)\s*)?(?:\d{1,2}\s*시(?:\s*(?:\d{1,2}\s*분|반))?|\d{1,2}:\d{2}"
    r"|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두)\s*시(?:\s*(?:\d{1,2}\s*분|반))?)"
)
_MOST_AROUND = 60  # signs of politeness around a value; more than that says something
_WORDS = re.compile(r"[^\s.,!~?…·:;()\[\]'\"“”‘’/\-]+")
_NEGATED = re.compile(
    f"{_ABOUT}?{_PARTICLE}?(?:이?[요고]|이에요|예요|입니다)?[\\s,.]*"
    "(?:말고|말구|아니(?!면)|아닌|아닙|아녜|아냐|빼고|빼면|제외|대신|틀렸|틀리|"
    "안 ?(?:살|해|할|하|가|돼|되|될|됩|됐)(?!면)|못 |없|않|"
    "(?:이?라고|으로|로)? ?(?:했는데|했었는데|말했는데|적었는데|썼는데|잘못)|"
    "(?:이?라고|으로|로) ?(?:잘못|했|말|적|썼|써|눌|골)|"
    "에서 (?=[^.,]{1,12}(?:으로|로) ?(?:바|변경|고쳐|옮|늘|줄)))[가-힣]*"
)
_SUPPOSED = re.compile(
    f"{_ABOUT}?{_PARTICLE}?\\s*(?:이?면(?!서)|이?라면|[가-힣]{{0,4}}(?:하|되|이|열|으|시|모이|가|나|오|늘|줄|빠지|없)면(?!서)|같은|처럼)"
)
_GRANTED = re.compile(r"\s*(?:돼요|되요|됩니다|됨|될|좋|괜찮|충분|딱)(?![가-힣]{0,5}(?:까|나요|나여|가요|죠|지요))")


def clock_times(text: str) -> list[tuple[int, int]]:
    """The spans of times of day."""
    return [found.span() for found in _CLOCK.finditer(text)]


def tail_end(text: str, at: int) -> int | None:
    """Where the word ends whose value ends at `at`, or None where more than particles and endings follows."""
    found = _TAIL.match(text, at)
    return found.end() if found else None


def negation_end(text: str, at: int) -> int | None:
    """Where the words end that take back what ends at `at` ("말고", "아니라", "라고 했는데"), if any do."""
    found = _NEGATED.match(text, at)
    return found.end() if found else None


def supposed(text: str, at: int) -> bool:
    """What ends at `at` is only supposed ("다섯 명이면", "12월 5일에 하면"), unless that grants it ("5일이면 돼요")."""
    found = _SUPPOSED.match(text, at)
    return found is not None and _GRANTED.match(text, found.end()) is None


def nothing_else(text: str, spans: list[tuple[int, int]], also: tuple[str, ...] = ()) -> bool:
    """Whether a text says nothing but what stands in the spans: around them politeness, light verbs and `also`."""
    if len(text) - sum(end - start for start, end in spans) > _MOST_AROUND:
        return False
    rest = list(text)
    for start, end in [*spans, *clock_times(text)]:
        stop = tail_end(text, end) or end
        rest[start:stop] = " " * (stop - start)
    return all(_is_filler(word, also) for word in _WORDS.findall("".join(rest)))


def _is_filler(word: str, also: tuple[str, ...]) -> bool:
    if _FILLERS.fullmatch(word):
        return True
    if not any(sign.isalnum() for sign in word):
        return True
    return any(word.startswith(known) and tail_end(word, len(known)) is not None for known in also)
