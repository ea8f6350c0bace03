"""The cited laws as they were read: articles by law, what a citation names, and the numbers in a text.

Each file of `texts/` holds laws (`# name`, with number, days and where it was read) and their articles
(`##### 제15조`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
CITED = re.compile(r"(?P<law>.+?) (?P<articles>제\d+(?:·\d+)*조(?:의\d+)?)(?P<rest>\S*)$")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
SUPPLEMENT = re.compile(r"(?P<law>.+?) (?P<articles>부칙\([^)]+\))(?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class Statute:
    """A law in one version. `articles` by their number, as 제60조의2; the marks of amendments are left out."""

    name: str
    in_force: date
    articles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Citation:
    """What a source names: articles of a law, with the paragraph of the last one (0 for none)."""

    law: str
    articles: tuple[str, ...]
    paragraph: int = 0


def statutes() -> dict[str, Statute]:
    """Every law by its name; the articles of one law may lie in two files."""
    found: dict[str, Statute] = {}
    for file in sorted(TEXTS.glob("*.md")):
        for part in re.split(r"^# ", file.read_text(encoding="utf-8"), flags=re.M)[1:]:
            name, _, body = part.partition("\n")
            day = date.fromisoformat(re.findall(r"^시행: (\S+)$", body, flags=re.M)[0])
            articles = dict(_articles(body))
            known = found.get(name)
            found[name] = Statute(name, day, {**known.articles, **articles} if known else articles)
    return found


def _articles(body: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^##### ", body, flags=re.M)[1:]:
        title = part.partition("\n")[0]
        yield title.partition(" (")[0].strip(), re.sub(r"<(?:개정|신설|본조|전문|제목)[^>]*>", "", part)


def citation(source: str) -> Citation | None:
    """What a source cites; None for one that is no article, as a report or a site."""
    found = SUPPLEMENT.match(source) or CITED.match(source)
    if found is None:
        return None
    numbers = re.findall(r"\d+(?:의\d+)?", found["articles"]) if found["articles"].startswith("제") else []
    several = "·" in found["articles"]
    articles = tuple(f"제{number}조" for number in numbers) if several else (found["articles"],)
    paragraph = re.match(r"제(\d+)항", found["rest"])
    return Citation(found["law"], articles, int(paragraph[1]) if paragraph else 0)


def paragraph_of(article: str, number: int) -> str:
    """The words of one paragraph; the whole article when it has none of that number."""
    sign = CIRCLED[number - 1]
    found = re.search(rf"^(?:\*\*)?{sign}(?:\*\*)?.*?(?=^(?:\*\*)?[{CIRCLED}]|\Z)", article, flags=re.M | re.S)
    return found[0] if found else ""
