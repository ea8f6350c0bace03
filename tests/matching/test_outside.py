"""Sentences that show despair, a threat, abuse or a fraud, and those that only sound like it."""

import pytest

from bot.matching.outside import outside

KINDS = (
    *("prompt_injection", "despair", "threat", "fraud", "abusive", "near_miss", "gibberish"),
    *("personal_case_needs_human", "other_company_form_procedure", "farming_corporation"),
)
SIGNS = {
    "despair": (
        "죽고 싶어요",
        "그냥 죽고싶다",
        "이제 살기 싫습니다",
        "살고 싶지 않네요",
        "사라지고 싶어요ㅠㅠ",
        "빚 때문에 자살 생각까지 했어요",
        "더는 못 버티겠어",
        "살 이유가 없어요",
    ),
    "threat": (
        "죽여 버릴 거야",
        "담당자 가만 안 둘 겁니다",
        "거기 찾아가서 다 부숴 버린다",
        "사무실에 불 질러 버리겠어요",
        "칼 들고 간다",
        "이사장이 저를 협박해요",
        "협박 문자를 받았습니다",
    ),
    "fraud": (
        "조합 사기 아닌가요, 원금 보장한다던데",
        "이거 사기 같은데요",
        "사기당했어요",
        "사기를 당한 것 같습니다",
        "원금을 보장해 준대요",
        "수익 보장해 준다고 투자하래요",
        "배당을 약속했어요",
        "매달 10%씩 준대요",
        "확정 수익을 준다고 합니다",
        "입금부터 하면 인가를 받아 준다",
        "입금부터 하면 인가를 받아 준대요",
        "돈부터 보내라고 해요",
        "출자금을 먼저 내라고 하던데 괜찮아요?",
        "설립 대행 업체가 선입금을 요구해요",
        "대리 설립 선입금",
        "먼저 입금하라고 하네요",
        "지역주택조합에 사기당했어요",
        "먹튀한 조합이에요",
    ),
    "personal_case_needs_human": (
        "회계가 영수증을 위조했는데 처벌이 되나요",
        "이번 재판 우리가 이길까요",
        "제 경우 세금이 정확히 얼마인가요",
    ),
    "farming_corporation": (
        "영농조합법인 만들고 싶어요",
        "농업회사법인",
        "영어조합법인 서류",
        "an agricultural corporation",
    ),
    "other_company_form_procedure": ("유한회사 설립하려면", "재단법인을 세우는 방법", "1인 법인 만들기"),
    "abusive": ("씨발", "야 이 새끼야", "병신 같은 봇", "닥쳐", "꺼져", "미친놈아", "멍청이"),
}
NONE = (
    "교육을 받고 싶어요",
    "그만두고 싶은 조합원은 어떻게 하나요",
    "사람이 죽으면 조합원 자격은 어떻게 되나요",
    "자살 예방 협동조합을 만들고 싶어요",
    "자살예방 사업도 할 수 있나요",
    "살기 싫은 동네를 살기 좋게 바꾸려고요",
    "조합을 포기하고 싶지는 않아요",
    "협박죄가 뭐예요",
    "칼국수 협동조합이요",
    "칼로 채소를 손질하는 일이에요",
    "세금 폭탄 맞을까 걱정이에요",
    "불 지피는 일을 해요",
    "출자금 원금이 보장되나요",
    "출자금은 원금 보장이 되는 건가요",
    "출자금을 먼저 내야 하나요",
    "돈부터 보내면 되나요?",
    "출자금은 언제 입금하면 되나요",
    "입금하면 설립 등기를 할 수 있나요",
    "수익이 나면 배당은 어떻게 하나요",
    "배당은 연 10%까지 되나요",
    "기계를 함께 사기 위해 모였어요",
    "땅을 사기 어려워요",
    "조합원들 사기를 높이고 싶어요",
    "사기업과 뭐가 달라요",
    "도자기 사기그릇을 만들어요",
    "대리인을 보내도 되나요",
    "설립을 대행해 주는 곳이 있나요",
    "새끼 돼지를 함께 키워요",
    "새끼손가락을 다쳤어요",
    "화면이 꺼져요",
    "위기가 닥쳐서 모였어요",
    "영향을 미친 것 같아요",
    "시발점이 궁금해요",
    "조합 합병신고는 어디에 해요",
    "신협과 함께 연합회를 만들고 싶어요",
    "보증금을 먼저 내고 사무실을 얻었어요",
    "주식회사를 세우는 것과 협동조합은 뭐가 달라요",
    "사단법인을 만들지 조합을 만들지 고민이에요",
    "개인사업자 등록을 두고 조합에 들어가도 되나요",
    "소송 중인 사람도 임원이 되나요",
    "다단계 같은 건 아닌 것 같아요",
    "영농조합법인하고는 뭐가 달라요",
    "영농조합법인도 발기인이 될 수 있어요?",
    "농업회사법인이 우리 조합에 들어와도 되나요",
)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SIGNS.items() for text in texts])
def test_a_sign_is_seen_however_it_is_put(kind: str, text: str) -> None:
    """Politely or not, as a statement or as a question about somebody else."""
    assert outside(text, KINDS) == kind


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_a_sign_is_none(text: str) -> None:
    """A wish, a question about our subject or the work of a cooperative frightens nobody."""
    assert outside(text, KINDS) is None
