"""FAQ files as values: entries, what is not ours, and synonyms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from bot.content.parts import Part
from bot.content.said import BRACKETS
from bot.content.sentences import Sentence, tell
from bot.content.style import names_article
from bot.core.library import Certainty, Entry, NotOurs, Then

FEWEST_ASKS = 8
LONGEST_ANSWER = 400  # characters; beyond it an answer is hard to read on a phone
ENTRY = ("status", "asks", "answer", "then", "steps", "sources", "law", "reviewed", "certainty", "tests")
STATUS = ("draft", "published")
CERTAIN: tuple[Certainty, ...] = get_args(Certainty)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it stands in a file; a draft may still lack what makes it true: sources, reviews, tests."""

    entry: Entry
    draft: bool
    owner: str


def read_entries(part: Part) -> Iterator[tuple[str, Written]]:
    """The entries of a file of one topic."""
    part = part.only(("topic", "owner", "entries"))
    topic = part.text("topic")
    owner = part.text("owner")
    entries = part.part("entries", must=True)
    for id, entry in entries.parts() if entries else ():
        entry.name(None, id)
        entry = entry.only(ENTRY)
        draft = entry.one_of("status", STATUS, must=False) == "draft"
        yield id, Written(_entry(id, topic, entry, draft=draft), draft, owner)


def _entry(id: str, topic: str, part: Part, *, draft: bool) -> Entry:
    answer = part.text("answer")
    for name in BRACKETS.findall(answer):
        line = part.page.line_of((*part.path, "answer"), f"<{name}>")
        part.page.add(line, tell(Sentence.NOT_A_PLACE, name=name), mended=True)
    asks, tests = part.words("asks", must=True), part.words("tests")
    certainty = part.one_of("certainty", CERTAIN, must=not draft)
    law, reviewed = part.day("law", must=certainty == "confirmed" and not draft), part.day("reviewed", must=not draft)
    sources = part.words("sources", must=not draft)
    if draft:
        part.add("status", tell(Sentence.ENTRY_IS_DRAFT, id=id), "warning")
    else:
        _whole(id, part, asks, answer, tests)
        if certainty != "confirmed" and "law" not in part.values and any(map(names_article, sources)):
            part.add("sources", tell(Sentence.NO_LAW_DAY), "warning")
    return Entry(
        id=id,
        topic=topic,
        asks=asks,
        answer=answer,
        sources=sources,
        certainty=next((each for each in CERTAIN if each == certainty), "check"),
        reviewed=reviewed or date.min,  # missing: laid down, so that it never comes into force
        law=law,
        then=_then(part),
        tests=tests,
        steps=part.words("steps"),
    )


def _whole(id: str, part: Part, asks: tuple[str, ...], answer: str, tests: tuple[str, ...]) -> None:
    """Lays down what a draft may still be: too short or too long, and untested."""
    if 0 < len(asks) < FEWEST_ASKS:
        part.add("asks", tell(Sentence.FEW_ASKS, count=len(asks), fewest=FEWEST_ASKS), mended=True)
    if len(answer) > LONGEST_ANSWER:
        said = tell(Sentence.ANSWER_LONG, count=len(answer), most=LONGEST_ANSWER)
        part.add("answer", said, "warning")
    if not tests:
        part.add(None, tell(Sentence.NO_TESTS, id=id), "warning")


def _then(part: Part) -> Then:
    then = part.part("then")
    if then is None:
        return Then()
    then = then.only(("flow", "handoff"))
    if len(then.values) != 1:
        part.add("then", tell(Sentence.THEN_TWO_PLACES))
    return Then(then.text("flow", must=False) or None, then.text("handoff", must=False) or None)


def read_not_ours(part: Part) -> Mapping[str, NotOurs]:
    """The kinds of sentences that get no FAQ answer."""
    kinds = part.only(("kinds",)).part("kinds", must=True)
    found = {}
    for kind, row in kinds.parts() if kinds else ():
        row.name(None, kind)
        row = row.only(("say", "person", "flag", "urgent", "sentences"))
        flag = row.text("flag", must=False)
        sentences, person, urgent = row.words("sentences", must=True), row.flag("person"), row.flag("urgent")
        found[kind] = NotOurs(kind, row.text("say"), sentences, person, flag, urgent)
    return found


def read_synonyms(part: Part) -> Mapping[str, tuple[str, ...]]:
    """Other words by word."""
    return {word: part.words(word) for word in part.values}
