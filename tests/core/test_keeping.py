"""What should be read again, and what a changed article touches."""

from datetime import date, timedelta

import pytest

from bot.core.keeping import ChangedLaw, Cited, Kept, cites_article, rows, touched

READ = date(2026, 11, 24)


def kept(id: str, *, limit: int = 100, reviewed: date = READ, article: str = "소풍 규칙 제2조제1항") -> Kept:
    cites = (Cited(article, 7, id, "이름"),)
    return Kept("entry", id, "이름", f"faq/{id}.yaml", 3, "소풍팀", reviewed, limit, "confirmed", cites)


@pytest.mark.parametrize(
    ("source", "article", "is_of"),
    [
        ("협동조합 기본법 제15조", "협동조합 기본법 제15조", True),
        ("협동조합 기본법 제15조제1항", "협동조합기본법 제15조", True),
        ("협동조합 기본법 제15조", "협동조합 기본법 제15조제1항", False),
        ("협동조합 기본법 제15조의2", "협동조합 기본법 제15조", False),
        ("협동조합 기본법 제150조", "협동조합 기본법 제15조", False),
        ("새 소풍 규칙 제1조", "소풍 규칙 제1조", False),
        ("민법 제157·161조", "민법 제161조", True),
        ("협동조합 기본법 시행령 제15조", "제15조", True),
    ],
)
def test_a_source_is_of_an_article(source: str, article: str, is_of: bool) -> None:
    """Its paragraphs are, its neighbours are not."""
    assert cites_article(source, article) is is_of


@pytest.mark.parametrize(("since", "state"), [(70, "fine"), (71, "soon"), (100, "soon"), (101, "over")])
def test_what_is_due_comes_up_a_month_before(since: int, state: str) -> None:
    """On its last day it is not over yet."""
    (row,) = rows([kept("a")], [], READ + timedelta(days=since))
    assert (row.state, row.days) == (state, since - 100)


@pytest.mark.parametrize(("changed", "marked"), [(READ, False), (READ + timedelta(days=1), True)])
def test_a_changed_law_marks_until_it_is_read_again(changed: date, marked: bool) -> None:
    """Read on the day itself is read after it; what is still to come marks nothing."""
    law = ChangedLaw("소풍 규칙 제2조", changed, "바뀜")
    today = READ + timedelta(days=5)
    assert [cited.line for _, cited in touched(kept("a"), [law], today)] == ([7] if marked else [])
    assert not list(touched(kept("a", reviewed=today), [law], today))
    assert not list(touched(kept("a"), [law], changed - timedelta(days=1)))


def test_those_come_first_that_need_somebody_most() -> None:
    """A changed law before what is overdue, the longest overdue before others."""
    law = ChangedLaw("다른 규칙 제1조", READ + timedelta(days=1))
    found = [kept("fine", limit=500), kept("late", limit=90), kept("later", limit=80), kept("soon", limit=110)]
    found.append(kept("changed", limit=500, article="다른 규칙 제1조"))
    order = [row.kept.id for row in rows(found, [law], READ + timedelta(days=100))]
    assert order == ["changed", "later", "late", "soon", "fine"]
