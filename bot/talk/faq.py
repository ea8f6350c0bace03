"""Answers of the FAQ, and the choice between a few that come near."""

from bot.core.library import Entry, Ranking
from bot.core.reply import Begin, Button, Do, Show, Want
from bot.core.texts import Key
from bot.core.wording import cited
from bot.talk import handing_over, helping, plan, saying, walking
from bot.talk.turn import Turn

_CERTAINTY = {"general": Key.CERTAINTY_GENERAL, "check": Key.CERTAINTY_CHECK}
_MOST_OFFERED = 3


def show(turn: Turn, entry: Entry, ranking: Ranking | None = None) -> Turn:
    """Says an answer with its certainty and source; while a consultant has the conversation, as a notice.

    `ranking` is what the person's words were understood by, if it was words that led here.
    """
    shown = (*(id for id in turn.conversation.shown if id != entry.id), entry.id)
    turn = turn.having(shown=shown)
    if turn.owner:
        return turn.say(_words(turn, entry), sender="notice")
    words = _words(turn, entry, helping.why(turn, entry, ranking))
    return turn.say(words, (*_onward(turn, entry), *helping.buttons(turn, entry, ranking)))


def answer(turn: Turn, entry: Entry, ranking: Ranking | None = None) -> Turn:
    """Says an answer, and that of a second question in the same message; then the open question again."""
    turn = show(turn, entry, ranking)
    if ranking and ranking.also:
        turn = show(turn, turn.library.entries[ranking.also])
    return walking.repeat_open(turn)


def for_person(turn: Turn, entry: Entry) -> Turn:
    """Says an answer, then asks whether a person should be asked about it."""
    return handing_over.propose(show(turn, entry), _kind(turn, entry))


def offer(turn: Turn, ranking: Ranking) -> Turn:
    """Offers what comes near as buttons, and a person."""
    entries = [turn.library.entries[ranked.entry] for ranked in ranking.entries[:_MOST_OFFERED]]
    choices = tuple(Button(entry.asks[0], Show(entry.id)) for entry in entries)
    none = Button(turn.text(Key.BUTTON_OFFER_NONE), Do("none"))
    person = Button(turn.text(Key.BUTTON_PERSON), Want(handing_over.default_kind(turn)))
    return turn.say(turn.text(Key.OFFER), (*choices, none, person))


def _words(turn: Turn, entry: Entry, why: str = "") -> str:
    own = plan.own_days(turn, turn.home.entries.get(entry.id, entry).steps)
    answer = (saying.only_korean(turn, entry), entry.answer.strip(), own, saying.coming(turn, entry))
    parts = [part for part in answer if part]
    if entry.certainty in _CERTAINTY:
        parts.append(turn.text(_CERTAINTY[entry.certainty]))
    if entry.sources:
        sources = turn.text(Key.ANSWER_SOURCES, sources=cited(entry.sources), reviewed=str(entry.reviewed))
        parts.append("\n".join(part for part in (sources, why) if part))
    elif why:
        parts.append(why)
    return "\n\n".join(parts)


def _onward(turn: Turn, entry: Entry) -> tuple[Button, ...]:
    flow = turn.library.flows.get(entry.then.flow or "")
    into = (Button(flow.title, Begin(flow.id)),) if flow and flow is not turn.flow else ()
    wanted = entry.then.handoff or entry.certainty == "check" or entry.language != turn.library.language
    person = (Button(turn.text(Key.BUTTON_PERSON), Want(_kind(turn, entry))),) if wanted else ()
    return (*into, *person)


def _kind(turn: Turn, entry: Entry) -> str:
    """The kind of case that a question about this entry is."""
    return entry.then.handoff or handing_over.default_kind(turn)
