"""Is the FAQ sound: no phrasing twice, tests that are other words, and tests that find their entry."""

from collections.abc import Mapping

from bot.content.contents import Contents, Placed
from bot.content.sentences import Sentence, tell
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
                placed.page.add(line, tell(Sentence.ELSEWHERE_TOO, text=ask, other=other, where=where), mended=True)
            else:
                seen[fold(ask)] = (id, f"{placed.page.file}:{line}")
        _tests_differ(id, placed)
    _drafts_differ(contents, seen)
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
        return tell(Sentence.FINDS_NOTHING, test=test, id=id)
    first = ranking.entries[0].entry
    if first == id:
        return None
    return tell(Sentence.FINDS_OTHER, test=test, id=id, first=first)


def _drafts_differ(contents: Contents, seen: Mapping[str, tuple[str, str]]) -> None:
    """Warns of what a draft asks and an entry already answers: a twin, or a phrasing to be taken out."""
    for id, placed in contents.drafts.items():
        for place, ask in enumerate(placed.entry.asks):
            if fold(ask) in seen:
                other, where = seen[fold(ask)]
                said = tell(Sentence.ELSEWHERE_TOO, text=ask, other=other, where=where)
                placed.page.at(("entries", id, "asks", place), said, "warning")


def _tests_differ(id: str, placed: Placed) -> None:
    seen: set[str] = set()
    for place, test in enumerate(placed.entry.tests):
        if fold(test) in seen:
            placed.page.at(("entries", id, "tests", place), tell(Sentence.TWICE, text=test), mended=True)
            continue
        seen.add(fold(test))
        near = max(placed.entry.asks, key=lambda ask: closeness(test, ask), default=None)
        if near is not None and closeness(test, near) >= TOO_NEAR:
            said = tell(Sentence.TEST_TOO_NEAR, test=test, near=near)
            placed.page.at(("entries", id, "tests", place), said, mended=True)


def _not_ours_differ(contents: Contents, seen: dict[str, tuple[str, str]]) -> None:
    page = contents.pages.get("faq/not_ours.yaml")
    for kind, row in contents.not_ours.items():
        for place, sentence in enumerate(row.sentences):
            found = seen.get(fold(sentence))
            if found and page:
                said = tell(Sentence.ELSEWHERE_TOO, text=sentence, other=found[0], where=found[1])
                page.at(("kinds", kind, "sentences", place), said, mended=True)
