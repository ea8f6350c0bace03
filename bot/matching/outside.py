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
            r"죽고 ?싶(?!지 ?않)|죽는 ?게 ?낫|죽어 ?버리고 ?싶|살기 ?(?:가 ?)?싫(?!은 ?(?:동네|마을|집|곳))"
            r"|살고 ?싶지 ?않"
            r"|살 ?(?:이유|의미|희망)(?:가|도)? ?없|못 ?살겠|못 ?버티겠|(?<![가-힣])자살 ?(?:하|할|해|생각|충동"
            r"|밖)|목숨을? ?끊"
            r"|(?:사라지|없어지)고 ?싶(?!지)|극단적 ?(?:인 ?)?선택(?!을? ?(?:막|예방|하지))|다 ?(?:끝내|놓"
            r"|내려놓|포기하)고 ?싶"
            r"|세상을? ?(?:떠나|등지)고 ?싶|유서를? ?(?:쓰|써|썼)"
        ),
    ),
    (
        "threat",
        re.compile(
            r"죽여 ?(?:버리|버릴|버린|줄까|주마|놓)|죽일 ?(?:거|겁|테|게|꺼)|가만 ?(?:히 ?)?(?:안 ?[두둬둘]"
            r"|두지 ?않|두나 ?(?:보|봐))"
            r"|불 ?(?:을 ?)?(?:질러|싸질러|지르) ?(?:버|겠|줄|ㄹ|러)|칼 ?(?:을 ?)?(?:들고|빼|로 ?(?:찌|쑤|찔))"
            r"|찾아가서 ?(?:다 ?)?(?:부수|부숴|엎|패|때|죽|가만)|패 ?(?:버릴|버리겠|죽)|폭파(?:하|해|시)|해코지"
            r"|협박(?:을|도)? ?(?:받|당|하|해|했|문자|전화)"
        ),
    ),
    (
        "fraud",
        re.compile(
            r"(?:원금|수익|이자|배당|고수익)[^.?!]{0,12}보장(?:을|도)? ?(?:해 ?(?:준|줄|드린|드릴|주겠|주던|주신"
            r"|줬)"
            r"|한다|한대|한다고|하겠|했|이라|이래|된다(?:고|던|는|며|네|길)|된대|받았|약속|투자|상품|각서)"
            r"|(?:원금|수익|수익률|배당|이자|고수익)(?:을|를|도)?[^.?!]{0,8}약속(?:했|한|하|해|받)|확정 ?수익"
            r"|(?:매달|매월|월|연|다달이) ?(?:이자|배당|수익)?[^.?!]{0,8}(?:%|퍼센트|프로|부)(?:씩|를"
            r"|의)?[^.?!]{0,8}"
            r"(?:준다|준대|주겠|보장해|보장한|드린|줄게)"
            r"|(?:입금|송금|돈|출자금|가입비|계약금|선금|선입금|보증금|수수료|비용|현금)(?:을|를|은)? ?(?:부터"
            r"|먼저|미리)"
            r"[^.?!]{0,10}(?:내라|내래|내란|보내라|보내래|보내 ?달|달라|달래|달란|하라|하래|하면 ?(?:인가|신고"
            r"|설립|대출)|요구|받아 ?갔"
            r"|받아 ?가|가져 ?갔|챙겨|넣으라|넣으래|부치라)"
            r"|먼저 ?(?:돈을? ?)?(?:입금|송금)(?:을 ?)?(?:하라|하래|해 ?달|해야 ?(?:준|해 ?준))|선(?:입"
            r"|납)금[^.?!]{0,6}"
            r"(?:요구|하라|하래|했|달라|내라|내래|보내|이라|받아|을 ?냈)|(?:입금|송금|돈)(?:만|부터)? ?(?:하면"
            r"|보내면|주면|내면)"
            r"[^.?!]{0,12}(?:인가|신고|등기|설립|대출|지원금)[^.?!]{0,10}(?:받아|내|해|처리해|따"
            r"|나오게 ?해) ?(?:준|주겠|드린|줄게)"
            r"|(?:설립 ?(?:대리|대행)|(?:대리|대행) ?설립)[^.?!]{0,12}(?:선입금|선금|먼저 ?(?:달|내|보)"
            r"|미리 ?(?:달|내|보))"
            r"|(?<![가-힣])사기(?:를|도)? ?(?:당|치는|치고|쳤|쳐|친 ?것|아니|아닌|같아|같은데|같습|인가요"
            r"|인가 ?싶|일까|인지|인 ?것|맞죠|맞나|꾼"
            r"|예요|이에요|입니|였|죠|피해|죄)|먹튀|유사 ?수신 ?(?:같|아니|인가|일까|업체)"
            r"|다단계 ?(?:같(?!은 ?[건것]은? ?아닌)|아니"
            r"|인가|인 ?것)"
            r"|돈을? ?(?:떼였|떼먹|뜯겼|날렸)"
        ),
    ),
    (
        "abusive",
        re.compile(
            r"씨발|시발(?!점|역)|ㅅㅂ|ㅆㅂ|(?<!합)병신(?!년)|ㅂㅅ|개새|새끼(?! ?(?:손|발|돼지|줄|염소|고양|강아지|꼴|양"
            r"|소|오리|사슴|흑염))"
            r"|(?<![이가도은는] )(?<!불)꺼져(?!서|있| 있| ?버|도)|닥쳐(?!서|올|온|왔|오|도)"
            r"|(?<![을를] )미친 ?(?:놈|년|것)|대가리|죽을래|좆"
            r"|지랄|멍청이"
        ),
    ),
    (
        "personal_case_needs_human",
        re.compile(
            r"(?:횡령|배임|위조|빼돌|가로채|가로챘|착복|유용|폭행|명예 ?훼손|도용)[^.?!]{0,30}"
            r"(?:고소|고발|처벌|감옥|구속|이길|넣을|벌을? ?(?:받|줄|내)|판단|책임을? ?물)"
            r"|(?:소송|재판|고소|고발)[^.?!]{0,20}(?:이길|이기|승소|질까|지나요|확률|가능성|승산)"
            r"|(?:제|저희|우리|내) ?(?:경우|상황|사정)[^.?!]{0,12}정확히 ?(?:얼마|몇)"
        ),
    ),
    (
        "farming_corporation",
        re.compile(
            r"영농 ?조합|영어조합|영어 ?조합 ?법인|(?:농업|어업|영농|영어) ?(?:회사 ?)?법인|농업 ?회사"
            r"|(?:farming|fishing|agricultural) (?:association )?(?:corporation|company)"
        ),
    ),
    (
        "other_company_form_procedure",
        re.compile(
            r"(?:(?:주식|유한|유한 ?책임|합자|합명) ?회사|(?:학교|종교|의료|재단|사단) ?법인"
            r"|개인 ?사업자|1인 ?법인"
            r"|일인 ?법인|(?<![가-힣])법인 ?회사)[가-힣]{0,2} ?(?:[가-힣]{1,4} ?)?"
            r"(?:차리|설립|세우|세울|만들|만드|내려|등기|인가|허가|등록|폐업|청산|감자|증자|상장)"
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
_OURS = {
    "near_miss": re.compile(
        r"협동 ?조합|다른|차이|이 법|기본법|같은 ?(?:건|것|법|액트)|바꾸|전환|연합회|federation|우리가"
    ),
    "farming_corporation": re.compile(
        r"협동 ?조합|우리 ?조합|다른|다르|달라|차이|비교|바꾸|전환|발기인|참여|들어[오와올]|가야|기본법"
        r"|coop|differ"
    ),
    "other_company_form_procedure": re.compile(r"조합|다른|차이|비교|바꾸|전환|등기부"),
}
"""Words by which such a sentence asks about ours after all."""
_LETTERS = re.compile(r"[a-z]{4,}")
_VOWELS = frozenset("aeiouy")
_FEWEST_VOWELS = 0.2


def outside(text: str, kinds: tuple[str, ...]) -> str | None:
    """The kind of a sentence that is surely not ours, among the kinds there are; None when the model should judge."""
    found = ruled(text, kinds)
    return found[0] if found else None


def ruled(text: str, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """As `outside`, with the words by which the rule knows it."""
    plain = fold(text)
    if "gibberish" in kinds and _noise(text):
        return "gibberish", plain
    for kind, pattern in _RULES:
        found = pattern.search(plain) if kind in kinds else None
        if found and not (kind in _OURS and _OURS[kind].search(plain)):
            return kind, found[0]
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
