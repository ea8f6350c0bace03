"""FAQ files as values: entries, what is not ours, and synonyms."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import get_args

from bot.content.parts import Part
from bot.content.said import BRACKETS
from bot.content.sentences import Sentence, tell
from bot.content.style import names_article
from bot.core.library import Certainty, Entry, NotOurs, Then

FEWEST_ASKS = 8
LONGEST_ANSWER = 400  # characters; beyond it an answer is hard to read on a phone
ENTRY = ("asks", "answer", "then", "sources", "law", "reviewed", "certainty", "tests")
CERTAIN: tuple[Certainty, ...] = get_args(Certainty)


def read_entries(part: Part) -> Iterator[tuple[str, Entry]]:
    """The entries of a file of one topic."""
    part = part.only(("topic", "owner", "entries"))
    topic = part.text("topic")
    part.text("owner")
    entries = part.part("entries", must=True)
    for id, entry in entries.parts() if entries else ():
        entry.name(None, id)
        yield id, _entry(id, topic, entry.only(ENTRY))


def _entry(id: str, topic: str, part: Part) -> Entry:
    answer = part.text("answer")
    if len(answer) > LONGEST_ANSWER:
        said = tell(Sentence.ANSWER_LONG, count=len(answer), most=LONGEST_ANSWER)
        part.add("answer", said, "warning")
    for name in BRACKETS.findall(answer):
        line = part.page.line_of((*part.path, "answer"), f"<{name}>")
        part.page.add(line, tell(Sentence.NOT_A_PLACE, name=name), mended=True)
    asks = part.words("asks", must=True)
    if 0 < len(asks) < FEWEST_ASKS:
        part.add("asks", tell(Sentence.FEW_ASKS, count=len(asks), fewest=FEWEST_ASKS), mended=True)
    tests = part.words("tests")
    if not tests:
        part.add(None, tell(Sentence.NO_TESTS, id=id), "warning")
    certainty = part.one_of("certainty", CERTAIN)
    law, reviewed = part.day("law", must=certainty == "confirmed"), part.day("reviewed", must=True)
    sources = part.words("sources", must=True)
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
    )


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
