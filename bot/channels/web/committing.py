"""What staff are told of a publication that is not in the history of the checkout."""

from collections.abc import Mapping

from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.service.ports.commits import Uncommitted

_WHY: Mapping[str, DeskKey] = {
    "no_git": DeskKey.COMMIT_NO_GIT,
    "no_branch": DeskKey.COMMIT_NO_BRANCH,
    "busy": DeskKey.COMMIT_BUSY,
    "refused": DeskKey.COMMIT_REFUSED,
}


def not_committed(library: Library, why: Uncommitted | str | None) -> str:
    """One sentence; "" where there is nothing to tell, also for a reason that is none."""
    key = _WHY.get(why or "")
    return library.text(DeskKey.CONTENT_NOT_COMMITTED, why=library.text(key)) if key else ""
