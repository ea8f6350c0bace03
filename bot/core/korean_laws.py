"""Laws by their names, and how an article of one is cited."""

from enum import StrEnum


class Law(StrEnum):
    """A law, by the name under which it is published."""

    COOPERATIVES = "협동조합 기본법"
    COOPERATIVES_DECREE = "협동조합 기본법 시행령"
    PETITIONS = "민원 처리에 관한 법률"
    CIVIL = "민법"
    VALUE_ADDED_TAX = "부가가치세법"


def cited(law: Law, *articles: int, paragraph: int | None = None) -> str:
    """협동조합 기본법 제15조제2항; several articles of one law as 민법 제157·161조."""
    numbers = "·".join(map(str, articles))
    return f"{law} 제{numbers}조" + (f"제{paragraph}항" if paragraph is not None else "")
