"""Publications as commits of one file alone, in real checkouts."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from bot.commits import ADDRESS, Git
from bot.service.ports.commits import Uncommitted

PATH = "faq/a.yaml"
OTHER = "flows/b.yaml"


class Checkout:
    """A repository with two files of content in it, and a third one besides."""

    def __init__(self, folder: Path, below: str = "") -> None:
        self.top = folder
        self.content = folder / below
        for path in (PATH, OTHER):
            (self.content / path).parent.mkdir(parents=True, exist_ok=True)
            (self.content / path).write_text("first\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message=first")

    def git(self, *command: str) -> str:
        """As somebody with a shell would."""
        identity = ("-c", "user.name=dev", "-c", "user.email=dev@example.kr", "-c", "commit.gpgSign=false")
        told = subprocess.run(
            ["git", *identity, *command], cwd=self.top, capture_output=True, text=True, check=True, timeout=60
        )
        return told.stdout.strip()

    def commits(self, path: str, text: str | None, who: str = "한소라", why: str = "고침") -> Uncommitted | None:
        """Writes a file, or takes it away, and commits it as the desk does."""
        file = self.content / path
        if text is None:
            file.unlink()
        else:
            file.write_text(text)
        return Git(self.content).commit(path, who, why)

    def last(self, form: str) -> str:
        return self.git("log", "-1", f"--format={form}")

    def changed(self) -> list[str]:
        """The files of the last commit."""
        return self.git("show", "--format=", "--name-only", "HEAD").split()

    def many(self) -> int:
        return int(self.git("rev-list", "--count", "HEAD"))


@pytest.fixture(autouse=True)
def nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of whoever runs the tests: git does not know who anybody is."""
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


def test_a_publication_is_a_commit_of_its_author(checkout: Checkout) -> None:
    """With the reason as its message, whatever it begins with, and no address of a person."""
    assert checkout.commits(PATH, "second\n", "한소라", "# 전화번호가 바뀜\n\n시청 누리집에서 봄") is None
    assert checkout.last("%an <%ae>") == f"한소라 <{ADDRESS}>"
    assert checkout.last("%B").strip() == "# 전화번호가 바뀜\n\n시청 누리집에서 봄"
    assert checkout.changed() == [PATH]
    assert checkout.git("status", "--porcelain") == ""


def test_what_others_have_staged_or_changed_stays_so(checkout: Checkout) -> None:
    """Also a file of the content that is only half done on disk."""
    (checkout.top / "code.py").write_text("staged")
    checkout.git("add", "code.py")
    (checkout.content / OTHER).write_text("half done")
    assert checkout.commits(PATH, "second\n") is None
    assert checkout.changed() == [PATH]
    assert checkout.git("status", "--porcelain").splitlines() == ["A  code.py", " M flows/b.yaml"]


def test_a_new_file_and_one_that_is_gone_are_committed(tmp_path: Path) -> None:
    """In a folder below the top of the checkout as well."""
    checkout = Checkout(tmp_path / "checkout", "content")
    assert checkout.commits("faq/new.yaml", "new\n") is None
    assert checkout.changed() == ["content/faq/new.yaml"]
    assert checkout.commits(PATH, None) is None
    assert checkout.changed() == [f"content/{PATH}"]


def test_a_file_as_it_was_committed_makes_no_commit(checkout: Checkout) -> None:
    """A change that somebody has already committed, or that was taken back."""
    assert checkout.commits(PATH, "first\n") is None
    assert checkout.many() == 1


def test_a_name_that_git_would_refuse_is_written_all_the_same(checkout: Checkout) -> None:
    """Signs that would end a name are left out; of a name of nothing else the desk is the author."""
    assert checkout.commits(PATH, "second\n", "<한소라>") is None
    assert checkout.last("%an") == "한소라"
    assert checkout.commits(PATH, "third\n", "...") is None
    assert checkout.last("%an") == "desk"


def test_no_hook_runs_and_nothing_is_signed(checkout: Checkout) -> None:
    """A hook that refuses and a key that is not there keep nothing out."""
    hook = checkout.top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    checkout.git("config", "commit.gpgSign", "true")
    assert checkout.commits(PATH, "second\n") is None
    assert checkout.many() == 2


def test_where_the_server_was_started_does_not_matter(
    checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a hook of another checkout, whose folder and index stand in the environment."""
    other = Checkout(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git/index"))
    assert checkout.commits(PATH, "second\n") is None
    monkeypatch.undo()
    assert (checkout.many(), other.many()) == (2, 1)


def test_what_is_no_checkout_of_the_content_is_left_alone(tmp_path: Path) -> None:
    """No checkout at all, one that knows nothing of the content, one that ignores it."""
    (tmp_path / "bare/faq").mkdir(parents=True)
    assert Git(tmp_path / "bare").commit(PATH, "한소라", "고침") is None
    checkout = Checkout(tmp_path / "checkout")
    (checkout.top / "elsewhere/faq").mkdir(parents=True)
    (checkout.top / "elsewhere" / PATH).write_text("text")
    assert Git(checkout.top / "elsewhere").commit(PATH, "한소라", "고침") is None
    (checkout.top / ".git/info/exclude").write_text("ignored.yaml\n")
    assert checkout.commits("faq/ignored.yaml", "text") is None
    assert checkout.many() == 1


def test_without_git_it_is_said(checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout is there, the program is not."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert checkout.commits(PATH, "second\n") == "no_git"


def test_without_a_branch_nothing_is_committed(checkout: Checkout) -> None:
    """A commit that no branch holds would be lost at the next checkout."""
    checkout.git("checkout", "--quiet", "--detach")
    assert checkout.commits(PATH, "second\n") == "no_branch"
    assert checkout.many() == 1


def test_a_checkout_that_is_in_use_is_left_alone(checkout: Checkout) -> None:
    """While another command has the index; the next publication of that file takes both along."""
    lock = checkout.top / ".git/index.lock"
    lock.touch()
    assert checkout.commits(PATH, "second\n") == "busy"
    lock.unlink()
    assert checkout.commits(PATH, "third\n") is None
    assert checkout.git("show", f"HEAD:{PATH}") == "third"


def test_a_merge_under_way_is_left_alone(checkout: Checkout) -> None:
    """Of a merge one file alone cannot be committed."""
    (checkout.top / ".git/MERGE_HEAD").write_text(checkout.git("rev-parse", "HEAD") + "\n")
    assert checkout.commits(PATH, "second\n") == "busy"


def test_a_checkout_that_git_cannot_read_is_told(checkout: Checkout) -> None:
    """Whatever is wrong with it: nothing is raised."""
    (checkout.top / ".git/HEAD").write_text("nonsense")
    assert checkout.commits(PATH, "second\n") == "refused"


@pytest.mark.parametrize("state", ["ready", "none", "unknown", "no_branch", "busy", "refused", "no_git"])
def test_it_is_told_beforehand_what_would_keep_a_publication_out(
    checkout: Checkout, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is what keeps it out; nothing is changed by looking."""
    git = checkout.top / ".git"
    if state == "none":
        shutil.rmtree(git)
    elif state == "unknown":
        checkout.git("rm", "--quiet", "--cached", "-r", ".")
    elif state == "no_branch":
        checkout.git("switch", "--quiet", "--detach")
    elif state == "busy":
        (git / "index.lock").touch()
    elif state == "refused":
        (git / "HEAD").unlink()
    elif state == "no_git":
        monkeypatch.setenv("PATH", str(checkout.top))
    assert Git(checkout.content).standing() == state
    told = checkout.commits(PATH, "second\n")
    assert told == (None if state in ("ready", "none", "unknown") else state)


def test_a_history_that_cannot_be_written_is_seen() -> None:
    """Root may write anywhere: it is asked as somebody who may not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        checkout = Checkout(Path(name))
        root = os.getuid() == 0
        (checkout.top / ".git").chmod(0o555)
        if root:
            os.setreuid(65534, -1)
        try:
            state = Git(checkout.content).standing()
        finally:
            if root:
                os.setreuid(0, -1)
            (checkout.top / ".git").chmod(0o755)
    assert state == "barred"
