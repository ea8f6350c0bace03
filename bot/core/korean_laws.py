"""Laws by their names, and how an article of one is cited."""

from enum import StrEnum


class Law(StrEnum):
    """A law, by the name under which it is published."""

    COOPERATIVES = "협동조합 기본법"
    COOPERATIVES_DECREE = "협동조합 기본법 시행령"
    PETITIONS = "민원 처리에 관한 법률"
    CIVIL = "민법"
    VALUE_ADDED_TAX = "부가가치세법"
    CORPORATE_TAX = "법인세법"
    PRIVATE_RENTAL = "민간임대주택에 관한 특별법"


Article = int | tuple[int, int]
"""제15조 is 15, 제105조의2 is (105, 2)."""


def cited(law: Law, *articles: Article, paragraph: int | None = None, item: int | None = None) -> str:
    """협동조합 기본법 제15조제2항, 제105조의2제9항, 제19조제2항제1호; several of one law as 민법 제157·161조."""
    numbers = "·".join(str(article if isinstance(article, int) else article[0]) for article in articles)
    branches = [f"의{article[1]}" for article in articles if isinstance(article, tuple)]
    within = ((paragraph, "항"), (item, "호"))
    return (
        f"{law} 제{numbers}조" + "".join(branches) + "".join(f"제{number}{sign}" for number, sign in within if number)
    )
