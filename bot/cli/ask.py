"""`ask`: what a question gets, and why. Each question is asked in a fresh conversation."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Said
from bot.core.library import Library
from bot.core.texts import Key
from bot.talk.decide import decide

Line = Mapping[str, object]


def answered(library: Library, id: str, question: str, now: datetime) -> Line:
    """One line of `ask --batch`: the band, the entries best first, the answer shown, whether a person is called."""
    decision = _decided(library, question, now)
    heard = decision.heard
    band = heard.band or "chat"
    return {
        "id": id,
        "band": band,
        "ranked": list(heard.ranked),
        "answer": _words(decision) if band == "answer" else "",
        "handoff": heard.handoff,
    }


def batch(library: Library, lines: Iterable[str], now: datetime) -> Iterator[str]:
    """A line of JSON for each line `{"id", "q"}`. Raises ValueError for one that is no such line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked = json.loads(line)
        if not isinstance(asked, dict) or not all(isinstance(asked.get(name), str) for name in ("id", "q")):
            raise ValueError(f"line {number}")
        yield json.dumps(answered(library, asked["id"], asked["q"], now), ensure_ascii=False)


def explained(library: Library, question: str, now: datetime) -> str:
    """What a question gets, for people: the words said back, then the entries with their scores and what carried."""
    decision = _decided(library, question, now)
    ranking = library.matcher.rank(question)
    lines = [_words(decision), ""]
    lines += [
        library.text(Key.ASK_CANDIDATE, place=str(place), entry=ranked.entry, score=f"{ranked.score:.2f}")
        for place, ranked in enumerate(ranking.entries, 1)
    ]
    carried = ", ".join(ranking.why) or "-"
    lines.append(library.text(Key.ASK_WHY, how=decision.heard.how or "-", band=ranking.band, words=carried))
    return "\n".join(lines)


def _decided(library: Library, question: str, now: datetime) -> Decision:
    return decide(Said("ask", "ask", "ask", question), Situation(Conversation("ask"), now), library)


def _words(decision: Decision) -> str:
    return "\n\n".join(reply.text for reply in decision.replies if reply.to == "citizen")
