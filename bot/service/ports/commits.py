"""What keeps the content's files in a history of its own beside ours."""

from typing import Literal, Protocol

Uncommitted = Literal["no_git", "no_branch", "busy", "refused"]
"""Why a publication is not in the checkout's history: git is not installed, no branch is checked out, another command
is under way, or git refused for a reason of its own."""


class Commits(Protocol):
    """The checkout that holds the content, if there is one."""

    def commit(self, path: str, who: str, why: str) -> Uncommitted | None:
        """Commits one file as it is on disk, or gone, and nothing else. Blocks; raises nothing.

        None: it is committed, or there is nothing to commit, or no checkout that knows the content.
        """
        ...
