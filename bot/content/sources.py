"""The content as files of text: from a folder, or from the versions that are kept."""

import codecs
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.problems import Problem
from bot.content.reader import LARGEST
from bot.content.sentences import Sentence, tell

FOLDERS = ("faq", "flows", "flows/tables")
NEEDED = (
    "faq/not_ours.yaml",
    "flows/texts.yaml",
    "flows/words.yaml",
    "flows/tables/kinds.yaml",
    "flows/tables/hours.yaml",
    "flows/tables/retention.yaml",
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Texts by path, as `faq/start.yaml`. `problems` are those of files that could not be read as text."""

    files: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def version(self) -> str:
        """A hash of every path and text: the same content has the same version."""
        total = hashlib.sha256()
        for path in sorted(self.files):
            total.update(f"{path}\0{self.files[path]}\0".encode())
        return total.hexdigest()[:16]

    def having(self, path: str, text: str) -> "Sources":
        """With one file written anew."""
        kept = tuple(problem for problem in self.problems if problem.file != path)
        return Sources({**self.files, path: text}, kept)

    def visited(self, path: Path) -> "Sources":
        """With a file from elsewhere, in the place that its name, else what is in it, gives it."""
        problems: list[Problem] = []
        text = _text(path, str(path), problems) if path.is_file() else None
        if text is None:
            missing = Problem(str(path), 1, tell(Sentence.NO_FILE))
            return Sources(self.files, (*self.problems, *(problems or [missing])))
        same = [name for name in self.files if name.rsplit("/", 1)[-1] == path.name]
        is_entries = "entries:" in text.splitlines()
        return self.having(same[0] if same else f"{'faq' if is_entries else 'flows'}/{path.name}", text)

    def lacking(self) -> Iterator[Problem]:
        """Files and folders that must be there and are not."""
        broken = {problem.file for problem in self.problems}
        for folder in ("faq", "flows"):
            if not any(path.startswith(f"{folder}/") for path in (*self.files, *broken)):
                yield Problem(folder, 1, tell(Sentence.NO_FOLDER, folder=folder))
        for path in NEEDED:
            known = path in self.files or path in broken
            if not known and any(other.startswith(path.split("/")[0] + "/") for other in self.files):
                yield Problem(path, 1, tell(Sentence.FILE_LACKING))


def read(folder: Path) -> Sources:
    """The content of a folder that holds `faq/` and `flows/`. What is no content (README.md) is left out."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for below in FOLDERS:
        for path in sorted(it for it in (folder / below).glob("*.yaml") if is_content(it.name)):
            name = f"{below}/{path.name}"
            text = _text(path, name, problems)
            if text is not None:
                files[name] = text
    return Sources(files, tuple(problems))


def is_content(name: str) -> bool:
    """Whether a file of that name is content: what editors keep beside it (.#start.yaml, start.yaml~) is not."""
    return name.endswith(".yaml") and not name.startswith(".")


def language_of(name: str) -> str:
    """The language of a file of words, as `kind.en.yaml`; "" for any other file."""
    parts = name.split(".")
    return parts[-2] if len(parts) > 2 else ""


def stem_of(name: str) -> str:
    """A path without what stands after its first dot."""
    return name.split(".", 1)[0]


def _text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """What a file says; None, with a problem laid down, for one that says nothing. One gone meanwhile is no problem."""
    try:
        raw, refused = _bytes(path)
    except FileNotFoundError:
        return None
    except OSError:
        raw, refused = b"", Sentence.FILE_LOCKED
    if refused is not None:
        problems.append(Problem(name, 1, tell(refused)))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, _not_utf8(raw)))
        return None


def _bytes(path: Path) -> tuple[bytes, Sentence | None]:
    """The bytes of a file, or why they are not read: a link that leads nowhere and a folder are no files."""
    if not path.is_file():
        if not path.is_symlink():
            path.stat()
        return b"", Sentence.NOT_A_FILE
    if path.stat().st_size > LARGEST:
        return b"", Sentence.FILE_TOO_LARGE
    return path.read_bytes(), None


def _not_utf8(raw: bytes) -> str:
    """What to do, with the encoding in which an editor has probably saved it where that can be told."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return tell(Sentence.LOOKS_LIKE, encoding="UTF-16")
    try:
        raw.decode("cp949")
    except UnicodeDecodeError:
        return tell(Sentence.NOT_UTF8)
    return tell(Sentence.LOOKS_LIKE, encoding="CP949(ANSI)")
