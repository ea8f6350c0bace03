"""Is the FAQ sound: no phrasing twice, tests that are other words, and tests that find their entry."""

from bot.content.contents import Contents, Placed
from bot.content.problems import tell
from bot.core.korean import fold
from bot.core.library import Matcher
from bot.matching.nearness import closeness

TOO_NEAR = 0.8


def check_phrasings(contents: Contents) -> None:
    """Lays down phrasings that stand twice, and tests that are too near to a phrasing of their entry."""
    seen: dict[str, tuple[str, str]] = {}
    for id, placed in contents.entries.items():
        for place, ask in enumerate(placed.entry.asks):
            line = placed.page.line(("entries", id, "asks", place))
            if fold(ask) in seen:
                other, where = seen[fold(ask)]
                said = tell("<ask>은(는) <other>에도 있어요", ask=ask, other=other)
                placed.page.add(line, f"{said}({where}). 한 곳에만 적어 주세요.", mended=True)
            else:
                seen[fold(ask)] = (id, f"{placed.page.file}:{line}")
        _tests_differ(id, placed)
    _not_ours_differ(contents, seen)


def check_tests(contents: Contents, matcher: Matcher) -> None:
    """Lays down every test that finds another entry, or none."""
    for id, placed in contents.entries.items():
        for place, test in enumerate(placed.entry.tests):
            wrong = finds(matcher, test, id)
            if wrong is not None:
                placed.page.at(("entries", id, "tests", place), wrong)


def finds(matcher: Matcher, test: str, id: str) -> str | None:
    """What a test finds instead of its entry, as a sentence; None when it finds it."""
    ranking = matcher.rank(test)
    if ranking.band == "none" or not ranking.entries:
        return tell("<test>(으)로 <id>을(를) 찾지 못해요. asks에 비슷한 말을 더해 주세요.", test=test, id=id)
    first = ranking.entries[0].entry
    if first == id:
        return None
    return tell("<test>에 <id>이(가) 아니라 <first>을(를) 찾아요.", test=test, id=id, first=first)


def _tests_differ(id: str, placed: Placed) -> None:
    seen: set[str] = set()
    for place, test in enumerate(placed.entry.tests):
        if fold(test) in seen:
            said = tell("<test>을(를) tests에 두 번 적었어요.", test=test)
            placed.page.at(("entries", id, "tests", place), said + " 하나만 남겨 주세요.", mended=True)
            continue
        seen.add(fold(test))
        near = max(placed.entry.asks, key=lambda ask: closeness(test, ask), default=None)
        if near is not None and closeness(test, near) >= TOO_NEAR:
            said = tell("<test>은(는) asks의 <near>과(와) 너무 비슷해요.", test=test, near=near)
            placed.page.at(("entries", id, "tests", place), said + " 다른 말로 적어 주세요.", mended=True)


def _not_ours_differ(contents: Contents, seen: dict[str, tuple[str, str]]) -> None:
    page = contents.pages.get("faq/not_ours.yaml")
    for kind, row in contents.not_ours.items():
        for place, sentence in enumerate(row.sentences):
            found = seen.get(fold(sentence))
            if found and page:
                said = tell("<sentence>은(는) <id>의 asks에도 있어요", sentence=sentence, id=found[0])
                page.at(("kinds", kind, "sentences", place), f"{said}({found[1]}).", mended=True)
