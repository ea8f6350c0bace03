"""Publications as commits, where the content lies in a git checkout: of one file alone, and never pushed.

What others have staged stays staged. No hook runs and nothing is signed: the content has been checked, and nobody is
there to be asked for a password.
"""

import logging
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.content.sources import FOLDERS
from bot.service.ports.commits import Uncommitted

GitState = Literal["none", "unknown", "barred", "ready", Uncommitted]
"""`none`: there is no checkout; `unknown`: it does not know the content; `barred`: its history cannot be written."""
ADDRESS = "desk@content.invalid"
"""Of nobody: a name is enough to know who it was."""
_NOBODY = "desk"
_SECONDS = 20
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "commit.gpgSign=false",
    "i18n.commitEncoding=utf-8",
    "gc.auto=0",
    "maintenance.auto=false",
)

_UNDER_WAY = ("index.lock", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")

log = logging.getLogger(__name__)


def checkout(folder: Path) -> Path | None:
    """The top of the checkout around a folder."""
    whole = folder.resolve()
    return next((it for it in (whole, *whole.parents) if (it / ".git").exists()), None)


@dataclass(frozen=True, slots=True)
class Git:
    """Implements `service.ports.commits.Commits` for the checkout around a folder."""

    folder: Path

    def commit(self, path: str, who: str, why: str) -> Uncommitted | None:
        if checkout(self.folder) is None:
            return None
        program = shutil.which("git")
        if program is None:
            return "no_git"
        try:
            return self._commit(program, path, who, why)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("a publication was not committed: %s", type(error).__name__)
            return "refused"

    def standing(self) -> GitState:
        """Whether a publication would be committed now, as far as that shows without one. Changes nothing."""
        if checkout(self.folder) is None:
            return "none"
        program = shutil.which("git")
        if program is None:
            return "no_git"
        try:
            return self._standing(program)
        except (OSError, subprocess.SubprocessError):
            return "refused"

    def _standing(self, program: str) -> GitState:
        known = self._run(program, "ls-files", "--", *FOLDERS)
        places = self._run(program, "rev-parse", "--absolute-git-dir", "--git-common-dir")
        if known.returncode or places.returncode:
            return "refused"
        if not known.stdout:
            return "unknown"
        own, shared = (self.folder / line for line in places.stdout.splitlines())
        if any((own / name).exists() for name in _UNDER_WAY):
            return "busy"
        if self._run(program, "symbolic-ref", "--quiet", "HEAD").returncode:
            return "no_branch"
        writable = all(os.access(it, os.W_OK | os.X_OK) for it in (own, shared, shared / "objects"))
        return "ready" if writable else "barred"

    def _commit(self, program: str, path: str, who: str, why: str) -> Uncommitted | None:
        known = self._run(program, "ls-files", "--", *FOLDERS)
        if known.returncode:
            return _why_not(known)
        ignored = self._run(program, "check-ignore", "--quiet", "--", path).returncode == 0
        if ignored or not known.stdout or not self._run(program, "status", "--porcelain", "--", path).stdout:
            return None
        if self._run(program, "symbolic-ref", "--quiet", "HEAD").returncode:
            return "no_branch"
        if (self.folder / path).exists():
            added = self._run(program, "add", "--intent-to-add", "--", path)
            if added.returncode:
                return _why_not(added)
        told = self._run(
            program, "commit", "--quiet", "--cleanup=whitespace", "--file=-", "--only", "--", path, text=why, who=who
        )
        return _why_not(told) if told.returncode else None

    def _run(
        self, program: str, *command: str, text: str = "", who: str = _NOBODY
    ) -> "subprocess.CompletedProcess[str]":
        """One command of git. Raises OSError, subprocess.TimeoutExpired after it was ended."""
        settings = [part for it in _SETTINGS for part in ("-c", it)]
        process = subprocess.Popen(
            [program, *settings, *command],
            cwd=self.folder,
            env=_environment(program, who),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        try:
            out, told = process.communicate(text, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.terminate()  # unlike a kill it lets git take its locks away
            process.communicate()
            raise
        return subprocess.CompletedProcess(command, process.returncode, out, told)


def _why_not(told: "subprocess.CompletedProcess[str]") -> Uncommitted:
    """Git's words may hold the reason and the path: only the command that failed is logged."""
    log.warning("a publication was not committed: git %s ended with %d", told.args[0], told.returncode)
    return "busy" if ".lock" in told.stderr or "during a" in told.stderr else "refused"


def _environment(program: str, who: str) -> Mapping[str, str]:
    """Nothing of our own but where the settings are: ours may be that of another checkout, as in its hook."""
    name = "".join(sign for sign in who if sign.isprintable() and sign not in "<>").strip(" .,:;\"'\\")
    people = {"GIT_AUTHOR_NAME": name or _NOBODY, "GIT_COMMITTER_NAME": _NOBODY}
    addresses = {"GIT_AUTHOR_EMAIL": ADDRESS, "GIT_COMMITTER_EMAIL": ADDRESS}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1", "GIT_EDITOR": "false", "LC_ALL": "C"}
    places = {"HOME": str(Path.home()), "PATH": os.pathsep.join((str(Path(program).parent), os.defpath))}
    return {**places, **people, **addresses, **quiet}
