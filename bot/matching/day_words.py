"""The words and patterns in which people write days. What a match means stands in dates.py."""

import re
from collections.abc import Iterable

WEEK = "월화수목금토일"
SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "유": 6, "칠": 7, "팔": 8, "구": 9, "십": 10, "시": 10}
DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15, "스무날": 20,
    "일주일": 7, "한 주": 7, "한주": 7, "두 주": 14, "두주": 14, "이주": 14, "이 주": 14, "이주일": 14,
    "세 주": 21, "삼주": 21, "삼 주": 21, "삼주일": 21, "사주": 28, "사 주": 28,
}  # fmt: skip
FIRST_TEN = {
    "초하루": 1, "초이틀": 2, "초사흘": 3, "초나흘": 4, "초닷새": 5, "초엿새": 6, "초이레": 7, "초여드레": 8,
    "초아흐레": 9, "초열흘": 10,
}  # fmt: skip
NEAR = {
    "오늘": 0, "금일": 0, "내일": 1, "낼": 1, "명일": 1, "모레": 2, "낼모레": 2, "내일모레": 2, "낼 모레": 2,
    "내일 모레": 2, "글피": 3, "어제": -1, "어저께": -1, "그제": -2, "그저께": -2, "엊그저께": -2, "그끄저께": -3,
}  # fmt: skip
MONTHS = {
    "이번 달": 0, "이번달": 0, "이달": 0, "금월": 0, "다음 달": 1, "다음달": 1, "내달": 1, "담달": 1,
    "담 달": 1, "차월": 1, "다다음 달": 2, "다다음달": 2, "지난 달": -1, "지난달": -1, "저번 달": -1,
    "저번달": -1, "전달": -1, "지지난달": -2,
}  # fmt: skip
WEEKS = {
    "이번 주": 0, "이번주": 0, "금주": 0, "요번주": 0, "요번 주": 0, "다음 주": 1, "다음주": 1, "담주": 1, "담 주": 1,
    "내주": 1, "차주": 1, "다다음 주": 2, "다다음주": 2, "다담주": 2, "지난 주": -1, "지난주": -1, "저번 주": -1,
    "저번주": -1, "지지난주": -2,
}  # fmt: skip
YEARS = {"올해": 0, "금년": 0, "올": 0, "내년": 1, "작년": -1, "지난해": -1, "재작년": -2, "후년": 2}
END_OF_MONTH = ("말일", "마지막 날", "마지막날")
NTH = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다": 5} | {str(nth): nth for nth in range(1, 6)}
FEASTS = {"크리스마스": (12, 25), "성탄절": (12, 25), "신정": (1, 1), "새해 첫날": (1, 1)}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_TAIL_AHEAD = "<TAIL>"
_LAST = "(?:" + "|".join(END_OF_MONTH) + ")"
_DOW = f"(?:[{WEEK}](?:요일|욜))"
_BEGIN = r"(?<![가-힣a-z\d])"
_SPELT = "(?:[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
_YEAR = rf"(?:(?:(?P<year>\d{{4}}|'?\d{{2}})\s?년도?|(?P<named_year>{_any(YEARS)}))\s?)"
_MONTH = rf"(?:(?P<month>\d{{1,2}}|{_SPELT}|유|시)\s?월|(?P<named_month>{_any(MONTHS)}))\s?(?:의\s?)?"
_BRACKET_DOW = rf"\s?\(\s?[{WEEK}](?:요일|욜)?\s?\)"
_AFTER = rf"(?P<weekday>{_BRACKET_DOW}|\s?{_DOW})?"
_SOFT = r"(?:(?:쯤|즈음)(?:해서)?|경|께|무렵|정도|전후|앞뒤|안팎|언저리)"
_ABOUT = (
    rf"(?P<about>\s?(?:(?P<rough>{_SOFT})(?=이?면|에|{_TAIL_AHEAD})"
    r"|(?:이후|이전|전|지나서|안에|안으로|이내|내로|(?:에서|부터)\s?(?=\d{1,2}\s?일))"
    r"(?:에|으로|로|에는|까지)?(?=[^가-힣]|이?[요에고구]|$)))?"
)
_PART = r"(?:초순|초반|초|중순|중반|중|하순|상순|말경|말(?!일)|하반기|상반기)"
_NTH = r"(?:첫|둘|셋|넷|다섯|마지막|[1-5]|첫\s?번|두\s?번|세\s?번|네\s?번)\s?째?\s?(?:주(?![가-힣]))?"
_COUNTED = r"(?P<nth>마지막|(?:첫|둘|셋|넷|다섯|[1-5]|첫\s?번|두\s?번|세\s?번|네\s?번)\s?째)"
_VAGUELY = rf"(?:\s?(?:{_SOFT}|중|안|내|초|말|전))*(?:에)?(?={_TAIL_AHEAD})"

PATTERNS = (
    # every month, every Tuesday: no day
    ("none", rf"{_BEGIN}(?:매달|매월|매년|매주|격주)\s?(?:\d{{1,2}}\s?일|{_DOW})?"),
    # 2026-12-05, 26/12/5, 2026. 12. 5.
    (
        "figures",
        r"(?<![\d./\-])'?(?P<year>\d{4}|\d{2})\s?[-./]\s?(?P<month>\d{1,2})\s?[-./]\s?(?P<day>\d{1,2})(?![\d/])\.?"
        rf"{_AFTER}{_ABOUT}",
    ),
    ("figures", rf"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d){_AFTER}{_ABOUT}"),
    # 12월 5일, 내년 3월 2일, 다음 달 3일, 십이월 오일, 12월 말일
    (
        "day",
        rf"{_BEGIN}(?:(?P<past>지난)\s?)?{_YEAR}?{_MONTH}"
        rf"(?P<day>\d{{1,2}}(?=\s?일(?!곱)|\.?\s*$|에|날)|{_SPELT}(?=\s?일(?!곱))|{_LAST}"
        rf"|{_any(FIRST_TEN)}(?={_TAIL_AHEAD}))(?:\s?일(?!곱))?"
        rf"{_AFTER}{_ABOUT}",
    ),
    # 12월 둘째 주 토요일, 11월 말: about that day
    ("nth", rf"{_BEGIN}{_YEAR}?{_MONTH}{_COUNTED}\s?(?:주\s?)?(?P<on>{_DOW}){_VAGUELY}"),
    ("month_end", rf"{_BEGIN}{_YEAR}?{_MONTH}(?:말경|말(?!일)){_VAGUELY}"),
    (
        "vague",
        rf"{_BEGIN}{_YEAR}?{_any(FEASTS)}\s?(?:전날|이브|전|다음\s?날|다음|뒤|후|지나고|지나서|연휴){_VAGUELY}",
    ),
    (
        "feast",
        rf"{_BEGIN}{_YEAR}?(?P<feast>{_any(FEASTS)})(?!\s?(?:전|이브|다음|뒤|후|지나|연휴))(?={_TAIL_AHEAD}){_ABOUT}",
    ),
    # 12월 첫째 주, 12월 중순쯤
    ("vague", rf"{_BEGIN}(?:지난\s?)?{_YEAR}?{_MONTH}(?:{_NTH}\s?(?:{_DOW}|주말)?|{_PART}){_VAGUELY}"),
    # 한두 달 뒤, 설 지나고
    (
        "vague",
        rf"{_BEGIN}(?:한두|두세|두어|서너|몇)\s?(?:달|주|개월|일|해)\s?(?:뒤|후|전|있다가|안){_VAGUELY}"
        rf"|{_BEGIN}(?:설날?|추석|명절|연휴|휴가|방학|김장)\s?(?:지나고?|끝나고?|전|뒤|쯤|때)(?:서)?{_VAGUELY}",
    ),
    # 12월, 내년 봄, 연말, 다음 주말
    (
        "vague",
        rf"{_BEGIN}(?:{_YEAR}(?:봄|여름|가을|겨울|{_PART})|연말|연초|월말|월초|며칠\s?(?:전|뒤|후)|엊그제"
        rf"|(?:(?:{_any(WEEKS)}|이번|다음)\s?)?주말){_VAGUELY}",
    ),
    ("vague", rf"{_BEGIN}{_YEAR}?{_MONTH}{_VAGUELY}"),
    # 다음 주 화요일, 담주 금욜, 다음주 화
    ("week", rf"{_BEGIN}(?P<week>{_any(WEEKS)})\s?(?P<on>{_DOW}|[{WEEK}](?={_TAIL_AHEAD})){_ABOUT}"),
    ("vague", rf"{_BEGIN}{_any(WEEKS)}{_VAGUELY}"),
    # 사흘 뒤, 2주 뒤, 열흘 전
    (
        "away",
        rf"{_BEGIN}(?:앞으로\s?)?"
        rf"(?P<away>\d{{1,3}}\s?일|\d{{1,2}}\s?주일?|{_any(DAYS)}|(?:\d{{1,2}}|한|두|세|네|석|넉)\s?(?:달|개월)|\d{{1,2}}\s?년)"
        rf"(?P<roughly>\s?{_SOFT})?\s?(?P<way>뒤|후|있다가|이따가|전|안에|이내|내로|안으로)(?P<about>\s?{_SOFT})?"
        rf"(?={_TAIL_AHEAD})",
    ),
    ("near", rf"{_BEGIN}(?P<near>{_any(NEAR)})(?:\s?\(?{_DOW}\)?)?(?={_TAIL_AHEAD}){_ABOUT}"),
    ("slash", rf"(?<![\d/.\-])(?P<month>\d{{1,2}})\s?/\s?(?P<day>\d{{1,2}})(?![\d/])(?:\s?일)?{_AFTER}{_ABOUT}"),
    # 12.5, 12-5: only at the end, or before 에 or a weekday
    (
        "bare",
        rf"(?<![\d/.\-,])(?P<month>\d{{1,2}})\s?[.\-]\s?(?P<day>\d{{1,2}})(?:\s?일|\.?(?=에|{_BRACKET_DOW}|\s*$))"
        rf"{_AFTER}{_ABOUT}",
    ),
    # 5일에, 25일이요, 지난 3일: a day of a month that is not named
    (
        "month_day",
        rf"{_BEGIN}(?:(?P<past>지난)\s?)?(?P<day>\d{{1,2}})\s?일(?={_SOFT}?(?:에|날|날에|이요|이에요|예요|입니다|요|으로|로|날로|이고요|이고)?"
        rf"(?:[^가-힣a-z\d\s]|\s*$|\s(?:열|하|해|할|했|잡|예정|{_DOW}))|{_BRACKET_DOW}){_AFTER}{_ABOUT}",
    ),
    (
        "weekday",
        rf"{_BEGIN}(?:(?P<which>돌아오는|오는|이번|다음|지난)\s?)?(?P<on>{_DOW})(?!마다)(?={_TAIL_AHEAD}){_ABOUT}",
    ),
)
"""Tried in this order; a span once taken is not looked at again. `<TAIL>` is put in by the reader."""
