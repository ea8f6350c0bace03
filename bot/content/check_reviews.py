"""Is what is said still looked after: reviews that are older than their kind of fact may be, and laws changed since."""

from datetime import date

from bot.content.contents import Contents
from bot.content.sentences import Sentence, tell
from bot.content.staleness import kept
from bot.core.keeping import touched


def check_reviews(contents: Contents, today: date) -> None:
    """Warns of every entry and published flow whose review is older than its limit, or than a law it cites."""
    for each in kept(contents):
        page, age = contents.pages[each.file], (today - each.reviewed).days
        if each.reviewed != date.min and age > each.limit:
            page.add(each.line, tell(Sentence.REVIEW_OLD, days=age, limit=each.limit), "warning")
        for law, cited in touched(each, contents.changed_laws, today):
            said = tell(Sentence.LAW_CHANGED, article=law.article, day=law.day.isoformat(), note=law.note)
            page.add(cited.line, said, "warning")
