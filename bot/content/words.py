"""flows/words.yaml: the words that are understood everywhere."""

from typing import get_args

from bot.content.parts import Part
from bot.content.reader import Items, Scalar
from bot.content.sentences import Sentence, tell
from bot.core.korean import fold
from bot.core.library import Words
from bot.core.reply import WrittenCommand

COMMANDS: tuple[WrittenCommand, ...] = get_args(WrittenCommand)
LISTS = ("wishes", "corrections", "yes", "no", "done", "later", "nods")


def read_words(part: Part) -> Words:
    """The words by what they do. A word that does two things is laid down."""
    part = part.only(("commands", "begin", *LISTS))
    seen: dict[str, tuple[str, str]] = {}
    commands = part.part("commands", must=True)
    if commands is not None:
        commands = commands.only(COMMANDS)
        _once(commands, seen)
    begin = part.part("begin", must=True)
    if begin is not None:
        _once(begin, seen)
    return Words(
        commands={key: commands.words(key, must=True) for key in COMMANDS} if commands else {},
        begin={flow: begin.words(flow) for flow in begin.values} if begin else {},
        wishes=part.words("wishes", must=True),
        corrections=part.words("corrections", must=True),
        yes=part.words("yes", must=True),
        no=part.words("no", must=True),
        done=part.words("done", must=True),
        later=part.words("later", must=True),
        nods=part.words("nods", must=True),
    )


def _once(part: Part, seen: dict[str, tuple[str, str]]) -> None:
    """Lays down words that already do something else: they are compared folded, as they are when somebody writes."""
    for key, tree in part.values.items():
        for place, word in enumerate(tree.items if isinstance(tree, Items) else ()):
            text = word.text if isinstance(word, Scalar) else ""
            path = (*part.path, key, place)
            other, where = seen.setdefault(fold(text) or text, (key, part.page.where(path)))
            if other != key:
                part.page.at(path, tell(Sentence.ELSEWHERE_TOO, text=text, other=other, where=where))
