"""Are sentences as docs/style.md wants them: length, ending, plain words, names of today, terms with their meaning.

Everything is a warning: a sentence that is not as it should be is still better than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.contents import Contents
from bot.content.parts import Page, Path
from bot.content.said import texts
from bot.content.sentences import Sentence, tell
from bot.content.style import style

_HANGUL = re.compile(r"[가-힣]")
_LIST = re.compile(r"\s*(?:\d+\.|[-·])\s")
_BETWEEN = re.compile(r"(?<=[.?!])\s+|\n")
VALUE = re.compile(r"<[^<>]*>")
TYPICAL = 12  # signs of a value: a day, an amount
_BRACKETS = re.compile(r"\([^()]*\)")
_AFTER = re.compile(r"(?:\([^()]*\)|['\"’”」)\s.?!~…])+$")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that people read, and where it stands."""

    page: Page
    path: Path
    text: str

    def warn(self, words: str, sentence: Sentence, **values: object) -> None:
        """Lays it down at the line where those words stand."""
        line = self.page.line_of(self.path, words)
        self.page.add(line, tell(sentence, **values), "warning")

    @property
    def lines(self) -> Iterator[str]:
        """Its sentences; lines of a list are none."""
        for line in self.text.splitlines():
            if not _LIST.match(line):
                yield from (said.strip() for said in _BETWEEN.split(line) if said.strip())


def check_style(contents: Contents) -> None:
    """Lays down what is not as the style sheet wants it, in answers, procedures and the bot's own words."""
    for text in _answers(contents):
        _answer(text)
    for text in (*_answers(contents), *_procedures(contents), *_refusals(contents)):
        _ending(text)
        _plain(text)
    for text in _own(contents):
        _plain(text)  # a button or a heading among them is no sentence
    _sources(contents)


def _answers(contents: Contents) -> Iterator[_Text]:
    for id, placed in contents.entries.items():
        yield _Text(placed.page, ("entries", id, "answer"), placed.entry.answer)


def _procedures(contents: Contents) -> Iterator[_Text]:
    for file in contents.flows.values():
        for id, node in file.flow.nodes.items():
            for path, text, _ in texts(node):
                if path[0] != "consent":  # what it is for, in a few words
                    yield _Text(file.page, ("nodes", id, *path), text)


def _refusals(contents: Contents) -> Iterator[_Text]:
    """What is said to what is not ours."""
    page = contents.pages.get("faq/not_ours.yaml")
    if page is not None:
        yield from (_Text(page, ("kinds", kind, "say"), row.say) for kind, row in contents.not_ours.items())


def _own(contents: Contents) -> Iterator[_Text]:
    page = contents.pages.get("flows/texts.yaml")
    if page is not None:
        yield from (_Text(page, path, scalar.text) for path, scalar in page.texts.items())


def _answer(text: _Text) -> None:
    """What holds of answers alone."""
    sentences, words = list(text.lines), style()
    if len(sentences) > words["most_sentences"]:
        text.warn(sentences[-1], Sentence.STYLE_MANY, count=len(sentences), most=words["most_sentences"])
    first = re.search(words["preface"], sentences[0]) if sentences else None
    if first:
        text.warn(first[0], Sentence.STYLE_PREFACE, text=first[0])
    for name, sentence in (("button", Sentence.STYLE_BUTTON), ("article", Sentence.STYLE_ARTICLE)):
        for found in re.finditer(words[name], text.text):
            text.warn(found[0], sentence, text=found[0])
    for term in words["explained"]["words"]:
        if term in text.text and not re.search(_explained(term), text.text):
            text.warn(term, Sentence.STYLE_TERM, text=term)


def _explained(term: str) -> str:
    """A term before a bracket or in one, or as what a sentence tells of."""
    return rf"{term}[가-힣]?\(|\([^()]*{term}[^()]*\)|{term}(?:은|는) "


def _ending(text: _Text) -> None:
    """How a sentence ends."""
    words = style()
    for said in text.lines:
        if _HANGUL.search(said) and not re.search(words["ends"], _AFTER.sub("", said)):
            text.warn(said, Sentence.STYLE_ENDING, text=said[-12:])


def _plain(text: _Text) -> None:
    """How long a sentence is, and its words."""
    words = style()
    for said in text.lines:
        length = len(_BRACKETS.sub("", VALUE.sub("·" * TYPICAL, said)))
        if length > words["longest_sentence"]:
            text.warn(said, Sentence.STYLE_LONG, count=length, most=words["longest_sentence"])
    for old, new in words["renamed"].items():
        if old in text.text and new not in text.text:
            text.warn(old, Sentence.STYLE_RENAMED, old=old, new=new)
    for official, plain in words["instead"].items():
        if official in text.text:
            text.warn(official, Sentence.STYLE_OFFICIAL, text=official.strip(), plain=plain)
    for found in re.finditer(words["promise"], text.text):
        text.warn(found[0], Sentence.STYLE_PROMISE, text=found[0].strip())


def _sources(contents: Contents) -> None:
    """A source with a comma in it falls apart in a list: half a bracket is left."""
    for page in contents.pages.values():
        for path, scalar in page.texts.items():
            if "sources" in path and scalar.text.count("(") != scalar.text.count(")"):
                page.at(path, tell(Sentence.SOURCE_TORN, text=scalar.text), "warning")
