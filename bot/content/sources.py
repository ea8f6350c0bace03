"""The content as files of text: from a folder, or from the versions that are kept."""

import codecs
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.problems import Problem
from bot.content.reader import LARGEST

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
            missing = Problem(str(path), 1, "파일이나 폴더를 찾을 수 없어요.")
            return Sources(self.files, (*self.problems, *(problems or [missing])))
        same = [name for name in self.files if name.rsplit("/", 1)[-1] == path.name]
        is_entries = "entries:" in text.splitlines()
        return self.having(same[0] if same else f"{'faq' if is_entries else 'flows'}/{path.name}", text)

    def lacking(self) -> Iterator[Problem]:
        """Files and folders that must be there and are not."""
        broken = {problem.file for problem in self.problems}
        for folder in ("faq", "flows"):
            if not any(path.startswith(f"{folder}/") for path in (*self.files, *broken)):
                yield Problem(folder, 1, f"'{folder}' 폴더가 없거나 비어 있어요. 내용 파일이 든 폴더가 맞는지 보세요.")
        for path in NEEDED:
            known = path in self.files or path in broken
            if not known and any(other.startswith(path.split("/")[0] + "/") for other in self.files):
                yield Problem(path, 1, "이 파일이 없어요. 지웠다면 되돌려 놓아 주세요.")


def read(folder: Path) -> Sources:
    """The content of a folder that holds `faq/` and `flows/`. What is no content (README.md, *.en.yaml) is left out."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for below in FOLDERS:
        for path in sorted((folder / below).glob("*.yaml")):
            name = f"{below}/{path.name}"
            text = None if is_side_file(name) or not path.is_file() else _text(path, name, problems)
            if text is not None:
                files[name] = text
    return Sources(files, tuple(problems))


def is_side_file(name: str) -> bool:
    """Whether a file holds words of another language, as `kind.en.yaml`."""
    return name.count(".") > 1


def _text(path: Path, name: str, problems: list[Problem]) -> str | None:
    if path.stat().st_size > LARGEST:
        problems.append(Problem(name, 1, "파일이 너무 커요(1MB 넘음). 주제별로 나누어 주세요."))
        return None
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, f"한글을 읽을 수 없어요.{_looks_like(raw)} 파일을 UTF-8로 저장해 주세요."))
        return None


def _looks_like(raw: bytes) -> str:
    """In which encoding an editor has probably saved it, as a sentence; nothing where that cannot be told."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return " UTF-16(유니코드)으로 저장된 것 같아요."
    try:
        raw.decode("cp949")
    except UnicodeDecodeError:
        return ""
    return " CP949(ANSI)로 저장된 것 같아요."
