"""New entries, topics and procedures: a first text that passes `check` as a draft, for staff to go on from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.content.build import sound
from bot.content.drafting import scalar
from bot.content.parts import NAME
from bot.content.problems import Problem, Unfit
from bot.content.sources import Sources, language_of
from bot.content.word_file import grouped
from bot.core.tongue import TONGUES

Fault = Literal["bad_name", "taken", "no_topic", "unfit"]
LONGEST_NAME = 60
_OF_THE_BOT = (
    "faq/not_ours.yaml",
    "faq/synonyms.yaml",
    "flows/texts.yaml",
    "flows/words.yaml",
    "flows/every_kind.yaml",
)
"""What the bot itself, or who writes procedures, always needs."""


class CannotStart(Exception):
    """A name that cannot be taken; `known` are those that could be meant. For `unfit`, `name` is the file."""

    def __init__(self, fault: Fault, name: str, known: Iterable[str] = ()) -> None:
        super().__init__(fault)
        self.fault, self.name, self.known = fault, name, tuple(known)


@dataclass(frozen=True, slots=True)
class Start:
    """What is written: a whole new file, or else more at the end of one; `line` is where to go on, from 1."""

    path: str
    text: str
    line: int
    whole: bool = True


def is_of_staff(path: str) -> bool:
    """Whether questions, a procedure or its translation may be called so: what staff begin and take away."""
    folder, _, name = path.rpartition("/")
    bare = name.removesuffix(".yaml")
    if folder == "flows":
        bare = bare.removesuffix(f".{language}") if (language := language_of(name)) in TONGUES else bare
    named = name.endswith(".yaml") and _is_name(bare)
    return folder in ("faq", "flows") and named and f"{folder}/{bare}.yaml" not in _OF_THE_BOT


def new_topic(sources: Sources, id: str, title: str, today: date) -> Start:
    """A file of questions with one draft in it. Raises CannotStart."""
    path, title = _file("faq", id, sources), " ".join(title.split())
    first = f"{id}_first"
    _free(sources, first)
    text = _text("topic", id, title, today) + _text("entry", first, title, today)
    return _passing(sources, Start(path, text, _line(text, "owner:")), text)


def new_entry(sources: Sources, topic: str, id: str, today: date) -> Start:
    """A draft at the end of a file of questions. Raises CannotStart."""
    path = f"faq/{topic}.yaml"
    topics = [file for file, text in sources.files.items() if file.startswith("faq/") and "\nentries:" in text]
    if path not in topics:
        raise CannotStart("no_topic", topic, (file[4:-5] for file in topics if "." not in file[4:-5]))
    _named(id)
    _free(sources, id)
    before = sources.files[path]
    gap = "\n" if before.endswith("\n") else "\n\n"
    added = gap + _text("entry", id, "", today)
    if "\r\n" in before:
        added = added.replace("\n", "\r\n")
    whole = before + added
    return _passing(sources, Start(path, added, _line(whole, f"  {id}:"), whole=False), whole)


def new_flow(sources: Sources, id: str, today: date) -> Start:
    """A procedure of a question, a step and an end, with its examples. Raises CannotStart."""
    path = _file("flows", id, sources)
    text = _text("flow", id, id, today)
    return _passing(sources, Start(path, text, _line(text, "title:")), text)


def _passing(sources: Sources, start: Start, whole: str) -> Start:
    """The start when the content has no error with it that it had not before. Raises CannotStart."""
    if _errors(sources.having(start.path, whole)) - _errors(sources):
        raise CannotStart("unfit", start.path)
    return start


def _errors(sources: Sources) -> set[Problem]:
    try:
        sound(sources)
    except Unfit as unfit:
        return set(unfit.problems)
    return set()


def _file(folder: str, id: str, sources: Sources) -> str:
    _named(id)
    path = f"{folder}/{id}.yaml"
    if path in sources.files or any(problem.file == path for problem in sources.problems):
        raise CannotStart("taken", path)
    return path


def _named(id: str) -> None:
    if not _is_name(id):
        raise CannotStart("bad_name", id)


def _is_name(id: str) -> bool:
    return len(id) <= LONGEST_NAME and NAME.fullmatch(id) is not None


def _free(sources: Sources, id: str) -> None:
    """No entry has that name: as text, so that it is found also in a file that cannot be read."""
    for path, text in sources.files.items():
        if path.startswith("faq/") and f"\n  {id}:" in text.replace("\r\n", "\n"):
            raise CannotStart("taken", f"{path}:{_line(text, f'  {id}:')}")


def _text(kind: str, id: str, title: str, today: date) -> str:
    text = grouped("bot.content", "starts.toml")["new"][kind]
    text = text.replace("topic: <title>", f"topic: {scalar(title)}")
    return text.replace("<id>", id).replace("<title>", title).replace("<today>", today.isoformat())


def _line(text: str, beginning: str) -> int:
    """The last line that begins so."""
    return max((number for number, line in enumerate(text.splitlines(), 1) if line.startswith(beginning)), default=1)
