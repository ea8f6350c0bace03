"""Rules for sentences that quote our words and are still not ours: other 조합, injections, abuse, noise.

They come before the model: such sentences lie near ours, and an answer to them would be wrong whatever its score.
"""

import re

from bot.matching.fold import fold

_RULES = (
    (
        "prompt_injection",
        re.compile(
            r"프롬프트|시스템 ?(?:메시지|지시)"
            r"|(?:지시|명령|규칙|설정)(?:을|를|은|사항)? ?(?:전부 |다 |모두 )?(?:잊|무시|어기)"
            r"|ignore (?:all|previous|the)|system prompt|jailbreak|base64|관리자 (?:권한|모드)|개발자 모드"
        ),
    ),
    (
        "despair",
        re.compile(
            r"죽고 ?싶|죽는 ?게 ?낫|살기 ?싫|살고 ?싶지 ?않|살 ?이유가 ?없|못 ?살겠|못 ?버티겠|자살|목숨을? ?끊"
            r"|사라지고 ?싶|극단적 ?선택|다 ?(?:끝내|놓|내려놓|포기하)고 ?싶"
        ),
    ),
    (
        "abusive",
        re.compile(
            r"씨발|시발|ㅅㅂ|ㅆㅂ|병신|ㅂㅅ|개새|새끼|꺼져|닥쳐|미친 ?(?:놈|년|것)|대가리|죽을래|좆|지랄|멍청이"
        ),
    ),
    (
        "near_miss",
        re.compile(
            r"재건축|재개발|지역 ?주택 ?조합|지주택|농협|신협|수협|축협|새마을금고|노동 ?조합|노조|산림조합"
            r"|조합 ?아파트"
        ),
    ),
)
_OURS = re.compile(r"협동 ?조합|다른|차이|이 법|기본법|같은 건가|바꾸|전환")
_LETTERS = re.compile(r"[a-z]{4,}")
_VOWELS = frozenset("aeiouy")
_FEWEST_VOWELS = 0.2


def outside(text: str, kinds: tuple[str, ...]) -> str | None:
    """The kind of a sentence that is surely not ours, among the kinds there are; None when the model should judge."""
    if "gibberish" in kinds and _noise(text):
        return "gibberish"
    plain = fold(text)
    for kind, pattern in _RULES:
        if kind in kinds and pattern.search(plain) and not (kind == "near_miss" and _OURS.search(plain)):
            return kind
    return None


def _noise(text: str) -> bool:
    """Nothing but marks, single letters, or keys hit without a word in them."""
    signs = [sign for sign in fold(text) if sign.isalnum()]
    if not signs:
        return True
    if all("ㄱ" <= sign <= "ㅣ" for sign in signs):
        return len(signs) > 1
    return all(_mash(run) for run in fold(text).split()) if all(sign.isascii() for sign in signs) else False


def _mash(run: str) -> bool:
    if not _LETTERS.fullmatch(run):
        return False
    return sum(sign in _VOWELS for sign in run) < _FEWEST_VOWELS * len(run)
