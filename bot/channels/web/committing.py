"""What staff are told of a publication: who sees it, and why it is not in the history of the checkout."""

from collections.abc import Mapping

from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.service.ports.commits import Uncommitted
from bot.service.ports.content import Page

_WHY: Mapping[str, DeskKey] = {
    "no_git": DeskKey.COMMIT_NO_GIT,
    "no_branch": DeskKey.COMMIT_NO_BRANCH,
    "busy": DeskKey.COMMIT_BUSY,
    "refused": DeskKey.COMMIT_REFUSED,
}


def who_sees(library: Library, page: Page | None) -> str:
    """One sentence: that citizens see that file from now on, or what of it nobody sees yet."""
    if page is None or not page.drafts:
        return library.text(DeskKey.CONTENT_SEEN)
    if page.drafts == page.entries:
        return library.text(DeskKey.CONTENT_UNSEEN)
    return library.text(DeskKey.CONTENT_SEEN_IN_PART, count=str(page.drafts))


def not_committed(library: Library, why: Uncommitted | str | None) -> str:
    """One sentence; "" where there is nothing to tell, also for a reason that is none."""
    key = _WHY.get(why or "")
    return library.text(DeskKey.CONTENT_NOT_COMMITTED, why=library.text(key)) if key else ""
