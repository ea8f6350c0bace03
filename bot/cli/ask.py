"""`ask`: what a question gets, and why. Each question is asked in a fresh conversation."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from bot.cli.words import Line, say
from bot.core.conversation import Decision
from bot.core.explanation import Candidate, Explanation, Judged
from bot.core.library import Library
from bot.talk.fresh import decided

Row = Mapping[str, object]

_HOWS = {
    "faq": Line.ASK_HOW_FAQ,
    "offer": Line.ASK_HOW_OFFER,
    "wish": Line.ASK_HOW_WISH,
    "command": Line.ASK_HOW_COMMAND,
    "begin": Line.ASK_HOW_BEGIN,
    "nod": Line.ASK_HOW_NOD,
    "masked": Line.ASK_HOW_MASKED,
    "not understood": Line.ASK_HOW_NOT,
}
_AT_ONCE = ("command", "begin", "nod", "masked")
"""What is understood by its words alone: nothing was compared."""

_LEAST = 0.01  # share of a word that is worth a line
_BANDS = {"answer": Line.ASK_BAND_ANSWER, "offer": Line.ASK_BAND_OFFER, "none": Line.ASK_BAND_NONE}


def answered(library: Library, id: str, question: str, now: datetime) -> Row:
    """One line of `ask --batch`: the band, the entries best first, the answer shown, whether a person is called."""
    return _row(id, decided(question, library, now))


def batch(library: Library, lines: Iterable[str], now: datetime) -> Iterator[str]:
    """A line of JSON for each line `{"id", "q"}`. Raises ValueError for one that is no such line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked = json.loads(line)
        if not isinstance(asked, dict) or not all(isinstance(asked.get(name), str) for name in ("id", "q")):
            raise ValueError(f"line {number}")
        yield json.dumps(answered(library, asked["id"], asked["q"], now), ensure_ascii=False)


def reasoned(library: Library, question: str, now: datetime) -> Row:
    """As `answered`, and beside it the reasons: of the whole message, then of each question in it."""
    decision, why = decided(question, library, now), _explanation(library, question)
    limits = {"answer_from": round(why.answer_from, 4), "offer_from": round(why.offer_from, 4)}
    whole, sentences = _plain(why.whole), [_plain(each) for each in why.sentences]
    return {**_row("", decision), "why": {"how": decision.heard.how, **limits, **whole, "sentences": sentences}}


def explained(library: Library, question: str, now: datetime) -> str:
    """For people: the words said back, by which step of understanding, then what each sentence was judged by."""
    decision, why = decided(question, library, now), _explanation(library, question)
    how = decision.heard.how
    line = _HOWS.get(how) or (Line.ASK_HOW_KIND if how in library.not_ours else Line.ASK_HOW_OTHER)
    tell = _read if how in _AT_ONCE else _told
    judged = ("\n".join(tell(each, why)) for each in (why.whole, *why.sentences))
    return "\n\n".join((_words(decision), say(line, how=how), *judged))


def _row(id: str, decision: Decision) -> Row:
    heard = decision.heard
    band = heard.band or "chat"
    return {
        "id": id,
        "band": band,
        "ranked": list(heard.ranked),
        "answer": _words(decision) if band == "answer" else "",
        "handoff": heard.handoff,
    }


def _words(decision: Decision) -> str:
    return "\n\n".join(reply.text for reply in decision.replies if reply.to == "citizen")


def _explanation(library: Library, question: str) -> Explanation:
    return library.matcher.explain(question, library.phrasings())


def _plain(judged: Judged) -> dict[str, object]:
    whole = asdict(judged)
    return {**whole.pop("read"), **whole, "margin": round(judged.margin, 4)}


def _read(judged: Judged, why: Explanation) -> Iterator[str]:
    """How a sentence was read: those lines alone that say something."""
    read = judged.read
    yield say(Line.ASK_READ, words=read.understood or read.text.strip())
    if read.dropped:
        yield say(Line.ASK_DROPPED, words=", ".join(read.dropped))
    if read.added:
        yield say(Line.ASK_ADDED, words=", ".join(read.added))
    if read.rule is not None:
        yield say(Line.ASK_RULE, words=read.ruled_by, kind=read.rule)


def _told(judged: Judged, why: Explanation) -> Iterator[str]:
    """How it was read, and what it was judged by, where anything was compared."""
    yield from _read(judged, why)
    if not judged.entries:
        return
    percents = {"right": judged.right, "ours": judged.ours, "known": judged.known}
    limits = {"answer_from": why.answer_from, "offer_from": why.offer_from}
    figures = {name: f"{100 * share:.0f}" for name, share in (percents | limits).items()}
    yield say(Line.ASK_JUDGED, band=say(_BANDS[judged.band]), **figures)
    if judged.meant:
        yield say(Line.ASK_MEANT)
    for place, each in enumerate(judged.entries, 1):
        yield say(Line.ASK_CANDIDATE, place=str(place), **_named(each))
    if len(judged.entries) > 1:
        yield say(Line.ASK_MARGIN, margin=f"{judged.margin:.2f}")
    if judged.kind is not None:
        yield say(Line.ASK_KIND, **_named(judged.kind))
    carried = [each for each in judged.words if each.share >= _LEAST]
    if carried:
        yield say(Line.ASK_WORDS, words=", ".join(f"{each.word} {100 * each.share:.0f}%" for each in carried))


def _named(each: Candidate) -> dict[str, str]:
    return {
        "name": each.name,
        "score": f"{each.score:.2f}",
        "nearest": each.nearest,
        "nearness": f"{100 * each.nearness:.0f}",
    }
